use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::timer;

/// How many parts of the page the browser has drawn, of `n_parts` that it draws one after the other, those at the top first: all
/// of them in one go would keep a slow phone from answering somebody who scrolls already.
#[hook]
pub(crate) fn use_drawn(n_parts: u8) -> u8 {
    let n_drawn = use_state(|| 0);
    let setter = n_drawn.setter();
    use_effect_with((*n_drawn < n_parts).then_some(*n_drawn + 1), move |&next| {
        if let Some(next) = next {
            spawn_local(async move {
                timer::painted().await;
                setter.set(next);
            });
        }
    });
    *n_drawn
}
