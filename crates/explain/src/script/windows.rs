//! Commands for the shells of Windows. Their grammar is not read, only which commands there are: what is no command for
//! certain is said to be unknown.

use std::ops::Range;

use onionskin_graph::Base;
use onionskin_syntax::{Args, Keyword};

use super::element::{Element, Rank, Sign, SimpleCommand};
use super::text::ShellText;
use crate::path::base_name;
use crate::term::Term;
use crate::{Subject, WordKind};

/// A shell of Windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shell {
    Cmd,
    PowerShell,
}

/// The words of `text` up to an operator.
struct Statement<'s> {
    text: &'s ShellText<'s>,
    /// Where each word stands in the text.
    ranges: Vec<Range<usize>>,
    terms: Vec<Term<'static>>,
    /// Whether they are what a method of PowerShell is handed: no command.
    is_handed: bool,
}

/// A word or an operator.
struct Piece {
    /// Where it stands in the text.
    range: Range<usize>,
    is_operator: bool,
    /// Whether it stands between the brackets behind the name of a method.
    is_handed: bool,
}

/// What stands between brackets of PowerShell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bracket {
    /// Commands, or an expression.
    Commands,
    /// The words of an array: `@('a', 'b')`, or `('a', 'b')`.
    Array,
    /// What a method is handed: `.DownloadFile('a', 'b')`.
    Handed,
}

/// Words in front of which PowerShell has no command.
const RESERVED: [&str; 19] = [
    "if", "else", "elseif", "foreach", "for", "while", "do", "until", "switch", "try", "catch", "finally",
    "function", "return", "throw", "param", "begin", "process", "end",
];

/// The shell of Windows that carries out each instruction; `None` for other shells. SHELL names it, in the stage or in one
/// that the stage is built on; otherwise it is that of the image.
pub(crate) fn shells(subject: &Subject<'_>) -> Vec<Option<Shell>> {
    let graph = subject.graph;
    let mut shells: Vec<Option<Shell>> = Vec::new();
    let mut shell = None;
    for (at, instruction) in subject.dockerfile.instructions().enumerate() {
        match (instruction.keyword, &instruction.args) {
            (Some(Keyword::From), _) => {
                let stage = graph.instructions.get(at).and_then(|node| graph.stages.get(node.stage?));
                shell = match stage.map(|stage| &stage.base) {
                    Some(Base::Stage(base)) => {
                        let last =
                            graph.stages.get(*base).and_then(|base| base.instructions.end.checked_sub(1));
                        last.and_then(|last| shells.get(last).copied().flatten())
                    }
                    Some(Base::Image(image)) => is_windows(image).then_some(Shell::Cmd),
                    Some(Base::Scratch) | None => None,
                };
            }
            (Some(Keyword::Shell), Args::Json(words)) => {
                shell = words.first().and_then(|word| Shell::named(&word.text));
            }
            _ => {}
        }
        shells.push(shell);
    }
    shells
}

/// Whether the name of an image says that it is for Windows.
fn is_windows(image: &str) -> bool {
    const PARTS: [&str; 7] = [
        "windowsservercore",
        "nanoserver",
        "/windows/",
        "/windows:",
        "/iis",
        "dotnet/framework",
        "dotnet-framework",
    ];
    PARTS.iter().any(|part| image.contains(part))
}

impl Shell {
    fn named(program: &str) -> Option<Self> {
        let name = program.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        // In `cmd`, `@` in front of a command keeps it from being printed.
        match name.trim_start_matches('@').trim_end_matches(".exe") {
            "powershell" | "pwsh" => Some(Self::PowerShell),
            "cmd" => Some(Self::Cmd),
            _ => None,
        }
    }

    /// Whether `program` is PowerShell.
    fn is_powershell(program: &str) -> bool {
        Self::named(base_name(program)) == Some(Self::PowerShell)
    }

    /// How many of the words `terms` stand in front of a script that they hand to PowerShell without quotes around it; `None`
    /// where they hand it none. A lone word behind `-Command` is one in quotes.
    fn n_in_front_of_script(terms: &[Term<'_>]) -> Option<usize> {
        let is_powershell = Self::is_powershell(&terms.first()?.text);
        let n_in_front = terms.iter().position(is_command_option).filter(|_| is_powershell)? + 1;
        (n_in_front + 1 < terms.len()).then_some(n_in_front)
    }

    /// The script in quotes that `terms` hand to PowerShell: the last one, behind `-Command` or behind nothing but options.
    pub(super) fn script_in_quotes<'t>(terms: &'t [Term<'t>]) -> Option<&'t Term<'t>> {
        let (program, others) = terms.split_first()?;
        let is_script = |term: &&Term<'_>| term.text.contains(char::is_whitespace);
        let (script, in_front) = others.split_last().filter(|(last, _)| is_script(last))?;
        if !Self::is_powershell(&program.text) {
            return None;
        }
        let mut in_front = in_front.iter();
        while let Some(term) = in_front.next() {
            if is_command_option(term) {
                return in_front.next().is_none().then_some(script);
            }
            let is_file = ["-file", "-f"].iter().any(|name| term.text.eq_ignore_ascii_case(name));
            if is_file || !term.is_option() {
                return None;
            }
            // `-NoProfile` and the like take nothing.
            let is_switch = term.text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("-no"));
            if !is_switch {
                in_front.next()?;
            }
        }
        Some(script)
    }

    /// Adds the elements of `text`.
    pub(super) fn walk(self, text: &ShellText<'_>, rank: Rank, elements: &mut Vec<Element<'static>>) {
        let mut statement = Statement { text, ranges: Vec::new(), terms: Vec::new(), is_handed: false };
        for Piece { range, is_operator, is_handed } in self.pieces(&text.text) {
            let written = text.text.get(range.clone()).unwrap_or_default();
            let Some(span) = text.places.span(&text.text, &range) else { continue };
            let quoted = written.trim_matches(if self == Self::Cmd { &['"'][..] } else { &['"', '\''] });
            let said = Term { text: quoted.into(), written: written.into(), span, is_open: false };
            if !is_operator {
                statement.terms.push(said.into_owned());
                statement.ranges.push(range);
                statement.is_handed = is_handed;
                continue;
            }
            self.statement(&mut statement, rank, elements);
            let id = match written {
                "&&" => "and",
                "||" => "or",
                "|" => "pipe",
                ";" => "semicolon",
                _ => {
                    elements.push(Element::Plain(said.into_owned(), WordKind::Unknown));
                    continue;
                }
            };
            let (kind, term) = (WordKind::Operator, said.into_owned());
            elements.push(Element::Sign(Sign { id, kind, term, operator: None, value: None }));
        }
        self.statement(&mut statement, rank, elements);
    }

    /// Adds the elements of `statement`, which is empty afterwards.
    fn statement(self, statement: &mut Statement<'_>, rank: Rank, elements: &mut Vec<Element<'static>>) {
        let (ranges, mut terms) =
            (std::mem::take(&mut statement.ranges), std::mem::take(&mut statement.terms));
        let script =
            Self::n_in_front_of_script(&terms).filter(|_| self == Self::Cmd).and_then(|n_in_front| {
                terms.truncate(n_in_front);
                Some(statement.text.part(ranges.get(n_in_front)?.start..ranges.last()?.end))
            });
        self.command(terms, statement.is_handed, rank, elements);
        if let Some(script) = script {
            Self::PowerShell.walk(&script, rank.of_nested(), elements);
        }
    }

    fn command(
        self,
        terms: Vec<Term<'static>>,
        is_handed: bool,
        rank: Rank,
        elements: &mut Vec<Element<'static>>,
    ) {
        let Some(first) = terms.first() else { return };
        let is_reserved = RESERVED.iter().any(|word| first.text.eq_ignore_ascii_case(word));
        if is_reserved {
            elements.push(Element::Control);
        }
        // What PowerShell is given in quotes is text.
        let is_text = self == Self::PowerShell && first.written.starts_with(['"', '\'']);
        let is_name = first.text.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && !is_handed
            && !is_text
            && !first.text.contains(['=', '$', '(', '['])
            && terms.get(1).is_none_or(|second| !second.text.starts_with(['=', '+']));
        for term in terms.iter().filter(|term| self == Self::PowerShell && term.text.starts_with('$')) {
            let value = Some(term.clone());
            let (id, kind, term) = ("powershell-variable", WordKind::Variable, term.clone());
            elements.push(Element::Sign(Sign { id, kind, term, operator: None, value }));
        }
        if is_name && !is_reserved {
            elements.push(Element::Command(SimpleCommand { terms, rank, are_runs_read: false }));
        } else {
            elements.extend(terms.into_iter().map(|term| Element::Plain(term, WordKind::Unknown)));
        }
    }

    /// The words and operators of `text`.
    fn pieces(self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut brackets = Vec::new();
        let mut start = None;
        let mut quote = None;
        let mut done = 0;
        for (at, letter) in text.char_indices() {
            if at < done {
                continue;
            }
            match (letter, quote) {
                (_, Some(open)) => {
                    if letter == open {
                        quote = None;
                    }
                    continue;
                }
                ('"', None) => quote = Some('"'),
                ('\'', None) if self == Self::PowerShell => quote = Some('\''),
                _ => {}
            }
            let rest = text.get(at..).unwrap_or_default();
            let around = brackets.last().copied().unwrap_or(Bracket::Commands);
            let is_handed = around == Bracket::Handed;
            let length = match self.operator(rest) {
                0 if letter == ',' && around != Bracket::Commands => 1,
                length => length,
            };
            if length > 0 || letter.is_ascii_whitespace() {
                let word = start.take().map(|start| start..at);
                let bracket = bracket(rest, word.clone().and_then(|word| text.get(word)));
                pieces.extend(word.map(|range| Piece { range, is_operator: false, is_handed }));
                if length > 0 {
                    pieces.push(Piece { range: at..at + length, is_operator: true, is_handed });
                    done = at + length;
                }
                match bracket {
                    Some(open) => brackets.push(open),
                    None if matches!(letter, ')' | '}') => drop(brackets.pop()),
                    None => {}
                }
            } else {
                start = start.or(Some(at));
                done = at + self.name_in_braces(rest);
            }
        }
        let range = start.map(|start| start..text.len());
        pieces.extend(range.map(|range| Piece { range, is_operator: false, is_handed: false }));
        pieces
    }

    /// How long the operator is that `rest` starts with; 0 where it starts with none.
    fn operator(self, rest: &str) -> usize {
        let is_powershell = self == Self::PowerShell;
        match rest.as_bytes() {
            [b'&', b'&', ..] | [b'|', b'|', ..] => 2,
            [b'&' | b'|', ..] => 1,
            [b'$', b'(', ..] | [b'@', b'(' | b'{', ..] if is_powershell => 2,
            [b';' | b'(' | b')' | b'{' | b'}', ..] if is_powershell => 1,
            _ => 0,
        }
    }

    /// How long the variable `${…}` is that `rest` starts with; 0 where it starts with none.
    fn name_in_braces(self, rest: &str) -> usize {
        /// Each name is looked for by itself, so that an end far away would make a long line slow.
        const MAX_BYTES: usize = 200;
        if self != Self::PowerShell || !rest.starts_with("${") {
            return 0;
        }
        let end = rest.bytes().take(MAX_BYTES).position(|byte| byte == b'}');
        end.map_or(0, |end| end + 1)
    }
}

/// What stands in the bracket that `rest` opens right behind `word`; `None` where it opens none.
fn bracket(rest: &str, word: Option<&str>) -> Option<Bracket> {
    let is_reserved = |word: &str| RESERVED.iter().any(|its| word.eq_ignore_ascii_case(its));
    let starts_with_text = |behind: &str| behind.trim_start().starts_with(['\'', '"']);
    match rest.as_bytes() {
        [b'@', b'(', ..] => Some(Bracket::Array),
        [b'(', ..] if word.is_some_and(|word| !is_reserved(word)) => Some(Bracket::Handed),
        [b'(', ..] if rest.get(1..).is_some_and(starts_with_text) => Some(Bracket::Array),
        [b'(' | b'{', ..] | [b'$', b'(', ..] | [b'@', b'{', ..] => Some(Bracket::Commands),
        _ => None,
    }
}

/// Whether what follows `term` are commands for PowerShell.
fn is_command_option(term: &Term<'_>) -> bool {
    ["-command", "-c"].iter().any(|name| term.text.eq_ignore_ascii_case(name))
}
