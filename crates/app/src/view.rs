use crate::words;

/// What the middle of the page shows of the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// The layers beside the source.
    #[default]
    Stack,
    /// The same facts as a table.
    Table,
    /// Every change, and what it does to every step.
    Changes,
    /// Two Dockerfiles side by side.
    Compare,
    /// The build context.
    Files,
}

impl View {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Stack, Self::Table, Self::Changes, Self::Compare, Self::Files];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stack => words::VIEW_STACK,
            Self::Table => words::VIEW_TABLE,
            Self::Changes => words::VIEW_CHANGES,
            Self::Compare => words::VIEW_COMPARE,
            Self::Files => words::VIEW_FILES,
        }
    }
}

impl From<View> for onionskin_share::View {
    fn from(view: View) -> Self {
        match view {
            View::Stack => Self::Stack,
            View::Table => Self::Table,
            View::Changes => Self::Changes,
            View::Compare => Self::Compare,
            View::Files => Self::Files,
        }
    }
}

impl From<onionskin_share::View> for View {
    fn from(view: onionskin_share::View) -> Self {
        match view {
            onionskin_share::View::Stack => Self::Stack,
            onionskin_share::View::Table => Self::Table,
            onionskin_share::View::Changes => Self::Changes,
            onionskin_share::View::Compare => Self::Compare,
            onionskin_share::View::Files => Self::Files,
        }
    }
}
