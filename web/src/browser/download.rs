//! Files for the reader to save.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::timer;

/// The browser does not take the file.
pub(crate) struct Refused;

/// How long a file can be fetched by its address, in milliseconds: browsers start with it a moment after the click.
const KEPT_MS: u32 = 30_000;

/// A file with this text; `media_type` says what kind of file it is.
pub(crate) fn file(text: &str, media_type: &str) -> Result<Blob, Refused> {
    let properties = BlobPropertyBag::new();
    properties.set_type(media_type);
    Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &properties)
        .map_err(|_| Refused)
}

/// Hands `file` to the reader as a download called `name`.
pub(crate) fn save(file: &Blob, name: &str) -> Result<(), Refused> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(Refused)?;
    let link: HtmlAnchorElement =
        document.create_element("a").ok().and_then(|link| link.dyn_into().ok()).ok_or(Refused)?;
    let url = Url::create_object_url_with_blob(file).map_err(|_| Refused)?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    timer::after(KEPT_MS, move || _ = Url::revoke_object_url(&url)).forget();
    Ok(())
}
