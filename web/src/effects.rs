//! What leaves the page, one hook for each place it goes to. An effect never dispatches an action.

mod use_address;
mod use_kept_focus;
mod use_rescued;
mod use_saved_costs;
mod use_saved_draft;
mod use_settled;
mod use_single_keys;
mod use_theme;
mod use_title;

pub(crate) use use_address::use_address;
pub(crate) use use_kept_focus::use_kept_focus;
pub(crate) use use_rescued::use_rescued;
pub(crate) use use_saved_costs::use_saved_costs;
pub(crate) use use_saved_draft::{DraftKeeping, save_draft, use_saved_draft};
pub(crate) use use_settled::use_settled;
pub(crate) use use_single_keys::use_single_keys;
pub(crate) use use_theme::use_theme;
pub(crate) use use_title::use_title;
