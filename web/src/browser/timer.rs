//! The clock.

use gloo_timers::callback::Timeout;

/// Calls `then` once after `delay_ms` milliseconds, unless the timer is dropped before.
pub(crate) fn after(delay_ms: u32, then: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(delay_ms, then)
}
