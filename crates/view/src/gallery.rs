use onionskin_app::{Action, ExampleCard, ExampleTopic, Gallery, words};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// Worked examples to open.
pub fn gallery(gallery: &Gallery, dispatch: &Callback<Action>) -> Html {
    let on_back = dispatch.reform(|_: MouseEvent| Action::SetAsideRestored);
    html! {
        <>
            <p class="window-lead">{ words::examples::LEAD }</p>
            if let Some(back) = gallery.back {
                <button type="button" class="button button-outline" onclick={on_back}>{ icon(Icon::Back) }{ back }</button>
            }
            <p class="gallery-failure" role="alert">
                if let Some(failure) = &gallery.failure { { icon(Icon::Warning) }{ failure } }
            </p>
            { for gallery.topics.iter().map(|about| topic(about, dispatch)) }
        </>
    }
}

fn topic(topic: &ExampleTopic, dispatch: &Callback<Action>) -> Html {
    html! {
        <section class="gallery-topic" key={topic.heading}>
            <h3>{ topic.heading }</h3>
            <ul>{ for topic.cards.iter().map(|one| card(one, dispatch)) }</ul>
        </section>
    }
}

/// The title is a button that covers its card.
fn card(card: &ExampleCard, dispatch: &Callback<Action>) -> Html {
    let example = card.example;
    let on_open = dispatch.reform(move |_: MouseEvent| Action::WorkedExampleChosen(example));
    let hint = format!("example-{}", example.id);
    html! {
        <li class="gallery-card" key={example.id} aria-busy={card.is_awaited.then_some("true")}>
            <button type="button" aria-describedby={hint.clone()} onclick={on_open}>{ card.title }</button>
            <p id={hint}>{ card.hint }</p>
        </li>
    }
}
