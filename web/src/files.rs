use std::rc::Rc;

use onionskin_app::{Action, Files, FilesAction, View};
use onionskin_view::{FilesParts, drop_hint, files};
use yew::prelude::*;

use crate::browser::files::{self as picker, Drag};
use crate::browser::{field, text_area};
use crate::ports::FileReader;

/// The longest list that stays in its field once it is taken, in bytes. Browsers lay out all lines of a field whenever the
/// page changes: with 200,000 of them, each change takes seconds.
const MAX_KEPT_BYTES: usize = 256 * 1024;

/// What [`FilesContent`] shows.
#[derive(PartialEq, Properties)]
pub(crate) struct FilesProps {
    pub(crate) files: Rc<Files>,
    pub(crate) reader: FileReader,
    pub(crate) dispatch: Callback<Action>,
}

/// The view of the build context.
#[component]
pub(crate) fn FilesContent(props: &FilesProps) -> Html {
    let (folder_field, file_field) = (use_node_ref(), use_node_ref());
    let (list_field, ignore_field) = (use_node_ref(), use_node_ref());
    use_effect_with((ignore_field.clone(), Rc::clone(&props.files.ignore_text)), |(field, text)| {
        text_area::set_text(field, text);
    });
    let reader = &props.reader;
    let dispatch = &props.dispatch;
    let on_folder = with(reader, |event: Event, reader| {
        if let Some(picked) = picker::picked(&event) {
            reader.read_folder(picked);
        }
    });
    let on_file = with(reader, |event: Event, reader| {
        if let Some(picked) = picker::picked(&event) {
            reader.read_file(&picked);
        }
    });
    let on_list = {
        let (field, reader) = (list_field.clone(), reader.clone());
        Callback::from(move |_: MouseEvent| {
            let text = text_area::text(&field).unwrap_or_default();
            if text.len() > MAX_KEPT_BYTES {
                text_area::set_text(&field, "");
            }
            reader.read_list(text);
        })
    };
    let on_ignore = {
        let field = ignore_field.clone();
        dispatch.reform(move |_: MouseEvent| {
            Action::Files(FilesAction::IgnoreGiven(text_area::text(&field).unwrap_or_default().into()))
        })
    };
    let on_filter = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = field::text(&event) {
                dispatch.emit(Action::Files(FilesAction::FilterEdited(text)));
            }
        })
    };
    let on_taker = {
        let dispatch = dispatch.clone();
        Callback::from(move |start: u32| {
            dispatch.emit(Action::InstructionChosen { start });
            dispatch.emit(Action::ViewChosen(View::Stack));
        })
    };
    files(&FilesParts {
        files: &props.files,
        dispatch,
        folder_field: &folder_field,
        file_field: &file_field,
        list_field: &list_field,
        ignore_field: &ignore_field,
        on_choose_folder: asking(&folder_field),
        on_choose_file: asking(&file_field),
        on_folder,
        on_file,
        on_list,
        on_ignore,
        on_filter,
        on_taker,
    })
}

fn with<E: 'static>(reader: &FileReader, then: impl Fn(E, &FileReader) + 'static) -> Callback<E> {
    let reader = reader.clone();
    Callback::from(move |event: E| then(event, &reader))
}

fn asking(field: &NodeRef) -> Callback<MouseEvent> {
    let field = field.clone();
    Callback::from(move |_: MouseEvent| picker::ask(&field))
}

/// All of the page, where files can be dropped; something to be seen while they are dragged over it.
pub(crate) fn drop_target(reader: &FileReader) -> Html {
    html! { <DropTarget reader={reader.clone()} /> }
}

/// What [`DropTarget`] hands files to.
#[derive(PartialEq, Properties)]
struct DropTargetProps {
    reader: FileReader,
}

#[component]
fn DropTarget(props: &DropTargetProps) -> Html {
    let is_over = use_state_eq(|| false);
    {
        let is_over = is_over.setter();
        use_effect_with(props.reader.clone(), move |reader| {
            let reader = reader.clone();
            let listeners = picker::on_drag(move |drag| match drag {
                Drag::Over => is_over.set(true),
                Drag::Away => is_over.set(false),
                Drag::Dropped(entries) => {
                    is_over.set(false);
                    reader.read_dropped(entries);
                }
            });
            move || drop(listeners)
        });
    }
    if *is_over { drop_hint() } else { Html::default() }
}
