use std::rc::Rc;

use onionskin_cache::Change;
use onionskin_explain::Registry;
use onionskin_notes::About;
use onionskin_share::DecodeError;

use crate::costs::StepKey;
use crate::{
    Copied, Dialog, ExportOutcome, FilesAction, Fold, Later, LineFolds, LoadError, OpenError, OpenedLink,
    OtherAction, SingleKeys, Theme, View, WorkedExample,
};

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
    /// Lines were folded in the editor, or folds opened: these are all that are folded now.
    LinesFolded(Rc<LineFolds>),
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
        link: Result<Rc<OpenedLink>, DecodeError>,
        /// The draft that is saved on this device.
        draft: Option<String>,
    },
    /// The page was opened with a link, or the address changed to one, and what opens links could not be loaded.
    LinkNotLoaded(LoadError),
    /// The reader wants to edit what a link has shown them.
    CopyStarted {
        /// The draft that is saved on this device.
        draft: Option<String>,
    },
    /// A note was written; an empty one takes it back.
    NoteWritten {
        /// What it is about.
        about: About,
        /// What it says, as it was typed.
        text: String,
    },
    /// The button was pressed that shows the folded lines of the text of a link.
    ReceivedLinesUnfolded {
        /// The line that is shown of them, counted from 1.
        line: u32,
    },
    /// The button was pressed that unfolds the text of a link, or folds it again.
    ReceivedTextToggled,
    /// The address that was opened is one that the page itself has left there in this tab: what it carries is what the reader
    /// worked on.
    OwnAddressFound,
    /// A text was found that was in the editor when the page stopped.
    RescueFound(String),
    /// The browser did not keep the draft.
    DraftRefused,
    /// A file was dropped on the editor, or chosen.
    FileOpened(Result<String, OpenError>),
    /// The functions came that nobody needs before the page is shown.
    LaterArrived(Later),
    /// The file of explanations came, or did not.
    ExplanationsArrived(Result<Rc<Registry>, LoadError>),
    /// The reader asked for the explanations again.
    ExplanationsRetried,
    /// The message about what went wrong was dismissed.
    NoticeDismissed,
    /// The reader asked for the example.
    ExampleRestored,
    /// Something happened to the Dockerfile that the document is compared with.
    Other(OtherAction),
    /// A worked example was chosen.
    WorkedExampleChosen(&'static WorkedExample),
    /// The text of a worked example came, or did not.
    WorkedExampleArrived {
        /// The example.
        example: &'static WorkedExample,
        /// Its text.
        text: Result<String, LoadError>,
    },
    /// The reader asked for what they wrote before another text took its place.
    SetAsideRestored,
    /// The message about what is shown, and about what is set aside, was dismissed.
    StandingDismissed,
    /// Single keys were switched on or off, now or on an earlier visit.
    SingleKeysSwitched(SingleKeys),
    /// Another view was chosen.
    ViewChosen(View),
    /// The stack was turned over, or back.
    PileTurned,
    /// The slab of a folded stage was pressed: it is opened, and its first instruction is selected.
    StageOpened {
        /// The index of the stage.
        stage: usize,
        /// The byte offset of its first byte.
        start: u32,
    },
    /// One stage was folded or opened.
    StageFolded {
        /// The index of the stage.
        stage: usize,
        /// What it is to be.
        fold: Fold,
    },
    /// All stages were folded or opened.
    StagesFolded(Fold),
    /// The button that opens a dialog was pressed.
    DialogOpened(Dialog),
    /// The open dialog was closed.
    DialogClosed,
    /// A duration was typed; an empty one takes it back.
    DurationTyped {
        /// The step.
        step: StepKey,
        /// What stands in the field.
        text: String,
    },
    /// The text in the field for a build log is different.
    LogPasted(String),
    /// The durations of a log were taken, each in tenths of a second.
    DurationsTaken(Rc<[(StepKey, u32)]>),
    /// Durations from an earlier visit were found, as they were saved.
    DurationsFound(String),
    /// A button of the export dialog was pressed, and this came of it.
    ExportFinished(ExportOutcome),
    /// A Copy button was pressed, and the browser has answered.
    CopyFinished(Copied),
    /// Something about the reader's files.
    Files(FilesAction),
}
