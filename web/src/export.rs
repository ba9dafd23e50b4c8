use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_app::{Action, Export, ExportFormat, ExportOutcome, State, Theme, TooLarge};
use onionskin_export::{Exported, Shade, export};
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
    let source = Source { state: Rc::clone(state), analysis: Rc::clone(analysis) };
    let (on_save, on_copy) = (source.clone(), source);
    let (save_to, copy_to) = (dispatch.clone(), dispatch.clone());
    let on_save = Callback::from(move |format| {
        let (source, dispatch) = (on_save.clone(), save_to.clone());
        spawn_local(async move { dispatch.emit(Action::ExportFinished(save(format, &source).await)) });
    });
    let on_copy = Callback::from(move |format| {
        let (source, dispatch) = (on_copy.clone(), copy_to.clone());
        spawn_local(async move { dispatch.emit(Action::ExportFinished(copy(format, &source).await)) });
    });
    export_dialog(&ExportParts { export: shown, on_save, on_copy })
}

/// What files are made of.
#[derive(Clone)]
struct Source {
    state: Rc<State>,
    analysis: Rc<Result<Analysis, TooLarge>>,
}

impl Source {
    fn export(&self, format: ExportFormat) -> Option<Exported> {
        let analysis = self.analysis.as_ref().as_ref().ok()?;
        Some(export(format, &self.state, analysis, shade(self.state.theme)))
    }
}

async fn save(format: ExportFormat, source: &Source) -> ExportOutcome {
    let refused = ExportOutcome::SaveRefused(format);
    let Some(Exported { text, size }) = source.export(format) else { return refused };
    let file = if format == ExportFormat::Png {
        match picture::png(&text, size).await {
            Ok(file) => file,
            Err(NoPicture::TooLarge) => return ExportOutcome::TooLarge,
            Err(NoPicture::NotDrawn) => return ExportOutcome::NotDrawn,
        }
    } else {
        let Ok(file) = download::file(&text, format.media_type()) else { return refused };
        file
    };
    download::save(&file, format.file_name()).map_or(refused, |()| ExportOutcome::Saved(format))
}

async fn copy(format: ExportFormat, source: &Source) -> ExportOutcome {
    let refused = ExportOutcome::CopyRefused(format);
    let Some(Exported { text, .. }) = source.export(format) else { return refused };
    clipboard::copy(&text).await.map_or(refused, |()| ExportOutcome::Copied(format))
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
