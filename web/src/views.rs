use std::rc::Rc;

use onionskin_app::{Action, OtherAction, Screen, View};
use onionskin_view::{CompareParts, PaneEvents, compare, table, view_obstacle};
use yew::prelude::*;

use crate::browser::focus;
use crate::files::FilesContent;
use crate::matrix::MatrixView;
use crate::other_editor::OtherEditor;
use crate::ports::FileReader;

/// What a view is made of.
pub(crate) struct ViewParts<'a> {
    /// What is on the page.
    pub(crate) screen: &'a Screen,
    /// Where facts go.
    pub(crate) dispatch: &'a Callback<Action>,
    /// What happens in the explanation.
    pub(crate) pane: &'a PaneEvents,
    /// Reads the reader's files.
    pub(crate) reader: &'a FileReader,
    /// The editor.
    pub(crate) editor: Html,
}

/// The view that is chosen, other than the stack.
pub(crate) fn view(parts: ViewParts<'_>) -> Html {
    let ViewParts { screen, dispatch, pane, reader, editor } = parts;
    match screen.view {
        View::Table => {
            let on_rows_key = Callback::from(|event: KeyboardEvent| focus::walk_items(&event, false));
            table(screen, dispatch, &on_rows_key, pane)
        }
        View::Changes => match &screen.views.matrix {
            Some(matrix) => html! {
                <MatrixView
                    matrix={Rc::clone(matrix)}
                    explained={screen.explanation.clone()}
                    {dispatch}
                    pane={pane.clone()}
                />
            },
            None => view_obstacle(&screen.layers, dispatch),
        },
        View::Compare => match &screen.views.compare {
            Some(shown) => {
                let other_editor = html! { <OtherEditor compare={Rc::clone(shown)} {dispatch} /> };
                // The button goes with its view, and the focus would go with it.
                let on_adopt = dispatch.reform(|_: MouseEvent| {
                    focus::on_views();
                    Action::Other(OtherAction::Adopted)
                });
                compare(CompareParts { compare: shown, editor, other_editor, on_adopt: &on_adopt, dispatch })
            }
            None => view_obstacle(&screen.layers, dispatch),
        },
        View::Files => match &screen.views.files {
            Some(files) => {
                html! { <FilesContent files={Rc::clone(files)} reader={reader.clone()} {dispatch} /> }
            }
            None => Html::default(),
        },
        View::Stack => Html::default(),
    }
}
