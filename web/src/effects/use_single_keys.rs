use onionskin_app::SingleKeys;
use yew::prelude::*;

use crate::browser::storage;

/// Keeps on the reader's device that single keys do nothing.
#[hook]
pub(crate) fn use_single_keys(single_keys: SingleKeys) {
    use_effect_with(single_keys, |single_keys| match single_keys {
        SingleKeys::On => storage::remove(storage::SINGLE_KEYS),
        // Where it is not kept, it holds for this visit.
        SingleKeys::Off => drop(storage::write(storage::SINGLE_KEYS, "off")),
    });
}
