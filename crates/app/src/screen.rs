//! What is on the page, in words, numbers and coordinates.

pub(crate) mod build_inputs;
pub(crate) mod change_bar;
pub(crate) mod editor;
pub(crate) mod explanation;
mod folds;
pub(crate) mod highlight;
pub(crate) mod lanes;
pub(crate) mod layers;
pub(crate) mod layout;
pub(crate) mod problems;
pub(crate) mod selection;
pub(crate) mod share;
pub(crate) mod takings;

use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_cache::Replay;
use onionskin_explain::{Idea, Prose, Subject};
use onionskin_graph::Base;
use onionskin_text::LineIndex;

use crate::{
    BuildInputs, Choice, Dialog, Editor, Explained, Lanes, LayerRow, Layers, Ribbon, Share, State, Theme,
    TooLarge, View,
};

/// The most characters of an image's name that the title of the page has.
const MAX_TITLE_CHARACTERS: usize = 60;

/// Everything that the page shows. Parts that seldom change stand behind an `Rc`, so that a view can tell cheaply
/// what is as before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The title of the page.
    pub title: String,
    /// The colours.
    pub theme: Theme,
    /// Why a link could not be opened.
    pub notice: Option<Rc<str>>,
    /// What the file builds and what the chosen change costs, in a sentence or two; empty where there is nothing
    /// to say.
    pub summary: Prose,
    /// The change bar; empty where there is no file to change.
    pub choices: Rc<Vec<Choice>>,
    /// What else the build can be told.
    pub build_inputs: Rc<BuildInputs>,
    /// How many steps rebuild under the chosen change.
    pub totals: Prose,
    /// Why the build that is shown is not the one that would be: BuildKit stops at an error.
    pub caveat: Option<&'static str>,
    /// The Dockerfile.
    pub editor: Rc<Editor>,
    /// From the lines of the editor to the rows of the stack.
    pub ribbons: Rc<Vec<Ribbon>>,
    /// The stack.
    pub layers: Rc<Layers>,
    /// What is drawn behind the stack where stages stand side by side.
    pub lanes: Option<Rc<Lanes>>,
    /// The explanation of the selected instruction.
    pub explanation: Option<Rc<Explained>>,
    /// The ideas that the file shows; none until the explanations are loaded.
    pub ideas: Rc<Vec<Idea>>,
    /// What the middle of the page shows.
    pub view: View,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// What the share dialog shows, where it is open.
    pub share: Option<Rc<Share>>,
    /// How often the reader chose a change.
    pub n_changes_chosen: u32,
}

/// What is on the page for `state`, given what [`analyze`](crate::analyze) made of its source and change.
pub fn screen(state: &State, analysis: Result<&Analysis, TooLarge>) -> Screen {
    let is_shared = state.dialog == Some(Dialog::Share);
    let share = is_shared.then(|| Rc::new(share::share(state)));
    match analysis {
        Ok(analysis) => explained(state, analysis, share),
        Err(too_large) => Screen {
            title: title(None),
            theme: state.theme,
            notice: state.notice.clone(),
            summary: Prose::default(),
            choices: Rc::default(),
            build_inputs: Rc::default(),
            totals: Prose::default(),
            caveat: None,
            editor: Rc::new(editor::plain(state)),
            ribbons: Rc::default(),
            layers: Rc::new(Layers::TooLarge(too_large.to_string())),
            lanes: None,
            explanation: None,
            ideas: Rc::default(),
            view: state.view,
            dialog: state.dialog,
            share,
            n_changes_chosen: state.n_changes_chosen,
        },
    }
}

fn explained(state: &State, analysis: &Analysis, share: Option<Rc<Share>>) -> Screen {
    let nothing = Replay::default();
    let replay = analysis.scenarios.get(analysis.chosen).map_or(&nothing, |scenario| &scenario.replay);
    let subject = Subject {
        registry: &state.explanations.registry,
        source: &state.source,
        dockerfile: &analysis.dockerfile,
        graph: &analysis.graph,
        replay,
    };
    let index = LineIndex::new(&state.source);
    let selected = selection::selected(index.line_of(state.caret), &analysis.dockerfile);
    let instructions: Vec<_> = analysis.dockerfile.instructions().collect();
    let problems = problems::by_instruction(analysis, &instructions);
    let folds = folds::Folds::new(&state.folded);
    let (rows, lanes) = layers::rows(analysis, replay, &problems, &folds, selected);
    let is_empty = rows.is_empty();
    Screen {
        title: title(Some(analysis)),
        theme: state.theme,
        notice: state.notice.clone(),
        summary: if is_empty { Prose::default() } else { change_bar::summary(&subject, analysis) },
        choices: if is_empty {
            Rc::default()
        } else {
            Rc::new(change_bar::choices(subject.registry, analysis))
        },
        build_inputs: Rc::new(build_inputs::build_inputs(state, analysis)),
        totals: if is_empty { Prose::default() } else { onionskin_explain::totals(&subject) },
        caveat: caveat(analysis, &rows),
        editor: Rc::new(editor::editor(state, analysis, &index, &rows, selected)),
        ribbons: Rc::new(layout::ribbons(&rows)),
        layers: Rc::new(if is_empty { Layers::Empty } else { Layers::Rows(rows) }),
        lanes: lanes.map(Rc::new),
        explanation: selected
            .and_then(|at| explanation::explanation(state, &subject, problems.get(at)?, at))
            .map(Rc::new),
        ideas: Rc::new(if is_empty { Vec::new() } else { onionskin_explain::ideas(&subject) }),
        view: state.view,
        dialog: state.dialog,
        share,
        n_changes_chosen: state.n_changes_chosen,
    }
}

/// Why the build of a file with errors is none that would take place. A line without a step is left out of it.
fn caveat(analysis: &Analysis, rows: &[Rc<LayerRow>]) -> Option<&'static str> {
    if analysis.problems.is_empty() || rows.is_empty() {
        None
    } else if rows.iter().any(|row| row.has_error && row.step.is_none()) {
        Some("As it is, the build stops at an error; here, lines that cannot be read are left out.")
    } else {
        Some("As it is, the build stops at an error.")
    }
}

/// The title of the page: what the final image is built from, so that tabs and bookmarks can be told apart.
fn title(analysis: Option<&Analysis>) -> String {
    let image = analysis.and_then(final_image);
    match image {
        Some(image) => {
            let image: String = image.chars().take(MAX_TITLE_CHARACTERS).collect();
            format!("Dockerfile from {image} · Onionskin")
        }
        None => "Onionskin".to_owned(),
    }
}

fn final_image(analysis: &Analysis) -> Option<&str> {
    // Every stage is built on an earlier one or on an image, so this ends at an image.
    let mut stage = analysis.graph.target?;
    loop {
        match &analysis.graph.stages.get(stage)?.base {
            Base::Image(image) => return Some(image),
            Base::Stage(earlier) if *earlier < stage => stage = *earlier,
            Base::Stage(_) => return None,
            Base::Scratch => return Some("scratch"),
        }
    }
}

#[cfg(test)]
mod tests;
