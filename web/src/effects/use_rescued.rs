use yew::prelude::*;

use crate::browser::storage;

/// Forgets the text from before the page stopped once it is `settled`: it is shown, or it was shown anyway.
#[hook]
pub(crate) fn use_rescued(is_settled: bool) {
    use_effect_with(is_settled, |&is_settled| {
        if is_settled {
            storage::remove(storage::RESCUED);
        }
    });
}
