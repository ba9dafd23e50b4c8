//! `onionskin render`: what a Dockerfile does, for where no script runs.

use std::fs;
use std::io::{self, Write};

use onionskin_analysis::{Setup, analyze};
use onionskin_app::Theme;
use onionskin_render::{Still, element, fragment, html, style_sheet, svg};

use super::refused::refused;
use super::source;
use crate::args::{Render as Options, RenderFormat, RenderTheme, RenderView};
use crate::failure::Failure;

/// Writes what was asked for. What is wrong with the Dockerfile is part of that.
pub(crate) fn render(options: &Options, output: &mut impl Write) -> Result<(), Failure> {
    let Some(dockerfile) = options.dockerfile.as_ref().filter(|_| !options.format.css) else {
        return write(options, &style_sheet(), output);
    };
    let source = source::read(dockerfile)?;
    let mut still = Still {
        change: options.change.clone(),
        target: options.target.as_deref(),
        build_args: options.arguments.iter().cloned().collect(),
        select: options.select,
        page: options.page.as_deref(),
        id: &options.id,
        theme: match options.theme {
            RenderTheme::Auto => Theme::System,
            RenderTheme::Light => Theme::Light,
            RenderTheme::Dark => Theme::Dark,
        },
        ..Still::new(&source)
    };
    let mut view = options.view.and_then(view);
    if let Some((info, warnings)) = &options.info {
        still.follow(info);
        view = info.view.as_deref();
        warnings.iter().for_each(|warning| warn(warning));
    }
    let rendered = match &options.format {
        RenderFormat { svg: true, .. } => svg(&still),
        RenderFormat { fragment: true, .. } => fragment(&still),
        RenderFormat { element: true, .. } => element(&still, view),
        RenderFormat { .. } => html(&still),
    };
    write(options, &rendered?, output)?;
    if let Some(mistake) = still.mistake() {
        warn(&mistake);
    }
    let setup = Setup {
        change: still.change.unwrap_or_default(),
        target: still.target.map(str::to_owned),
        build_args: still.build_args,
        ..Setup::default()
    };
    refused(&analyze(&source, &setup).problems)
}

/// The view as the element is told it; the first one goes without saying.
const fn view(view: RenderView) -> Option<&'static str> {
    match view {
        RenderView::Stack => None,
        RenderView::Table => Some("table"),
        RenderView::Changes => Some("changes"),
    }
}

fn warn(warning: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "onionskin: {warning}");
}

fn write(options: &Options, text: &str, output: &mut impl Write) -> Result<(), Failure> {
    match &options.output {
        Some(path) => {
            fs::write(path, text).map_err(|error| Failure::Unwritable { path: path.clone(), error })
        }
        None => Ok(output.write_all(text.as_bytes())?),
    }
}
