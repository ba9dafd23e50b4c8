use yew::prelude::*;

use crate::browser::document;

/// Keeps `title` as the title of the page.
#[hook]
pub(crate) fn use_title(title: String) {
    use_effect_with(title, |title| {
        document::set_title(title);
    });
}
