use onionskin_view::Drawn;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::timer;

/// How much of the page the browser is to draw, up to `last`: one part a frame, those at the top first. All of them in one go
/// would keep a slow phone from answering somebody who scrolls already.
#[hook]
pub(crate) fn use_drawn(last: Drawn) -> Drawn {
    let drawn = use_state(|| Drawn::About);
    let setter = drawn.setter();
    use_effect_with((*drawn < last).then_some(next(*drawn)), move |&next| {
        if let Some(next) = next {
            spawn_local(async move {
                timer::painted().await;
                setter.set(next);
            });
        }
    });
    *drawn
}

/// What is drawn behind `drawn`.
fn next(drawn: Drawn) -> Drawn {
    match drawn {
        Drawn::About => Drawn::Controls,
        Drawn::Controls => Drawn::View,
        Drawn::View => Drawn::Text,
        Drawn::Text | Drawn::Ideas => Drawn::Ideas,
    }
}
