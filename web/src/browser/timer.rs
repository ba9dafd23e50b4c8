//! The clock.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

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

/// The time since some moment, in milliseconds; 0 where the browser has no such clock.
pub(crate) fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Lets the browser draw what is on the page now. A page that is not seen is not drawn.
pub(crate) async fn painted() {
    let promise = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window()
            && window.document().is_some_and(|document| !document.hidden())
        {
            let _ = window.request_animation_frame(&done);
        } else {
            let _ = done.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(promise).await;
    rest().await;
}

/// Calls `then` when the page is left or put behind something else, unless what is returned is dropped. Leaving calls it
/// twice, the second time behind all that [`after_or_leaving`] calls.
pub(crate) fn on_leaving(then: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let Some(document) = window.document() else { return Vec::new() };
    let on_page = then.clone();
    let hidden = document.clone();
    vec![
        EventListener::new(&window, "pagehide", move |_| on_page()),
        EventListener::new(&document, "visibilitychange", move |_| {
            if hidden.hidden() {
                then();
            }
        }),
    ]
}

/// Lets the browser do whatever else waits: draw, and tell what the reader does.
pub(crate) async fn rest() {
    let promise = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&done);
        }
    });
    let _ = JsFuture::from(promise).await;
}
