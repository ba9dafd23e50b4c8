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
    Close,
}

/// The line of the drawing of `icon`, on 16 by 16.
pub(crate) const fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::Check => "M3 8.5l3.2 3.2L13 5",
        Icon::Rebuild => "M13 8a5 5 0 1 1-1.5-3.5M13 2v3.2H9.8",
        Icon::Maybe => {
            "M8 3a5 5 0 1 0 5 5M5.9 6.3a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3M8 11.6v.1M10.6 3.2a5 5 0 0 1 1.8 1.9"
        }
        Icon::Dash => "M3.5 8h9",
        Icon::Setting => "M3 5h10M3 11h10M6 3v4M10.5 9v4",
        Icon::Takes => "M3 4v4h9M9 5l3 3-3 3",
        Icon::Warning => "M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.1",
        Icon::Theme => "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
        Icon::Share => {
            "M6.7 9.3l2.6-2.6M7.4 4.6l1.2-1.2a2.8 2.8 0 0 1 4 4l-1.2 1.2M8.6 11.4l-1.2 1.2a2.8 2.8 0 0 1-4-4l1.2-1.2"
        }
        Icon::Close => "M4 4l8 8M12 4l-8 8",
    }
}

/// The drawing of `icon`.
pub(crate) fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d={path(icon)} /></svg>
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
