use std::fmt;

use onionskin_entries::{Entry, Kind};
use onionskin_text::Span;

/// A word of a Dockerfile, and which entry explains it. Words may stand in each other: a variable in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where it stands in the source.
    pub span: Span,
    /// The index of its instruction; `None` for a parser directive.
    pub instruction: Option<usize>,
    /// What it is.
    pub kind: WordKind,
    /// What explains it; `None` where nothing does.
    pub entry: Option<EntryName<'a>>,
}

/// An entry, or a part of it: `commands/rm`, `commands/rm#-f`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryName<'a> {
    kind: Kind,
    id: &'a str,
    part: Option<&'a str>,
}

impl<'a> EntryName<'a> {
    pub(crate) fn new(kind: Kind, entry: &'a Entry) -> Self {
        Self { kind, id: &entry.id, part: None }
    }

    /// The option, argument or value called `part` of it.
    pub(crate) fn part(self, part: &'a str) -> Self {
        Self { part: Some(part), ..self }
    }
}

impl fmt::Display for EntryName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.name(), self.id)?;
        self.part.map_or(Ok(()), |part| write!(f, "#{part}"))
    }
}

/// Defines the kinds of words with their names.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a word is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WordKind {
            $($(#[$doc])* $variant,)*
        }

        impl WordKind {
            /// Its name, which stays the same from version to version.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// The name of a parser directive.
    Directive = "directive",
    /// The value of a parser directive.
    DirectiveValue = "directive-value",
    /// The word of an instruction; also AS, and CMD and NONE of HEALTHCHECK.
    Keyword = "keyword",
    /// `--name` of an instruction.
    Flag = "flag",
    /// What a flag is given.
    FlagValue = "flag-value",
    /// The name of an option of a mount.
    MountOption = "mount-option",
    /// What an option of a mount is given.
    MountValue = "mount-value",
    /// The character that joins two lines.
    Continuation = "continuation",
    /// `$NAME` or `${NAME…}`, of the Dockerfile or of the shell.
    Variable = "variable",
    /// The name that ARG or ENV sets.
    VariableName = "variable-name",
    /// The value that ARG or ENV sets.
    VariableValue = "variable-value",
    /// A key of LABEL.
    LabelName = "label-name",
    /// A value of LABEL.
    LabelValue = "label-value",
    /// The name of a stage.
    StageName = "stage-name",
    /// An image whose name holds variables.
    Image = "image",
    /// The registry of an image.
    Registry = "registry",
    /// The repository of an image.
    Repository = "repository",
    /// A part of an image's tag.
    Tag = "tag",
    /// An image's digest.
    Digest = "digest",
    /// A path of COPY, ADD, WORKDIR or VOLUME.
    Path = "path",
    /// A port of EXPOSE.
    Port = "port",
    /// The user of USER.
    User = "user",
    /// The signal of STOPSIGNAL.
    Signal = "signal",
    /// A word of SHELL.
    ShellWord = "shell-word",
    /// Text without a meaning of its own: the name behind MAINTAINER.
    Text = "text",
    /// `<<EOF` of COPY and ADD.
    Heredoc = "heredoc",
    /// The line that ends a heredoc.
    HeredocEnd = "heredoc-end",
    /// The bracket that opens an array of words.
    ExecForm = "exec-form",
    /// The name of a program.
    Command = "command",
    /// A word behind it that says which of its tasks it does.
    Subcommand = "subcommand",
    /// An option of a program.
    Option = "option",
    /// The word that an option takes.
    OptionArgument = "option-argument",
    /// Any other word of a command.
    Operand = "operand",
    /// `&&`, `|` and the like.
    Operator = "operator",
    /// An operator that says where input and output go.
    Redirection = "redirection",
    /// The file behind it.
    RedirectionTarget = "redirection-target",
    /// A word such as `if`, or a bracket around commands.
    ReservedWord = "reserved-word",
    /// `NAME=` in front of a command, and its value.
    Assignment = "assignment",
    /// The variable of a loop.
    ShellVariable = "shell-variable",
    /// The name of a function that is defined.
    FunctionName = "function-name",
    /// A pattern of `case`.
    Pattern = "pattern",
    /// `$(…)` and the like: commands in a word.
    Substitution = "substitution",
    /// `$((…))`.
    Arithmetic = "arithmetic",
    /// `*`, `?` and `[…]` in a word.
    Glob = "glob",
    /// `~`.
    Tilde = "tilde",
    /// A comment of a script.
    Comment = "comment",
    /// What may not stand where it stands.
    Unknown = "unknown",
}
