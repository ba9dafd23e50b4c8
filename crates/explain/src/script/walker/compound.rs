use onionskin_shell::{CaseItem, Command, CommandKind, ConditionPart};
use onionskin_text::Span;

use super::Walker;
use crate::WordKind;
use crate::script::element::{self, Element, Rank};
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
                self.elements.push(Element::Enter);
                self.list(list);
                self.elements.push(Element::Leave);
            }
            CommandKind::Group(list) => {
                self.control(command, "group");
                self.list(list);
            }
            CommandKind::If { branches, otherwise } => {
                self.control(command, "if");
                for branch in branches {
                    self.list(&branch.condition);
                    self.list(&branch.body);
                }
                if let Some(otherwise) = otherwise {
                    self.list(otherwise);
                }
            }
            CommandKind::For { name, words, body } => {
                self.control(command, "for");
                if let Some(name) = name {
                    self.word(name, WordKind::ShellVariable);
                }
                for word in words.iter().flatten() {
                    self.word(word, WordKind::Operand);
                }
                self.list(body);
            }
            CommandKind::ForArithmetic { header, body } => {
                self.control(command, "for");
                self.expansions(&header.parts);
                self.list(body);
            }
            CommandKind::Loop { condition, body, .. } => {
                self.control(command, "while");
                self.list(condition);
                self.list(body);
            }
            CommandKind::Case { word, items } => {
                self.control(command, "case");
                if let Some(word) = word {
                    self.word(word, WordKind::Operand);
                }
                for item in items {
                    self.case_item(item);
                }
            }
            CommandKind::Condition(parts) => self.condition(command, parts),
            CommandKind::Arithmetic(arithmetic) => {
                self.keywords(command, "arithmetic");
                self.expansions(&arithmetic.parts);
            }
            CommandKind::Function { name, body } => {
                self.control(command, "function");
                if let Some(name) = name {
                    self.word(name, WordKind::FunctionName);
                }
                self.command(body);
            }
        }
    }

    fn case_item(&mut self, item: &CaseItem) {
        for pattern in &item.patterns {
            self.word(pattern, WordKind::Pattern);
        }
        self.list(&item.body);
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
            self.elements.push(Element::Command(element::Command { terms, rank: Rank::Inner }));
        }
        for part in parts {
            if let ConditionPart::Word(word) = part {
                self.expansions(&word.parts);
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
