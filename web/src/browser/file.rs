//! Files on the reader's device that they hand to the page.

use onionskin_app::OpenError;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};
use yew::{Event, TargetCast};

/// The file that was chosen in the field that `event` comes from. The field is emptied: the same file can be chosen again.
pub(crate) fn chosen(event: &Event) -> Option<File> {
    let field = event.target_dyn_into::<HtmlInputElement>()?;
    let file = field.files()?.get(0)?;
    field.set_value("");
    Some(file)
}

/// The text of `file`. Bytes that are no UTF-8 become replacement characters.
pub(crate) async fn text(file: File) -> Result<String, OpenError> {
    // A size is a whole number of bytes, which a float holds up to far beyond any limit.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is whole and not negative"
    )]
    let n_bytes = file.size() as u64;
    if let Some(error) = OpenError::of_size(n_bytes) {
        return Err(error);
    }
    let text = JsFuture::from(file.text()).await;
    text.ok().and_then(|text| text.as_string()).ok_or(OpenError::Unreadable)
}
