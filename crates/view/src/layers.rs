use std::rc::Rc;

use onionskin_app::{Action, Arrangement, Dialog, Layers, PileOrder, Screen, words};
use yew::prelude::*;

use crate::icon::{Icon, icon};
use crate::lanes::lanes;
use crate::layer_row::LayerItem;
use crate::styled::styled;

/// The stack: the first `n_rows` instructions in file order, or why there is none. `on_key` learns of the keys that are pressed in
/// it, `on_file` of a file that is chosen where it is empty; without that there is no way to start.
pub(crate) fn layers(
    screen: &Screen,
    n_rows: usize,
    dispatch: &Callback<Action>,
    on_key: &Callback<KeyboardEvent>,
    on_file: Option<&Callback<Event>>,
) -> Html {
    match &*screen.layers {
        Layers::Rows(rows) => {
            let item = |(at, row): (usize, &Rc<_>)| {
                let (row, n_changes_chosen) = (Rc::clone(row), screen.n_changes_chosen);
                html! { <LayerItem key={at} {at} {row} {n_changes_chosen} {dispatch} /> }
            };
            let Arrangement { order, free_height, .. } = screen.arrangement;
            let class = classes!(
                "layers",
                free_height.is_some().then_some("layers-free"),
                (order == PileOrder::BaseAtBottom).then_some("layers-turned"),
            );
            let list = styled(html! {
                <ol
                    {class}
                    style={free_height.map(|height| format!("--height-units:{height}"))}
                    aria-label={words::VIEW_STACK}
                    onkeydown={on_key}
                >
                    { for rows.iter().take(n_rows).enumerate().map(item) }
                </ol>
            });
            let Some(drawn) = &screen.lanes else { return list };
            styled(html! {
                <div class="lanes" style={format!("--lanes:{}", drawn.n_lanes)}>
                    <div class="lanes-sheet">{ lanes(drawn) }{ list }</div>
                </div>
            })
        }
        Layers::Empty => empty(dispatch, on_file),
        Layers::TooLarge(message) => too_large(message),
    }
}

/// Why a file is not explained.
pub(crate) fn too_large(message: &str) -> Html {
    html! { <div class="layers-note" role="alert">{ icon(Icon::Warning) }<p>{ message }</p></div> }
}

fn empty(dispatch: &Callback<Action>, on_file: Option<&Callback<Event>>) -> Html {
    let Some(on_file) = on_file else {
        return html! { <div class="layers-note"><p>{ words::start::EMPTY }</p></div> };
    };
    let on_browse = dispatch.reform(|_: MouseEvent| Action::DialogOpened(Dialog::Examples));
    let on_restore = dispatch.reform(|_: MouseEvent| Action::ExampleRestored);
    html! {
        <div class="layers-note">
            <p><strong>{ words::start::EMPTY_LEAD }</strong>{ " " }{ words::start::EMPTY_HOW }</p>
            <div class="starts">
                <label class="button button-outline file-button">
                    { icon(Icon::Open) }
                    { words::start::OPEN_FILE }
                    <input type="file" onchange={on_file} />
                </label>
                <button type="button" class="button button-outline" aria-haspopup="dialog" onclick={on_browse}>
                    { icon(Icon::Examples) }{ words::start::BROWSE_EXAMPLES }
                </button>
                <button type="button" class="button button-outline" onclick={on_restore}>
                    { words::start::RESTORE_EXAMPLE }
                </button>
            </div>
        </div>
    }
}
