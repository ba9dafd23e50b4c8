use onionskin_app::{Theme, TooLarge};
use onionskin_export::{Shade, svg_for_any_scheme};
use onionskin_report::escaped;
use onionskin_view::StillParts;

use crate::markup::markup;
use crate::still::{Shown, shown};
use crate::{Still, style_sheet};

/// What a page of its own may load: nothing. Its styles are in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// What a page has beside the styles of its parts.
const PAGE_STYLE: &str = "body { margin: 0; }";

/// A page about `still` that needs nothing else and in which nothing runs.
///
/// # Errors
/// The limit that the Dockerfile is over.
pub fn html(still: &Still<'_>) -> Result<String, TooLarge> {
    let shown = shown(still)?;
    let schemes = match still.theme {
        Theme::System => "light dark",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"{schemes}\">\n<title>{}</title>\n<style>\n{PAGE_STYLE}\n{}</style>\n\
         </head>\n<body class=\"onionskin onionskin-page\"{}>\n<main>{}</main>\n</body>\n</html>\n",
        escaped(&shown.screen.title),
        style_sheet(),
        theme(still.theme),
        markup(&parts(still, &shown, true)),
    ))
}

/// A part of another page about `still`. That page needs [`style_sheet`] once.
///
/// # Errors
/// The limit that the Dockerfile is over.
pub fn fragment(still: &Still<'_>) -> Result<String, TooLarge> {
    let shown = shown(still)?;
    let markup = markup(&parts(still, &shown, false));
    Ok(format!("<div class=\"onionskin\"{}>{markup}</div>\n", theme(still.theme)))
}

/// The stack as a drawing, in the colours of its theme.
///
/// # Errors
/// The limit that the Dockerfile is over.
pub fn svg(still: &Still<'_>) -> Result<String, TooLarge> {
    let screen = shown(still)?.screen;
    let drawing = match still.theme {
        Theme::System => svg_for_any_scheme(&screen),
        Theme::Light => onionskin_export::svg(&screen, Shade::Light),
        Theme::Dark => onionskin_export::svg(&screen, Shade::Dark),
    };
    Ok(drawing.text)
}

fn parts<'a>(still: &Still<'a>, shown: &'a Shown, is_page: bool) -> StillParts<'a> {
    StillParts {
        screen: &shown.screen,
        explanations: &shown.explanations,
        is_page,
        has_selection: shown.has_selection,
        has_source: still.has_source,
        id: still.id,
        link: shown.link.clone(),
    }
}

/// What the styles are told of the theme.
pub(crate) fn theme(theme: Theme) -> String {
    match theme {
        Theme::System => String::new(),
        Theme::Light | Theme::Dark => format!(" data-theme=\"{}\"", theme.name()),
    }
}
