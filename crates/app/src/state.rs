use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_analysis::Setup;
use onionskin_cache::Change;
use onionskin_text::LineRange;

use crate::{EXAMPLE, Explanations, View, example};

/// Everything that the page was told; all else is derived from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The address of the page without its fragment: where links lead.
    pub page_url: Rc<str>,
    /// The Dockerfile. Its line ends are LF, as in a browser's text field.
    pub source: Rc<str>,
    /// What the reader says is different now. It may not make sense for the file; the analysis decides.
    pub change: Change,
    /// The stage to build, by its name; the last one where there is none.
    pub target: Option<Rc<str>>,
    /// Build arguments by name.
    pub build_args: Rc<BTreeMap<String, String>>,
    /// Where the caret stands, as a byte offset into `source`.
    pub caret: u32,
    /// The lines that are folded in the editor, which shows the first one of each.
    pub folded: Rc<Vec<LineRange>>,
    /// Whose document this is.
    pub origin: Origin,
    /// What there is to say, as far as it is loaded.
    pub explanations: Explanations,
    /// The colours that the reader chose.
    pub theme: Theme,
    /// What the middle of the page shows.
    pub view: View,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// What came of the last press on a Copy button of the open dialog.
    pub copied: Option<Copied>,
    /// Why a link could not be opened, until the reader dismisses it.
    pub notice: Option<Rc<str>>,
    /// How often the reader chose a change; the view plays the rebuild once for each.
    pub n_changes_chosen: u32,
}

impl State {
    /// A first visit to the page at `page_url`.
    pub fn new(page_url: &str) -> Self {
        Self {
            page_url: page_url.into(),
            source: EXAMPLE.into(),
            change: example::change(),
            target: None,
            build_args: Rc::default(),
            caret: example::caret(),
            folded: Rc::default(),
            origin: Origin::Untouched,
            explanations: Explanations::awaited(),
            theme: Theme::System,
            view: View::default(),
            dialog: None,
            copied: None,
            notice: None,
            n_changes_chosen: 0,
        }
    }

    /// What the source is analyzed with.
    pub fn setup(&self) -> Setup {
        Setup {
            change: self.change.clone(),
            target: self.target.as_deref().map(str::to_owned),
            build_args: BTreeMap::clone(&self.build_args),
            context: None,
        }
    }
}

/// Whose document is shown. It decides what is kept of it outside of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The example or the saved draft, as it was found.
    Untouched,
    /// The reader's own, worked on here.
    Own,
    /// Opened from a link. It stays in its link, also when it is edited here: the reader's own draft is not
    /// theirs to replace.
    Link,
}

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The theme's name, as it is saved and as style sheets see it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this name; that of the system for names that no theme has.
    pub fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The link and what else can be passed on.
    Share,
    /// Worked examples to start from.
    Examples,
    /// What is shown, as files.
    Export,
    /// The keys that do something.
    Keys,
}

/// A text field of the share dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareField {
    /// The link alone.
    Link,
    /// The Dockerfile and the link as Markdown.
    Markdown,
}

/// A press on a Copy button and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What was to be copied.
    pub field: ShareField,
    /// What came of it.
    pub outcome: CopyOutcome,
}

/// What came of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyOutcome {
    /// It is on the clipboard.
    Done,
    /// The browser refused; the text is selected instead.
    Refused,
}
