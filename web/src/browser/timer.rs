//! The clock.

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Calls `then` once after `delay_ms` milliseconds, unless the timer is dropped before.
pub(crate) fn after(delay_ms: u32, then: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(delay_ms, then)
}

/// The time since some moment, in milliseconds; 0 where the browser has no such clock.
pub(crate) fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
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
