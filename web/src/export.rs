use std::rc::Rc;

use onionskin_app::{Action, Export, ExportFormat, ExportOutcome, State, Theme, analyze};
use onionskin_export::{Exported, Shade, export};
use onionskin_view::{ExportParts, export_dialog};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::picture::NoPicture;
use crate::browser::{clipboard, color_scheme, download, picture};

/// What is in the export dialog. A file is made when its button is pressed.
pub(crate) fn export_content(state: &Rc<State>, shown: &Export, dispatch: &Callback<Action>) -> Html {
    let (on_save, on_copy) = (Rc::clone(state), Rc::clone(state));
    let (save_to, copy_to) = (dispatch.clone(), dispatch.clone());
    let on_save = Callback::from(move |format| {
        let (state, dispatch) = (Rc::clone(&on_save), save_to.clone());
        spawn_local(async move { dispatch.emit(Action::ExportFinished(save(format, &state).await)) });
    });
    let on_copy = Callback::from(move |format| {
        let (state, dispatch) = (Rc::clone(&on_copy), copy_to.clone());
        spawn_local(async move { dispatch.emit(Action::ExportFinished(copy(format, &state).await)) });
    });
    export_dialog(&ExportParts { export: shown, on_save, on_copy })
}

/// The file of a format; `None` where the Dockerfile is too large to be explained.
fn exported(format: ExportFormat, state: &State) -> Option<Exported> {
    let analysis = analyze(&state.source, &state.setup()).ok()?;
    Some(export(format, state, &analysis, shade(state.theme)))
}

async fn save(format: ExportFormat, state: &State) -> ExportOutcome {
    let refused = ExportOutcome::SaveRefused(format);
    let Some(Exported { text, size }) = exported(format, state) else { return refused };
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

async fn copy(format: ExportFormat, state: &State) -> ExportOutcome {
    let refused = ExportOutcome::CopyRefused(format);
    let Some(Exported { text, .. }) = exported(format, state) else { return refused };
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
