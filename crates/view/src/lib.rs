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
mod compare;
mod copy_outcome;
mod costs_dialog;
mod duration_field;
mod editor;
mod embed;
mod explanation;
mod export_dialog;
mod files;
mod files_news;
mod folded_slab;
mod gallery;
mod header;
mod icon;
mod ideas;
mod keys;
mod lanes;
mod layer_row;
mod layers;
mod matrix;
mod note;
mod notice;
mod page;
mod pane_events;
mod prose;
mod ribbons;
mod share_dialog;
mod source_view;
mod stack_head;
mod standing;
mod still;
mod styled;
mod table;
mod verdict;
mod view_bar;
mod view_obstacle;
mod window;
mod workbench;

pub use compare::{CompareParts, StartParts, compare, compare_start};
pub use costs_dialog::{CostsParts, costs_dialog};
pub use editor::{CodeEditorSlot, EditorParts, editor};
pub use embed::{EmbedParts, embed};
pub use explanation::missing_note;
pub use export_dialog::{ExportParts, export_dialog};
pub use files::{FilesParts, files};
pub use files_news::{drop_hint, files_news};
pub use gallery::gallery;
pub use ideas::ideas;
pub use keys::keys;
pub use matrix::{MatrixParts, matrix};
pub use note::{NoteField, NoteParts, note};
pub use page::{Drawn, PageParts, page};
pub use pane_events::{NoteView, PaneEvents};
pub use share_dialog::{ShareParts, share_dialog};
pub use source_view::source_view;
pub use still::{StillParts, still};
pub use table::table;
pub use view_obstacle::view_obstacle;
pub use window::{WindowParts, window};
pub use workbench::{WorkbenchParts, workbench};
