use onionskin_shell::{Parameter, Part, PartKind, Word};
use onionskin_text::Span;

use super::Walker;
use crate::WordKind;
use crate::script::element::{Element, Rank, Sign};

/// What a shell does with `*` and the like, which depends on where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It looks for files, as in the arguments of a command.
    Argument,
    /// It looks for text that fits.
    Pattern,
    /// Nothing, or what is told of the word as a whole: in a value, in a regular expression, in a pattern of `case`.
    Text,
}

impl Walker<'_, '_> {
    /// What a shell puts something else in place of, in the `parts` of a word that stands at `place`.
    pub(super) fn expansions(&mut self, parts: &[Part], place: Place) {
        for part in parts {
            match &part.kind {
                PartKind::Literal
                | PartKind::Escaped
                | PartKind::SingleQuoted
                | PartKind::Brace
                | PartKind::LineJoin => {}
                PartKind::DoubleQuoted(inner) => self.expansions(inner, Place::Text),
                PartKind::Variable(name) => self.variable("shell-variable", part.span, *name),
                PartKind::Parameter(parameter) => self.parameter(part.span, parameter),
                PartKind::Command(list) => {
                    self.sign("substitution", WordKind::Substitution, part.span);
                    self.inner(list);
                }
                PartKind::Process(list) => {
                    self.sign("process", WordKind::Substitution, part.span);
                    self.inner(list);
                }
                PartKind::Arithmetic(arithmetic) => {
                    self.sign("arithmetic", WordKind::Arithmetic, part.span);
                    self.expansions(&arithmetic.parts, Place::Text);
                }
                PartKind::Glob => match place {
                    Place::Argument => self.sign("glob", WordKind::Glob, part.span),
                    Place::Pattern => self.sign("pattern", WordKind::Glob, part.span),
                    Place::Text => {}
                },
                PartKind::Tilde => self.sign("home", WordKind::Tilde, part.span),
                PartKind::Array(words) => {
                    for word in words {
                        self.word(word, WordKind::Operand, Place::Argument);
                    }
                }
            }
        }
    }

    /// Commands whose output is put into a word.
    fn inner(&mut self, list: &onionskin_shell::List) {
        let outer = std::mem::replace(&mut self.rank, Rank::Inner);
        self.apart(|walker| walker.list(list));
        self.rank = outer;
    }

    fn parameter(&mut self, span: Span, parameter: &Parameter) {
        let operator = parameter.operator.map_or("", |operator| operator.text(self.text));
        let id = match (operator, parameter.prefix.map_or("", |prefix| prefix.text(self.text))) {
            ("", "") => "shell-variable",
            ("", "#") => "length",
            (":-" | "-", _) => "default",
            (":=" | "=", _) => "default-kept",
            (":+" | "+", _) => "alternative",
            (":?" | "?", _) => "required",
            ("#" | "##", _) => "without-start",
            ("%" | "%%", _) => "without-end",
            ("/" | "//", _) => "replaced",
            (":", _) => "substring",
            _ => "changed",
        };
        self.variable(id, span, parameter.name);
        self.expansions(&parameter.word.parts, Place::Text);
    }

    fn variable(&mut self, id: &'static str, span: Span, name: Span) {
        let name = self.plain(name).filter(|name| !name.text.is_empty());
        if let (Some(term), Some(name)) = (self.plain(span), name) {
            let kind = WordKind::Variable;
            self.elements.push(Element::Sign(Sign { id, kind, term, operator: None, value: Some(name) }));
        }
    }
}

/// Whether nobody knows how many words a shell makes of `word`, and whether these are options.
pub(super) fn is_open(word: &Word) -> bool {
    let is_expansion = |part: &Part| {
        matches!(part.kind, PartKind::Variable(_) | PartKind::Parameter(_) | PartKind::Command(_))
    };
    !word.parts.is_empty() && word.parts.iter().all(is_expansion)
}
