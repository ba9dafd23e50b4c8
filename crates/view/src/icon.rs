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
    Chevron,
    Fold,
    Turn,
    Warning,
    Theme,
    Share,
    Export,
    Clock,
    Close,
    Fewer,
    More,
    Equal,
    Swap,
    Examples,
    Keys,
    Back,
    Open,
    Info,
    Folder,
    Note,
    Add,
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
        Icon::Chevron => "M6 4l4 4-4 4",
        Icon::Fold => "M3 3h10M3 13h10M3 8h10",
        Icon::Turn => "M5 13V3M2.5 5.5L5 3l2.5 2.5M11 3v10M8.5 10.5L11 13l2.5-2.5",
        Icon::Warning => glyph::ERROR,
        Icon::Theme => "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
        Icon::Share => {
            "M6.7 9.3l2.6-2.6M7.4 4.6l1.2-1.2a2.8 2.8 0 0 1 4 4l-1.2 1.2M8.6 11.4l-1.2 1.2a2.8 2.8 0 0 1-4-4l1.2-1.2"
        }
        Icon::Folder => "M2 4.5h4.2l1.5 1.8H14v6.7H2z",
        Icon::Note => "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 7.3v3.4M8 5.1v.1",
        Icon::Add => "M8 3.5v9M3.5 8h9",
        Icon::Export => "M8 2.5v7.5M5 7.2l3 3 3-3M3 12.8h10",
        Icon::Clock => "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 5v3.2l2.2 1.4",
        Icon::Close => "M4 4l8 8M12 4l-8 8",
        Icon::Fewer => "M8 3v10M4 9l4 4 4-4",
        Icon::More => "M8 13V3M4 7l4-4 4 4",
        Icon::Equal => "M3.5 6h9M3.5 10h9",
        Icon::Swap => "M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13",
        Icon::Examples => "M3 3.5h4v4H3zM9 3.5h4v4H9zM3 9.5h4v4H3zM9 9.5h4v4H9z",
        Icon::Keys => "M1.8 4h12.4v8H1.8zM4.3 6.6v.1M6.8 6.6v.1M9.2 6.6v.1M11.7 6.6v.1M5 9.5h6",
        Icon::Back => "M6.5 4L2.5 8l4 4M2.5 8h11",
        Icon::Open => "M2 12.5v-9h4l1.5 2H14v7z",
        Icon::Info => "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 7.3v3.4M8 5.2v.1",
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
