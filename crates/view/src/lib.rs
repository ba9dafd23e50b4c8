//! The screen as Html.
//!
//! In: pieces of an [`onionskin_app::Screen`] and callbacks. Out: Yew's Html, which renders in a page and on a server
//! alike. Most views are functions; only what there are many of, and seldom changes, is a component, which Yew skips
//! while it is as before. Text from a Dockerfile reaches the page as text nodes and attributes only.
//!
//! Not here: every browser API, and with it the wiring of the text field and the dialog. Those come in through
//! callbacks and node references.

mod build_inputs;
mod change_bar;
mod editor;
mod explanation;
mod header;
mod icon;
mod ideas;
mod lanes;
mod layer_row;
mod layers;
mod notice;
mod page;
mod prose;
mod ribbons;
mod share_dialog;
mod verdict;
mod view_bar;
mod window;

pub use editor::{EditorParts, HINT_ID, PROBLEM_ID, WholeEditor, editor};
pub use page::{PageParts, page};
pub use share_dialog::{ShareParts, share_dialog};
pub use verdict::{MARK_KINDS, mark_kind};
pub use window::{WindowParts, window};
