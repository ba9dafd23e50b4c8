use onionskin_app::words::files as words;
use onionskin_app::{Action, Fate, FileRow, FileRowKind, Files, FilesAction, ListedFiles, Rest, Taker};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// What the view of the build context is made of.
pub struct FilesParts<'a> {
    /// What it shows.
    pub files: &'a Files,
    /// Where facts go.
    pub dispatch: &'a Callback<Action>,
    /// Reaches the field that picks a folder.
    pub folder_field: &'a NodeRef,
    /// Reaches the field that picks a file.
    pub file_field: &'a NodeRef,
    /// Reaches the field for a list of files.
    pub list_field: &'a NodeRef,
    /// Reaches the field for an ignore file.
    pub ignore_field: &'a NodeRef,
    /// The button that picks a folder was pressed.
    pub on_choose_folder: Callback<MouseEvent>,
    /// The button that picks a file was pressed.
    pub on_choose_file: Callback<MouseEvent>,
    /// A folder was picked.
    pub on_folder: Callback<Event>,
    /// A file was picked.
    pub on_file: Callback<Event>,
    /// The list is to be used.
    pub on_list: Callback<MouseEvent>,
    /// The ignore file is to be applied.
    pub on_ignore: Callback<MouseEvent>,
    /// The text that paths are to contain was edited.
    pub on_filter: Callback<InputEvent>,
    /// The step was chosen whose instruction has its first byte at this offset.
    pub on_taker: Callback<u32>,
}

/// The build context.
pub fn files(parts: &FilesParts<'_>) -> Html {
    html! {
        <div class="files">
            { sources(parts) }
            <section class="files-pane" aria-labelledby="build-context">
                <div class="pane-head">
                    <h2 id="build-context">{ words::BUILD_CONTEXT }</h2>
                    if let Some(known) = &parts.files.known { <span>{ known }</span> }
                </div>
                { for parts.files.errors.iter().map(|error| message("files-error", Icon::Warning, error)) }
                { for parts.files.notes.iter().map(|note| message("files-note", Icon::Note, note)) }
                {
                    match &parts.files.listed {
                        Some(listed) => list(parts, listed),
                        None => html! { <p class="files-empty">{ words::NO_FILES }</p> },
                    }
                }
            </section>
        </div>
    }
}

fn message(class: &'static str, drawing: Icon, text: &str) -> Html {
    html! { <p class={class} key={text}>{ icon(drawing) }<span>{ text }</span></p> }
}

/// Where files come from.
fn sources(parts: &FilesParts<'_>) -> Html {
    let files = parts.files;
    html! {
        <div class="files-sources">
            <div class="files-buttons">
                <button type="button" class="button button-primary" onclick={&parts.on_choose_folder}>
                    { icon(Icon::Folder) }{ words::CHOOSE_FOLDER }
                </button>
                <input ref={parts.folder_field} type="file" webkitdirectory=true hidden=true onchange={&parts.on_folder} />
                <button type="button" class="button button-outline" onclick={&parts.on_choose_file}>
                    { words::CHOOSE_DOCKERFILE }
                </button>
                <input ref={parts.file_field} type="file" hidden=true onchange={&parts.on_file} />
            </div>
            <p class="files-privacy">{ words::PRIVACY }</p>
            <details class="files-details">
                <summary>{ words::PASTE_LIST }</summary>
                <label for="file-list">{ words::LIST_FIELD }</label>
                <textarea ref={parts.list_field} id="file-list" class="field" rows="6" spellcheck="false" autocapitalize="off" />
                <p class="files-hint">{ words::LIST_HINT }</p>
                <button type="button" class="button button-outline" onclick={&parts.on_list}>{ words::USE_LIST }</button>
            </details>
            <details class="files-details">
                <summary>
                    { words::IGNORE_FILE }
                    if files.n_patterns > 0 { <span>{ words::n_patterns(files.n_patterns) }</span> }
                </summary>
                <label for="ignore-file">{ words::IGNORE_FIELD }</label>
                <textarea
                    ref={parts.ignore_field}
                    id="ignore-file"
                    class="field"
                    rows="6"
                    spellcheck="false"
                    autocapitalize="off"
                    placeholder={words::IGNORE_EXAMPLE}
                />
                <button type="button" class="button button-outline" onclick={&parts.on_ignore}>
                    { words::APPLY_IGNORE }
                </button>
            </details>
        </div>
    }
}

fn list(parts: &FilesParts<'_>, listed: &ListedFiles) -> Html {
    let on_more = parts.dispatch.reform(|_: MouseEvent| Action::Files(FilesAction::MoreAsked));
    html! {
        <>
            <div class="files-filter">
                <label for="file-filter">{ words::FILTER }</label>
                <input
                    id="file-filter"
                    class="field"
                    type="search"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    value={listed.filter.to_string()}
                    oninput={&parts.on_filter}
                />
                <span role="status">{ &listed.found }</span>
            </div>
            <div class="file-row file-columns" aria-hidden="true">
                <span>{ words::COLUMN_FILE }</span>
                <span>{ words::COLUMN_TAKEN }</span>
                <span>{ words::COLUMN_COST }</span>
            </div>
            <ul class="file-list" aria-label={words::FILES}>{ for listed.rows.iter().map(|item| row(parts, item)) }</ul>
            {
                match &listed.rest {
                    Rest::None => Html::default(),
                    Rest::TooMany(words) => html! { <p class="files-rest">{ words }</p> },
                    Rest::More(words) => html! {
                        <p class="files-rest">
                            { words }
                            <button type="button" class="button button-outline" onclick={on_more}>{ words::MORE }</button>
                        </p>
                    },
                }
            }
        </>
    }
}

fn row(parts: &FilesParts<'_>, row: &FileRow) -> Html {
    match &row.kind {
        FileRowKind::Directory { inside, is_ignored, rows } => {
            let path = row.path.clone();
            let toggle = move |_: MouseEvent| Action::Files(FilesAction::FolderToggled(path.clone()));
            let is_unfolded = rows.is_some();
            html! {
                <li key={&*row.path}>
                    <div class={classes!("file-row", is_ignored.then_some("file-ignored"))}>
                        <button
                            type="button"
                            class="file-name file-folder"
                            aria-expanded={is_unfolded.to_string()}
                            onclick={parts.dispatch.reform(toggle)}
                        >
                            { icon(Icon::Chevron) }<span>{ &row.name }{ "/" }</span>
                        </button>
                        { takers(parts, row, false) }
                        <span class="file-inside">{ inside }</span>
                    </div>
                    if let Some(rows) = rows {
                        <ul class="file-list">{ for rows.iter().map(|inner| self::row(parts, inner)) }</ul>
                    }
                </li>
            }
        }
        FileRowKind::File { fate, words, is_changed, can_be_added } => {
            let path = row.path.clone();
            let choose = move |_: MouseEvent| Action::Files(FilesAction::FileChosen(path.clone()));
            let class = classes!(
                "file-row",
                (*fate == Fate::Ignored).then_some("file-ignored"),
                is_changed.then_some("file-changed"),
            );
            html! {
                <li key={&*row.path}>
                    <div {class}>
                        <span class="file-own">
                            <button
                                type="button"
                                class="file-name"
                                aria-pressed={is_changed.to_string()}
                                aria-label={row.path.to_string()}
                                onclick={parts.dispatch.reform(choose)}
                            >
                                <span>{ &row.name }</span>
                            </button>
                            { also(parts, row, *is_changed, *can_be_added) }
                        </span>
                        { takers(parts, row, *fate != Fate::Ignored) }
                        <span class={classes!("file-cost", fate_name(*fate))}>{ icon(drawing(*fate)) }<span>{ words }</span></span>
                    </div>
                </li>
            }
        }
    }
}

/// The button that adds a file to what has changed, or takes it away.
fn also(parts: &FilesParts<'_>, row: &FileRow, is_changed: bool, can_be_added: bool) -> Html {
    let path = row.path.clone();
    if is_changed {
        let remove = move |_: MouseEvent| Action::Files(FilesAction::FileRemoved(path.clone()));
        html! {
            <button type="button" class="file-also" onclick={parts.dispatch.reform(remove)} aria-label={words::not(&row.path)}>
                { words::IS_CHANGED }{ icon(Icon::Close) }
            </button>
        }
    } else if can_be_added {
        let add = move |_: MouseEvent| Action::Files(FilesAction::FileAdded(path.clone()));
        html! {
            <button
                type="button"
                class="file-also file-add"
                onclick={parts.dispatch.reform(add)}
                aria-label={words::also(&row.path)}
                title={words::also(&row.path)}
            >
                { icon(Icon::Add) }
            </button>
        }
    } else {
        Html::default()
    }
}

/// The steps that take a file. Where there is none, that is said of files that could be taken.
fn takers(parts: &FilesParts<'_>, row: &FileRow, says_none: bool) -> Html {
    let taker = |taker: &Taker| {
        let start = taker.start;
        let words = words::taker(&taker.step, &taker.text);
        html! {
            <button
                type="button"
                class="file-taker"
                key={start}
                title={words.clone()}
                aria-label={words}
                onclick={parts.on_taker.reform(move |_: MouseEvent| start)}
            >
                { &taker.step }
            </button>
        }
    };
    html! {
        <span class="file-takers">
            { for row.takers.iter().map(taker) }
            if row.n_more_takers > 0 { <span>{ words::more_takers(row.n_more_takers) }</span> }
            if row.takers.is_empty() && says_none { <span>{ words::TAKEN_BY_NONE }</span> }
        </span>
    }
}

const fn drawing(fate: Fate) -> Icon {
    match fate {
        Fate::Rebuilds => Icon::Rebuild,
        Fate::RebuildsUnlessSame => Icon::Maybe,
        Fate::Nothing => Icon::Check,
        Fate::Ignored => Icon::Dash,
    }
}

const fn fate_name(fate: Fate) -> &'static str {
    match fate {
        Fate::Rebuilds => "rebuilds",
        Fate::RebuildsUnlessSame => "rebuilds-unless-same",
        Fate::Nothing => "reused",
        Fate::Ignored => "not-built",
    }
}
