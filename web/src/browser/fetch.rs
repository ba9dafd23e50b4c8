//! Files that belong to the page.

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
    let text = JsFuture::from(response.text().map_err(|_| LoadError::NoAnswer)?).await;
    text.ok().and_then(|text| text.as_string()).ok_or(LoadError::NoAnswer)
}
