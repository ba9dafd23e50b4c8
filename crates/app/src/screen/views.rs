use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_explain::Subject;

use super::{compare, files, matrix, table};
use crate::{Compare, Files, LayerRow, Matrix, State, Table, TooLarge, View};

/// What the views show that stand in the place of the stack; only that of the chosen one is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// The stack as a table, where there is an instruction.
    pub table: Option<Rc<Table>>,
    /// Every change, where there is an instruction.
    pub matrix: Option<Rc<Matrix>>,
    /// The build context.
    pub files: Option<Rc<Files>>,
    /// The document beside another one.
    pub compare: Option<Rc<Compare>>,
}

/// What views are made of.
pub(crate) struct Shown<'a> {
    pub(crate) state: &'a State,
    /// What is known of the file, or why nothing is.
    pub(crate) analyzed: Result<Analyzed<'a>, TooLarge>,
}

/// A file that is analyzed.
pub(crate) struct Analyzed<'a> {
    pub(crate) subject: &'a Subject<'a>,
    pub(crate) analysis: &'a Analysis,
    /// Its rows in the stack.
    pub(crate) rows: &'a [Rc<LayerRow>],
    /// The index of the selected instruction.
    pub(crate) selected: Option<usize>,
}

/// What the chosen view shows.
pub(crate) fn views(shown: &Shown<'_>) -> Views {
    let Shown { state, analyzed } = shown;
    let mut views = Views::default();
    match (state.view, analyzed) {
        (View::Table, Ok(file)) => views.table = table::table(file.analysis, file.rows).map(Rc::new),
        (View::Changes, Ok(file)) => {
            views.matrix = matrix::matrix(state, file.subject, file.analysis, file.selected).map(Rc::new);
        }
        (View::Compare, _) => views.compare = compare::compare(state, analyzed.as_ref().err().copied()),
        (View::Files, _) => {
            let analysis = analyzed.as_ref().ok().map(|file| file.analysis);
            views.files = Some(Rc::new(files::files(state, analysis)));
        }
        (View::Stack | View::Table | View::Changes, _) => {}
    }
    views
}
