use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_app::words::embed::no_line;
use onionskin_app::{
    Arrival, Change, Explained, Explanations, Folds, Later, Origin, Screen, State, Theme, TooLarge, address,
    analyze, authors_focus, explain_all, screen,
};
use onionskin_explain::embedded;
use onionskin_share::split_address;
use onionskin_text::LineIndex;

use crate::Info;

/// A Dockerfile as it is to be shown.
#[derive(Clone, Debug)]
pub struct Still<'a> {
    /// The Dockerfile.
    pub source: &'a str,
    /// What is different now; nothing is where there is none.
    pub change: Option<Change>,
    /// The stage to build; the last one where there is none.
    pub target: Option<&'a str>,
    /// Build arguments by name.
    pub build_args: BTreeMap<String, String>,
    /// The line, counted from 1, of the instruction whose explanation is open; none is where there is no such line. Where none is
    /// said, it is the instruction that the author wants to be looked at first, if there is one.
    pub select: Option<u32>,
    /// The address of the page that a link leads to; see [`page_url`]. There is no link without it.
    pub page: Option<&'a str>,
    /// What all ids start with; see [`id_start`]. No two parts of a page may have the same.
    pub id: &'a str,
    /// Light or dark, whatever the reader's system says.
    pub theme: Theme,
    /// Whether the text of the Dockerfile is shown beside the stack.
    pub has_source: bool,
}

impl<'a> Still<'a> {
    /// `source` with nothing said about it.
    pub fn new(source: &'a str) -> Self {
        Self {
            source,
            change: None,
            target: None,
            build_args: BTreeMap::new(),
            select: None,
            page: None,
            id: "onionskin",
            theme: Theme::System,
            has_source: true,
        }
    }

    /// Shows what `info` asks for, in the place of what was asked for before.
    pub fn follow(&mut self, info: &'a Info) {
        self.change.clone_from(&info.change);
        self.target = info.target.as_deref();
        self.build_args.extend(info.build_args.clone());
        self.select = info.select;
        self.theme = info.theme;
    }

    /// What is asked for and cannot be had, in words: a line that there is not.
    pub fn mistake(&self) -> Option<String> {
        let source = self.lines();
        let line = self.select.filter(|_| self.selected(&source).is_none())?;
        Some(no_line(&line.to_string(), LineIndex::new(&source).n_lines()))
    }

    /// The Dockerfile with the line ends that the page has.
    pub(crate) fn lines(&self) -> Cow<'a, str> {
        if self.source.contains('\r') {
            self.source.replace("\r\n", "\n").replace('\r', "\n").into()
        } else {
            self.source.into()
        }
    }

    /// The byte offset of the selected line of `source`, which is [`Still::lines`]; none where it has no such line.
    pub(crate) fn selected(&self, source: &str) -> Option<u32> {
        match self.select {
            Some(line) => LineIndex::new(source).span_of(line).map(|line| line.start),
            None => authors_focus(source),
        }
    }

    /// The page without what is behind its `#`, where it may be linked to.
    pub(crate) fn page(&self) -> Option<String> {
        self.page.filter(|page| is_page_url(page)).map(|page| split_address(page).0)
    }
}

/// `address`, where a link may lead to it: on the web and nowhere else, so that none is a script.
///
/// # Errors
/// What it has to be, in words.
pub fn page_url(address: &str) -> Result<String, String> {
    if is_page_url(address) {
        Ok(address.to_owned())
    } else {
        Err("it has to start with https:// or http://, and hold no blanks".to_owned())
    }
}

fn is_page_url(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|it: char| it.is_whitespace() || it.is_control())
    })
}

/// `id`, where ids may start with it.
///
/// # Errors
/// What it has to be, in words.
pub fn id_start(id: &str) -> Result<String, String> {
    let is_allowed = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    if id.starts_with(|first: char| first.is_ascii_alphabetic()) && id.chars().all(is_allowed) {
        Ok(id.to_owned())
    } else {
        Err("it has to be a letter, and then letters, digits, - and _".to_owned())
    }
}

/// Why a Dockerfile is not rendered, in words.
pub fn too_large(limit: TooLarge) -> String {
    let (found, limit, unit) = limit.measure();
    format!("too large to be shown: it has {found} {unit}, and the limit is {limit}")
}

/// All that there is to show.
pub(crate) struct Shown {
    pub(crate) screen: Screen,
    pub(crate) explanations: Vec<Option<Explained>>,
    pub(crate) has_selection: bool,
    pub(crate) link: Option<String>,
}

/// What the page would show of `still`.
pub(crate) fn shown(still: &Still<'_>) -> Result<Shown, TooLarge> {
    let state = state(still);
    let analysis = analyze(&state.source, &state.setup())?;
    Ok(Shown {
        screen: screen(&state, Ok(&analysis)),
        explanations: explain_all(&state, &analysis),
        has_selection: still.selected(&state.source).is_some(),
        link: still.page().and_then(|page| link(&page, &state)),
    })
}

/// Where the page shows the same; nowhere for what no link can hold.
fn link(page: &str, state: &State) -> Option<String> {
    let fragment = (Later::here().fragment)(&address(state)?);
    (!fragment.is_empty()).then(|| [page, "#", &fragment].concat())
}

fn state(still: &Still<'_>) -> State {
    let source: Rc<str> = still.lines().into();
    let mut state = State::new(&still.page().unwrap_or_default());
    state.caret = still.selected(&source).unwrap_or_default();
    state.source = source;
    state.change = still.change.clone().unwrap_or_default();
    state.target = still.target.map(Into::into);
    state.build_args = Rc::new(still.build_args.clone());
    state.origin = Origin::Link;
    state.folds = Folds::open();
    state.explanations =
        Explanations { registry: Rc::new(embedded()), later: Some(Later::here()), arrival: Arrival::Done };
    state
}
