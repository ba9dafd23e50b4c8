//! Another parser of the same language reads the same commands, words, operators and redirections.

#![expect(
    clippy::wildcard_enum_match_arm,
    clippy::string_slice,
    clippy::too_many_lines,
    reason = "a test may panic, and most kinds of parts have nothing inside"
)]

#[path = "../../shell/tests/shell/bodies.rs"]
mod bodies;
#[path = "../../shell/tests/shell/draw.rs"]
mod draw;
#[path = "../../shell/tests/shell/walk.rs"]
mod walk;

use std::fmt::Write as _;

use bodies::bodies;
use brush_parser::ast::{
    AndOr, AndOrList, AssignmentName, AssignmentValue, Command, CommandPrefixOrSuffixItem as Item,
    CompoundCommand, CompoundList, ExtendedTestExpr, IoFileRedirectKind, IoFileRedirectTarget, IoRedirect,
    Pipeline, PipelineTimed, ProcessSubstitutionKind, Program, RedirectList, SeparatorOperator,
    SimpleCommand,
};
use onionskin_shell::{List, Part, PartKind, parse};
use walk::{arithmetic, commands, words};

/// What the other parser reads, drawn in the same way; `None` where it refuses the text.
fn reference(text: &str) -> Option<String> {
    let options = brush_parser::ParserOptions::default();
    let tokens = brush_parser::uncached_tokenize_str(text, &options.tokenizer_options()).ok()?;
    let program = brush_parser::parse_tokens(&tokens, &options).ok()?;
    let mut drawing = Reference { drawn: String::new() };
    drawing.program(&program);
    Some(drawing.drawn)
}

struct Reference {
    drawn: String,
}

impl Reference {
    fn push(&mut self, text: &str) {
        draw::push(&mut self.drawn, text);
    }

    fn program(&mut self, program: &Program) {
        let items: Vec<_> = program.complete_commands.iter().flat_map(|list| &list.0).collect();
        for (idx, item) in items.iter().enumerate() {
            self.and_or(&item.0);
            self.separator(&item.1, idx + 1 < items.len());
        }
    }

    fn separator(&mut self, separator: &SeparatorOperator, is_inner: bool) {
        match separator {
            SeparatorOperator::Async => self.push("&"),
            SeparatorOperator::Sequence if is_inner => self.push(";"),
            SeparatorOperator::Sequence => {}
        }
    }

    fn list(&mut self, list: &CompoundList) {
        for (idx, item) in list.0.iter().enumerate() {
            self.and_or(&item.0);
            self.separator(&item.1, idx + 1 < list.0.len());
        }
    }

    fn and_or(&mut self, list: &AndOrList) {
        self.pipeline(&list.first);
        for item in &list.additional {
            let (operator, pipeline) = match item {
                AndOr::And(pipeline) => ("&&", pipeline),
                AndOr::Or(pipeline) => ("||", pipeline),
            };
            self.push(operator);
            self.pipeline(pipeline);
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        match pipeline.timed {
            Some(PipelineTimed::Timed(_)) => self.push("time"),
            Some(PipelineTimed::TimedWithPosixOutput(_)) => self.push("time -p"),
            None => {}
        }
        if pipeline.bang {
            self.push("!");
        }
        for (idx, command) in pipeline.seq.iter().enumerate() {
            if idx > 0 {
                self.push("|");
            }
            self.command(command);
        }
    }

    fn group(&mut self, name: &str, list: &CompoundList) {
        self.push(&format!("({name}"));
        self.list(list);
        self.push(")");
    }

    fn command(&mut self, command: &Command) {
        self.push("(");
        match command {
            Command::Simple(simple) => self.simple(simple),
            Command::Compound(compound, redirections) => {
                self.compound(compound);
                self.redirections(redirections.as_ref());
            }
            Command::Function(function) => {
                self.push("function");
                self.push(&function.fname.value);
                self.push("(");
                self.compound(&function.body.0);
                self.redirections(function.body.1.as_ref());
                self.push(")");
            }
            Command::ExtendedTest(test, redirections) => {
                self.push("[[");
                self.test(&test.expr);
                self.redirections(redirections.as_ref());
            }
        }
        self.push(")");
    }

    fn simple(&mut self, command: &SimpleCommand) {
        let prefix = command.prefix.iter().flat_map(|prefix| &prefix.0);
        for item in prefix {
            self.item(item);
        }
        if let Some(word) = &command.word_or_name {
            self.push(&word.value);
        }
        for item in command.suffix.iter().flat_map(|suffix| &suffix.0) {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::IoRedirect(redirect) => self.redirect(redirect),
            Item::Word(word) => self.push(&word.value),
            Item::AssignmentWord(assignment, word) => {
                let mut drawn = match &assignment.name {
                    AssignmentName::VariableName(name) => name.clone(),
                    AssignmentName::ArrayElementName(name, idx) => format!("{name}[{idx}]"),
                };
                drawn.push_str(if assignment.append { "+=" } else { "=" });
                match &assignment.value {
                    AssignmentValue::Scalar(value) => drawn.push_str(&value.value),
                    AssignmentValue::Array(_) => drawn.clone_from(&word.value),
                }
                self.push(&drawn);
            }
            Item::ProcessSubstitution(kind, subshell) => {
                self.push(process(kind));
                self.list(&subshell.list);
                self.push(")");
            }
        }
    }

    fn redirections(&mut self, redirections: Option<&RedirectList>) {
        for redirect in redirections.iter().flat_map(|list| &list.0) {
            self.redirect(redirect);
        }
    }

    fn redirect(&mut self, redirect: &IoRedirect) {
        let mut drawn = String::new();
        let number = |fd: &Option<i32>| fd.map_or(String::new(), |fd| fd.to_string());
        match redirect {
            IoRedirect::File(fd, kind, target) => {
                let operator = match kind {
                    IoFileRedirectKind::Read => "<",
                    IoFileRedirectKind::Write => ">",
                    IoFileRedirectKind::Append => ">>",
                    IoFileRedirectKind::ReadAndWrite => "<>",
                    IoFileRedirectKind::Clobber => ">|",
                    IoFileRedirectKind::DuplicateInput => "<&",
                    IoFileRedirectKind::DuplicateOutput => ">&",
                };
                let _ = write!(drawn, "{}{operator}", number(fd));
                match target {
                    IoFileRedirectTarget::Filename(word) | IoFileRedirectTarget::Duplicate(word) => {
                        drawn.push_str(&word.value);
                    }
                    IoFileRedirectTarget::Fd(fd) => drawn.push_str(&fd.to_string()),
                    IoFileRedirectTarget::ProcessSubstitution(kind, subshell) => {
                        drawn.push_str(process(kind));
                        self.push(&drawn);
                        self.list(&subshell.list);
                        return self.push(")");
                    }
                }
            }
            IoRedirect::HereDocument(fd, heredoc) => {
                let operator = if heredoc.remove_tabs { "<<-" } else { "<<" };
                let _ = write!(drawn, "{}{operator}{}", number(fd), heredoc.here_end.value);
            }
            IoRedirect::HereString(fd, word) => {
                let _ = write!(drawn, "{}<<<{}", number(fd), word.value);
            }
            IoRedirect::OutputAndError(word, is_appended) => {
                let _ = write!(drawn, "{}{}", if *is_appended { "&>>" } else { "&>" }, word.value);
            }
        }
        self.push(&drawn);
    }

    fn compound(&mut self, compound: &CompoundCommand) {
        match compound {
            CompoundCommand::Arithmetic(arithmetic) => {
                self.push("((");
                self.push(arithmetic.expr.value.trim());
                self.push("))");
            }
            CompoundCommand::ArithmeticForClause(it) => {
                self.push("for ((");
                let text = |part: &Option<brush_parser::ast::UnexpandedArithmeticExpr>| {
                    part.as_ref().map_or(String::new(), |it| it.value.trim().to_owned())
                };
                let header = [&it.initializer, &it.condition, &it.updater].map(text);
                self.push(&header.join(";"));
                self.push("))");
                self.group("do", &it.body.list);
            }
            CompoundCommand::BraceGroup(it) => self.group("group", &it.list),
            CompoundCommand::Subshell(it) => self.group("subshell", &it.list),
            CompoundCommand::ForClause(it) => {
                self.push("for");
                self.push(&it.variable_name);
                if let Some(values) = &it.values {
                    self.push("(in");
                    for value in values {
                        self.push(&value.value);
                    }
                    self.push(")");
                }
                self.group("do", &it.body.list);
            }
            CompoundCommand::CaseClause(it) => {
                self.push("case");
                self.push(&it.value.value);
                for item in &it.cases {
                    self.push("(");
                    for (idx, pattern) in item.patterns.iter().enumerate() {
                        if idx > 0 {
                            self.push("|");
                        }
                        self.push(&pattern.value);
                    }
                    match &item.cmd {
                        Some(list) => self.group("do", list),
                        None => self.push("(do)"),
                    }
                    self.push(match item.post_action {
                        brush_parser::ast::CaseItemPostAction::ExitCase => ";;",
                        brush_parser::ast::CaseItemPostAction::UnconditionallyExecuteNextCaseItem => ";&",
                        brush_parser::ast::CaseItemPostAction::ContinueEvaluatingCases => ";;&",
                    });
                    self.push(")");
                }
            }
            CompoundCommand::IfClause(it) => {
                self.group("if", &it.condition);
                self.group("then", &it.then);
                for branch in it.elses.iter().flatten() {
                    match &branch.condition {
                        Some(condition) => {
                            self.group("elif", condition);
                            self.group("then", &branch.body);
                        }
                        None => self.group("else", &branch.body),
                    }
                }
            }
            CompoundCommand::WhileClause(it) => {
                self.group("while", &it.0);
                self.group("do", &it.1.list);
            }
            CompoundCommand::UntilClause(it) => {
                self.group("until", &it.0);
                self.group("do", &it.1.list);
            }
            CompoundCommand::Coprocess(_) => self.push("coproc"),
        }
    }

    fn test(&mut self, test: &ExtendedTestExpr) {
        match test {
            ExtendedTestExpr::And(left, right) => self.both(left, "&&", right),
            ExtendedTestExpr::Or(left, right) => self.both(left, "||", right),
            ExtendedTestExpr::Not(inner) => {
                self.push("!");
                self.test(inner);
            }
            ExtendedTestExpr::Parenthesized(inner) => {
                self.push("[");
                self.test(inner);
                self.push("]");
            }
            ExtendedTestExpr::UnaryTest(predicate, word) => {
                self.push(&predicate.to_string());
                self.push(&word.value);
            }
            ExtendedTestExpr::BinaryTest(predicate, left, right) => {
                self.push(&left.value);
                self.push(&predicate.to_string());
                self.push(&right.value);
            }
        }
    }

    fn both(&mut self, left: &ExtendedTestExpr, operator: &str, right: &ExtendedTestExpr) {
        self.test(left);
        self.push(operator);
        self.test(right);
    }
}

fn process(kind: &ProcessSubstitutionKind) -> &'static str {
    match kind {
        ProcessSubstitutionKind::Read => "<(",
        ProcessSubstitutionKind::Write => ">(",
    }
}

/// The texts of all substitutions of a list, those inside of others too.
fn substitutions<'s>(text: &'s str, list: &List, found: &mut Vec<&'s str>) {
    for command in commands(list) {
        for word in words(command) {
            substitutions_of_parts(text, &word.parts, found);
        }
        if let Some(arithmetic) = arithmetic(command) {
            substitutions_of_parts(text, &arithmetic.parts, found);
        }
    }
}

fn substitutions_of_parts<'s>(text: &'s str, parts: &[Part], found: &mut Vec<&'s str>) {
    for part in parts {
        match &part.kind {
            PartKind::DoubleQuoted(inner) => substitutions_of_parts(text, inner, found),
            PartKind::Parameter(parameter) => substitutions_of_parts(text, &parameter.word.parts, found),
            PartKind::Arithmetic(arithmetic) => substitutions_of_parts(text, &arithmetic.parts, found),
            PartKind::Command(list) | PartKind::Process(list) => {
                found.extend(inner_text(part.span.text(text)));
                substitutions(text, list, found);
            }
            PartKind::Array(words) => {
                for word in words {
                    substitutions_of_parts(text, &word.parts, found);
                }
            }
            _ => {}
        }
    }
}

/// The commands of a substitution; `None` where backslashes in backticks would have to be resolved.
fn inner_text(written: &str) -> Option<&str> {
    match written.strip_prefix('`') {
        Some(rest) => rest.strip_suffix('`').filter(|inner| !inner.contains('\\')),
        None => written.get("$(".len()..)?.strip_suffix(')'),
    }
}

/// `text` and what is substituted in it, heredocs included.
fn texts(text: &str) -> Vec<&str> {
    let mut texts = vec![text];
    let script = parse(text);
    substitutions(text, &script.list, &mut texts);
    for heredoc in &script.heredocs {
        substitutions_of_parts(text, &heredoc.parts, &mut texts);
    }
    texts
}

/// How both parsers draw a text, this one first; `None` where the other parser refuses it. Blanks in substitutions do
/// not count: the other parser changes some.
fn both(text: &str) -> Option<[String; 2]> {
    let squeeze = |drawn: String| drawn.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = squeeze(reference(text)?);
    let actual = squeeze(draw::draw(text, &parse(text)));
    Some([actual, expected])
}

/// Text that is shell to the other parser is drawn alike, and nearly all of it is.
#[test]
fn both_parsers_read_the_same() {
    /// The other parser ends `$(…)` at the first `)` of a `case` in it.
    const MAX_REFUSED: usize = 1;
    let mut refused = Vec::new();
    let mut differing = Vec::new();
    for text in bodies().flat_map(texts) {
        match both(text) {
            None => refused.push(text),
            Some([ours, other]) if ours != other => {
                differing.push(format!("{text}\n  ours:  {ours}\n  other: {other}\n"));
            }
            Some(_) => {}
        }
    }
    assert_eq!(differing.join("\n"), "");
    assert!(refused.len() <= MAX_REFUSED, "refused by the other parser: {refused:#?}");
}

/// Text from elsewhere, a body a line, with `\n` for line ends and the character 1 for backslashes. Only reports.
#[test]
#[ignore = "reads a file that BODIES names"]
fn bodies_of_a_file_are_read_the_same() {
    let path = std::env::var("BODIES").expect("BODIES names a file");
    let (mut n, mut n_accepted, mut n_differ, mut n_faults) = (0, 0, 0, 0);
    for line in std::fs::read_to_string(path).expect("a file").lines() {
        let body = line.replace("\\n", "\n").replace('\u{1}', "\\");
        for text in texts(&body) {
            n += 1;
            let faults = parse(text).faults;
            match both(text) {
                None if faults.is_empty() => println!("ONLY OURS {text:?}"),
                None => {}
                Some([ours, other]) => {
                    n_accepted += 1;
                    n_faults += usize::from(!faults.is_empty());
                    if !faults.is_empty() {
                        println!("FAULTS {text:?} {faults:?}");
                    }
                    if ours != other {
                        n_differ += 1;
                        println!("DIFFER {text:?}\n  ours:  {ours}\n  other: {other}");
                    }
                }
            }
        }
    }
    println!("TOTAL {n} texts, {n_accepted} accepted, {n_differ} differ, {n_faults} with faults");
}
