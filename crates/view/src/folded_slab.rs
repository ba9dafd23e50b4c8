use onionskin_app::{Action, FoldedStage, LayerRow, Verdict, words};
use yew::prelude::*;

use crate::icon::{Icon, icon};
use crate::verdict::{drawing, verdict};

/// The most steps of a folded stage that are drawn; a slab has room for no more.
const MAX_SKINS: usize = 48;

/// What stands on the slab of a folded stage.
pub(crate) fn folded_slab(row: &LayerRow, stage: &FoldedStage) -> Html {
    let name = row.heading.as_ref().map(|heading| &heading.name);
    let skin = |skin: &Verdict| html! { <i class={skin.name()} /> };
    html! {
        <>
            <span class="slab-text">{ for name }</span>
            <span class="slab-steps">{ &stage.steps }</span>
            { tally(stage) }
            if let Some(takes) = &stage.takes {
                <span class="slab-takes">{ icon(Icon::Takes) }{ takes }</span>
            }
            <span class="skins" aria-hidden="true">{ for stage.skins.iter().take(MAX_SKINS).map(skin) }</span>
        </>
    }
}

/// What is pressed on the slab of a folded stage: it opens.
pub(crate) fn open_action(row: &LayerRow) -> Action {
    match row.stage {
        Some(stage) => Action::StageOpened { stage, start: row.start },
        None => Action::InstructionChosen { start: row.start },
    }
}

/// The verdict of most consequence, and how many steps have it.
fn tally(stage: &FoldedStage) -> Html {
    let n_steps = stage.n_with_verdict;
    let (drawn, words) = match stage.verdict {
        _ if stage.has_error => (Icon::Warning, html! { words::ERROR }),
        Verdict::Rebuilds => {
            (drawing(stage.verdict), html! { <>{ n_steps }{ " " }{ words::rebuild(n_steps) }</> })
        }
        Verdict::RebuildsUnlessSame => (
            drawing(stage.verdict),
            html! {
                <>
                    { n_steps }{ " " }
                    <span class="verdict-lead">{ words::rebuild(n_steps) }{ " " }</span>
                    { words::UNLESS_SAME }
                </>
            },
        ),
        Verdict::Reused | Verdict::NotBuilt | Verdict::Settings => return verdict(stage.verdict),
    };
    html! {
        <span class="verdict">{ icon(drawn) }<span class="verdict-words">{ words }</span></span>
    }
}
