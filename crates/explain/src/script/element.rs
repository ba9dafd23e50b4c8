use onionskin_text::Span;

use crate::WordKind;
use crate::term::Term;

/// A piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Element<'t> {
    /// A command and its arguments.
    Command(SimpleCommand<'t>),
    /// A word or operator that means something to the shell.
    Sign(Sign<'t>),
    /// A word that no entry tells of: one of the words that a loop goes through, the name of a function.
    Plain(Term<'t>, WordKind),
    /// Whether and how often the commands behind it run is decided here.
    Control,
    /// A shell or command of its own starts: what it does to its directory ends with it.
    Enter(Start),
    /// It ends.
    Leave,
}

/// A command that consists of words: its name and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SimpleCommand<'t> {
    /// Its words, one at least.
    pub(crate) terms: Vec<Term<'t>>,
    /// What it is to the instruction.
    pub(crate) rank: Rank,
    /// Whether the commands that its options run (`find -exec`) are elements behind it; otherwise they stand too deep
    /// in others to be read.
    pub(crate) are_runs_read: bool,
}

/// Where a shell or command of its own starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// In the directory of the shell around it.
    Here,
    /// Where the command in front runs what it is handed.
    Handed,
    /// In a directory that nobody can tell.
    Elsewhere,
}

/// What a command is to the instruction that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// One of its commands.
    Main,
    /// One that a command of it runs: `sh -c '…'`.
    Nested,
    /// One whose output is put into a word, or that a command runs on what it finds: `find -exec`.
    Inner,
}

/// A word or operator that means something to the shell, or a word with what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sign<'t> {
    /// The id of the entry about it, among the operators.
    pub(crate) id: &'static str,
    /// What it is.
    pub(crate) kind: WordKind,
    /// All of it.
    pub(crate) term: Term<'t>,
    /// The operator, where something else is part of it, too.
    pub(crate) operator: Option<Span>,
    /// What is put in the slot of the entry: a file, a name.
    pub(crate) value: Option<Term<'t>>,
}

impl Rank {
    /// What a command is that one of this rank runs.
    pub(super) fn of_nested(self) -> Self {
        match self {
            Self::Main | Self::Nested => Self::Nested,
            Self::Inner => Self::Inner,
        }
    }
}

impl Element<'_> {
    /// The same element, with texts of its own.
    pub(crate) fn into_owned<'o>(self) -> Element<'o> {
        match self {
            Self::Command(SimpleCommand { terms, rank, are_runs_read }) => {
                let terms = terms.into_iter().map(Term::into_owned).collect();
                Element::Command(SimpleCommand { terms, rank, are_runs_read })
            }
            Self::Sign(Sign { id, kind, term, operator, value }) => Element::Sign(Sign {
                id,
                kind,
                term: term.into_owned(),
                operator,
                value: value.map(Term::into_owned),
            }),
            Self::Plain(term, kind) => Element::Plain(term.into_owned(), kind),
            Self::Control => Element::Control,
            Self::Enter(start) => Element::Enter(start),
            Self::Leave => Element::Leave,
        }
    }
}
