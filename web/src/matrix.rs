use std::rc::Rc;

use onionskin_app::{Action, CopyField, Explained, Matrix};
use onionskin_view::{MatrixParts, PaneEvents, matrix};
use yew::prelude::*;

use crate::browser::grid;
use crate::copy::{Copy, use_copy};

/// What [`MatrixView`] shows.
#[derive(PartialEq, Properties)]
pub(crate) struct MatrixViewProps {
    pub(crate) matrix: Rc<Matrix>,
    pub(crate) dispatch: Callback<Action>,
    /// The explanation of the selected instruction.
    pub(crate) explained: Option<Rc<Explained>>,
    /// What happens in the explanation.
    pub(crate) pane: PaneEvents,
}

/// The view of all changes, with what the reader does in its grid as facts.
#[component]
pub(crate) fn MatrixView(props: &MatrixViewProps) -> Html {
    let MatrixViewProps { matrix: shown, dispatch, explained, pane } = props;
    // The cell that had the focus last.
    let place = use_state_eq(|| None::<(usize, usize)>);
    let is_there = |(row, column): &(usize, usize)| *row < shown.rows.len() && *column < shown.n_columns;
    let stop = place.filter(is_there).unwrap_or_else(|| shown.first_stop());

    let on_press = {
        let (shown, dispatch) = (Rc::clone(shown), dispatch.clone());
        Callback::from(move |event: MouseEvent| {
            let Some((row, column)) = grid::cell(&event) else { return };
            let (Some(row), Some(step)) = (shown.rows.get(row), shown.steps.get(column)) else { return };
            if !row.is_chosen {
                dispatch.emit(Action::ChangeChosen(row.change.clone()));
            }
            dispatch.emit(Action::InstructionChosen { start: step.start });
        })
    };
    let on_focus = Callback::from(move |event: FocusEvent| place.set(grid::cell(&event)));
    let on_key = use_callback((), |event: KeyboardEvent, ()| grid::walk(&event));

    let markdown = use_node_ref();
    let copy = use_copy(dispatch);
    let on_copy = {
        let (shown, place) = (Rc::clone(shown), markdown.clone());
        Callback::from(move |_: MouseEvent| {
            let (field, text, place) = (CopyField::Changes, shown.markdown(), place.clone());
            copy.emit(Copy { field, text, place });
        })
    };
    matrix(&MatrixParts {
        matrix: shown,
        dispatch,
        stop,
        on_press,
        on_focus,
        on_key,
        on_copy,
        markdown: &markdown,
        explained: explained.as_ref(),
        pane,
    })
}
