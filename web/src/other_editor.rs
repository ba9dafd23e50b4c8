use std::rc::Rc;

use onionskin_app::{Action, Compare, CompareResult, OtherAction, words};
use onionskin_view::{CodeEditorSlot, EditorParts, StartParts, compare_start, editor};
use yew::prelude::*;

use crate::browser::{focus, text_area};
use crate::editor::ERROR_DELAY_MS;
use crate::effects::use_settled;

/// What [`OtherEditor`] edits.
#[derive(PartialEq, Properties)]
pub(crate) struct OtherEditorProps {
    pub(crate) compare: Rc<Compare>,
    pub(crate) dispatch: Callback<Action>,
}

/// The text field of the Dockerfile that the document is compared with.
#[component]
pub(crate) fn OtherEditor(props: &OtherEditorProps) -> Html {
    let text_area = use_node_ref();
    let OtherEditorProps { compare, dispatch } = props;
    let problem = use_settled(compare.editor.problem.clone(), ERROR_DELAY_MS);
    let on_input = use_callback(dispatch.clone(), |event: InputEvent, dispatch| {
        if let Some((text, _)) = text_area::edited(&event) {
            dispatch.emit(Action::Other(OtherAction::Edited(text)));
        }
    });
    // The button goes with the press, and the focus would go with it.
    let start = (dispatch.clone(), text_area.clone());
    let on_start = use_callback(start, |action: OtherAction, (dispatch, text_area)| {
        focus::on(text_area);
        dispatch.emit(Action::Other(action));
    });
    let has_example = compare.has_example;
    html! {
        <>
            {
                editor(&EditorParts {
                    editor: &compare.editor,
                    label: words::compare::AFTER,
                    problem_id: "other-problem",
                    code_editor: CodeEditorSlot::default(),
                    text_area: &text_area,
                    problem: problem.as_ref(),
                    on_input,
                    on_focus: Callback::noop(),
                })
            }
            if compare.result == CompareResult::Empty {
                { compare_start(&StartParts { has_example, on_start }) }
            }
        </>
    }
}
