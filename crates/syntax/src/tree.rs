use onionskin_text::{LineRange, Span};

use crate::{Keyword, SyntaxError};

/// What [`parse`](crate::parse) returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parse {
    /// The whole file; broken lines are in it as nodes.
    pub dockerfile: Dockerfile,
    /// All errors, the one that BuildKit stops at first. Empty where BuildKit accepts the file's syntax.
    pub errors: Vec<SyntaxError>,
}

/// A Dockerfile as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dockerfile {
    /// The escape character in force after the parser directives.
    pub escape: Escape,
    /// The pieces of the file in order. Their spans tile it: every byte belongs to exactly one.
    pub nodes: Vec<Node>,
}

impl Dockerfile {
    /// The instructions in file order.
    pub fn instructions(&self) -> impl Iterator<Item = &Instruction> {
        self.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Instruction(instruction) => Some(instruction.as_ref()),
            NodeKind::Directive(_) | NodeKind::Comment | NodeKind::Blank => None,
        })
    }

    /// The parser directives in file order.
    pub fn directives(&self) -> impl Iterator<Item = &Directive> {
        self.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Directive(directive) => Some(directive),
            NodeKind::Instruction(_) | NodeKind::Comment | NodeKind::Blank => None,
        })
    }
}

/// The character that joins lines and takes the meaning from the character after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Escape {
    /// `\`, where no directive says otherwise.
    #[default]
    Backslash,
    /// `` ` ``, as Dockerfiles for Windows choose it.
    Backtick,
}

impl Escape {
    /// The character itself.
    pub const fn character(self) -> char {
        match self {
            Self::Backslash => '\\',
            Self::Backtick => '`',
        }
    }
}

/// One piece of the file, from the start of a line to the end of the same or a later line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// All bytes of its lines, line ends included.
    pub span: Span,
    /// What stands there.
    pub kind: NodeKind,
}

/// What a piece of the file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `# syntax=…` and the like, before anything else.
    Directive(Directive),
    /// A line that starts with `#`.
    Comment,
    /// A line of white space.
    Blank,
    /// An instruction with its continuation lines and heredocs; also a line that is none but stands where one
    /// must (its keyword is `None`).
    Instruction(Box<Instruction>),
}

/// A parser directive: `# name=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// `syntax`, `escape` or `check`, in small letters.
    pub name: String,
    /// The value without the white space around it.
    pub value: String,
    /// The line it stands on, counted from 1.
    pub line: u32,
}

/// One instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Which instruction; `None` where the word is not one that BuildKit knows.
    pub keyword: Option<Keyword>,
    /// The first word, as written.
    pub word: Word,
    /// From its first line to the last line of its continuations and heredocs.
    pub lines: LineRange,
    /// The bytes from the first to the last that is not white space, without heredoc bodies.
    pub span: Span,
    /// The line as BuildKit joins it: continuations removed, white space at both ends trimmed.
    pub text: String,
    /// The white space behind it, which counts only where ONBUILD keeps the line for later.
    pub trailing: String,
    /// `--name=value` words in front of the arguments.
    pub flags: Vec<Flag>,
    /// Everything after the flags.
    pub args: Args,
    /// Heredocs in the order of their openers.
    pub heredocs: Vec<Heredoc>,
    /// Whether there is a blank line inside of its continuations, which BuildKit warns about.
    pub has_empty_continuation: bool,
}

impl Instruction {
    /// The value of the flag `name` (without dashes); `None` where the flag is missing or has no value.
    pub fn flag(&self, name: &str) -> Option<&str> {
        self.flags.iter().find(|flag| flag.name == name)?.value.as_deref()
    }

    /// Whether the flag `name` is given and not `=false`.
    pub fn has_flag(&self, name: &str) -> bool {
        let off =
            |value: &Option<String>| value.as_ref().is_some_and(|value| value.eq_ignore_ascii_case("false"));
        self.flags.iter().any(|flag| flag.name == name && !off(&flag.value))
    }

    /// All of it in `source`, the text that it was read from: its bytes with heredocs, up to the last one's terminator.
    pub fn whole_span(&self, source: &str) -> Span {
        let Some(heredoc) = self.heredocs.last() else { return self.span };
        let body_end = heredoc.span.end as usize;
        let terminator = source.get(body_end..).unwrap_or_default().lines().next().unwrap_or_default();
        Span::new(self.span.start as usize, body_end + terminator.len())
    }
}

impl Instruction {
    /// A stretch of the file that is not read at all.
    pub(crate) fn unread(text: &str, span: Span, lines: LineRange) -> Self {
        Self {
            keyword: None,
            word: Word::default(),
            lines,
            span,
            text: String::new(),
            trailing: String::new(),
            flags: Vec::new(),
            args: Args::Unread(Word { text: text.to_owned(), span }),
            heredocs: Vec::new(),
            has_empty_continuation: false,
        }
    }
}

/// A piece of an instruction: its text, with quotes kept as far as BuildKit's parser keeps them, and its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The text as BuildKit sees it: continuations removed, JSON strings decoded.
    pub text: String,
    /// Where it stands in the source; a word that goes on over a continuation spans it.
    pub span: Span,
}

/// A flag of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The whole flag as BuildKit reads it, quotes resolved: `--mount=type=cache,target=/x`.
    pub text: String,
    /// The name without dashes: `mount`.
    pub name: String,
    /// What follows the first `=`; `None` without one.
    pub value: Option<String>,
    /// Where it stands in the source.
    pub span: Span,
}

/// The arguments of an instruction, in the form that its grammar has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Args {
    /// Nothing could be read: the keyword is unknown, or BuildKit refuses the text, which is kept.
    Unread(Word),
    /// Words between white space: FROM, ARG, EXPOSE; ADD, COPY and VOLUME in shell form.
    Words(Vec<Word>),
    /// One text: RUN, CMD, ENTRYPOINT in shell form; USER, WORKDIR, STOPSIGNAL, MAINTAINER; SHELL where it is
    /// not JSON. Empty (`None`) where nothing follows the keyword.
    Text(Option<Word>),
    /// A JSON array of strings (exec form).
    Json(Vec<Word>),
    /// `key=value` pairs: ENV and LABEL.
    Pairs(Vec<Pair>),
    /// HEALTHCHECK: its type (`CMD` or `NONE`, as written) and what follows; `None` where nothing follows the keyword.
    Healthcheck(Option<(Word, Box<Args>)>),
    /// ONBUILD: the instruction that a child image runs; `None` where nothing follows the keyword.
    Trigger(Option<Box<Instruction>>),
}

/// A key and a value of ENV or LABEL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The key, quotes kept.
    pub key: Word,
    /// The value, quotes kept.
    pub value: Word,
    /// Whether it is written in the old form `KEY value`, without `=`.
    pub is_legacy: bool,
}

/// A heredoc: `<<EOF` … `EOF`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heredoc {
    /// The delimiter, quotes resolved; for COPY and ADD also the file's name.
    pub name: String,
    /// The digits in front of `<<`, 0 where there are none.
    pub fd: u32,
    /// Whether variables in the body are expanded where the instruction does that: the name has no quotes.
    pub expand: bool,
    /// Whether it is `<<-`: leading tabs are dropped when the body is used.
    pub chomp: bool,
    /// The lines before the terminator, line ends included, as written.
    pub content: String,
    /// The lines of `content` in the source; the terminator line is not in it.
    pub span: Span,
}
