//! What the page loads once it is shown: with the feature `split` a module of its own, otherwise a part of the page's.

use onionskin_app::{Action, AuthorsNote, FilesNews, Idea, Later, LoadError};
use onionskin_view::{files_news, ideas};
use web_sys::Element;
use yew::{Callback, Html};

use crate::code_editor::{self, CodeEditorParts};
use crate::embed;
use crate::files;
use crate::note::note_content;
use crate::ports::FileReader;
use crate::views::{self, ViewParts};
use crate::windows::{self, WindowsParts};

/// The functions that come later. It holds no data, so one is like another.
#[derive(Clone, Copy)]
pub(crate) struct Functions {
    /// Those of the app.
    pub(crate) app: Later,
    /// The view that is chosen, other than the stack.
    pub(crate) view: fn(ViewParts<'_>) -> Html,
    /// The editor that takes the place of the text field.
    pub(crate) code_editor: fn(CodeEditorParts<'_>) -> Html,
    /// A note of the author, and the way to write it.
    pub(crate) note: fn(&AuthorsNote, &Callback<Action>) -> Html,
    /// The key ideas that the file shows.
    pub(crate) ideas: fn(&[Idea]) -> Html,
    /// What is going on with the reader's files.
    pub(crate) files_news: fn(&FilesNews, &Callback<Action>) -> Html,
    /// Takes files that are dropped on the page.
    pub(crate) drop_target: fn(&FileReader) -> Html,
    /// What is in the dialog that is open.
    pub(crate) dialog_content: fn(&WindowsParts<'_>) -> Html,
    /// Starts the page inside of another one.
    pub(crate) embed: fn(Element, Later),
}

impl Functions {
    /// The functions. To name them is what makes them part of a module.
    fn here() -> Self {
        Self {
            app: Later::here(),
            view: views::view,
            code_editor: code_editor::code_editor,
            note: note_content,
            ideas,
            files_news,
            drop_target: files::drop_target,
            dialog_content: windows::content,
            embed: embed::start,
        }
    }
}

impl PartialEq for Functions {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The functions that come later.
#[cfg(not(feature = "split"))]
pub(crate) async fn functions() -> Result<Functions, LoadError> {
    Ok(Functions::here())
}

/// The functions in the module, which is loaded with the first call, and again after one that failed.
#[cfg(feature = "split")]
pub(crate) async fn functions() -> Result<Functions, LoadError> {
    split::functions().await.map_err(|split::NotLoaded| LoadError::NoAnswer)
}

#[cfg(feature = "split")]
mod split {
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::Functions;

    /// The module could not be had.
    pub(super) struct NotLoaded;

    impl From<SplitLoaderError> for NotLoaded {
        fn from(_: SplitLoaderError) -> Self {
            Self
        }
    }

    #[wasm_split(later, fallible)]
    pub(super) fn functions() -> Result<Functions, NotLoaded> {
        Ok(Functions::here())
    }
}
