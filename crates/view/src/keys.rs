use onionskin_app::words::keys::{self, Key, PLACES, Place, SINGLE};
use onionskin_app::{Action, SingleKeys};
use yew::prelude::*;

/// The keys of the page, and a switch for those that need no other key beside them.
pub fn keys(single: SingleKeys, dispatch: &Callback<Action>) -> Html {
    let next = match single {
        SingleKeys::On => SingleKeys::Off,
        SingleKeys::Off => SingleKeys::On,
    };
    let on_switch = dispatch.reform(move |_: Event| Action::SingleKeysSwitched(next));
    html! {
        <>
            <p class="window-lead">{ keys::LEAD }</p>
            <p class="keys-switch">
                <label>
                    <input
                        type="checkbox"
                        checked={single == SingleKeys::On}
                        aria-describedby="single-keys-hint"
                        onchange={on_switch}
                    />
                    { keys::SINGLE_KEYS }
                </label>
                <span id="single-keys-hint">{ keys::SINGLE_KEYS_HINT }</span>
            </p>
            { place(&SINGLE, single == SingleKeys::Off) }
            { for PLACES.iter().map(|it| place(it, false)) }
        </>
    }
}

fn place(place: &Place, is_off: bool) -> Html {
    html! {
        <section class={classes!("keys-place", is_off.then_some("keys-off"))}>
            <h3>{ place.name }</h3>
            <dl>{ for place.keys.iter().map(key) }</dl>
        </section>
    }
}

fn key(key: &Key) -> Html {
    let cap = |name: &&'static str| match *name {
        "…" => html! { "…" },
        name => html! { <kbd>{ name }</kbd> },
    };
    html! { <div><dt>{ for key.keys.iter().map(cap) }</dt><dd>{ key.does }</dd></div> }
}
