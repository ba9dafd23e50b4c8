use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_app::{Action, Export, ExportFormat, ExportOutcome, State, Theme, TooLarge, screen};
use onionskin_export::{Shade, export, svg};
use onionskin_view::{ExportParts, export_dialog};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::picture::NoPicture;
use crate::browser::{clipboard, color_scheme, download, picture};

/// What is in the export dialog. A file is made when its button is pressed.
pub(crate) fn export_content(
    state: &Rc<State>,
    analysis: &Rc<Result<Analysis, TooLarge>>,
    shown: Option<&Export>,
    dispatch: &Callback<Action>,
) -> Html {
    let Some(shown) = shown else { return Html::default() };
    let on_press = |press: fn(ExportFormat, Source, Callback<Action>)| {
        let (state, analysis, dispatch) = (Rc::clone(state), Rc::clone(analysis), dispatch.clone());
        Callback::from(move |format| {
            let source = Source { state: Rc::clone(&state), analysis: Rc::clone(&analysis) };
            press(format, source, dispatch.clone());
        })
    };
    export_dialog(&ExportParts { export: shown, on_save: on_press(save), on_copy: on_press(copy) })
}

/// What files are made of.
struct Source {
    state: Rc<State>,
    analysis: Rc<Result<Analysis, TooLarge>>,
}

impl Source {
    /// The text of a file.
    fn text(&self, format: ExportFormat) -> Option<String> {
        let analysis = self.analysis.as_ref().as_ref().ok()?;
        Some(export(format, &self.state, analysis, shade(self.state.theme)))
    }
}

fn save(format: ExportFormat, source: Source, dispatch: Callback<Action>) {
    if format == ExportFormat::Png {
        spawn_local(async move { dispatch.emit(Action::ExportFinished(save_picture(&source).await)) });
        return;
    }
    let Some(text) = source.text(format) else { return };
    let saved =
        download::file(&text, format.media_type()).and_then(|file| download::save(&file, format.file_name()));
    let outcome = saved.map_or(ExportOutcome::SaveRefused(format), |()| ExportOutcome::Saved(format));
    dispatch.emit(Action::ExportFinished(outcome));
}

async fn save_picture(source: &Source) -> ExportOutcome {
    let format = ExportFormat::Png;
    let Ok(analysis) = source.analysis.as_ref() else { return ExportOutcome::NotDrawn };
    let drawing = svg(&screen(&source.state, Ok(analysis)), shade(source.state.theme));
    match picture::png(&drawing.text, drawing.width, drawing.height).await {
        Ok(file) => match download::save(&file, format.file_name()) {
            Ok(()) => ExportOutcome::Saved(format),
            Err(_) => ExportOutcome::SaveRefused(format),
        },
        Err(NoPicture::TooLarge) => ExportOutcome::TooLarge,
        Err(NoPicture::NotDrawn) => ExportOutcome::NotDrawn,
    }
}

fn copy(format: ExportFormat, source: Source, dispatch: Callback<Action>) {
    let Some(text) = source.text(format) else { return };
    spawn_local(async move {
        let outcome = match clipboard::copy(&text).await {
            Ok(()) => ExportOutcome::Copied(format),
            Err(_) => ExportOutcome::CopyRefused(format),
        };
        dispatch.emit(Action::ExportFinished(outcome));
    });
}

/// The colours that the page is shown in.
fn shade(theme: Theme) -> Shade {
    let is_dark = match theme {
        Theme::System => color_scheme::system_is_dark().unwrap_or(false),
        Theme::Light => false,
        Theme::Dark => true,
    };
    if is_dark { Shade::Dark } else { Shade::Light }
}
