//! The app without a browser.
//!
//! In: [`Action`]s, facts about what the reader did or opened. Out: a [`State`], which holds inputs only, and from
//! it the [`Screen`], plain data with all words and coordinates that a view needs. [`address`] and [`draft`] say
//! what is kept of it outside of the page.
//!
//! Not here: how it looks, and every browser API.

mod action;
mod beside;
mod completions;
mod costs;
mod edit;
mod embedded;
mod example;
mod explanations;
mod export;
mod files;
mod folds;
pub mod glyph;
mod hover;
mod kept;
mod later;
mod limit;
mod line_folds;
mod notes;
mod open_error;
mod opened_link;
mod other;
mod remembered;
mod screen;
mod set_aside;
mod state;
mod subject;
mod update;
mod warm_up;
pub mod words;
mod worked_example;

pub use action::Action;
pub use beside::Beside;
pub use completions::{Completion, CompletionKind, Completions, completions};
pub use costs::{CostInputs, MAX_LOG_BYTES, MAX_SECONDS, MAX_TIMES, StepKey, Times};
pub use edit::Edit;
pub use embedded::{EmbedAction, Embedded, Wishes, update_embedded};
pub use example::EXAMPLE;
pub use explanations::{Arrival, Explanations, ExplanationsReader, LoadError};
pub use files::{
    BATCH, ContextInput, Dropped, FileProblem, FilesAction, FilesState, IgnoreInput, Intake, Listing,
    MAX_CHANGED_FILES, MAX_DEPTH, MAX_FILES, MAX_IGNORE_BYTES, Offer, Phase, Reading, Why, dropped, listed,
    text_of,
};
pub use folds::{Fold, Folds, MAX_OPEN_STAGES, PileOrder};
pub use hover::{Hover, hover};

pub use export::{ExportFormat, ExportOutcome};
pub use kept::{Draft, Linkable, address, draft, other_draft, own_costs};
pub use later::Later;
pub use limit::{MAX_INSTRUCTIONS, MAX_LINES, MAX_SOURCE_BYTES, TooLarge, analyze, check_size};
pub use line_folds::LineFolds;
pub use open_error::OpenError;
pub use opened_link::OpenedLink;
pub use other::OtherAction;
pub use remembered::Remembered;
pub use screen::annotations::{Annotations, Mark, Squiggle};
pub use screen::build_inputs::{ArgumentField, BuildInputs, TargetChoice};
pub use screen::change_bar::Choice;
pub use screen::compare::{
    Compare, CompareResult, Compared, ContrastKind, ContrastRow, PairRow, PairSide, RowKind,
};
pub use screen::costs::{ChainStep, ChangeCost, Costs, DurationField, StepCost};
pub use screen::editor::{Band, BandKind, Editor, Problem};
pub use screen::explanation::{CodePiece, Explained, Link as CauseLink, LinkedStep, Missing};
pub use screen::export::Export;
pub use screen::files::{Fate, FileRow, FileRowKind, Files, ListedFiles, MAX_ROWS, Rest, Taker};
pub use screen::files_news::{FilesNews, News};
pub use screen::folded::FoldedStage;
pub use screen::gallery::{ExampleCard, ExampleTopic, Gallery};
pub use screen::highlight::{Chunk, Ink, Inked, Piece, inked};
pub use screen::lanes::{Arrow, Guide, LANE_GAP, LANE_PITCH, LaneBed, Lanes, MAX_LANES};
pub use screen::layers::{Arrangement, Heading, LayerRow, Layers, Shape};
pub use screen::layout::{
    HEADING_HEIGHT, LANE_SLAB_HEIGHT, LINE_HEIGHT, Place, ROW_GAP, Ribbon, SETTING_HEIGHT, SLAB_HEIGHT,
};
pub use screen::matrix::{CellReading, MAX_COLUMNS, Matrix, MatrixRow, StageColumns, StepColumn};
pub use screen::share::{Link, Share};
pub use screen::standing::Standing;
pub use screen::table::{Table, TableRow};
pub use screen::views::Views;
pub use screen::{Screen, explain_all, screen};
pub use set_aside::SetAside;
pub use state::{Copied, CopyField, CopyOutcome, Dialog, Origin, SingleKeys, State, Theme, Unfolded};
pub use update::update;
pub use warm_up::{WARM_UPS, WarmUp};
pub use worked_example::{WORKED_EXAMPLES, WorkedExample};

pub use notes::{AuthorsNote, authors_focus, note_refusal};
pub use onionskin_cache::{Change, Verdict};
pub use onionskin_explain::{
    EXPLANATIONS_FILE, Explanation, Idea, Inline, Prose, Reference, Registry, WordNote,
};
pub use onionskin_notes::{About, Note, Piece as NotePiece};
pub use onionskin_share::{Advice, Document, MAX_VALUE_BYTES, View, change_word};
pub use onionskin_text::{LineRange, utf16};
