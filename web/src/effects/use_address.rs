use onionskin_app::{Later, Linkable};
use yew::prelude::*;

use crate::browser::address::{self, Entry};
use crate::browser::timer;

/// How long the page must rest before it goes into the address, in milliseconds. Browsers limit how often a
/// page may do that.
const DELAY_MS: u32 = 1_000;

/// Keeps `linkable` in the address of the page; leaves the address as it is where there is none. Where no link
/// can hold it, the address carries nothing rather than something older. Unless it `is_received`, the
/// entry of the history says that the reader works on it: a reload does not make it somebody else's.
#[hook]
pub(crate) fn use_address(linkable: Option<Linkable>, is_received: bool, later: Option<Later>) {
    use_effect_with((linkable, is_received, later), |(linkable, is_received, later)| {
        let entry = if *is_received { Entry::Received } else { Entry::Own };
        let write = move |(linkable, later): (Linkable, Later)| {
            address::replace_fragment(&(later.fragment)(&linkable), entry);
        };
        let timer = linkable.clone().zip(*later).map(|both| timer::after(DELAY_MS, move || write(both)));
        move || drop(timer)
    });
}
