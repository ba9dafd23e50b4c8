use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_app::{
    Arrival, Change, Explained, Explanations, Folds, Later, Origin, Screen, State, Theme, TooLarge, address,
    analyze, explain_all, screen,
};
use onionskin_explain::embedded;

/// A Dockerfile as it is to be shown.
#[derive(Clone, Debug)]
pub struct Still<'a> {
    /// The Dockerfile.
    pub source: &'a str,
    /// What is different now; where there is none, what the analysis takes first.
    pub change: Option<Change>,
    /// The stage to build; the last one where there is none.
    pub target: Option<&'a str>,
    /// Build arguments by name.
    pub build_args: BTreeMap<String, String>,
    /// The line, counted from 1, of the instruction whose explanation is open; none is where there is no such line.
    pub select: Option<u32>,
    /// The address of the page that a link leads to; see [`is_page_url`]. There is no link without it.
    pub page: Option<&'a str>,
    /// What all ids start with; see [`is_id`]. No two parts of a page may have the same.
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
}

/// Whether a link may lead to `address`: on the web and nowhere else, so that none is a script.
pub fn is_page_url(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|it: char| it.is_whitespace() || it.is_control())
    })
}

/// Whether ids may start with `id`: a letter, and then letters, digits, `-` and `_`.
pub fn is_id(id: &str) -> bool {
    let is_allowed = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    id.starts_with(|first: char| first.is_ascii_alphabetic()) && id.chars().all(is_allowed)
}

/// All that there is to show.
pub(crate) struct Shown {
    pub(crate) screen: Screen,
    pub(crate) explanations: Vec<Option<Explained>>,
    pub(crate) link: Option<String>,
}

/// What the page would show of `still`.
pub(crate) fn shown(still: &Still<'_>) -> Result<Shown, TooLarge> {
    let state = state(still);
    let analysis = analyze(&state.source, &state.setup())?;
    Ok(Shown {
        screen: screen(&state, Ok(&analysis)),
        explanations: explain_all(&state, &analysis),
        link: still.page.filter(|page| is_page_url(page)).and_then(|page| link(page, &state)),
    })
}

/// Where the page shows the same; nowhere for what no link can hold.
fn link(page: &str, state: &State) -> Option<String> {
    let fragment = (Later::here().fragment)(&address(state)?);
    (!fragment.is_empty()).then(|| [page, "#", &fragment].concat())
}

fn state(still: &Still<'_>) -> State {
    let source: Rc<str> = still.source.replace("\r\n", "\n").replace('\r', "\n").into();
    let mut state = State::new(still.page.unwrap_or_default());
    state.caret = still.select.map_or(0, |line| start_of(line, &source));
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

/// The byte that the line starts at; the last line where there are fewer.
fn start_of(line: u32, source: &str) -> u32 {
    let n_above = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
    let above = source.split_inclusive('\n').take(n_above).map(str::len).sum::<usize>();
    u32::try_from(above).unwrap_or(u32::MAX)
}
