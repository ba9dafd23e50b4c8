use onionskin_app::{Action, Dialog, Screen, words};
use yew::prelude::*;

use crate::build_inputs::{BuildInputEvents, build_inputs};
use crate::change_bar::change_bar;
use crate::files_news::files_bar;
use crate::header::header;
use crate::icon::{Icon, icon};
use crate::notice::notice;
use crate::prose::prose;
use crate::standing::standing;
use crate::view_bar::view_bar;

/// How much of the page is there, from its top. A browser draws one part after the other when the page starts, so that none
/// keeps somebody on a slow phone waiting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drawn {
    /// What it is about.
    About,
    /// And what can be changed about the build.
    Controls,
    /// And the view that is chosen, of which the text may be missing.
    View,
    /// And the text.
    Text,
    /// And the key ideas: all of it.
    Ideas,
}

/// What the page is made of.
pub struct PageParts<'a> {
    /// What is on the page.
    pub screen: &'a Screen,
    /// Where facts go.
    pub dispatch: &'a Callback<Action>,
    /// The theme button was pressed.
    pub on_theme: Callback<()>,
    /// Reaches the list of targets. Browsers look at which option is marked as chosen only until the reader has chosen.
    pub target_list: &'a NodeRef,
    /// Another target was chosen in the list of targets.
    pub on_target: Callback<Event>,
    /// The build argument with this name was given a value.
    pub on_argument: Callback<(String, InputEvent)>,
    /// The reader wants to edit what a link has shown.
    pub on_copy: Callback<()>,
    /// What is going on with the reader's files, from [`files_news`](crate::files_news()).
    pub files_news: Html,
    /// What the author says of the whole file, from [`note`](crate::note()).
    pub file_note: Html,
    /// The view that is chosen.
    pub body: Html,
    /// How much of all this is shown. Before the text is, the page has no end, which would only be moved.
    pub drawn: Drawn,
    /// The dialog that is open, if any.
    pub dialog: Html,
}

/// All of the page.
pub fn page(parts: PageParts<'_>) -> Html {
    let PageParts {
        screen,
        dispatch,
        on_theme,
        target_list,
        on_target,
        on_argument,
        on_copy,
        files_news,
        file_note,
        body,
        drawn,
        dialog,
    } = parts;
    // Who was sent something reads first what its author says.
    let (note_first, note_behind) = if screen.is_received {
        (file_note, Html::default())
    } else {
        (Html::default(), html! { <div class="file-note">{ file_note }</div> })
    };
    let controls = if drawn >= Drawn::Controls {
        let events = BuildInputEvents { target_list, on_target: &on_target, on_argument: &on_argument };
        html! {
            <>
                <div class="controls">
                    { change_bar(&screen.choices, dispatch) }
                    { files_bar(&screen.files_news, dispatch) }
                    { build_inputs(&screen.build_inputs, &events) }
                    { totals(screen, dispatch) }
                </div>
                { view_bar(screen.view, dispatch) }
            </>
        }
    } else {
        Html::default()
    };
    html! {
        <div class="page">
            { header(dispatch, &on_theme) }
            <main>
                { for screen.notice.as_deref().map(|message| notice(message, dispatch)) }
                { for screen.standing.as_deref().map(|it| standing(it, &on_copy, dispatch)) }
                { files_news }
                { note_first }
                if !screen.summary.0.is_empty() {
                    <p class="summary">{ prose(&screen.summary) }</p>
                    { note_behind }
                }
                { controls }
                { body }
            </main>
            if drawn >= Drawn::Text {
                <footer class="footer">
                    <p>{ words::page::MODEL }{ " " }{ words::page::PRIVACY }</p>
                </footer>
            }
            { dialog }
        </div>
    }
}

/// How much rebuilds, what that costs, and the way to say how long steps take.
fn totals(screen: &Screen, dispatch: &Callback<Action>) -> Html {
    let on_costs = dispatch.reform(|_: MouseEvent| Action::DialogOpened(Dialog::Costs));
    html! {
        <div class="totals-bar">
            <p class="totals" role="status">
                { prose(&screen.totals) }
                if let Some(cost) = &screen.cost {
                    { " " }{ cost }
                }
                if let Some(caveat) = screen.caveat {
                    <span>{ " " }{ caveat }</span>
                }
            </p>
            if !screen.totals.0.is_empty() {
                <button type="button" class="button button-outline" aria-haspopup="dialog" onclick={on_costs}>
                    { icon(Icon::Clock) }{ words::COSTS }
                </button>
            }
        </div>
    }
}
