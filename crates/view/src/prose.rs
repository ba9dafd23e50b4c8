use onionskin_app::{Inline, Prose};
use yew::prelude::*;

/// A paragraph's pieces.
pub(crate) fn prose(prose: &Prose) -> Html {
    prose.0.iter().map(inline).collect()
}

/// Each of `paragraphs` as a paragraph.
pub(crate) fn paragraphs(paragraphs: &[Prose]) -> Html {
    paragraphs.iter().map(|paragraph| html! { <p>{ prose(paragraph) }</p> }).collect()
}

fn inline(inline: &Inline) -> Html {
    match inline {
        Inline::Text(text) => html! { { text } },
        Inline::Code(text) => html! { <code>{ text }</code> },
        Inline::Strong(text) => html! { <strong>{ text }</strong> },
    }
}
