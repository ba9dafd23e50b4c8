use onionskin_text::Span;

use crate::{Fault, Part, Word};

/// Shell text as it is written.
///
/// Every byte of the text belongs to one leaf of the tree (a word, operator, keyword, comment, the lines of a heredoc) or
/// is a blank between two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The commands.
    pub list: List,
    /// The heredocs in the order of their operators; a [`Redirection`] has the index of its own.
    pub heredocs: Vec<Heredoc>,
    /// The comments, from `#` to the end of the line, those inside of substitutions too.
    pub comments: Vec<Span>,
    /// What is wrong with the text, in the order in which it is noticed.
    pub faults: Vec<Fault>,
}

/// Commands that run one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What runs, in order.
    pub items: Vec<ListItem>,
}

/// An element of a list and what ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// What runs.
    pub and_or: AndOr,
    /// `;`, `&` or a line end; `None` where the list ends without one.
    pub terminator: Option<Operator>,
}

/// Pipelines with `&&` and `||` between them, which bind equally tight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AndOr {
    /// The pipeline that always runs.
    pub first: Pipeline,
    /// Pipelines that run depending on how those before have ended.
    pub rest: Vec<(Operator, Pipeline)>,
}

/// Commands, each of which reads what the one before it writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// `!` and `time` in front of it.
    pub prefixes: Vec<Span>,
    /// The first command.
    pub first: Command,
    /// The commands behind `|` or `|&`.
    pub rest: Vec<(Operator, Command)>,
}

/// An operator between commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Where it stands.
    pub span: Span,
    /// Which it is.
    pub kind: OperatorKind,
}

/// An operator between commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatorKind {
    /// `&&`: go on if that went well.
    And,
    /// `||`: go on if that failed.
    Or,
    /// `|`: read what that writes.
    Pipe,
    /// `|&`: read what that writes, errors too.
    PipeBoth,
    /// `;`.
    Semicolon,
    /// `&`: do not wait.
    Background,
    /// The end of a line.
    Newline,
}

/// A command, simple or compound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// From its first to its last byte, redirections included.
    pub span: Span,
    /// What it is.
    pub kind: CommandKind,
    /// Where its input and output go.
    pub redirections: Vec<Redirection>,
    /// The keywords, brackets and separators that hold a compound command together, in order: `if`, `;;`, `)`.
    pub keywords: Vec<Span>,
}

impl Command {
    /// The words of a simple command; none for other commands.
    pub fn words(&self) -> &[Word] {
        if let CommandKind::Simple { words, .. } = &self.kind { words } else { &[] }
    }
}

/// What a command is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandKind {
    /// `NAME=value program argument`: any of it may be missing, but not all, unless there is a redirection.
    Simple {
        /// Variables that are set: for the command, or for good where there is no word.
        assignments: Vec<Assignment>,
        /// The program and its arguments.
        words: Vec<Word>,
    },
    /// `( … )`: in a shell of its own.
    Subshell(List),
    /// `{ …; }`.
    Group(List),
    /// `if …; then …; elif …; then …; else …; fi`.
    If {
        /// Conditions with what runs if they hold, at least one.
        branches: Vec<IfBranch>,
        /// What runs if none holds; `None` without `else`.
        otherwise: Option<List>,
    },
    /// `for name in words; do …; done`, also `select`.
    For {
        /// The variable; `None` where it is missing.
        name: Option<Word>,
        /// What it takes in turn; `None` without `in`, which stands for the script's arguments.
        words: Option<Vec<Word>>,
        /// What runs each time.
        body: List,
    },
    /// `for ((start; condition; step)); do …; done`.
    ForArithmetic {
        /// What stands between the brackets.
        header: Arithmetic,
        /// What runs each time.
        body: List,
    },
    /// `while …; do …; done`, also `until`.
    Loop {
        /// Whether it goes on as long as the condition fails.
        is_until: bool,
        /// What decides whether it goes on.
        condition: List,
        /// What runs each time.
        body: List,
    },
    /// `case word in pattern) …;; esac`.
    Case {
        /// What is compared; `None` where it is missing.
        word: Option<Word>,
        /// What it is compared with.
        items: Vec<CaseItem>,
    },
    /// `[[ … ]]`: its words and operators in order.
    Condition(Vec<ConditionPart>),
    /// `(( … ))`.
    Arithmetic(Arithmetic),
    /// `name() { …; }`, also `function name { …; }`.
    Function {
        /// The name; `None` where it is missing.
        name: Option<Word>,
        /// What it runs: a compound command.
        body: Box<Command>,
    },
    /// A word or an operator that may not stand here; there is a fault for it.
    Unexpected,
    /// No command where there has to be one; there is a fault for it.
    Missing,
}

/// `NAME=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The variable, with its subscript (`name[1]`).
    pub name: Span,
    /// `=` or `+=`.
    pub operator: Span,
    /// The value, which may be empty; for an array it is one part of that kind.
    pub value: Word,
}

/// A condition and what runs if it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfBranch {
    /// Holds if its last command ends well.
    pub condition: List,
    /// What runs then.
    pub body: List,
}

/// `pattern | pattern) … ;;`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseItem {
    /// The patterns, one of which has to match.
    pub patterns: Vec<Word>,
    /// What runs then.
    pub body: List,
    /// `;;`, `;&` (run the next one too) or `;;&` (try the next ones too); `None` where it is left out.
    pub terminator: Option<Span>,
}

/// A piece of `[[ … ]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionPart {
    /// A word, also `-f`, `=`, `=~` and `!`.
    Word(Word),
    /// `&&`, `||`, `<`, `>` or a bracket.
    Operator(Span),
}

/// What stands in `((…))`: its numbers and operators are text here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arithmetic {
    /// The bytes between the brackets.
    pub span: Span,
    /// Text, and expansions in it.
    pub parts: Vec<Part>,
}

/// `2> file`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirection {
    /// From the number or operator to the end of the target.
    pub span: Span,
    /// The number in front of it, or `{name}`.
    pub fd: Option<Span>,
    /// The operator.
    pub operator: Span,
    /// Which operator it is.
    pub kind: RedirectionKind,
    /// What follows: a file, a number, a heredoc's delimiter; `None` where it is missing.
    pub target: Option<Word>,
    /// Which of the script's heredocs is meant.
    pub heredoc: Option<usize>,
}

/// What a redirection does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectionKind {
    /// `<`.
    Input,
    /// `>`.
    Output,
    /// `>>`.
    Append,
    /// `>|`: overwrites even where that is forbidden.
    Clobber,
    /// `<>`.
    InputOutput,
    /// `<&`.
    DuplicateInput,
    /// `>&`.
    DuplicateOutput,
    /// `&>`.
    OutputAndError,
    /// `&>>`.
    AppendOutputAndError,
    /// `<<`.
    Heredoc,
    /// `<<-`: tabs in front of lines do not count.
    HeredocWithoutTabs,
    /// `<<<`: the word itself is the input.
    HereString,
}

/// The lines behind `<<EOF`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heredoc {
    /// The lines, line ends included.
    pub body: Span,
    /// The line that ends it, without its line end; empty where it is missing.
    pub terminator: Span,
    /// Text and expansions of the body; empty where quotes in the delimiter keep it as it is.
    pub parts: Vec<Part>,
}

impl Script {
    /// The heredoc of a redirection.
    pub fn heredoc(&self, redirection: &Redirection) -> Option<&Heredoc> {
        self.heredocs.get(redirection.heredoc?)
    }
}
