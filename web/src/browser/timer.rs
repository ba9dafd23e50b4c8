//! The clock.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;

/// Calls `then` once after `delay_ms` milliseconds, unless the timer is dropped before.
pub(crate) fn after(delay_ms: u32, then: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(delay_ms, then)
}

/// Calls `then` once after `delay_ms` milliseconds, or when the page is left before, unless what is returned is dropped.
pub(crate) fn after_or_leaving(
    delay_ms: u32,
    then: impl FnOnce() + 'static,
) -> (Timeout, Option<EventListener>) {
    let then = Rc::new(Cell::new(Some(then)));
    let call = {
        let then = Rc::clone(&then);
        move || {
            if let Some(then) = then.take() {
                then();
            }
        }
    };
    let on_leaving = call.clone();
    let listener =
        web_sys::window().map(|window| EventListener::new(&window, "pagehide", move |_| on_leaving()));
    (Timeout::new(delay_ms, call), listener)
}
