use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_analysis::Setup;
use onionskin_cache::Change;

use crate::costs::CostInputs;
use crate::{
    Beside, EXAMPLE, Explanations, ExportOutcome, FilesState, Folds, LineFolds, LoadError, PileOrder,
    SetAside, View, WorkedExample, example, words,
};

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
    /// The lines that are folded in the editor.
    pub line_folds: Rc<LineFolds>,
    /// Whose document this is.
    pub origin: Origin,
    /// Whether the text that came in a link is unfolded where there is little room for it.
    pub received_text: Unfolded,
    /// Whether the reader has edited the text since it took its place.
    pub is_edited: bool,
    /// What the reader wrote before other texts took its place, the latest last.
    pub set_aside: Rc<Vec<SetAside>>,
    /// The worked example that is open, until another text takes its place or the reader hides what is said of it.
    pub example: Option<&'static WorkedExample>,
    /// The worked example that the reader asked for and that is not here.
    pub wanted_example: Option<WantedExample>,
    /// Whether the reader has hidden what is said of the open example and of the texts that are set aside.
    pub is_standing_hidden: bool,
    /// What there is to say, as far as it is loaded.
    pub explanations: Explanations,
    /// How long steps take.
    pub costs: Rc<CostInputs>,
    /// The colours that the reader chose.
    pub theme: Theme,
    /// The Dockerfile that the document is compared with; never empty.
    pub other: Option<Rc<str>>,
    /// What stood beside the document of the reader's own and what a link has taken the place of, until they leave the link.
    pub own: Beside,
    /// What the middle of the page shows.
    pub view: View,
    /// Which way up the stack is.
    pub pile_order: PileOrder,
    /// Which stages of the document are folded.
    pub folds: Folds,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// What came of the last press on a Copy button of the open dialog or the view.
    pub copied: Option<Copied>,
    /// What came of the last press on a button of the export dialog.
    pub exported: Option<ExportOutcome>,
    /// Why a link could not be opened, until the reader dismisses it.
    pub notice: Option<Rc<str>>,
    /// Why the link in the address could not be opened yet; it waits there until it can be.
    pub unopened_link: Option<LoadError>,
    /// Whether the reader was told that the browser does not keep the draft: once is enough.
    pub is_refusal_told: bool,
    /// Whether keys without Ctrl, Alt or Meta do something outside of text fields.
    pub single_keys: SingleKeys,
    /// How often another text has taken the place of the document; what is open beside one does not stay open beside the next.
    pub n_documents: u32,
    /// How often the reader chose a change; the view plays the rebuild once for each.
    pub n_changes_chosen: u32,
    /// The reader's files.
    pub files: FilesState,
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
            line_folds: Rc::default(),
            origin: Origin::Untouched,
            received_text: Unfolded::No,
            is_edited: false,
            set_aside: Rc::default(),
            example: None,
            wanted_example: None,
            is_standing_hidden: false,
            explanations: Explanations::awaited(),
            costs: Rc::default(),
            theme: Theme::System,
            other: None,
            own: Beside::default(),
            view: View::default(),
            pile_order: PileOrder::default(),
            folds: Folds::default(),
            dialog: None,
            copied: None,
            exported: None,
            notice: None,
            unopened_link: None,
            is_refusal_told: false,
            single_keys: SingleKeys::default(),
            n_documents: 0,
            n_changes_chosen: 0,
            files: FilesState::default(),
        }
    }

    /// The worked example that is on its way.
    pub fn awaited_example(&self) -> Option<&'static WorkedExample> {
        self.wanted_example.filter(|wanted| wanted.failure.is_none()).map(|wanted| wanted.example)
    }

    /// Whether a text from before the page stopped waits for the reader to ask for it.
    pub fn has_rescued(&self) -> bool {
        self.set_aside.iter().any(|text| text.is_rescued)
    }

    /// Whether the text is there to be read only: it came in a link, and the reader has not started a copy.
    pub fn is_received(&self) -> bool {
        self.origin == Origin::Link
    }

    /// What the source is analyzed with.
    pub fn setup(&self) -> Setup {
        Setup {
            change: self.change.clone(),
            target: self.target.as_deref().map(str::to_owned),
            build_args: BTreeMap::clone(&self.build_args),
            context: self.files.context.as_ref().map(|context| context.sent.clone()),
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
    /// Somebody else's, opened from a link. It is there to be read; who wants to edit it starts a copy.
    Link,
    /// A copy of what came in a link, or whatever else stands in the address only, while the reader has a draft: the draft is
    /// not this text's to replace.
    Copy,
    /// A worked example. It becomes the reader's own when they edit it, unless they have a draft: then it is kept as a
    /// link is.
    Example,
}

/// Whether something is unfolded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfolded {
    /// It is folded.
    No,
    /// It is in sight.
    Yes,
}

impl Unfolded {
    /// The other one.
    pub(crate) const fn turned(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Yes => Self::No,
        }
    }
}

/// A worked example that is on its way, or could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedExample {
    /// The example.
    pub example: &'static WorkedExample,
    /// Why it could not be had; `None` while it is on its way.
    pub failure: Option<LoadError>,
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

/// Whether keys without Ctrl, Alt or Meta do something outside of text fields. Whoever speaks to their computer may want
/// them off: a spoken word is many keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SingleKeys {
    /// They do.
    #[default]
    On,
    /// They do not.
    Off,
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
    /// How long steps take, and what changes cost.
    Costs,
    /// The keys that do something.
    Keys,
}

impl Dialog {
    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Share => words::SHARE,
            Self::Examples => words::EXAMPLES,
            Self::Export => words::EXPORT,
            Self::Keys => words::KEYS,
            Self::Costs => words::COSTS,
        }
    }
}

/// What a Copy button copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyField {
    /// The link alone.
    Link,
    /// The link as Markdown, for a sentence.
    MarkdownLink,
    /// The Dockerfile and the link as Markdown.
    Markdown,
    /// The Dockerfile as HTML that shows itself.
    Embed,
    /// All changes, as a table in Markdown.
    Changes,
}

/// A press on a Copy button and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What was to be copied.
    pub field: CopyField,
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
