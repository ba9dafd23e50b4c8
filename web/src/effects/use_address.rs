use onionskin_app::{Document, Later};
use yew::prelude::*;

use crate::browser::{address, timer};

/// How long the document must rest before it goes into the address, in milliseconds. Browsers limit how often a
/// page may do that.
const DELAY_MS: u32 = 1_000;

/// Keeps `document` in the address of the page; leaves the address as it is where there is none. Where no link
/// can hold the document, the address carries nothing rather than something older.
#[hook]
pub(crate) fn use_address(document: Option<Document>, later: Option<Later>) {
    use_effect_with((document, later), |(document, later)| {
        let write =
            |(document, later): (Document, Later)| address::replace_fragment(&(later.fragment)(&document));
        let timer = document.clone().zip(*later).map(|both| timer::after(DELAY_MS, move || write(both)));
        move || drop(timer)
    });
}
