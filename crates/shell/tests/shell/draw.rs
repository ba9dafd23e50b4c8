//! A script, drawn in one line: commands in round brackets, words as they are written.

use std::fmt::Write as _;

use onionskin_shell::{
    AndOr, Command, CommandKind, ConditionPart, List, OperatorKind, PartKind, Pipeline, Redirection, Script,
    Word,
};
use onionskin_text::Span;

/// Draws the commands of a script.
pub(crate) fn draw(text: &str, script: &Script) -> String {
    let mut drawing = Drawing { text, drawn: String::new() };
    drawing.list(&script.list);
    drawing.drawn
}

/// Adds `text` to a drawing, without its line joins and with a blank in front of it where one is needed.
pub(crate) fn push(drawn: &mut String, text: &str) {
    if !drawn.is_empty() && !drawn.ends_with(['(', ' ']) && text != ")" {
        drawn.push(' ');
    }
    drawn.push_str(&text.replace("\\\n", ""));
}

struct Drawing<'s> {
    text: &'s str,
    drawn: String,
}

impl Drawing<'_> {
    fn push(&mut self, text: &str) {
        push(&mut self.drawn, text);
    }

    fn span(&mut self, span: Span) {
        self.push(span.text(self.text));
    }

    fn word(&mut self, word: &Word) {
        let drawn = self.word_text(word);
        self.push(&drawn);
    }

    /// A word as it is written, but for blanks in arrays and substituted files.
    fn word_text(&self, word: &Word) -> String {
        let mut drawn = String::new();
        for part in &word.parts {
            match &part.kind {
                PartKind::Array(words) => {
                    let words: Vec<_> = words.iter().map(|word| self.word_text(word)).collect();
                    let _ = write!(drawn, "({})", words.join(" "));
                }
                PartKind::Process(list) => {
                    let mut inner = Drawing { text: self.text, drawn: String::new() };
                    inner.group("", list);
                    let _ = write!(drawn, "{}{}", &part.span.text(self.text)[..1], inner.drawn);
                }
                _ => drawn.push_str(part.span.text(self.text)),
            }
        }
        drawn
    }

    fn list(&mut self, list: &List) {
        for (idx, item) in list.items.iter().enumerate() {
            self.and_or(&item.and_or);
            match item.terminator.map(|it| it.kind) {
                Some(OperatorKind::Background) => self.push("&"),
                _ if idx + 1 < list.items.len() => self.push(";"),
                _ => {}
            }
        }
    }

    fn and_or(&mut self, and_or: &AndOr) {
        self.pipeline(&and_or.first);
        for (operator, pipeline) in &and_or.rest {
            self.push(if operator.kind == OperatorKind::And { "&&" } else { "||" });
            self.pipeline(pipeline);
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        for &prefix in &pipeline.prefixes {
            self.span(prefix);
        }
        self.command(&pipeline.first);
        for (operator, command) in &pipeline.rest {
            self.push(if operator.kind == OperatorKind::Pipe { "|" } else { "|&" });
            self.command(command);
        }
    }

    fn group(&mut self, name: &str, list: &List) {
        self.push(&format!("({name}"));
        self.list(list);
        self.push(")");
    }

    fn command(&mut self, command: &Command) {
        match &command.kind {
            CommandKind::Missing => return self.push("(missing)"),
            CommandKind::Unexpected => {
                self.push("(unexpected");
                self.span(command.span);
                return self.push(")");
            }
            _ => self.push("("),
        }
        match &command.kind {
            CommandKind::Simple { assignments, words } => {
                // In the order of the text.
                let mut pieces: Vec<(u32, String)> = Vec::new();
                for it in assignments {
                    let name = Span { start: it.name.start, end: it.value.span.start };
                    let value = self.word_text(&it.value);
                    pieces.push((name.start, format!("{}{value}", name.text(self.text))));
                }
                for word in words {
                    pieces.push((word.span.start, self.word_text(word)));
                }
                for it in &command.redirections {
                    pieces.push((it.span.start, self.redirection(it)));
                }
                pieces.sort();
                for (_, piece) in pieces {
                    self.push(&piece);
                }
                return self.push(")");
            }
            CommandKind::Subshell(list) => self.group("subshell", list),
            CommandKind::Group(list) => self.group("group", list),
            CommandKind::If { branches, otherwise } => {
                for (idx, branch) in branches.iter().enumerate() {
                    self.group(if idx == 0 { "if" } else { "elif" }, &branch.condition);
                    self.group("then", &branch.body);
                }
                if let Some(otherwise) = otherwise {
                    self.group("else", otherwise);
                }
            }
            CommandKind::For { name, words, body } => {
                self.push("for");
                if let Some(name) = name {
                    self.word(name);
                }
                if let Some(words) = words {
                    self.push("(in");
                    for word in words {
                        self.word(word);
                    }
                    self.push(")");
                }
                self.group("do", body);
            }
            CommandKind::ForArithmetic { header, body } => {
                self.push("for ((");
                let header = header.span.text(self.text).split(';').map(str::trim).collect::<Vec<_>>();
                self.push(&header.join(";"));
                self.push("))");
                self.group("do", body);
            }
            CommandKind::Loop { is_until, condition, body } => {
                self.group(if *is_until { "until" } else { "while" }, condition);
                self.group("do", body);
            }
            CommandKind::Case { word, items } => {
                self.push("case");
                if let Some(word) = word {
                    self.word(word);
                }
                for item in items {
                    self.push("(");
                    for (idx, pattern) in item.patterns.iter().enumerate() {
                        if idx > 0 {
                            self.push("|");
                        }
                        self.word(pattern);
                    }
                    self.group("do", &item.body);
                    self.push(item.terminator.map_or(";;", |span| span.text(self.text)));
                    self.push(")");
                }
            }
            CommandKind::Condition(parts) => {
                self.push("[[");
                for part in parts {
                    match part {
                        ConditionPart::Word(word) if self.word_text(word) == "=" => self.push("=="),
                        ConditionPart::Word(word) => self.word(word),
                        ConditionPart::Operator(span) => {
                            let written = span.text(self.text);
                            self.push(match written {
                                "(" => "[",
                                ")" => "]",
                                other => other,
                            });
                        }
                    }
                }
            }
            CommandKind::Arithmetic(arithmetic) => {
                self.push("((");
                self.push(arithmetic.span.text(self.text).trim());
                self.push("))");
            }
            CommandKind::Function { name, body } => {
                self.push("function");
                if let Some(name) = name {
                    self.word(name);
                }
                self.command(body);
            }
            CommandKind::Missing | CommandKind::Unexpected => {}
        }
        for it in &command.redirections {
            let drawn = self.redirection(it);
            self.push(&drawn);
        }
        self.push(")");
    }

    fn redirection(&self, it: &Redirection) -> String {
        let fd = it.fd.map_or("", |fd| fd.text(self.text));
        let target = it.target.as_ref().map_or(String::new(), |target| self.word_text(target));
        format!("{fd}{}{target}", it.operator.text(self.text))
    }
}
