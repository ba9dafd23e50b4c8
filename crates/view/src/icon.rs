use onionskin_app::{Verdict, glyph};
use yew::prelude::*;

/// A small drawing in the colour of the text around it, which says the same in words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    Check,
    Rebuild,
    Maybe,
    Dash,
    Setting,
    Takes,
    Warning,
    Theme,
    Share,
    Export,
    Clock,
    Close,
}

/// The drawing of `icon`.
pub(crate) fn icon(icon: Icon) -> Html {
    let path = match icon {
        Icon::Check => glyph::verdict(Verdict::Reused),
        Icon::Rebuild => glyph::verdict(Verdict::Rebuilds),
        Icon::Maybe => glyph::verdict(Verdict::RebuildsUnlessSame),
        Icon::Dash => glyph::verdict(Verdict::NotBuilt),
        Icon::Setting => glyph::verdict(Verdict::Settings),
        Icon::Takes => glyph::TAKES,
        Icon::Warning => glyph::ERROR,
        Icon::Theme => "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
        Icon::Share => {
            "M6.7 9.3l2.6-2.6M7.4 4.6l1.2-1.2a2.8 2.8 0 0 1 4 4l-1.2 1.2M8.6 11.4l-1.2 1.2a2.8 2.8 0 0 1-4-4l1.2-1.2"
        }
        Icon::Export => "M8 2.5v7.5M5 7.2l3 3 3-3M3 12.8h10",
        Icon::Clock => "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 5v3.2l2.2 1.4",
        Icon::Close => "M4 4l8 8M12 4l-8 8",
    };
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d={path} /></svg>
    }
}

/// The logo: three skins, one over the other.
pub(crate) fn logo() -> Html {
    html! {
        <svg class="logo-mark" viewBox="0 0 26 26" aria-hidden="true" focusable="false">
            <rect class="logo-skin-3" x="3" y="4" width="20" height="8" rx="3" />
            <rect class="logo-skin-2" x="3" y="9" width="20" height="8" rx="3" />
            <rect class="logo-skin-1" x="3" y="14" width="20" height="8" rx="3" />
        </svg>
    }
}
