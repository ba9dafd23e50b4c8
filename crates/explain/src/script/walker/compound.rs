use onionskin_shell::{CaseItem, Command, CommandKind, ConditionPart, IfBranch, List, Word};
use onionskin_text::Span;

use super::Walker;
use super::expansion::Place;
use crate::WordKind;
use crate::script::element::{Element, Rank, Sign, SimpleCommand};
use crate::term::Term;

impl<'t> Walker<'_, 't> {
    /// Commands that hold commands, conditions and functions.
    pub(super) fn compound(&mut self, command: &Command) {
        match &command.kind {
            CommandKind::Simple { .. } | CommandKind::Missing => {}
            CommandKind::Unexpected => {
                // Nobody knows what it means where it stands.
                let term = self.plain(command.span);
                self.elements.extend(term.map(|term| Element::Plain(term, WordKind::Unknown)));
            }
            CommandKind::Subshell(list) => {
                self.keywords(command, "subshell");
                self.apart(|walker| walker.list(list));
            }
            CommandKind::Group(list) => {
                self.control(command, "group");
                self.list(list);
            }
            CommandKind::If { branches, otherwise } => {
                self.control(command, "if");
                self.branches(branches, otherwise.as_ref());
            }
            CommandKind::For { name, words, body } => {
                self.control(command, "for");
                self.header(name.as_ref(), words.as_deref());
                self.list(body);
            }
            CommandKind::ForArithmetic { header, body } => {
                self.control(command, "for");
                self.expansions(&header.parts, Place::Text);
                self.list(body);
            }
            CommandKind::Loop { condition, body, .. } => {
                self.control(command, "while");
                self.list(condition);
                self.list(body);
            }
            CommandKind::Case { word, items } => {
                self.control(command, "case");
                self.case(word.as_ref(), items);
            }
            CommandKind::Condition(parts) => self.condition(command, parts),
            CommandKind::Arithmetic(arithmetic) => {
                self.keywords(command, "arithmetic");
                self.expansions(&arithmetic.parts, Place::Text);
            }
            CommandKind::Function { name, body } => {
                self.control(command, "function");
                if let Some(name) = name {
                    self.word(name, WordKind::FunctionName, Place::Text);
                }
                self.command(body);
            }
        }
    }

    fn branches(&mut self, branches: &[IfBranch], otherwise: Option<&List>) {
        for branch in branches {
            self.list(&branch.condition);
            self.list(&branch.body);
        }
        if let Some(otherwise) = otherwise {
            self.list(otherwise);
        }
    }

    /// The variable of a loop and the words that it goes through.
    fn header(&mut self, name: Option<&Word>, words: Option<&[Word]>) {
        if let Some(name) = name {
            self.word(name, WordKind::ShellVariable, Place::Text);
        }
        for word in words.unwrap_or_default() {
            self.word(word, WordKind::Operand, Place::Argument);
        }
    }

    fn case(&mut self, word: Option<&Word>, items: &[CaseItem]) {
        if let Some(word) = word {
            self.word(word, WordKind::Operand, Place::Text);
        }
        for item in items {
            for pattern in &item.patterns {
                self.case_pattern(pattern);
            }
            self.list(&item.body);
        }
    }

    fn case_pattern(&mut self, pattern: &Word) {
        if let Some(term) = self.term(pattern) {
            let (id, kind) = ("case-pattern", WordKind::Pattern);
            self.elements.push(Element::Sign(Sign { id, kind, term, operator: None, value: None }));
        }
        self.expansions(&pattern.parts, Place::Text);
    }

    /// The words of `[[ … ]]`, as if it were a command.
    fn condition(&mut self, command: &Command, parts: &[ConditionPart]) {
        self.elements.push(Element::Control);
        let part = |part: &ConditionPart| match part {
            ConditionPart::Word(word) => self.term(word),
            ConditionPart::Operator(span) => self.plain(*span),
        };
        let mut brackets = command.keywords.iter().map(|span| self.plain(*span));
        let open = brackets.next();
        let terms: Option<Vec<Term<'t>>> =
            open.into_iter().chain(parts.iter().map(part)).chain(brackets).collect();
        if let Some(terms) = terms.filter(|terms| !terms.is_empty()) {
            let command = SimpleCommand { terms, rank: Rank::Inner, are_runs_read: false };
            self.elements.push(Element::Command(command));
        }
        // Files are looked for nowhere in it.
        let mut place = Place::Text;
        for part in parts {
            if let ConditionPart::Word(word) = part {
                self.expansions(&word.parts, place);
                let is_comparison = matches!(word.span.text(self.text), "=" | "==" | "!=");
                place = if is_comparison { Place::Pattern } else { Place::Text };
            }
        }
    }

    fn control(&mut self, command: &Command, id: &'static str) {
        self.elements.push(Element::Control);
        self.keywords(command, id);
    }

    fn keywords(&mut self, command: &Command, id: &'static str) {
        for &keyword in &command.keywords {
            self.keyword(keyword, id);
        }
    }

    fn keyword(&mut self, keyword: Span, id: &'static str) {
        if keyword.text(self.text) == ";" {
            self.sign("semicolon", WordKind::Operator, keyword);
        } else {
            self.sign(id, WordKind::ReservedWord, keyword);
        }
    }
}
