use std::rc::Rc;

use onionskin_app::{Action, Editor};
use onionskin_view::{EditorParts, WholeEditor, editor};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::code_mirror::{self, Maker};
use crate::browser::text_area::{self, Field};
use crate::effects::use_settled;
use crate::kept_editor::KeptEditor;
use crate::ports::use_caret_listener;

/// How long typing must rest before an error is told, in milliseconds: a half-written line is not a mistake, and
/// a screen reader would read each error out.
const ERROR_DELAY_MS: u32 = 500;

/// What [`SourceEditor`] edits.
#[derive(PartialEq, Properties)]
pub(crate) struct SourceEditorProps {
    pub(crate) editor: Rc<Editor>,
    pub(crate) kept: KeptEditor,
    pub(crate) dispatch: Callback<Action>,
}

/// The editor, with what the reader does in it as facts: a text field first, then the whole editor, which takes over what
/// the reader has done by then.
#[component]
pub(crate) fn SourceEditor(props: &SourceEditorProps) -> Html {
    let SourceEditorProps { editor: shown, kept, dispatch } = props;
    let (host, text_area) = (use_node_ref(), use_node_ref());
    let problem = use_settled(shown.problem.clone(), ERROR_DELAY_MS);
    use_caret_listener(&text_area, dispatch);
    let whole = use_whole_editor(kept, shown, &host, &text_area);

    let shows = (Rc::clone(shown), problem.is_some(), whole);
    use_effect_with((kept.clone(), shows), |(kept, (shown, is_invalid, _))| kept.show(shown, *is_invalid));

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
    editor(EditorParts {
        editor: shown,
        whole,
        host: &host,
        text_area: &text_area,
        problem: problem.as_ref(),
        on_input,
        on_focus,
    })
}

/// Loads the whole editor, and puts it in the place of the text field in one go, so that no key can come in between; while
/// a text is being composed in the field it waits.
#[hook]
fn use_whole_editor(
    kept: &KeptEditor,
    shown: &Rc<Editor>,
    host: &NodeRef,
    text_area: &NodeRef,
) -> WholeEditor {
    let whole = use_state_eq(|| if kept.is_here() { WholeEditor::Here } else { WholeEditor::Awaited });
    let maker = use_state(|| None::<Maker>);
    let is_composing = use_state_eq(|| false);
    let before = use_memo((), |()| Rc::clone(&shown.source));

    use_effect_with((), {
        let (kept, host) = (kept.clone(), host.clone());
        let (maker, whole) = (maker.setter(), whole.setter());
        move |()| {
            if kept.is_here() {
                kept.attach(&host);
                return;
            }
            spawn_local(async move {
                match code_mirror::load().await {
                    Ok(made) => maker.set(Some(made)),
                    Err(code_mirror::Unavailable) => whole.set(WholeEditor::Failed),
                }
            });
        }
    });
    use_effect_with(text_area.clone(), {
        let is_composing = is_composing.setter();
        move |text_area: &NodeRef| {
            let listeners = text_area::on_composition(text_area, move |is| is_composing.set(is));
            move || drop(listeners)
        }
    });
    use_effect_with((maker.is_some(), *is_composing), {
        let (kept, host, text_area) = (kept.clone(), host.clone(), text_area.clone());
        let (maker, whole, caret) = (maker.clone(), whole.setter(), shown.caret_utf16);
        move |(_, is_composing): &(bool, bool)| {
            let (Some(maker), false, false) = (maker.as_ref(), *is_composing, kept.is_here()) else { return };
            let Some(field) = text_area::taken(&text_area) else { return };
            // Where the field does not have the focus, its caret is not the reader's.
            let field = if field.has_focus { field } else { Field { anchor: caret, head: caret, ..field } };
            let is_here = kept.take_over(maker, &host, &field, &before);
            whole.set(if is_here { WholeEditor::Here } else { WholeEditor::Failed });
        }
    });
    *whole
}
