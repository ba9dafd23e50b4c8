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
