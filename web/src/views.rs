use std::rc::Rc;

use onionskin_app::{Action, Screen, View};
use onionskin_view::{table, view_obstacle};
use yew::prelude::*;

use crate::browser::focus;
use crate::matrix::MatrixView;

/// What a view is made of.
pub(crate) struct ViewParts<'a> {
    /// What is on the page.
    pub(crate) screen: &'a Screen,
    /// Where facts go.
    pub(crate) dispatch: &'a Callback<Action>,
    /// A key was pressed in the words of the explained instruction.
    pub(crate) on_words_key: &'a Callback<KeyboardEvent>,
}

/// The view that is chosen, other than the stack.
pub(crate) fn view(parts: &ViewParts<'_>) -> Html {
    let ViewParts { screen, dispatch, on_words_key } = *parts;
    match screen.view {
        View::Table => {
            let on_rows_key = Callback::from(|event: KeyboardEvent| focus::walk_items(&event, false));
            table(screen, dispatch, &on_rows_key, on_words_key)
        }
        View::Changes => match &screen.matrix {
            Some(matrix) => html! {
                <MatrixView
                    matrix={Rc::clone(matrix)}
                    explained={screen.explanation.clone()}
                    {dispatch}
                    on_words_key={on_words_key}
                />
            },
            None => view_obstacle(&screen.layers, dispatch),
        },
        View::Stack | View::Compare | View::Files => Html::default(),
    }
}
