use std::rc::Rc;

use onionskin_app::{Action, Editor, words};
use onionskin_view::{EditorParts, editor};
use yew::prelude::*;

use crate::browser::text_area;
use crate::effects::use_settled;
use crate::ports::use_caret_listener;

/// How long typing must rest before an error is told, in milliseconds: a half-written line is not a mistake, and
/// a screen reader would read each error out.
pub(crate) const ERROR_DELAY_MS: u32 = 500;

/// What [`SourceEditor`] edits.
#[derive(PartialEq, Properties)]
pub(crate) struct SourceEditorProps {
    pub(crate) editor: Rc<Editor>,
    pub(crate) dispatch: Callback<Action>,
}

/// The text field, with what the reader does in it as facts.
#[component]
pub(crate) fn SourceEditor(props: &SourceEditorProps) -> Html {
    let text_area = use_node_ref();
    let problem = use_settled(props.editor.problem.clone(), ERROR_DELAY_MS);
    use_caret_listener(&text_area, &props.dispatch);

    let on_input = use_callback(props.dispatch.clone(), |event: InputEvent, dispatch| {
        if let Some((text, caret_utf16)) = text_area::edited(&event) {
            dispatch.emit(Action::SourceEdited { text, caret_utf16 });
        }
    });
    // The caret may have been moved by choosing an instruction in the stack. The field learns it when it gets the
    // focus: some browsers give a field the focus when its caret is set.
    let on_focus =
        use_callback((text_area.clone(), props.editor.caret_utf16), |_: FocusEvent, (field, caret)| {
            text_area::set_caret(field, *caret);
        });
    editor(EditorParts {
        editor: &props.editor,
        label: words::DOCKERFILE,
        problem_id: "problem",
        text_area: &text_area,
        problem: problem.as_ref(),
        on_input,
        on_focus,
    })
}
