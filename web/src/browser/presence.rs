//! Whether somebody is there.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;

/// What a reader does first: with a mouse, a finger or a keyboard.
const SIGNS: [&str; 6] = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"];

/// Calls `then` once, at the first sign of somebody at the page, unless the listeners are dropped before.
pub(crate) fn on_first_sign(then: impl FnOnce() + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let then = Rc::new(Cell::new(Some(then)));
    let listen = |sign: &'static str| {
        let then = Rc::clone(&then);
        EventListener::new(&window, sign, move |_| {
            if let Some(then) = then.take() {
                then();
            }
        })
    };
    SIGNS.into_iter().map(listen).collect()
}
