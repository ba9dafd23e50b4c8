use onionskin_app::{Idea, words};
use yew::prelude::*;

use crate::prose::paragraphs;

/// The ideas that the file shows.
pub fn ideas(ideas: &[Idea]) -> Html {
    if ideas.is_empty() {
        return Html::default();
    }
    html! {
        <section class="ideas" aria-label={words::explanation::KEY_IDEAS}>
            <h2>{ words::explanation::KEY_IDEAS }</h2>
            <div class="ideas-cards">{ for ideas.iter().map(card) }</div>
        </section>
    }
}

fn card(idea: &Idea) -> Html {
    html! {
        <article class="idea">
            <h3>{ &idea.title }</h3>
            { paragraphs(&idea.text) }
        </article>
    }
}
