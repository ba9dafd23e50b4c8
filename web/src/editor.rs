use std::rc::Rc;

use onionskin_app::{Action, Editor, words};
use onionskin_view::{CodeEditorSlot, EditorParts, editor};
use yew::prelude::*;

use crate::browser::text_area;
use crate::code_editor::CodeEditorParts;
use crate::effects::use_settled;
use crate::kept_editor::KeptEditor;
use crate::later::Functions;
use crate::ports::use_caret_listener;

/// How long typing must rest before an error is told, in milliseconds: a half-written line is not a mistake, and
/// a screen reader would read each error out.
pub(crate) const ERROR_DELAY_MS: u32 = 500;

/// The id of the element that says what is wrong with the text.
pub(crate) const PROBLEM_ID: &str = "problem";

/// What [`SourceEditor`] edits.
#[derive(PartialEq, Properties)]
pub(crate) struct SourceEditorProps {
    pub(crate) editor: Rc<Editor>,
    pub(crate) kept: KeptEditor,
    /// What comes later, once it is here.
    pub(crate) later: Option<Functions>,
    pub(crate) dispatch: Callback<Action>,
}

/// The editor, with what the reader does in it as facts: a text field first, then the code editor, which takes over what
/// the reader has done by then.
#[component]
pub(crate) fn SourceEditor(props: &SourceEditorProps) -> Html {
    let SourceEditorProps { editor: shown, kept, later, dispatch } = props;
    let text_area = use_node_ref();
    let is_taken = use_state_eq(|| kept.is_here());
    let problem = use_settled(shown.problem.clone(), ERROR_DELAY_MS);
    use_caret_listener(&text_area, dispatch);

    let on_input = use_callback(dispatch.clone(), |event: InputEvent, dispatch| {
        if let Some((text, caret_utf16)) = text_area::edited(&event) {
            dispatch.emit(Action::SourceEdited { text, caret_utf16 });
        }
    });
    // The caret may have been moved by choosing an instruction in the stack. The field learns it when it gets the
    // focus: some browsers give a field the focus when its caret is set.
    let on_focus = use_callback((text_area.clone(), shown.caret_utf16), |_: FocusEvent, (field, caret)| {
        text_area::set_caret(field, *caret);
    });
    let code_editor = later.map(|later| {
        (later.code_editor)(CodeEditorParts {
            editor: shown,
            kept,
            text_area: &text_area,
            is_invalid: problem.is_some(),
            is_taken: is_taken.setter(),
        })
    });
    editor(&EditorParts {
        editor: shown,
        label: words::DOCKERFILE,
        problem_id: PROBLEM_ID,
        code_editor: CodeEditorSlot { html: code_editor.unwrap_or_default(), is_taken: *is_taken },
        text_area: &text_area,
        problem: problem.as_ref(),
        on_input,
        on_focus,
    })
}
