//! The colours that the reader's system asks for.

/// Whether it asks for dark ones; `None` where the browser cannot tell.
pub(crate) fn system_is_dark() -> Option<bool> {
    let query = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok()??;
    Some(query.matches())
}
