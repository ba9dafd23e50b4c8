use onionskin_app::Theme;
use yew::prelude::*;

use crate::browser::{document, storage};

/// The attribute of the root element that style sheets look at.
const ATTRIBUTE: &str = "data-theme";

/// Shows the page in `theme`, now and on later visits.
#[hook]
pub(crate) fn use_theme(theme: Theme) {
    use_effect_with(theme, |theme| {
        document::set_root_attribute(ATTRIBUTE, theme.name());
        match theme {
            Theme::System => storage::remove(storage::THEME),
            // Where it is not kept, the next visit follows the system again.
            Theme::Light | Theme::Dark => drop(storage::write(storage::THEME, theme.name())),
        }
    });
}
