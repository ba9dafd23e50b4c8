use onionskin_app::{Action, ChainStep, ChangeCost, Costs, StepCost, StepKey, words::costs as words};
use yew::prelude::*;

use crate::duration_field::duration_field;
use crate::prose::prose;

/// The longest name of a step, in bytes, that stays on one line where there is room.
const SHORT_STEP: usize = 18;

/// What the costs dialog is made of.
pub struct CostsParts<'a> {
    /// What it shows.
    pub costs: &'a Costs,
    /// Where facts go.
    pub dispatch: &'a Callback<Action>,
    /// The field for the duration of a step is different.
    pub on_duration: Callback<(StepKey, InputEvent)>,
    /// The field for a log is different.
    pub on_log: Callback<InputEvent>,
}

/// How long steps take, and what changes cost.
pub fn costs_dialog(parts: &CostsParts<'_>) -> Html {
    let costs = parts.costs;
    html! {
        <div class="costs">
            <p class="costs-chosen" aria-live="polite">{ &costs.chosen }</p>
            <div class="costs-columns">
                <section aria-labelledby="costs-steps">
                    <h3 id="costs-steps">{ words::SECONDS_PER_STEP }</h3>
                    { steps(parts) }
                    <p class="costs-note">{ words::KEPT }</p>
                    { log(parts) }
                </section>
                if !costs.changes.is_empty() {
                    <section aria-labelledby="costs-changes">
                        <h3 id="costs-changes">{ words::PER_CHANGE }</h3>
                        { changes(&costs.changes) }
                        <p class="costs-note">{ words::WORK_AND_WAIT }</p>
                        <h3 id="costs-chain">{ words::CHAIN }</h3>
                        { chain(costs.chain.as_deref().unwrap_or_default(), parts.dispatch) }
                    </section>
                }
            </div>
        </div>
    }
}

fn steps(parts: &CostsParts<'_>) -> Html {
    let row = |step: &StepCost| {
        let id = format!("seconds-{:x}", step.field.step.0);
        let name = words::seconds_of(&step.step, &step.text);
        html! {
            <tr key={id.clone()}>
                <th scope="row" class={(step.step.len() <= SHORT_STEP).then_some("costs-short")}>{ &step.step }</th>
                <td><code>{ &step.text }</code></td>
                <td class="costs-seconds">{ duration_field(&step.field, id, Some(name), &parts.on_duration) }</td>
            </tr>
        }
    };
    html! {
        <table class="costs-table">
            <thead>
                <tr>
                    <th scope="col">{ words::STEP }</th>
                    <th scope="col">{ words::INSTRUCTION }</th>
                    <th scope="col">{ words::SECONDS }</th>
                </tr>
            </thead>
            <tbody>{ for parts.costs.steps.iter().map(row) }</tbody>
        </table>
    }
}

fn log(parts: &CostsParts<'_>) -> Html {
    let costs = parts.costs;
    let durations = costs.log_durations.clone();
    let has_durations = !durations.is_empty();
    let on_take = parts.dispatch.clone();
    let on_take = Callback::from(move |_: MouseEvent| {
        if !durations.is_empty() {
            on_take.emit(Action::DurationsTaken(durations.clone()));
        }
    });
    html! {
        <div class="costs-log">
            <h3><label for="costs-log">{ words::LOG }</label></h3>
            <p class="costs-note" id="costs-log-hint">{ words::HOW_TO_LOG }{ " " }{ command() }</p>
            <textarea
                id="costs-log"
                class="field"
                rows="4"
                spellcheck="false"
                autocomplete="off"
                wrap="off"
                aria-describedby="costs-log-hint costs-log-note"
                value={AttrValue::Rc(costs.log.clone())}
                oninput={parts.on_log.clone()}
            />
            <div class="costs-log-end">
                <p id="costs-log-note" aria-live="polite">{ costs.log_note.as_deref().unwrap_or_default() }</p>
                // It stays once it is pressed, so that the focus does, too.
                <button
                    type="button"
                    class="button button-outline"
                    aria-disabled={(!has_durations).then_some("true")}
                    onclick={on_take}
                >
                    { words::TAKE }
                </button>
            </div>
        </div>
    }
}

/// The command that prints a log. Browsers would break its flags behind a dash.
fn command() -> Html {
    let word = |word: &str| html! { <>{ " " }<span>{ word.to_owned() }</span></> };
    html! { <code class="costs-command">{ for words::LOG_COMMAND.split(' ').map(word) }</code> }
}

fn changes(changes: &[ChangeCost]) -> Html {
    let time = |time: &str, is_at_most: bool| {
        html! { <td>if is_at_most { { words::UP_TO }{ " " } }<span>{ time.to_owned() }</span></td> }
    };
    let row = |change: &ChangeCost| {
        html! {
            <tr aria-current={change.is_chosen.then_some("true")}>
                <th scope="row">
                    { prose(&change.label) }
                    if let Some(note) = &change.note { <span class="costs-note">{ note }</span> }
                </th>
                <td>{ change.n_steps }</td>
                { time(&change.work, change.is_at_most) }
                { time(&change.wait, change.is_at_most) }
            </tr>
        }
    };
    html! {
        <table class="costs-table costs-changes">
            <thead>
                <tr>
                    <th scope="col">{ words::CHANGE }</th>
                    <th scope="col">{ words::STEPS }</th>
                    <th scope="col">{ words::WORK }</th>
                    <th scope="col">{ words::WAIT }</th>
                </tr>
            </thead>
            <tbody>{ for changes.iter().map(row) }</tbody>
        </table>
    }
}

/// The longest chain. Each of its steps is a way to it, which closes the dialog.
fn chain(steps: &[ChainStep], dispatch: &Callback<Action>) -> Html {
    if steps.is_empty() {
        return html! { <p class="costs-note">{ words::NO_CHAIN }</p> };
    }
    let step = |step: &ChainStep| {
        let start = step.start;
        let on_choose = dispatch.reform(move |_: MouseEvent| Action::InstructionChosen { start });
        html! {
            <li>
                <button class="costs-go" onclick={on_choose}>
                    <b>{ &step.step }</b>
                    <code>{ &step.text }</code>
                    <span>{ &step.time }</span>
                </button>
            </li>
        }
    };
    html! {
        <form method="dialog">
            <ol class="costs-chain" aria-labelledby="costs-chain">{ for steps.iter().map(step) }</ol>
        </form>
    }
}
