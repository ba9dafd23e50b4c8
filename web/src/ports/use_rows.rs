use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::timer;

/// How many rows of a list that is new are drawn at once: more than are in sight of a tall window.
const N_FIRST_ROWS: usize = 150;
/// How many times as many are there a frame later. Each frame works out anew what is on the page.
const GROWTH: usize = 5;

/// How many of `n_rows` rows the browser is to draw, those at the top first: all of a short list, and of a long one that is new
/// more with each frame. All of them in one go would keep the page from answering.
#[hook]
pub(crate) fn use_rows(n_rows: usize) -> usize {
    let n_drawn = use_state(|| 0);
    let n_shown = n_rows.min(*n_drawn + N_FIRST_ROWS);
    let setter = n_drawn.setter();
    // A list that got shorter is another one, or may be followed by one.
    let is_settled = n_shown == n_rows && *n_drawn <= n_rows;
    use_effect_with((!is_settled).then(|| n_rows.min(n_shown * GROWTH)), move |&next| {
        if let Some(next) = next {
            spawn_local(async move {
                timer::painted().await;
                setter.set(next);
            });
        }
    });
    n_shown
}
