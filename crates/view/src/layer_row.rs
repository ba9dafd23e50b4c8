use std::rc::Rc;

use onionskin_app::{Action, LayerRow, Shape, words};
use yew::prelude::*;

use crate::icon::{Icon, icon};
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

/// An instruction in the stack.
#[component]
pub(crate) fn LayerItem(props: &LayerItemProps) -> Html {
    let row = &*props.row;
    let start = row.start;
    let on_choose = props.dispatch.reform(move |_: MouseEvent| Action::InstructionChosen { start });
    let class = classes!(
        "layer",
        shape(row.shape),
        row.verdict.name(),
        row.has_error.then_some("layer-error"),
        row.arrows.0.then_some("arrow-from-left"),
        row.arrows.1.then_some("arrow-from-right"),
    );
    html! {
        <li
            {class}
            style={format!("--room-units:{};--lane:{}", row.place.room_above, row.lane)}
            data-lines={format!("{}-{}", row.lines.first, row.lines.last)}
            data-stage={row.stage.map(|stage| stage.to_string())}
            data-step={row.step.clone()}
            data-verdict={row.verdict.name()}
            data-cause={row.cause.clone()}
            aria-current={row.is_selected.then_some("true")}
        >
            { heading(row) }
            <button type="button" class="slab" onclick={on_choose}>
                { sweep(props) }
                if let Some(step) = &row.step {
                    { number(step) }
                }
                <span class="slab-text">{ &row.text }</span>
                if row.has_error {
                    <span class="verdict">{ icon(Icon::Warning) }<span class="verdict-words">{ words::page::ERROR }</span></span>
                } else {
                    { verdict(row.verdict) }
                }
                // The arrows in words: to be seen where there is no room for arrows.
                if !row.takes.is_empty() {
                    <span class="slab-takes">{ icon(Icon::Takes) }{ row.takes.join(", ") }</span>
                }
            </button>
        </li>
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

fn heading(row: &LayerRow) -> Html {
    let Some(heading) = &row.heading else {
        return Html::default();
    };
    html! { <h3 class="stage"><b>{ &heading.name }</b><span>{ heading.note }</span></h3> }
}

/// The "2/5" of `[build 2/5]`: the name stands in the heading of the stage.
fn number(step: &str) -> Html {
    let number = step.trim_matches(['[', ']']).rsplit(' ').next().unwrap_or_default();
    let (number, total) = number.split_at(number.find('/').unwrap_or(number.len()));
    html! { <span class="slab-step">{ number }<span class="slab-total">{ total }</span></span> }
}

/// A light that runs over a step once for each change that is chosen.
fn sweep(props: &LayerItemProps) -> Html {
    if props.n_changes_chosen == 0 || matches!(props.row.shape, Shape::Setting | Shape::Start) {
        return Html::default();
    }
    let delay_ms = (props.at * STAGGER_MS).min(MAX_PLAY_MS);
    html! {
        <span class="sweep" key={props.n_changes_chosen} style={format!("animation-delay:{delay_ms}ms")} />
    }
}
