//! What enters the page by itself, as facts for the store, one hook for each place it comes from.

mod use_caret_listener;
mod use_drawn;
mod use_explanations;
mod use_file_reader;
mod use_link_listener;
mod use_refusal;
mod use_rows;
mod use_shortcuts;
mod use_worked_example;

pub(crate) use use_caret_listener::use_caret_listener;
pub(crate) use use_drawn::use_drawn;
pub(crate) use use_explanations::use_explanations;
pub(crate) use use_file_reader::{FileReader, use_file_reader};
pub(crate) use use_link_listener::{link_opened, use_link_listener};
pub(crate) use use_refusal::use_refusal;
pub(crate) use use_rows::use_rows;
pub(crate) use use_shortcuts::use_shortcuts;
pub(crate) use use_worked_example::use_worked_example;
