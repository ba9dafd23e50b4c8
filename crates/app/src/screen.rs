//! What is on the page, in words, numbers and coordinates.

pub(crate) mod annotations;
pub(crate) mod build_inputs;
pub(crate) mod change_bar;
pub(crate) mod compare;
pub(crate) mod costs;
pub(crate) mod editor;
pub(crate) mod explanation;
pub(crate) mod export;
mod file_rows;
pub(crate) mod files;
pub(crate) mod files_news;
pub(crate) mod folded;
pub(crate) mod gallery;
pub(crate) mod highlight;
pub(crate) mod lanes;
pub(crate) mod layers;
pub(crate) mod layout;
pub(crate) mod matrix;
pub(crate) mod piles;
pub(crate) mod problems;
pub(crate) mod selection;
pub(crate) mod share;
pub(crate) mod standing;
pub(crate) mod table;
pub(crate) mod takings;
pub(crate) mod views;

use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_explain::{Idea, Prose};
use onionskin_graph::Base;
use onionskin_notes::About;
use onionskin_text::LineIndex;

use views::{Analyzed, Shown, Views};

use self::layers::Stack;
use crate::subject::subject;
use crate::{
    Arrangement, AuthorsNote, BuildInputs, Choice, Costs, Dialog, Editor, Explained, Export, FilesNews,
    Gallery, Lanes, LayerRow, Layers, Missing, Ribbon, Share, SingleKeys, Standing, State, Theme, TooLarge,
    View, notes, words,
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
    /// What the chosen change costs, and what the first build does: "About 4 s instead of 58 s."
    pub cost: Option<String>,
    /// Why the build that is shown is not the one that would be: BuildKit stops at an error.
    pub caveat: Option<&'static str>,
    /// What the author says of the whole file; `None` until notes are loaded, and where there is no instruction.
    pub file_note: Option<Rc<AuthorsNote>>,
    /// The Dockerfile.
    pub editor: Rc<Editor>,
    /// From the lines of the editor to the rows of the stack.
    pub ribbons: Rc<Vec<Ribbon>>,
    /// The stack.
    pub layers: Rc<Layers>,
    /// How the stack is arranged.
    pub arrangement: Arrangement,
    /// What is drawn behind the stack where stages stand side by side.
    pub lanes: Option<Rc<Lanes>>,
    /// The explanation of the selected instruction.
    pub explanation: Option<Rc<Explained>>,
    /// The ideas that the file shows; none until the explanations are loaded.
    pub ideas: Rc<Vec<Idea>>,
    /// What the middle of the page shows.
    pub view: View,
    /// What it shows where that is another view than the stack; nothing until that is loaded.
    pub views: Views,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Whether the Dockerfile is there to be read only.
    pub is_received: bool,
    /// What is said of the text that is shown.
    pub standing: Option<Rc<Standing>>,
    /// What the dialog of worked examples shows, where it is open.
    pub gallery: Option<Rc<Gallery>>,
    /// Whether single keys do something, where the dialog is open that tells of the keys.
    pub keys: Option<SingleKeys>,
    /// What the share dialog shows, where it is open.
    pub share: Option<Rc<Share>>,
    /// Why what is loaded once the page is shown is not there; `None` where it is.
    pub missing: Option<Missing>,
    /// What every view says of the reader's files; nothing until that is loaded.
    pub files_news: FilesNews,
    /// What the export dialog shows, where it is open.
    pub export: Option<Rc<Export>>,
    /// What the costs dialog shows, where it is open and there are steps.
    pub costs: Option<Rc<Costs>>,
    /// How often the reader chose a change.
    pub n_changes_chosen: u32,
}

/// What is on the page for `state`, given what [`analyze`](crate::analyze) made of its source and change.
pub fn screen(state: &State, analysis: Result<&Analysis, TooLarge>) -> Screen {
    let is_shared = state.dialog == Some(Dialog::Share);
    let later = state.explanations.later.as_ref();
    let share = later.filter(|_| is_shared).map(|later| Rc::new((later.share)(state)));
    let mut screen = match analysis {
        Ok(analysis) => explained(state, analysis, share),
        Err(too_large) => Screen {
            title: title(None),
            theme: state.theme,
            notice: state.notice.clone(),
            summary: Prose::default(),
            choices: Rc::default(),
            build_inputs: Rc::default(),
            totals: Prose::default(),
            cost: None,
            caveat: None,
            file_note: None,
            editor: Rc::new(editor::plain(state)),
            ribbons: Rc::default(),
            layers: Rc::new(Layers::TooLarge(too_large.to_string())),
            arrangement: Arrangement::default(),
            lanes: None,
            explanation: None,
            ideas: Rc::default(),
            view: state.view,
            views: later
                .map(|later| (later.views)(&Shown { state, analyzed: Err(too_large) }))
                .unwrap_or_default(),
            dialog: state.dialog,
            is_received: state.is_received(),
            standing: standing::standing(state).map(Rc::new),
            gallery: gallery(state),
            keys: (state.dialog == Some(Dialog::Keys)).then_some(state.single_keys),
            share,
            missing: explanation::missing(state.explanations.arrival),
            files_news: later.map(|later| (later.files_news)(state)).unwrap_or_default(),
            export: None,
            costs: None,
            n_changes_chosen: state.n_changes_chosen,
        },
    };
    if state.dialog == Some(Dialog::Export) {
        screen.export = Some(Rc::new(export::export(state, &screen.layers)));
    }
    screen
}

fn explained(state: &State, analysis: &Analysis, share: Option<Rc<Share>>) -> Screen {
    let replay = analysis.replay();
    let subject = subject(state, analysis);
    let index = LineIndex::new(&state.source);
    let selected = selection::selected(index.line_of(state.caret), &analysis.dockerfile);
    let instructions: Vec<_> = analysis.dockerfile.instructions().collect();
    let problems = problems::by_instruction(&analysis.problems, &instructions);
    let Stack { mut rows, lanes, arrangement } = layers::stack(state, analysis, replay, &problems, selected);
    let is_beside_source = arrangement.free_height.is_none();
    let is_empty = rows.is_empty();
    let notes = state.explanations.later.map(|later| (later.notes)(&state.source, &analysis.dockerfile));
    for (row, remarks) in rows.iter_mut().zip(notes.iter().flat_map(|notes| &notes.instructions)) {
        if remarks.note.is_some() {
            Rc::make_mut(row).note = Some(words::notes::HAS_NOTE);
        }
    }
    let views = state.explanations.later.map(|later| {
        let file = Analyzed { subject: &subject, analysis, rows: &rows, selected };
        (later.views)(&Shown { state, analyzed: Ok(file) })
    });
    let annotations =
        state.explanations.later.map(|later| (later.annotations)(&state.source, analysis, &index, &rows));
    let annotations = annotations.unwrap_or_default();
    let durations = costs::Durations::of(state, analysis);
    let choices = if is_empty { Vec::new() } else { change_bar::choices(subject.registry, analysis) };
    Screen {
        title: title(Some(analysis)),
        theme: state.theme,
        notice: state.notice.clone(),
        summary: if is_empty { Prose::default() } else { change_bar::summary(&subject, analysis) },
        costs: (state.dialog == Some(Dialog::Costs) && !is_empty)
            .then(|| Rc::new(costs::costs(state, &durations, analysis, &choices))),
        export: None,
        choices: Rc::new(choices),
        build_inputs: Rc::new(build_inputs::build_inputs(state, analysis)),
        totals: if is_empty { Prose::default() } else { onionskin_explain::totals(&subject) },
        cost: costs::line(&durations, analysis),
        caveat: caveat(analysis, &rows),
        file_note: notes
            .as_ref()
            .filter(|_| !is_empty)
            .map(|notes| Rc::new(notes::authors_note(state, notes, About::File))),
        editor: Rc::new(Editor { annotations, ..editor::editor(state, analysis, &index, selected) }),
        ribbons: Rc::new(if is_beside_source { layout::ribbons(&rows) } else { Vec::new() }),
        layers: Rc::new(if is_empty { Layers::Empty } else { Layers::Rows(rows) }),
        arrangement,
        lanes: lanes.map(Rc::new),
        explanation: selected
            .and_then(|at| {
                explanation::explanation(state, &subject, problems.get(at)?, at, (&durations, notes.as_ref()))
            })
            .map(Rc::new),
        ideas: Rc::new(match &state.explanations.later {
            Some(later) if !is_empty => (later.ideas)(&subject),
            _ => Vec::new(),
        }),
        view: state.view,
        views: views.unwrap_or_default(),
        dialog: state.dialog,
        is_received: state.is_received(),
        standing: standing::standing(state).map(Rc::new),
        gallery: gallery(state),
        keys: (state.dialog == Some(Dialog::Keys)).then_some(state.single_keys),
        share,
        missing: explanation::missing(state.explanations.arrival),
        files_news: state.explanations.later.map(|later| (later.files_news)(state)).unwrap_or_default(),
        n_changes_chosen: state.n_changes_chosen,
    }
}

/// The explanation of every instruction, in file order: what [`Screen::explanation`] is of the selected one.
pub fn explain_all(state: &State, analysis: &Analysis) -> Vec<Option<Explained>> {
    let subject = subject(state, analysis);
    let instructions: Vec<_> = analysis.dockerfile.instructions().collect();
    let problems = problems::by_instruction(&analysis.problems, &instructions);
    let durations = costs::Durations::of(state, analysis);
    let notes = state.explanations.later.map(|later| (later.notes)(&state.source, &analysis.dockerfile));
    let explain = |(at, problems): (usize, &Vec<&_>)| {
        explanation::explanation(state, &subject, problems, at, (&durations, notes.as_ref()))
    };
    problems.iter().enumerate().map(explain).collect()
}

fn gallery(state: &State) -> Option<Rc<Gallery>> {
    (state.dialog == Some(Dialog::Examples)).then(|| Rc::new(gallery::gallery(state)))
}

/// Why the build of a file with errors is none that would take place. A line without a step is left out of it.
fn caveat(analysis: &Analysis, rows: &[Rc<LayerRow>]) -> Option<&'static str> {
    if analysis.problems.is_empty() || rows.is_empty() {
        None
    } else if rows.iter().any(|row| row.has_error && row.step.is_none()) {
        Some(words::page::STOPS_AND_LEFT_OUT)
    } else {
        Some(words::page::STOPS)
    }
}

/// The title of the page: what the final image is built from, so that tabs and bookmarks can be told apart.
fn title(analysis: Option<&Analysis>) -> String {
    let image = analysis.and_then(final_image);
    match image {
        Some(image) => {
            let image: String = image.chars().take(MAX_TITLE_CHARACTERS).collect();
            words::page::title(&image)
        }
        None => words::page::NAME.to_owned(),
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
