use onionskin_app::{CopyField, Link, Share, words};
use yew::prelude::*;

use crate::copy_outcome::copy_outcome;
use crate::icon::{Icon, icon};

/// What the share dialog is made of.
pub struct ShareParts<'a> {
    /// What is shared.
    pub share: &'a Share,
    /// Reaches the field with the link.
    pub link: &'a NodeRef,
    /// Reaches the field with the link as Markdown.
    pub markdown_link: &'a NodeRef,
    /// Reaches the field with the Markdown.
    pub markdown: &'a NodeRef,
    /// Reaches the field with the HTML.
    pub embed: &'a NodeRef,
    /// A Copy button was pressed.
    pub on_copy: Callback<CopyField>,
}

/// A field with a text to pass on.
struct Field<'a> {
    of: CopyField,
    id: &'static str,
    label: &'static str,
    button: &'static str,
    node: &'a NodeRef,
    /// How many rows it has; a single one scrolls sideways.
    rows: Option<&'static str>,
    /// What there is to know of it.
    hint: Option<String>,
}

/// What can be passed on of the page.
pub fn share_dialog(parts: &ShareParts<'_>) -> Html {
    let share = parts.share;
    html! {
        <>
            { secrets(&share.secrets) }
            {
                match &share.link {
                    Ok(link) => link_fields(parts, link),
                    Err(message) => html! { <p class="share-obstacle">{ icon(Icon::Warning) }{ message }</p> },
                }
            }
            {
                field(parts, Field {
                    of: CopyField::Markdown,
                    id: "share-markdown",
                    label: words::share::MARKDOWN,
                    button: words::share::COPY_MARKDOWN,
                    node: parts.markdown,
                    rows: Some("4"),
                    hint: None,
                })
            }
            {
                field(parts, Field {
                    of: CopyField::Embed,
                    id: "share-embed",
                    label: words::share::EMBED,
                    button: words::share::COPY_EMBED,
                    node: parts.embed,
                    rows: Some("4"),
                    hint: Some(words::share::EMBED_HINT.to_owned()),
                })
            }
            <p class="share-privacy">
                { for share.link.iter().map(|link| html! { <>{ &link.contents }{ " " }</> }) }
                { words::share::PRIVACY }
            </p>
        </>
    }
}

fn link_fields(parts: &ShareParts<'_>, link: &Link) -> Html {
    html! {
        <>
            {
                field(parts, Field {
                    of: CopyField::Link,
                    id: "share-link",
                    label: words::share::LINK,
                    button: words::share::COPY_LINK,
                    node: parts.link,
                    rows: None,
                    hint: Some(words::share::travels(link.url.len(), link.advice)),
                })
            }
            {
                field(parts, Field {
                    of: CopyField::MarkdownLink,
                    id: "share-markdown-link",
                    label: words::share::MARKDOWN_LINK,
                    button: words::share::COPY_MARKDOWN_LINK,
                    node: parts.markdown_link,
                    rows: None,
                    hint: None,
                })
            }
        </>
    }
}

/// What looks like a secret; nothing where nothing does.
fn secrets(secrets: &[String]) -> Html {
    if secrets.is_empty() {
        return Html::default();
    }
    html! {
        <div class="share-secrets">
            { icon(Icon::Warning) }
            <div>
                <p>{ words::share::SECRETS }</p>
                <ul>{ for secrets.iter().map(|secret| html! { <li>{ secret }</li> }) }</ul>
                <p>{ words::share::SECRETS_ADVICE }</p>
            </div>
        </div>
    }
}

fn field(parts: &ShareParts<'_>, Field { of, id, label, button, node, rows, hint }: Field<'_>) -> Html {
    let value = parts.share.text(of).unwrap_or_default().to_owned();
    let is_first = of == CopyField::Link;
    html! {
        <div class="share-field">
            <label for={id}>{ label }</label>
            {
                match rows {
                    None => html! {
                        <input ref={node} {id} class="field" type="text" autofocus={is_first} readonly=true {value} />
                    },
                    Some(rows) => html! {
                        <textarea ref={node} {id} class="field" {rows} readonly=true {value} />
                    },
                }
            }
            <button type="button" class="button button-outline" onclick={parts.on_copy.reform(move |_| of)}>
                { button }
            </button>
            { copy_outcome(parts.share.copied.filter(|copied| copied.field == of).map(|copied| copied.outcome)) }
            { for hint.map(|hint| html! { <p class="share-advice">{ hint }</p> }) }
        </div>
    }
}
