//! The app without a browser.
//!
//! In: [`Action`]s, facts about what the reader did or opened. Out: a [`State`], which holds inputs only, and from
//! it the [`Screen`], plain data with all words and coordinates that a view needs. [`address`] and [`draft`] say
//! what is kept of it outside of the page.
//!
//! Not here: how it looks, and every browser API.

mod action;
mod completions;
mod edit;
mod example;
mod explanations;
mod hover;
mod kept;
mod limit;
mod screen;
mod state;
mod update;
mod view;
pub mod words;

pub use action::Action;
pub use completions::{Completion, CompletionKind, Completions, completions};
pub use edit::Edit;
pub use example::EXAMPLE;
pub use explanations::{Arrival, Explanations, LoadError};
pub use hover::{Hover, hover};
pub use kept::{Draft, address, draft};
pub use limit::{MAX_INSTRUCTIONS, MAX_LINES, MAX_SOURCE_BYTES, TooLarge, analyze};
pub use screen::build_inputs::{ArgumentField, BuildInputs, TargetChoice};
pub use screen::change_bar::Choice;
pub use screen::editor::{Band, BandKind, Editor, Mark, Problem, Squiggle};
pub use screen::explanation::{CodePiece, Explained, Link as CauseLink, LinkedStep, Missing};
pub use screen::highlight::{Chunk, Ink, Inked, Piece, inked};
pub use screen::lanes::{Arrow, Guide, LANE_GAP, LANE_PITCH, LaneBed, Lanes};
pub use screen::layers::{Heading, LayerRow, Layers, Shape};
pub use screen::layout::{
    HEADING_HEIGHT, LANE_SLAB_HEIGHT, LINE_HEIGHT, Place, ROW_GAP, Ribbon, SETTING_HEIGHT, SLAB_HEIGHT,
};
pub use screen::share::{Link, Share};
pub use screen::{Screen, screen};
pub use state::{Copied, CopyOutcome, Dialog, Origin, ShareField, State, Theme};
pub use update::update;
pub use view::View;

pub use onionskin_cache::{Change, Verdict};
pub use onionskin_explain::{EXPLANATIONS_FILE, Explanation, Idea, Inline, Prose, Reference, WordNote};
pub use onionskin_share::{Advice, MAX_VALUE_BYTES};
pub use onionskin_text::{LineRange, utf16};
