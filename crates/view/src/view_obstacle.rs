use onionskin_app::{Action, Layers, words};
use yew::prelude::*;

use crate::layers::too_large;

/// Why a view other than the stack has nothing to show.
pub fn view_obstacle(layers: &Layers, dispatch: &Callback<Action>) -> Html {
    let obstacle = match layers {
        Layers::TooLarge(message) => too_large(message),
        Layers::Empty | Layers::Rows(_) => {
            let on_restore = dispatch.reform(|_: MouseEvent| Action::ExampleRestored);
            html! {
                <div class="layers-note">
                    <p>{ words::NOTHING_TO_SHOW }</p>
                    <button type="button" class="button button-outline" onclick={on_restore}>
                        { words::RESTORE_EXAMPLE }
                    </button>
                </div>
            }
        }
    };
    html! { <div class="table-pane">{ obstacle }</div> }
}
