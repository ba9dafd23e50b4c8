use std::rc::Rc;

use onionskin_app::{Action, Fold, LayerRow, Shape, words};
use yew::prelude::*;

use crate::folded_slab::{folded_slab, open_action};
use crate::icon::{Icon, icon};
use crate::styled::styled;
use crate::verdict::verdict;

/// The longest that the rebuild takes to play, in milliseconds, however long the stack is.
const MAX_PLAY_MS: usize = 900;

/// How long the rebuild takes from one row to the next, in milliseconds.
const STAGGER_MS: usize = 70;

/// What a row shows.
#[derive(PartialEq, Properties)]
pub(crate) struct LayerItemProps {
    pub(crate) at: usize,
    pub(crate) row: Rc<LayerRow>,
    pub(crate) n_changes_chosen: u32,
    pub(crate) dispatch: Callback<Action>,
}

/// An instruction in the stack, or the slab of the folded stage that starts with it.
#[component]
pub(crate) fn LayerItem(props: &LayerItemProps) -> Html {
    let row = &*props.row;
    let (looks, verdict, is_marked) = match &row.folded {
        Some(stage) => (folded_class(stage.has_error), stage.verdict, stage.has_selected),
        None => {
            (classes!(shape(row.shape), row.has_error.then_some("layer-error")), row.verdict, row.is_selected)
        }
    };
    let class = classes!(
        "layer",
        looks,
        verdict.name(),
        row.arrows.0.then_some("arrow-from-left"),
        row.arrows.1.then_some("arrow-from-right"),
    );
    let content = if row.is_hidden { Html::default() } else { content(props) };
    // Nobody sees where a hidden one stands, and large files have hundreds.
    let style = (!row.is_hidden).then(|| place(row));
    item(row, class, style, is_marked && !row.is_hidden, content)
}

/// An instruction in a stack that stays as it is: its slab opens what is `told` of it, and has done so where it `is_open`.
pub(crate) fn still_layer(row: &LayerRow, is_open: bool, told: Html) -> Html {
    let class =
        classes!("layer", shape(row.shape), row.has_error.then_some("layer-error"), row.verdict.name(),);
    let content = html! {
        <>
            if let Some(heading) = &row.heading {
                <p class="stage"><b>{ &heading.name }</b><span class="stage-note">{ heading.note }</span></p>
            }
            <details open={is_open}>
                <summary class="slab">{ instruction(row) }{ icon(Icon::Chevron) }</summary>
                { told }
            </details>
        </>
    };
    item(row, class, None, is_open, content)
}

/// The item of the list that `row` is.
fn item(row: &LayerRow, class: Classes, style: Option<String>, is_marked: bool, content: Html) -> Html {
    styled(html! {
        <li
            {class}
            {style}
            data-lines={format!("{}-{}", row.lines.first, row.lines.last)}
            data-stage={row.stage.map(|stage| stage.to_string())}
            data-step={row.step.clone()}
            data-verdict={row.verdict.name()}
            data-cause={row.cause.clone()}
            aria-current={is_marked.then_some("true")}
            hidden={row.is_hidden}
        >
            { content }
        </li>
    })
}

/// Where the row stands, for style sheets.
fn place(row: &LayerRow) -> String {
    let ((top, height), room) = (row.extent(), row.place.room_above);
    format!("--room-units:{room};--top-units:{top};--own-units:{height};--lane:{}", row.lane)
}

fn folded_class(has_error: bool) -> Classes {
    classes!("layer-folded", has_error.then_some("layer-error"))
}

fn content(props: &LayerItemProps) -> Html {
    let row = &*props.row;
    let start = row.start;
    let pressed = match &row.folded {
        Some(_) => open_action(row),
        None => Action::InstructionChosen { start },
    };
    let on_press = props.dispatch.reform(move |_: MouseEvent| pressed.clone());
    let on_slab = match &row.folded {
        Some(stage) => folded_slab(row, stage),
        None => instruction(row),
    };
    html! {
        <>
            { heading(props) }
            <button
                type="button"
                class="slab"
                aria-expanded={row.folded.is_some().then_some("false")}
                onclick={on_press}
            >
                { sweep(props) }
                { on_slab }
            </button>
        </>
    }
}

/// What stands on the slab of an instruction.
fn instruction(row: &LayerRow) -> Html {
    html! {
        <>
            if let Some(step) = &row.step {
                { number(step) }
            }
            <span class="slab-text">{ &row.text }</span>
            if row.has_error {
                <span class="verdict">{ icon(Icon::Warning) }<span class="verdict-words">{ words::ERROR }</span></span>
            } else {
                { verdict(row.verdict) }
            }
            if let Some(note) = row.note {
                <span class="slab-note">{ icon(Icon::Note) }<span class="unseen">{ note }</span></span>
            }
            // The arrows in words: to be seen where there is no room for arrows.
            if !row.takes.is_empty() {
                <span class="slab-takes">{ icon(Icon::Takes) }{ row.takes.join(", ") }</span>
            }
        </>
    }
}

const fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Base => "layer-base",
        Shape::Layer => "layer-layer",
        Shape::Step => "layer-step",
        Shape::Start => "layer-start",
        Shape::Setting => "layer-setting",
    }
}

/// The heading of a stage, with what folds it. On the slab of a folded stage, which has its name, it is no more than that.
fn heading(props: &LayerItemProps) -> Html {
    let row = &*props.row;
    let Some((heading, stage)) = row.heading.as_ref().zip(row.stage) else {
        return Html::default();
    };
    let is_open = row.folded.is_none();
    let fold = if is_open { Fold::Folded } else { Fold::Open };
    let on_fold = props.dispatch.reform(move |_: Event| Action::StageFolded { stage, fold });
    html! {
        <h3 class="stage">
            <label class="stage-fold">
                <input
                    type="checkbox"
                    aria-label={words::steps_of(&heading.name)}
                    checked={is_open}
                    onchange={on_fold}
                />
                { icon(Icon::Chevron) }
                if is_open {
                    <b>{ &heading.name }</b>
                }
            </label>
            if is_open {
                <span class="stage-note">{ heading.note }</span>
            }
        </h3>
    }
}

/// The "2/5" of `[build 2/5]`: the name stands in the heading of the stage.
fn number(step: &str) -> Html {
    let number = step.trim_matches(['[', ']']).rsplit(' ').next().unwrap_or_default();
    let (number, total) = number.split_at(number.find('/').unwrap_or(number.len()));
    html! { <span class="slab-step">{ number }<span class="slab-total">{ total }</span></span> }
}

/// A light that runs over a step once for each change that is chosen.
fn sweep(props: &LayerItemProps) -> Html {
    let is_thin = props.row.folded.is_none() && matches!(props.row.shape, Shape::Setting | Shape::Start);
    if props.n_changes_chosen == 0 || is_thin {
        return Html::default();
    }
    let delay_ms = (props.at * STAGGER_MS).min(MAX_PLAY_MS);
    styled(html! {
        <span class="sweep" key={props.n_changes_chosen} style={format!("animation-delay:{delay_ms}ms")} />
    })
}
