use onionskin_app::{Export, ExportFormat, words::export as words};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// What the export dialog is made of.
pub struct ExportParts<'a> {
    /// What it shows.
    pub export: &'a Export,
    /// A button that saves a file was pressed.
    pub on_save: Callback<ExportFormat>,
    /// A button that copies what a file holds was pressed.
    pub on_copy: Callback<ExportFormat>,
}

/// What can be saved of the page.
pub fn export_dialog(parts: &ExportParts<'_>) -> Html {
    let export = parts.export;
    let missing = export.missing.map(|missing| html! { <p class="export-note">{ missing }</p> });
    if let Some(obstacle) = &export.obstacle {
        return html! { <p class="export-obstacle">{ icon(Icon::Warning) }<span>{ obstacle }</span></p> };
    }
    html! {
        <div class="export">
            { group(parts, words::PICTURE, words::PICTURE_NOTE, &[ExportFormat::Svg, ExportFormat::Png]) }
            { group(parts, words::EXPLANATION, words::EXPLANATION_NOTE, &[ExportFormat::Markdown, ExportFormat::Html]) }
            { group(parts, words::DATA, words::DATA_NOTE, &[ExportFormat::Json]) }
            { for missing }
            <p class="export-outcome" aria-live="polite">{ export.outcome.map(words::outcome).unwrap_or_default() }</p>
            <p class="export-note">{ words::PRIVACY }</p>
        </div>
    }
}

fn group(
    dialog: &ExportParts<'_>,
    heading: &'static str,
    hint: &'static str,
    formats: &[ExportFormat],
) -> Html {
    let save = |&format: &ExportFormat| button(dialog, format, words::save(format), &dialog.on_save);
    let copy = |&format: &ExportFormat| Some(button(dialog, format, words::copy(format)?, &dialog.on_copy));
    html! {
        <section class="export-group">
            <h3>{ heading }</h3>
            <p class="export-note">{ hint }</p>
            <div class="export-buttons">
                { for formats.iter().map(save) }
                { for formats.iter().filter_map(copy) }
            </div>
        </section>
    }
}

fn button(
    parts: &ExportParts<'_>,
    format: ExportFormat,
    label: &'static str,
    on_press: &Callback<ExportFormat>,
) -> Html {
    let is_there = parts.export.has(format);
    let on_press = on_press.clone();
    let on_press = Callback::from(move |_: MouseEvent| {
        if is_there {
            on_press.emit(format);
        }
    });
    html! {
        <button
            type="button"
            class="button button-outline"
            aria-disabled={(!is_there).then_some("true")}
            onclick={on_press}
        >
            { label }
        </button>
    }
}
