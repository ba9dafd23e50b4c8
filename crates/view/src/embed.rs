use onionskin_app::words::{self, embed as words_of};
use onionskin_app::{Action, Screen};
use yew::prelude::*;

use crate::change_bar::change_bar;
use crate::icon::{Icon, icon};
use crate::notice::notice;
use crate::prose::prose;

/// What the page inside of another one is made of.
pub struct EmbedParts<'a> {
    /// What is on the page.
    pub screen: &'a Screen,
    /// Where facts go.
    pub dispatch: &'a Callback<Action>,
    /// The view that is chosen; `None` where there is no document.
    pub body: Option<Html>,
    /// What the page around it asked for and cannot have.
    pub mistakes: &'a [String],
    /// The address of the whole page with this document, where one can hold it.
    pub address: Option<AttrValue>,
    /// What the author says of the whole file, from [`note`](crate::note()).
    pub file_note: Html,
}

/// All of the page inside of another one: what changed, the view, and the way to the whole page.
pub fn embed(parts: EmbedParts<'_>) -> Html {
    let EmbedParts { screen, dispatch, body, mistakes, address, file_note } = parts;
    html! {
        <div class="page embed">
            <main>
                <h1 class="unseen">{ words_of::TITLE }</h1>
                { for screen.notice.as_deref().map(|message| notice(message, dispatch)) }
                { for mistakes.iter().map(|message| mistake(message)) }
                if let Some(body) = body {
                    { file_note }
                    if !screen.summary.0.is_empty() {
                        <p class="summary">{ prose(&screen.summary) }</p>
                    }
                    <div class="controls">
                        { change_bar(&screen.choices, dispatch) }
                        <p class="totals" role="status">
                            { prose(&screen.totals) }
                            if let Some(caveat) = screen.caveat {
                                <span>{ " " }{ caveat }</span>
                            }
                        </p>
                    </div>
                    { body }
                    <p class="embed-way">
                        if let Some(href) = address {
                            <a {href} target="_blank" rel="noopener noreferrer">{ words_of::OPEN }</a>{ " " }
                        }
                        { words::page::MODEL }
                    </p>
                } else if screen.notice.is_none() {
                    <p class="embed-nothing">{ words_of::NOTHING }</p>
                }
            </main>
        </div>
    }
}

fn mistake(message: &str) -> Html {
    html! { <div class="notice" role="alert">{ icon(Icon::Warning) }<p>{ message }</p></div> }
}
