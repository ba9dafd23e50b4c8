use onionskin_app::{Later, Linkable};
use yew::prelude::*;

use crate::browser::{address, timer};

/// How long the page must rest before it goes into the address, in milliseconds. Browsers limit how often a
/// page may do that.
const DELAY_MS: u32 = 1_000;

/// Keeps `linkable` in the address of the page; leaves the address as it is where there is none. Where no link
/// can hold it, the address carries nothing rather than something older.
#[hook]
pub(crate) fn use_address(linkable: Option<Linkable>, later: Option<Later>) {
    use_effect_with((linkable, later), |(linkable, later)| {
        let write =
            |(linkable, later): (Linkable, Later)| address::replace_fragment(&(later.fragment)(&linkable));
        let timer = linkable.clone().zip(*later).map(|both| timer::after(DELAY_MS, move || write(both)));
        move || drop(timer)
    });
}
