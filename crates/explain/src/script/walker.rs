//! From the tree of a script to its elements.

mod compound;
mod expansion;

use std::borrow::Cow;
use std::ops::Range;

use onionskin_shell::{
    AndOr, Assignment, Command, CommandKind, Heredoc, List, Operator, OperatorKind, Pipeline, Redirection,
    Script, Word,
};
use onionskin_text::Span;

use super::element::{Element, Rank, Sign, Start};
use super::input::{is_for_shell, reads_script};
use super::nested::push_command;
use super::text::ShellText;
use super::{MAX_DEPTH, redirection};
use crate::places::Places;
use crate::term::Term;
use crate::{Subject, WordKind};
use expansion::Place;

/// Who reads a heredoc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadBy {
    /// A shell that takes it for a script.
    Shell,
    /// Nobody: it is the script of a RUN without other commands, whose first line says who runs it.
    Instruction,
    /// Any other command.
    Other,
}

/// Goes through the tree of a script.
pub(super) struct Walker<'w, 't> {
    subject: &'w Subject<'w>,
    /// The text that the script is part of.
    whole: &'t str,
    /// Where the script starts in it.
    base: usize,
    /// The script.
    text: &'t str,
    places: &'w Places<'w>,
    script: &'w Script,
    rank: Rank,
    depth: usize,
    elements: &'w mut Vec<Element<'t>>,
}

impl<'t> Walker<'_, 't> {
    /// Adds the elements of `text`.
    pub(super) fn walk<'a>(subject: &Subject<'_>, text: &ShellText<'a>, elements: &mut Vec<Element<'a>>) {
        if let Cow::Borrowed(whole) = &text.text {
            let range = 0..whole.len();
            Self::walk_range(subject, (whole, range, &text.places), Rank::Main, 0, elements);
        } else {
            let mut own = Vec::new();
            Self::walk_nested(subject, text, Rank::Main, 0, &mut own);
            elements.extend(own.into_iter().map(Element::into_owned));
        }
    }

    /// Adds the elements of a script that stands in another one.
    pub(super) fn walk_nested<'n>(
        subject: &Subject<'_>,
        text: &'n ShellText<'_>,
        rank: Rank,
        depth: usize,
        elements: &mut Vec<Element<'n>>,
    ) {
        let range = 0..text.text.len();
        Self::walk_range(subject, (&text.text, range, &text.places), rank, depth, elements);
    }

    /// Adds the elements of a part of a text.
    fn walk_range<'n>(
        subject: &Subject<'_>,
        (whole, range, places): (&'n str, Range<usize>, &Places<'_>),
        rank: Rank,
        depth: usize,
        elements: &mut Vec<Element<'n>>,
    ) {
        let base = range.start;
        let text = whole.get(range).unwrap_or_default();
        let script = onionskin_shell::parse(text);
        let mut walker =
            Walker { subject, whole, base, text, places, script: &script, rank, depth, elements };
        walker.list(&script.list);
        for &comment in &script.comments {
            walker.sign("comment", WordKind::Comment, comment);
        }
    }

    /// Where a part of the script stands in the source.
    fn place(&self, span: Span) -> Option<Span> {
        let range = span.range();
        self.places.span(self.whole, &(range.start + self.base..range.end + self.base))
    }

    /// A piece that says what is written.
    fn plain(&self, span: Span) -> Option<Term<'t>> {
        Some(Term::plain(span.text(self.text), self.place(span)?))
    }

    fn term(&self, word: &Word) -> Option<Term<'t>> {
        Some(Term {
            text: word.unquoted(self.text),
            written: Cow::Borrowed(word.span.text(self.text)),
            span: self.place(word.span)?,
            is_open: expansion::is_open(word),
        })
    }

    fn sign(&mut self, id: &'static str, kind: WordKind, span: Span) {
        if let Some(term) = self.plain(span).filter(|_| !span.is_empty()) {
            self.elements.push(Element::Sign(Sign { id, kind, term, operator: None, value: None }));
        }
    }

    fn word(&mut self, word: &Word, kind: WordKind, place: Place) {
        if let Some(term) = self.term(word) {
            self.elements.push(Element::Plain(term, kind));
        }
        self.expansions(&word.parts, place);
    }

    /// What runs in a shell of its own.
    fn apart(&mut self, inside: impl FnOnce(&mut Self)) {
        self.elements.push(Element::Enter(Start::Here));
        inside(self);
        self.elements.push(Element::Leave);
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let is_apart = item.terminator.is_some_and(|it| it.kind == OperatorKind::Background);
            if is_apart {
                self.apart(|walker| walker.and_or(&item.and_or));
            } else {
                self.and_or(&item.and_or);
            }
            if let Some(operator) = item.terminator {
                self.operator(operator);
            }
        }
    }

    fn and_or(&mut self, and_or: &AndOr) {
        self.pipeline(&and_or.first);
        for (operator, pipeline) in &and_or.rest {
            self.operator(*operator);
            self.pipeline(pipeline);
        }
    }

    fn operator(&mut self, Operator { span, kind }: Operator) {
        let id = match kind {
            OperatorKind::And => "and",
            OperatorKind::Or => "or",
            OperatorKind::Pipe => "pipe",
            OperatorKind::PipeBoth => "pipe-both",
            OperatorKind::Semicolon => "semicolon",
            OperatorKind::Background => "background",
            OperatorKind::Newline => return,
        };
        self.sign(id, WordKind::Operator, span);
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        for &prefix in &pipeline.prefixes {
            if prefix.text(self.text) == "!" {
                self.elements.push(Element::Control);
                self.sign("not", WordKind::ReservedWord, prefix);
            } else {
                self.sign("time", WordKind::ReservedWord, prefix);
            }
        }
        if pipeline.rest.is_empty() {
            return self.command(&pipeline.first);
        }
        self.apart(|walker| walker.command(&pipeline.first));
        for (operator, command) in &pipeline.rest {
            self.operator(*operator);
            self.apart(|walker| walker.command(command));
        }
    }

    fn command(&mut self, command: &Command) {
        if let CommandKind::Simple { assignments, words } = &command.kind {
            self.simple(assignments, words);
        } else {
            self.compound(command);
        }
        // A command may have many heredocs, and who reads them is found out once.
        let has_heredoc = command.redirections.iter().any(|it| it.heredoc.is_some());
        let read_by = if has_heredoc { self.read_by(command) } else { ReadBy::Other };
        for redirection in &command.redirections {
            self.redirection(redirection, read_by);
        }
    }

    /// Who reads the heredocs of `command`.
    fn read_by(&self, command: &Command) -> ReadBy {
        if !command.words().is_empty() {
            let terms: Option<Vec<_>> = command.words().iter().map(|word| self.term(word)).collect();
            let is_shell = terms.is_some_and(|terms| reads_script(self.subject.registry, &terms));
            if is_shell { ReadBy::Shell } else { ReadBy::Other }
        } else if matches!(command.kind, CommandKind::Simple { .. }) {
            ReadBy::Instruction
        } else {
            ReadBy::Other
        }
    }

    fn simple(&mut self, assignments: &[Assignment], words: &[Word]) {
        for assignment in assignments {
            self.assignment(assignment);
        }
        // A command is known as a whole or not at all.
        let terms: Option<Vec<_>> = words.iter().map(|word| self.term(word)).collect();
        let terms = terms.unwrap_or_default();
        let scripts = push_command(self.subject, terms, self.rank, self.depth, self.elements);
        let mut scripts = scripts.into_iter().peekable();
        for word in words {
            // What stands in a word that was read as a script is told of there.
            if scripts.peek().is_some_and(|script| self.place(word.span) == Some(*script)) {
                scripts.next();
            } else {
                self.expansions(&word.parts, Place::Argument);
            }
        }
    }

    fn assignment(&mut self, it: &Assignment) {
        let span = Span { start: it.name.start, end: it.value.span.end.max(it.operator.end) };
        let term = self.plain(span);
        let operator = self.place(Span { start: it.name.start, end: it.operator.end });
        let value = self.plain(it.name);
        if let (Some(term), Some(value)) = (term, value) {
            let (id, kind) = ("assignment", WordKind::Assignment);
            self.elements.push(Element::Sign(Sign { id, kind, term, operator, value: Some(value) }));
        }
        self.expansions(&it.value.parts, Place::Text);
    }

    fn redirection(&mut self, it: &Redirection, read_by: ReadBy) {
        let target = it.target.as_ref().and_then(|target| self.term(target));
        let fd = it.fd.map_or("", |fd| fd.text(self.text));
        let id = redirection::id(it.kind, fd, target.as_ref().map_or("", |target| &target.text));
        let start = it.fd.map_or(it.operator.start, |fd| fd.start);
        let operator = self.place(Span { start, end: it.operator.end });
        if let Some(term) = self.plain(it.span) {
            let kind = WordKind::Redirection;
            self.elements.push(Element::Sign(Sign { id, kind, term, operator, value: target }));
        }
        match self.script.heredoc(it) {
            Some(heredoc) => self.heredoc(heredoc, read_by),
            None => self.expansions(it.target.as_ref().map_or(&[], |target| &target.parts), Place::Text),
        }
    }

    /// The lines of a heredoc: a script where a shell gets it.
    fn heredoc(&mut self, heredoc: &Heredoc, read_by: ReadBy) {
        let is_script = match read_by {
            ReadBy::Shell => true,
            ReadBy::Instruction => is_for_shell(self.subject.registry, heredoc.body.text(self.text)),
            ReadBy::Other => false,
        };
        if is_script && self.depth < MAX_DEPTH {
            let range = heredoc.body.range();
            let range = range.start + self.base..range.end + self.base;
            let rank = if read_by == ReadBy::Instruction { self.rank } else { self.rank.of_nested() };
            let whole = (self.whole, range, self.places);
            self.elements.push(Element::Enter(Start::Handed));
            Walker::walk_range(self.subject, whole, rank, self.depth + 1, self.elements);
            self.elements.push(Element::Leave);
        } else {
            self.expansions(&heredoc.parts, Place::Text);
        }
        self.sign("heredoc-end", WordKind::HeredocEnd, heredoc.terminator);
    }
}
