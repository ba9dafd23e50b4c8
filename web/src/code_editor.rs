use std::rc::Rc;

use onionskin_app::Editor;
use onionskin_app::words::editor as words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::code_mirror::{self, Maker};
use crate::browser::presence;
use crate::browser::text_area::{self, Field};
use crate::kept_editor::{HINT_ID, KeptEditor};

/// What the code editor is shown with.
pub(crate) struct CodeEditorParts<'a> {
    /// What is in the editor.
    pub(crate) editor: &'a Rc<Editor>,
    /// The code editor, which is made once.
    pub(crate) kept: &'a KeptEditor,
    /// Reaches the text field whose place it takes.
    pub(crate) text_area: &'a NodeRef,
    /// Whether an error is told.
    pub(crate) is_invalid: bool,
    /// Learns that the place is taken.
    pub(crate) is_taken: UseStateSetter<bool>,
}

/// The code editor: its place in the page, and what is said of it.
pub(crate) fn code_editor(parts: CodeEditorParts<'_>) -> Html {
    let CodeEditorParts { editor, kept, text_area, is_invalid, is_taken } = parts;
    html! {
        <CodeEditor
            editor={Rc::clone(editor)}
            kept={kept.clone()}
            text_area={text_area.clone()}
            {is_invalid}
            {is_taken}
        />
    }
}

#[derive(PartialEq, Properties)]
struct CodeEditorProps {
    editor: Rc<Editor>,
    kept: KeptEditor,
    text_area: NodeRef,
    is_invalid: bool,
    is_taken: UseStateSetter<bool>,
}

/// Where the code editor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    Awaited,
    Here,
    Failed,
}

#[component]
fn CodeEditor(props: &CodeEditorProps) -> Html {
    let CodeEditorProps { editor, kept, text_area, is_invalid, is_taken } = props;
    let host = use_node_ref();
    let arrival = use_arrival(kept, editor.caret_utf16, &host, text_area);
    use_effect_with(arrival, {
        let is_taken = is_taken.clone();
        move |arrival: &Arrival| is_taken.set(*arrival == Arrival::Here)
    });
    let shows = (Rc::clone(editor), *is_invalid, arrival);
    use_effect_with((kept.clone(), shows), |(kept, (editor, is_invalid, _))| kept.show(editor, *is_invalid));
    html! {
        <>
            <div class="code-mirror" ref={host} />
            if arrival == Arrival::Here {
                <p id={HINT_ID} class="editor-hint">{ words::HINT }</p>
            }
            if arrival == Arrival::Failed {
                <p class="editor-note" role="status">{ words::PLAIN }</p>
            }
        </>
    }
}

/// Loads the code editor once somebody is there who could use it, and puts it in the place of the text field in one go, so that no key can come in between; while
/// a text is being composed in the field it waits.
#[hook]
fn use_arrival(kept: &KeptEditor, caret_utf16: u32, host: &NodeRef, text_area: &NodeRef) -> Arrival {
    let arrival = use_state_eq(|| if kept.is_here() { Arrival::Here } else { Arrival::Awaited });
    let maker = use_state(|| None::<Maker>);
    let is_composing = use_state_eq(|| false);

    use_effect_with((), {
        let (kept, host) = (kept.clone(), host.clone());
        let (maker, arrival) = (maker.setter(), arrival.setter());
        move |()| {
            if kept.is_here() {
                kept.attach(&host);
            }
            let load = async move {
                match code_mirror::load().await {
                    Ok(made) => maker.set(Some(made)),
                    Err(code_mirror::Unavailable) => arrival.set(Arrival::Failed),
                }
            };
            let listeners = (!kept.is_here()).then(|| presence::on_first_sign(|| spawn_local(load)));
            move || drop(listeners)
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
        let (maker, arrival) = (maker.clone(), arrival.setter());
        move |(_, is_composing): &(bool, bool)| {
            let (Some(maker), false, false) = (maker.as_ref(), *is_composing, kept.is_here()) else { return };
            let Some(field) = text_area::taken(&text_area) else { return };
            // Where the field does not have the focus, its caret is not the reader's.
            let field = if field.has_focus {
                field
            } else {
                Field { anchor: caret_utf16, head: caret_utf16, ..field }
            };
            let is_here = kept.take_over(maker, &host, &field);
            arrival.set(if is_here { Arrival::Here } else { Arrival::Failed });
        }
    });
    *arrival
}
