use onionskin_share::{Document, encode};
use yew::prelude::*;

use crate::browser::{address, timer};

/// How long the document must rest before it goes into the address, in milliseconds. Browsers limit how often a
/// page may do that.
const DELAY_MS: u32 = 1_000;

/// Keeps `document` in the address of the page; leaves the address as it is where there is none. Where no link
/// can hold the document, the address carries nothing rather than something older.
#[hook]
pub(crate) fn use_address(document: Option<Document>) {
    use_effect_with(document, |document| {
        let write = |document: &Document| address::replace_fragment(&encode(document).unwrap_or_default());
        let timer = document.clone().map(|document| timer::after(DELAY_MS, move || write(&document)));
        move || drop(timer)
    });
}
