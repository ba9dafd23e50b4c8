use onionskin_view::{StillParts, still};
use yew::{Html, LocalServerRenderer, Properties, component};

/// The markup of `parts`. Characters that no document may hold become U+FFFD.
pub(crate) fn markup(parts: &StillParts<'_>) -> String {
    let given = GivenProps { html: still(parts) };
    let rendered = LocalServerRenderer::<Given>::with_props(given).hydratable(false).render();
    // Nothing in it waits for anything, so this takes no runtime.
    let markup = futures::executor::block_on(rendered);
    markup.chars().map(allowed).collect()
}

const fn allowed(character: char) -> char {
    match character {
        '\t' | '\n' => character,
        '\0'..' ' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => char::REPLACEMENT_CHARACTER,
        // The last two of each plane are no characters.
        _ if (character as u32) & 0xfffe == 0xfffe => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

#[derive(PartialEq, Properties)]
struct GivenProps {
    html: Html,
}

#[component]
fn Given(props: &GivenProps) -> Html {
    props.html.clone()
}
