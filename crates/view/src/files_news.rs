use onionskin_app::words::files as words;
use onionskin_app::{Action, FilesAction, FilesNews, News, View};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// What is going on with the reader's files.
pub fn files_news(news: &FilesNews, dispatch: &Callback<Action>) -> Html {
    let button = |words: &'static str, class: &'static str, action: FilesAction| {
        let on_click = dispatch.reform(move |_: MouseEvent| Action::Files(action.clone()));
        html! { <button type="button" class={classes!("button", class)} onclick={on_click}>{ words }</button> }
    };
    match &news.news {
        None => Html::default(),
        Some(News::Reading(told)) => html! {
            <div class="notice notice-calm">
                <p role="status">{ told }</p>
                { button(words::CANCEL, "button-outline", FilesAction::ReadingCancelled) }
            </div>
        },
        Some(News::Offer(told)) => html! {
            <div class="notice notice-calm">
                <p role="status">{ told }</p>
                { button(words::USE_DOCKERFILE, "button-primary", FilesAction::OfferTaken) }
                { button(words::KEEP_MINE, "button-outline", FilesAction::OfferDeclined) }
            </div>
        },
        Some(News::Problem(told)) => html! {
            <div class="notice" role="alert">
                { icon(Icon::Warning) }
                <p>{ &**told }</p>
                { button(words::DISMISS, "", FilesAction::MessageDismissed) }
            </div>
        },
    }
}

/// Beside the change bar: whose files count, and the way to choose them.
pub(crate) fn files_bar(news: &FilesNews, dispatch: &Callback<Action>) -> Html {
    let on_choose = dispatch.reform(|_: MouseEvent| Action::ViewChosen(View::Files));
    let on_forget = dispatch.reform(|_: MouseEvent| Action::Files(FilesAction::Forgotten));
    html! {
        <div class="files-bar">
            <button type="button" class="button button-outline" onclick={on_choose}>{ words::CHOOSE_FILES }</button>
            if let Some(with) = &news.with {
                <span>{ with }</span>
                <button type="button" class="button" onclick={on_forget}>{ words::FORGET }</button>
            }
        </div>
    }
}

/// While something is dragged over the page.
pub fn drop_hint() -> Html {
    html! {
        <div class="drop-hint"><p><strong>{ words::DROP_HERE }</strong><span>{ words::DROP_NOTE }</span></p></div>
    }
}
