use yew::prelude::*;

use crate::browser::timer;

/// `value` as soon as it has been the same for `delay_ms` milliseconds, and `None` as soon as it is `None`.
/// Until a new value has settled, the one before it stays.
#[hook]
pub(crate) fn use_settled<T: Clone + PartialEq + 'static>(value: Option<T>, delay_ms: u32) -> Option<T> {
    let settled = use_state(|| None);
    {
        let settled = settled.setter();
        use_effect_with(value.clone(), move |value| {
            let value = value.clone();
            let timer = timer::after(if value.is_some() { delay_ms } else { 0 }, move || settled.set(value));
            move || drop(timer)
        });
    }
    value.and((*settled).clone())
}
