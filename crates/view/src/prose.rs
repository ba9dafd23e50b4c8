use onionskin_app::{Inline, Prose};
use yew::prelude::*;

/// The longest code, in characters, that stays on one line: browsers would break `--no-cache` behind a dash, and
/// on the smallest screen a line has room for some 30.
const SHORT_CODE: usize = 20;

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
        Inline::Code(text) => {
            let is_short = text.chars().count() <= SHORT_CODE;
            html! { <code class={is_short.then_some("code-short")}>{ text }</code> }
        }
        Inline::Strong(text) => html! { <strong>{ text }</strong> },
    }
}
