use onionskin_app::{DurationField, StepKey, words};
use yew::prelude::*;

/// The field for the duration of a step. `name` is what it is called where no label with its id says that.
pub(crate) fn duration_field(
    field: &DurationField,
    id: String,
    name: Option<String>,
    on_duration: &Callback<(StepKey, InputEvent)>,
) -> Html {
    let step = field.step;
    let on_input = on_duration.reform(move |event: InputEvent| (step, event));
    let problem_id = format!("{id}-problem");
    html! {
        <>
            <input
                class="duration"
                {id}
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder={words::costs::PLACEHOLDER}
                aria-label={name}
                aria-invalid={field.problem.is_some().then_some("true")}
                aria-describedby={field.problem.is_some().then(|| problem_id.clone())}
                value={AttrValue::Rc(field.text.clone())}
                oninput={on_input}
            />
            if let Some(problem) = &field.problem {
                <span class="duration-problem" id={problem_id}>{ problem }</span>
            }
        </>
    }
}
