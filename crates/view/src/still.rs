use std::rc::Rc;

use onionskin_app::{Explained, LayerRow, Layers, Screen, words};
use yew::prelude::*;

use crate::editor::{still_problem, still_source};
use crate::explanation::still_explanation;
use crate::ideas::ideas;
use crate::layer_row::still_layer;
use crate::note::{Level, still_note};
use crate::prose::prose;

/// What is shown where nothing runs.
pub struct StillParts<'a> {
    /// What the page would show.
    pub screen: &'a Screen,
    /// The explanations of all instructions, from [`explain_all`](onionskin_app::explain_all).
    pub explanations: &'a [Option<Explained>],
    /// Whether this is a page of its own, rather than a part of another one.
    pub is_page: bool,
    /// Whether the explanation of the selected instruction is open.
    pub has_selection: bool,
    /// Whether the source is shown. A page that it is a part of may have it already.
    pub has_source: bool,
    /// What all of its ids start with; no other element of the page has such an id.
    pub id: &'a str,
    /// The address of the same Dockerfile on the page.
    pub link: Option<String>,
}

/// The screen as it is now, for where nothing runs: slabs open by what browsers have, and there is nothing that is pressed.
pub fn still(parts: &StillParts<'_>) -> Html {
    let StillParts { screen, link, .. } = parts;
    let (is_page, has_source) = (parts.is_page, parts.has_source);
    let heading = |words: &'static str| {
        if is_page {
            html! { <h2 class="still-title">{ words }</h2> }
        } else {
            Html::default()
        }
    };
    html! {
        <div class="still">
            if is_page {
                <h1 class="still-name">{ words::still::HEADING }</h1>
            }
            { still_note(screen.file_note.as_deref(), if is_page { Level::Second } else { Level::None }) }
            if !screen.summary.0.is_empty() {
                <p class="summary">{ prose(&screen.summary) }</p>
            }
            { changed(screen) }
            { for screen.editor.problem.as_ref().map(still_problem) }
            <div class={classes!("still-panes", has_source.then_some("still-pair"))}>
                if has_source {
                    <div class="still-pane">{ heading(words::DOCKERFILE) }{ still_source(&screen.editor, parts.has_selection) }</div>
                }
                <div class="still-pane">{ heading(words::VIEW_STACK) }{ stack(parts) }</div>
            </div>
            if is_page {
                { ideas(&screen.ideas) }
            }
            <p class="still-foot">
                if let Some(link) = link {
                    <a href={link.clone()} rel="noopener">{ words::still::OPEN_IN_ONIONSKIN }</a>{ " " }
                }
                { words::page::MODEL }
            </p>
        </div>
    }
}

/// What is different now, and what that rebuilds.
fn changed(screen: &Screen) -> Html {
    let Some(chosen) = screen.choices.iter().find(|choice| choice.is_chosen) else { return Html::default() };
    html! {
        <p class="still-change">
            { words::page::WHAT_CHANGED }{ " " }<strong>{ prose(&chosen.label) }</strong>{ ". " }
            { prose(&screen.totals) }
            if let Some(cost) = &screen.cost {
                { " " }{ cost }
            }
            if let Some(caveat) = screen.caveat {
                { " " }{ caveat }
            }
        </p>
    }
}

fn stack(parts: &StillParts<'_>) -> Html {
    let Layers::Rows(rows) = &*parts.screen.layers else { return html! { <p>{ words::still::EMPTY }</p> } };
    let layer = |(row, explained): (&Rc<LayerRow>, &Option<Explained>)| {
        let told = explained.as_ref().map(|explained| still_explanation(explained, parts.id));
        still_layer(row, row.is_selected && parts.has_selection, told.unwrap_or_default())
    };
    html! {
        <>
            <p class="still-hint">{ words::still::HOW_TO_OPEN }</p>
            <ol class="layers" aria-label={words::VIEW_STACK}>{ for rows.iter().zip(parts.explanations).map(layer) }</ol>
        </>
    }
}
