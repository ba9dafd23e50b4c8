use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use onionskin_cache::Change;
use onionskin_share::{Document, EncodeError, MAX_DURATIONS, MAX_FILES, encode};

use crate::costs::{CostInputs, StepKey, step_keys};
use crate::{ContextInput, EXAMPLE, IgnoreInput, Origin, State, View, analyze};

/// What is to happen to the draft that is saved on the reader's device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    /// It stays as it is.
    Leave,
    /// There is nothing worth to save any more: the reader is back at the example.
    Clear,
    /// This text takes its place.
    Save(Rc<str>),
}

/// What of the page a link carries. It is cheap to make and to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linkable {
    /// The Dockerfile.
    pub source: Rc<str>,
    /// What is different from the build before.
    pub change: Change,
    /// The stage to build.
    pub target: Option<Rc<str>>,
    /// Build arguments by name.
    pub build_args: Rc<BTreeMap<String, String>>,
    /// What is shown.
    pub view: View,
    other: Option<Rc<str>>,
    ignore: Option<Rc<IgnoreInput>>,
    context: Option<Rc<ContextInput>>,
    costs: Rc<CostInputs>,
    caret: u32,
}

/// A link and what it does without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MadeLink {
    /// What it carries.
    pub(crate) document: Document,
    /// The fragment of its address.
    pub(crate) fragment: String,
    /// Whether there are more files than it could carry.
    pub(crate) lacks_files: bool,
}

/// What the address of the page carries; `None` where the address is to stay as it is, which it does until the
/// reader changes something, and while it has a link that could not be opened yet.
pub fn address(state: &State) -> Option<Linkable> {
    match state.origin {
        _ if state.unopened_link.is_some() => None,
        Origin::Untouched => None,
        Origin::Own | Origin::Link | Origin::Copy | Origin::Example => Some(linkable(state)),
    }
}

/// What is to happen to the saved draft.
pub fn draft(state: &State) -> Draft {
    match state.origin {
        Origin::Own if *state.source == *EXAMPLE => Draft::Clear,
        Origin::Own => Draft::Save(Rc::clone(&state.source)),
        Origin::Untouched | Origin::Link | Origin::Copy | Origin::Example => {
            let own = state.set_aside.iter().rev().find(|text| text.origin == Origin::Own);
            own.map_or(Draft::Leave, |text| Draft::Save(Rc::clone(&text.source)))
        }
    }
}

/// What is to happen to the saved text of the Dockerfile that the document is compared with. That of a link is not the
/// reader's own.
pub fn other_draft(state: &State) -> Draft {
    let own = state.own.other.as_ref().unwrap_or(&state.other);
    own.clone().map_or(Draft::Clear, Draft::Save)
}

/// How long steps take, as the reader says: what is saved of it.
pub fn own_costs(state: &State) -> Rc<CostInputs> {
    Rc::clone(state.own.costs.as_ref().unwrap_or(&state.costs))
}

/// What a link to what is on the page carries. The Dockerfile that it is compared with is part of it where that is shown or
/// came with a link: otherwise it is a draft of its own.
pub(crate) fn linkable(state: &State) -> Linkable {
    let is_other_shown = state.view == View::Compare || state.own.other.is_some();
    Linkable {
        source: Rc::clone(&state.source),
        change: state.change.clone(),
        target: state.target.clone(),
        build_args: Rc::clone(&state.build_args),
        view: state.view,
        other: state.other.clone().filter(|_| is_other_shown),
        ignore: state.files.ignore.clone(),
        context: state.files.context.clone(),
        costs: Rc::clone(&state.costs),
        caret: state.caret,
    }
}

impl Linkable {
    /// The link. Names of files are left out where there are too many for one.
    pub(crate) fn link(&self) -> Result<MadeLink, EncodeError> {
        let document = self.document();
        let has_files = document.files.is_some();
        match encode(&document) {
            Ok(fragment) => {
                Ok(MadeLink { lacks_files: self.context.is_some() && !has_files, document, fragment })
            }
            Err(EncodeError::Files | EncodeError::LinkTooLong { .. }) if has_files => {
                let document = Document { files: None, ..document };
                encode(&document).map(|fragment| MadeLink { document, fragment, lacks_files: true })
            }
            Err(error) => Err(error),
        }
    }

    /// All that a link carries. The names of more files than it may are not even copied.
    pub(crate) fn document(&self) -> Document {
        let text = |text: &Rc<str>| text.to_string();
        Document {
            source: text(&self.source),
            other: self.other.as_ref().map(text),
            ignore: self.ignore.as_ref().map(|ignore| text(&ignore.text)),
            files: self
                .context
                .as_ref()
                .map(|context| &context.listing.paths)
                .filter(|paths| paths.len() <= MAX_FILES)
                .cloned(),
            change: self.change.clone(),
            target: self.target.as_ref().map(text),
            build_args: BTreeMap::clone(&self.build_args),
            line: self.line(),
            view: self.view,
            durations: self.durations(),
        }
    }

    /// The line that the caret stands in; none for the first one, where it stands anyway.
    fn line(&self) -> Option<u32> {
        let in_front = self.source.get(..usize::try_from(self.caret).ok()?)?;
        let n_before = in_front.matches('\n').count();
        u32::try_from(n_before)
            .ok()
            .filter(|n_before| *n_before > 0)
            .map(|n_before| n_before.saturating_add(1))
    }

    /// How long the steps of the source take, by their first lines.
    fn durations(&self) -> BTreeMap<u32, u32> {
        let known: HashMap<StepKey, u32> = self.costs.times.known().collect();
        if known.is_empty() {
            return BTreeMap::new();
        }
        let setup = onionskin_analysis::Setup {
            target: self.target.as_deref().map(str::to_owned),
            build_args: BTreeMap::clone(&self.build_args),
            ..onionskin_analysis::Setup::default()
        };
        let Ok(analysis) = analyze(&self.source, &setup) else { return BTreeMap::new() };
        let keys = step_keys(&analysis.dockerfile, &analysis.graph);
        let steps = analysis.dockerfile.instructions().zip(keys);
        let durations =
            steps.filter_map(|(instruction, key)| Some((instruction.lines.first, *known.get(&key?)?)));
        durations.take(MAX_DURATIONS).collect()
    }
}
