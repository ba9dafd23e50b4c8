//! The address of the page, which may carry a link.

use std::cell::RefCell;

use gloo_events::EventListener;
use onionskin_share::split_address;
use wasm_bindgen::JsValue;

thread_local! {
    /// The address as the page last read or wrote it.
    static SEEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The address of the page, without a link.
pub(crate) fn page_url() -> Option<String> {
    Some(split_address(&href()?).0)
}

/// Whether the page is there to be shown inside of another one, which its address says.
pub(crate) fn is_embedded() -> bool {
    page_url().is_some_and(|url| {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        query.split('&').any(|part| part.split('=').next() == Some("embed"))
    })
}

/// What may be a link in the address; empty where nothing is.
pub(crate) fn fragment() -> Option<String> {
    let href = href()?;
    let fragment = split_address(&href).1.to_owned();
    SEEN.set(Some(href));
    Some(fragment)
}

/// Whose text an entry of the history is about. A link that is opened has none of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Somebody else's, which came in a link.
    Received,
    /// The reader's, who worked on it in this tab.
    Own,
}

/// What marks an entry of the history as the reader's.
const OWN: &str = "own";

/// Puts `fragment` into the address, in the same entry of the history, which becomes this one; nothing where the browser
/// refuses, which some do when it happens too often, and where another address stands there that the page has not read yet: that is
/// a link which is about to be opened. A link that stood elsewhere in the address goes.
pub(crate) fn replace_fragment(fragment: &str, becomes: Entry) {
    let Some(href) = href() else { return };
    let address = format!("{}#{fragment}", split_address(&href).0);
    let is_news = SEEN.with_borrow(|seen| seen.as_ref().is_some_and(|seen| *seen != href));
    if is_news || (address == href && becomes == entry()) {
        return;
    }
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let mark = match becomes {
            Entry::Received => JsValue::NULL,
            Entry::Own => JsValue::from_str(OWN),
        };
        let _ = history.replace_state_with_url(&mark, "", Some(&address));
        SEEN.set(self::href());
    }
}

fn href() -> Option<String> {
    web_sys::window()?.location().href().ok()
}

/// Whose the entry of the history is that is open now.
pub(crate) fn entry() -> Entry {
    let mark = web_sys::window().and_then(|window| window.history().ok()?.state().ok());
    if mark.is_some_and(|mark| mark == OWN) { Entry::Own } else { Entry::Received }
}

/// Calls `then` when the fragment changes other than by [`replace_fragment`], for as long as the listener lives.
pub(crate) fn on_fragment_change(then: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| then()))
}
