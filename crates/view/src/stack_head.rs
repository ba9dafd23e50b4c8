use onionskin_app::{Action, Arrangement, Fold, PileOrder, words};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// The head of the stack: what it is, and which ways there are to look at it.
pub(crate) fn stack_head(arrangement: Arrangement, has_rows: bool, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="pane-head">
            <h2>{ words::VIEW_STACK }</h2>
            if arrangement.n_stages > 1 {
                <span>{ words::n_stages(arrangement.n_stages) }</span>
            }
            if has_rows {
                <div class="pane-tools">
                    if let Some(all) = arrangement.all {
                        { fold_button(all, dispatch) }
                    }
                    { turn_button(arrangement.order, dispatch) }
                </div>
            }
        </div>
    }
}

fn fold_button(all: Fold, dispatch: &Callback<Action>) -> Html {
    let (label, other) = match all {
        Fold::Open => (words::COLLAPSE_STAGES, Fold::Folded),
        Fold::Folded => (words::EXPAND_STAGES, Fold::Open),
    };
    let on_fold = dispatch.reform(move |_: MouseEvent| Action::StagesFolded(other));
    html! { <button type="button" class="tool" onclick={on_fold}>{ icon(Icon::Fold) }{ label }</button> }
}

fn turn_button(order: PileOrder, dispatch: &Callback<Action>) -> Html {
    let is_turned = order == PileOrder::BaseAtBottom;
    let on_turn = dispatch.reform(|_: MouseEvent| Action::PileTurned);
    html! {
        <button type="button" class="tool" aria-pressed={is_turned.to_string()} onclick={on_turn}>
            { icon(Icon::Turn) }{ words::BASE_AT_BOTTOM }
        </button>
    }
}
