use onionskin_app::{ArgumentField, BuildInputs, MAX_VALUE_BYTES, TargetChoice, words};
use yew::prelude::*;

/// What the reader gives the build.
pub(crate) struct BuildInputEvents<'a> {
    /// Reaches the list of targets.
    pub(crate) target_list: &'a NodeRef,
    /// Another target was chosen; the value of the list is its name, empty for the last stage.
    pub(crate) on_target: &'a Callback<Event>,
    /// The argument with this name was given a value.
    pub(crate) on_argument: &'a Callback<(String, InputEvent)>,
}

/// The target, and values for the arguments that the file declares.
pub(crate) fn build_inputs(inputs: &BuildInputs, events: &BuildInputEvents<'_>) -> Html {
    if inputs.targets.is_empty() && inputs.arguments.is_empty() {
        return Html::default();
    }
    html! {
        <div class="build-inputs">
            if !inputs.targets.is_empty() { { targets(&inputs.targets, events) } }
            if !inputs.arguments.is_empty() { { arguments(&inputs.arguments, events) } }
        </div>
    }
}

fn targets(choices: &[TargetChoice], events: &BuildInputEvents<'_>) -> Html {
    let is_lost = choices.iter().any(|choice| choice.is_chosen && !choice.is_in_file);
    let option = |choice: &TargetChoice| {
        let value = choice.target.as_deref().unwrap_or_default().to_owned();
        html! { <option key={value.clone()} {value} selected={choice.is_chosen}>{ &choice.label }</option> }
    };
    html! {
        <label class="build-input">
            <span>{ words::page::TARGET }</span>
            <select ref={events.target_list} aria-invalid={is_lost.then_some("true")} onchange={events.on_target}>
                { for choices.iter().map(option) }
            </select>
        </label>
    }
}

fn arguments(fields: &[ArgumentField], events: &BuildInputEvents<'_>) -> Html {
    let n_given = fields.iter().filter(|field| !field.value.is_empty()).count();
    html! {
        <details class="build-arguments">
            <summary>
                { words::page::BUILD_ARGUMENTS }
                if n_given > 0 { <span>{ words::page::given(n_given) }</span> }
            </summary>
            <div class="build-arguments-fields">{ for fields.iter().map(|field| argument(field, events)) }</div>
        </details>
    }
}

fn argument(field: &ArgumentField, events: &BuildInputEvents<'_>) -> Html {
    let name = field.name.clone();
    let on_input = events.on_argument.reform(move |event: InputEvent| (name.clone(), event));
    let id = format!("argument-{}", field.name);
    html! {
        <div class="build-input" key={field.name.clone()}>
            <label for={id.clone()}>{ words::page::ARG }{ " " }<code>{ &field.name }</code></label>
            <input
                {id}
                type="text"
                maxlength={MAX_VALUE_BYTES.to_string()}
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder={field.default.clone().unwrap_or_else(|| words::page::NO_DEFAULT.to_owned())}
                value={field.value.clone()}
                oninput={on_input}
            />
            if !field.is_declared { <span class="build-input-note">{ words::page::NOT_DECLARED }</span> }
        </div>
    }
}
