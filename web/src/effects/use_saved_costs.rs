use std::rc::Rc;

use onionskin_app::CostInputs;
use yew::prelude::*;

use crate::browser::{storage, timer};

/// How long durations must rest before they are saved, in milliseconds.
const DELAY_MS: u32 = 200;

/// Keeps how long steps take on the reader's device.
#[hook]
pub(crate) fn use_saved_costs(costs: Rc<CostInputs>) {
    use_effect_with(costs, |costs| {
        let costs = Rc::clone(costs);
        let timer = timer::after(DELAY_MS, move || save(&costs));
        move || drop(timer)
    });
}

fn save(costs: &CostInputs) {
    let saved = costs.times.saved();
    if saved.is_empty() {
        storage::remove(storage::DURATIONS);
    } else {
        // That a draft cannot be kept is told; this is worth less.
        let _ = storage::write(storage::DURATIONS, &saved);
    }
}
