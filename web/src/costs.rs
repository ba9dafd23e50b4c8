use onionskin_app::{Action, Costs, StepKey};
use onionskin_view::{CostsParts, costs_dialog};
use yew::prelude::*;

use crate::browser::text_area;

/// What is in the costs dialog.
pub(crate) fn costs_content(
    costs: &Costs,
    on_duration: &Callback<(StepKey, InputEvent)>,
    dispatch: &Callback<Action>,
) -> Html {
    let on_log = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some((text, _)) = text_area::edited(&event) {
                dispatch.emit(Action::LogPasted(text));
            }
        })
    };
    costs_dialog(&CostsParts { costs, dispatch, on_duration: on_duration.clone(), on_log })
}
