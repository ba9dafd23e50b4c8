//! Files that belong to the page.

use js_sys::Uint8Array;
use onionskin_app::LoadError;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The text of the file `name`, which lies beside the page. The request says nothing but this name.
pub(crate) async fn text(name: &str) -> Result<String, LoadError> {
    let window = web_sys::window().ok_or(LoadError::NoAnswer)?;
    let answer = JsFuture::from(window.fetch_with_str(name)).await;
    let response: Response =
        answer.ok().and_then(|answer| answer.dyn_into().ok()).ok_or(LoadError::NoAnswer)?;
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    // A text of the browser's would be written out as UTF-16 first, which takes longer than all the rest.
    let bytes = JsFuture::from(response.array_buffer().map_err(|_| LoadError::NoAnswer)?).await;
    let bytes = bytes.map_err(|_| LoadError::NoAnswer)?;
    String::from_utf8(Uint8Array::new(&bytes).to_vec()).map_err(|_| LoadError::Damaged)
}
