//! Every word of a file, and which entry explains it.

mod arguments;
mod script;

use onionskin_entries::{EntryOption, Kind, Registry, Takes, Text};
use onionskin_graph::Base;
use onionskin_syntax::{Args, Directive, Flag, Instruction, Keyword, Node, NodeKind};
use onionskin_text::Span;

use crate::arguments::SWITCHED_ON;
use crate::mount::MountFlag;
use crate::references::references;
use crate::render::is_always_told;
use crate::scene::Scene;
use crate::syntax::{continuations, directive_spans, heredoc_ends};
use crate::{EntryName, Subject, Word, WordKind};

/// Every word of `subject`'s file in the order of their places: directives, keywords, flags, options, variables, names,
/// and the words and operators of commands; each with the entry that its note comes from.
pub fn words<'a>(subject: &Subject<'a>) -> Vec<Word<'a>> {
    let scene = Scene::new(subject, 0);
    // A word has some eight bytes, and some words stand in others.
    let listed = Vec::with_capacity(subject.source.len() / 8);
    let mut index =
        Index { subject, scene, at: None, own_commands: None, functions: Vec::new(), words: listed };
    let mut n_instructions = 0;
    for node in &subject.dockerfile.nodes {
        match &node.kind {
            NodeKind::Directive(directive) => index.directive(node, directive),
            NodeKind::Instruction(instruction) => {
                index.at = Some(n_instructions);
                n_instructions += 1;
                index.instruction(instruction);
                index.at = None;
            }
            NodeKind::Comment | NodeKind::Blank => {}
        }
    }
    let mut words = index.words;
    words.sort_by_key(|word| (word.span.start, u32::MAX - word.span.end));
    words
}

struct Index<'s, 'a> {
    subject: &'s Subject<'a>,
    /// The file, seen from its first instruction; `None` where there is none.
    scene: Option<Scene<'a>>,
    /// The instruction that is read.
    at: Option<usize>,
    /// A stage, and whether CMD is a command of its own there.
    own_commands: Option<(usize, bool)>,
    /// The functions that the script defines.
    functions: Vec<String>,
    words: Vec<Word<'a>>,
}

impl<'a> Index<'_, 'a> {
    fn push(&mut self, span: Span, kind: WordKind, entry: Option<EntryName<'a>>) {
        if !span.is_empty() {
            self.words.push(Word { span, instruction: self.at, kind, entry });
        }
    }

    fn registry(&self) -> &'a Registry {
        self.subject.registry
    }

    fn directive(&mut self, node: &Node, directive: &Directive) {
        let entry = syntax(self.registry(), &directive.name);
        let [name, value] = directive_spans(self.subject, node, directive);
        self.push(name, WordKind::Directive, entry);
        self.push(value, WordKind::DirectiveValue, entry);
    }

    fn instruction(&mut self, instruction: &'a Instruction) {
        let entry = syntax(self.registry(), "continuation");
        for span in continuations(self.subject, instruction) {
            self.push(span, WordKind::Continuation, entry);
        }
        if has_variables(instruction) {
            self.variables(instruction);
        }
        self.trigger(instruction);
    }

    /// The words of an instruction, or of one that ONBUILD keeps for later.
    fn trigger(&mut self, instruction: &'a Instruction) {
        let Some(keyword) = instruction.keyword else { return };
        let entry = self.registry().by_id(Kind::Instructions, &keyword.name().to_ascii_lowercase());
        let name = entry.map(|entry| EntryName::new(Kind::Instructions, entry));
        self.push(instruction.word.span, WordKind::Keyword, name);
        for flag in &instruction.flags {
            self.flag(instruction, flag, entry);
        }
        match (&instruction.args, keyword) {
            (Args::Trigger(Some(trigger)), _) => {
                // There is no trigger in a trigger.
                if trigger.keyword != Some(Keyword::Onbuild) {
                    self.trigger(trigger);
                }
            }
            (args, Keyword::Cmd) if !self.is_own_command() => self.handed_on(args),
            (args, Keyword::Run | Keyword::Cmd | Keyword::Entrypoint) => self.script(instruction, args),
            (Args::Healthcheck(Some((kind, command))), _) => {
                let is_known = ["cmd", "none"].iter().any(|known| kind.text.eq_ignore_ascii_case(known));
                self.push(kind.span, WordKind::Keyword, name.filter(|_| is_known));
                self.script(instruction, command);
            }
            (Args::Pairs(pairs), _) => self.pairs(keyword, instruction, pairs),
            (Args::Words(words), Keyword::From) => self.from(words),
            (Args::Words(words) | Args::Json(words), _) => self.arguments(keyword, instruction, words),
            (Args::Text(Some(word)), _) => {
                self.arguments(keyword, instruction, std::slice::from_ref(word));
            }
            (Args::Text(None) | Args::Unread(_) | Args::Healthcheck(None) | Args::Trigger(None), _) => {}
        }
        if matches!(keyword, Keyword::Copy | Keyword::Add) {
            self.heredoc_ends(instruction);
        }
    }

    fn flag(
        &mut self,
        instruction: &Instruction,
        flag: &'a Flag,
        entry: Option<&'a onionskin_entries::Entry>,
    ) {
        // It may end in the middle of a letter, where a byte of that looks like a blank to BuildKit.
        if flag.span.text(self.subject.source).is_empty() {
            return;
        }
        let (name_span, value_span) = around_equals(flag.span, self.subject.source);
        if flag.name == "mount" {
            let mount = MountFlag::of(self.subject, instruction, self.at, flag);
            let name = mount.entry.map(|entry| EntryName::new(Kind::Mounts, entry));
            self.push(name_span, WordKind::Flag, name);
            for part in &mount.options {
                let is_told = |option: &&EntryOption| part.value.is_some() || is_always_told(&option.note);
                let part_name = part.option.filter(is_told).and_then(|option| option.names.first());
                let entry = name.zip(part_name).map(|(name, part)| name.part(part));
                if let Some(span) = part.name_span {
                    self.push(span, WordKind::MountOption, entry);
                }
                if let Some(span) = part.value_span {
                    self.push(span, WordKind::MountValue, entry);
                }
            }
            return;
        }
        let written = format!("--{}", flag.name);
        let option = entry.and_then(|entry| {
            let known = entry.option(&written).map(|(index, _)| index);
            let index = known.or_else(|| entry.option_pattern(&written).map(|(index, _)| index))?;
            Some((entry, entry.options.get(index)?))
        });
        let is_off = |option: &EntryOption| {
            let value = flag.value.as_deref();
            option.takes == Takes::Nothing && value.is_some_and(|value| value != SWITCHED_ON)
        };
        let is_told = |note: &Text| !note.0.is_empty() && (flag.value.is_some() || is_always_told(note));
        let option = option.filter(|(_, option)| is_told(&option.note) && !is_off(option));
        let name = option.and_then(|(entry, option)| {
            Some(EntryName::new(Kind::Instructions, entry).part(option.names.first()?))
        });
        self.push(name_span, WordKind::Flag, name);
        if let Some(value) = value_span {
            self.push(value, WordKind::FlagValue, name);
        }
    }

    /// The variables that are put into an instruction before it is carried out.
    fn variables(&mut self, instruction: &Instruction) {
        let source = self.subject.source;
        let behind = Span { start: instruction.word.span.end, end: instruction.span.end };
        if matches!(instruction.keyword, Some(Keyword::Run | Keyword::Healthcheck)) {
            for flag in &instruction.flags {
                self.variables_of(flag.span, false);
            }
        } else if source.get(behind.range()).is_some() {
            self.variables_of(behind, false);
        }
        for heredoc in instruction.heredocs.iter().filter(|it| it.expand) {
            if instruction.keyword != Some(Keyword::Run) {
                self.variables_of(heredoc.span, true);
            }
        }
    }

    fn variables_of(&mut self, span: Span, is_heredoc: bool) {
        let text = span.text(self.subject.source);
        let start = span.range().start;
        for it in references(text, self.subject.dockerfile.escape.character(), is_heredoc) {
            let entry = syntax(self.registry(), it.id);
            self.push(Span::new(start + it.range.start, start + it.range.end), WordKind::Variable, entry);
        }
    }

    fn heredoc_ends(&mut self, instruction: &Instruction) {
        let entry = self
            .registry()
            .by_id(Kind::Operators, "heredoc-end")
            .map(|entry| EntryName::new(Kind::Operators, entry));
        for span in heredoc_ends(self.subject, instruction) {
            self.push(span, WordKind::HeredocEnd, entry);
        }
    }

    /// What the stage that the current FROM starts is built on.
    fn base(&self) -> Option<&'a Base> {
        let graph = self.subject.graph;
        Some(&graph.stages.get(graph.instructions.get(self.at?)?.stage?)?.base)
    }
}

/// What stands in front of the first `=` of `span`, and what behind it.
fn around_equals(span: Span, source: &str) -> (Span, Option<Span>) {
    let Some(at) = span.text(source).find('=') else { return (span, None) };
    let range = span.range();
    let name_end = range.start + at;
    (Span::new(range.start, name_end), Some(Span::new(name_end + 1, range.end)))
}

/// Whether variables are put into the words of `instruction`: a shell does it to those of commands.
pub(crate) fn has_variables(instruction: &Instruction) -> bool {
    instruction.keyword.is_some_and(|keyword| {
        !matches!(
            keyword,
            Keyword::Cmd | Keyword::Entrypoint | Keyword::Shell | Keyword::Maintainer | Keyword::Onbuild
        )
    })
}

/// The entry about a piece of the language that may stand anywhere.
fn syntax<'a>(registry: &'a Registry, id: &str) -> Option<EntryName<'a>> {
    registry.by_id(Kind::Syntax, id).map(|entry| EntryName::new(Kind::Syntax, entry))
}
