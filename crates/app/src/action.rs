use std::rc::Rc;

use onionskin_cache::Change;
use onionskin_share::{DecodeError, Document};
use onionskin_text::LineRange;

use crate::{Copied, Dialog, LoadError, Theme, View};

/// A fact that the page learns: something that the reader did, or something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The text in the editor is different.
    SourceEdited {
        /// All of the text.
        text: String,
        /// Where the caret stands now.
        caret_utf16: u32,
    },
    /// The caret stands elsewhere in the same text.
    CaretMoved {
        /// Where it stands now.
        caret_utf16: u32,
    },
    /// Lines were folded in the editor, or folds opened: of each of these, the editor shows the first line only.
    LinesFolded(Vec<LineRange>),
    /// An instruction was chosen in the stack.
    InstructionChosen {
        /// The byte offset of its first byte.
        start: u32,
    },
    /// A change was chosen.
    ChangeChosen(Change),
    /// A stage was chosen to be built: its name, or `None` for the last one.
    TargetChosen(Option<Rc<str>>),
    /// A build argument was given a value; an empty one takes it back, so that the file's default counts again.
    ArgumentGiven {
        /// The name of the argument.
        name: String,
        /// Its value.
        value: String,
    },
    /// The theme button was pressed.
    ThemeToggled {
        /// Whether the system asks for dark colours now.
        system_is_dark: bool,
    },
    /// A theme from an earlier visit was found.
    ThemeFound(Theme),
    /// A draft from an earlier visit was found.
    DraftFound(String),
    /// The page was opened with a link, or the address changed to one.
    LinkOpened {
        /// What the link says.
        document: Result<Document, DecodeError>,
        /// The draft that is saved on this device.
        draft: Option<String>,
    },
    /// The file of explanations came, or did not.
    ExplanationsArrived(Result<String, LoadError>),
    /// The reader asked for the explanations again.
    ExplanationsRetried,
    /// The message about a link was dismissed.
    NoticeDismissed,
    /// The reader asked for the example.
    ExampleRestored,
    /// Another view was chosen.
    ViewChosen(View),
    /// The button that opens a dialog was pressed.
    DialogOpened(Dialog),
    /// The open dialog was closed.
    DialogClosed,
    /// A Copy button was pressed, and the browser has answered.
    CopyFinished(Copied),
}
