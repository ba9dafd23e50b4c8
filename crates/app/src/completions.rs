//! What can be typed next in the editor.

mod files;

use std::collections::BTreeSet;

use onionskin_analysis::Analysis;
use onionskin_graph::{Base, stage_name};
use onionskin_syntax::{Args, Instruction, Keyword, NodeKind, flags_of};
use onionskin_text::utf16;

use crate::State;
use crate::words::editor as words;

/// The most characters of a value that stand beside a completion.
const MAX_DETAIL_CHARACTERS: usize = 40;

/// The most completions that are offered; nobody reads more, and typing makes them fewer.
const MAX_COMPLETIONS: usize = 200;

/// The most bytes of an instruction in front of the caret that are looked at; what matters stands at its start or just
/// before the caret.
const MAX_BEFORE_BYTES: usize = 16 * 1024;

/// What can stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// Where the word starts that a completion replaces up to the caret, in UTF-16.
    pub from_utf16: u32,
    /// The choices, the likely ones first.
    pub choices: Vec<Completion>,
}

/// Something that can stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it is.
    pub kind: CompletionKind,
    /// What the reader sees, and types to find it.
    pub label: String,
    /// What takes the place of the word.
    pub text: String,
    /// What it is, in a word or two.
    pub detail: String,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// The word of an instruction, or another word of the language.
    Keyword,
    /// A flag, or a value that a flag takes.
    Flag,
    /// A stage of the file.
    Stage,
    /// An image.
    Image,
    /// A variable.
    Variable,
    /// A file of the build context.
    File,
}

/// What can stand at an offset of the source, in UTF-16; `None` where nothing is known. Where the reader did not ask for
/// it, only what is worth to be shown unasked.
pub fn completions(
    state: &State,
    analysis: &Analysis,
    offset_utf16: u32,
    is_asked_for: bool,
) -> Option<Completions> {
    let offset = utf16::to_byte(&state.source, offset_utf16);
    let place = Place::at(&state.source, analysis, offset)?;
    let (typed, choices) = place.choices(state, analysis);
    // The whole word is there already: Enter should end the line.
    let choices: Vec<Completion> = choices
        .into_iter()
        .filter(|choice| choice.label != typed && starts_like(&choice.label, typed))
        .take(MAX_COMPLETIONS)
        .collect();
    let is_worth_it = is_asked_for || !typed.is_empty() || place.word.ends_with(['=', '$', '{']);
    (is_worth_it && !choices.is_empty())
        .then(|| Completions { from_utf16: offset_utf16.saturating_sub(utf16::len(typed)), choices })
}

fn starts_like(label: &str, typed: &str) -> bool {
    label.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

/// Where the caret stands in an instruction.
struct Place<'a> {
    /// How many instructions start before this one.
    at: usize,
    /// The words in front of the one at the caret.
    before: Vec<&'a str>,
    /// The word up to the caret.
    word: &'a str,
}

impl<'a> Place<'a> {
    /// The place at a byte of `source`; `None` in comments and heredocs.
    fn at(source: &'a str, analysis: &Analysis, offset: usize) -> Option<Self> {
        let nodes = &analysis.dockerfile.nodes;
        let escape = analysis.dockerfile.escape.character();
        let line = source.get(..offset)?.rfind('\n').map_or(0, |at| at + 1);
        let is_continued = source.get(..line)?.trim_end().ends_with(escape);
        // At the end of the file, the line may be one that no node has.
        let at = nodes.partition_point(|node| node.span.end as usize <= offset);
        let at = if at == nodes.len() && (is_continued || !source.ends_with('\n')) {
            at.checked_sub(1)?
        } else {
            at
        };
        let (start, node) = nodes.get(at).map_or((line, None), |node| (node.span.start as usize, Some(node)));
        match node.map(|node| &node.kind) {
            Some(NodeKind::Comment | NodeKind::Directive(_)) => return None,
            Some(NodeKind::Instruction(instruction)) => {
                let body = instruction.heredocs.first().map(|heredoc| heredoc.span.start as usize);
                if body.is_some_and(|body| offset >= body) {
                    return None;
                }
            }
            Some(NodeKind::Blank) | None => {}
        }
        let is_instruction = |kind: &NodeKind| matches!(kind, NodeKind::Instruction(_));
        let before = nodes.get(..at).unwrap_or_default();
        let text = source.get(start.max(offset.saturating_sub(MAX_BEFORE_BYTES))..offset)?;
        let word_start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let (words, word) = (text.get(..word_start)?, text.get(word_start..)?);
        let lone_escape = escape.to_string();
        Some(Self {
            at: before.iter().filter(|node| is_instruction(&node.kind)).count(),
            before: words.split_whitespace().filter(|word| *word != lone_escape).collect(),
            word,
        })
    }

    /// What is typed of the word so far, and what it can become.
    fn choices(&self, state: &State, analysis: &Analysis) -> (&'a str, Vec<Completion>) {
        let before = match self.before.split_first() {
            Some((first, rest)) if first.eq_ignore_ascii_case("ONBUILD") => rest,
            _ => &self.before,
        };
        let Some((first, before)) = before.split_first() else { return (self.word, instructions()) };
        let Some(keyword) = Keyword::from_word(first) else { return (self.word, Vec::new()) };
        if let Some(name) = variable(self.word) {
            return (name, self.variables(analysis, keyword));
        }
        let is_flag = |word: &&str| word.starts_with("--");
        let words: Vec<&str> = before.iter().copied().filter(|word| !is_flag(word)).collect();
        if words.is_empty() && self.word.starts_with("--") {
            return self.flags(analysis, keyword);
        }
        let is_from_elsewhere = before.iter().any(|word| word.starts_with("--from="));
        let choices = match (keyword, words.as_slice()) {
            (Keyword::From, []) => self.bases(analysis),
            (Keyword::From, [_]) => {
                vec![completion(CompletionKind::Keyword, "AS", "AS ", words::NAMES_STAGE)]
            }
            (Keyword::Copy | Keyword::Add, _) if !is_from_elsewhere => match &state.files.context {
                Some(context) => files::known(context, self.word),
                None => files::named(analysis),
            },
            (Keyword::Arg, _) => self.global_arguments(analysis),
            _ => Vec::new(),
        };
        (self.word, choices)
    }

    /// Flags, or what can be given to one.
    fn flags(&self, analysis: &Analysis, keyword: Keyword) -> (&'a str, Vec<Completion>) {
        let Some((flag, value)) = self.word.split_once('=') else {
            let flag = |(name, takes_value): (&str, bool)| {
                let label = if takes_value { format!("--{name}=") } else { format!("--{name}") };
                let text = if takes_value { label.clone() } else { format!("{label} ") };
                Completion { kind: CompletionKind::Flag, label, text, detail: String::new() }
            };
            return (self.word, flags_of(keyword).map(flag).collect());
        };
        let values = |values: &[&str]| {
            values.iter().map(|value| completion(CompletionKind::Flag, value, value, "")).collect::<Vec<_>>()
        };
        match (keyword, flag) {
            (Keyword::Copy, "--from") => (value, self.stages(analysis, true)),
            (Keyword::From, "--platform") => {
                (value, values(&["$BUILDPLATFORM", "$TARGETPLATFORM", "linux/amd64", "linux/arm64"]))
            }
            (Keyword::Run, "--network") => (value, values(&["none", "host", "default"])),
            (Keyword::Run, "--security") => (value, values(&["sandbox", "insecure"])),
            (Keyword::Run, "--mount") => {
                let option = value.rsplit(',').next().unwrap_or_default();
                match option.split_once('=') {
                    Some(("type", kind)) => (kind, values(&["bind", "cache", "secret", "ssh", "tmpfs"])),
                    Some(("from", stage)) => (stage, self.stages(analysis, false)),
                    Some(_) => (option, Vec::new()),
                    None => {
                        let options = ["type=", "target=", "source=", "from=", "id=", "sharing=", "readonly"];
                        (option, values(&options))
                    }
                }
            }
            _ => (value, Vec::new()),
        }
    }

    /// The stages above: by name, and where it has none and is asked for, by number.
    fn stages(&self, analysis: &Analysis, has_numbers: bool) -> Vec<Completion> {
        let own = analysis.graph.instructions.get(self.at).and_then(|node| node.stage);
        let is_above = |at: &usize| match own {
            Some(own) => *at < own,
            None => true,
        };
        let stage = |(at, stage): (usize, &onionskin_graph::Stage)| {
            let number = at.to_string();
            let name = stage.name.as_deref().or(has_numbers.then_some(number.as_str()))?;
            let detail = match &stage.base {
                Base::Image(image) => format!("{}, from {image}", words::stage(at)),
                Base::Stage(base) => {
                    format!("{}, from {}", words::stage(at), stage_name(&analysis.graph, *base))
                }
                Base::Scratch => words::stage(at),
            };
            Some(completion(CompletionKind::Stage, name, name, &detail))
        };
        let stages = analysis.graph.stages.iter().enumerate().filter(|(at, _)| is_above(at));
        // The nearest one is taken from most.
        let mut stages: Vec<_> = stages.filter_map(stage).collect();
        stages.reverse();
        stages
    }

    /// What a stage can start from.
    fn bases(&self, analysis: &Analysis) -> Vec<Completion> {
        let mut choices = self.stages(analysis, false);
        let mut seen = BTreeSet::new();
        for stage in &analysis.graph.stages {
            if let Base::Image(image) = &stage.base
                && stage.instructions.start != self.at
                && seen.insert(image.as_str())
            {
                choices.push(completion(CompletionKind::Image, image, image, words::IMAGE));
            }
        }
        choices.push(completion(CompletionKind::Image, "scratch", "scratch", words::EMPTY_IMAGE));
        choices
    }

    /// The variables that the instruction can use.
    fn variables(&self, analysis: &Analysis, keyword: Keyword) -> Vec<Completion> {
        let mut choices = Vec::new();
        let mut seen = BTreeSet::new();
        let mut add = |name: &str, detail: &str| {
            if seen.insert(name.to_owned()) {
                choices.push(completion(CompletionKind::Variable, name, name, detail));
            }
        };
        let node = analysis.graph.instructions.get(self.at);
        if let Some(node) = node.filter(|_| keyword != Keyword::From) {
            for (name, value) in node.env.iter() {
                add(name, value.text());
            }
        }
        let first_from = analysis.graph.stages.first().map_or(usize::MAX, |stage| stage.instructions.start);
        let scope_start = match node.and_then(|node| node.stage).filter(|_| keyword != Keyword::From) {
            Some(stage) => analysis.graph.stages.get(stage).map_or(0, |stage| stage.instructions.start),
            None => 0,
        };
        let scope_end = if keyword == Keyword::From { self.at.min(first_from) } else { self.at };
        for instruction in analysis.dockerfile.instructions().take(scope_end).skip(scope_start) {
            for (name, value) in declared(instruction) {
                add(name, value.unwrap_or(words::VARIABLE));
            }
        }
        if keyword == Keyword::From {
            for name in AUTOMATIC {
                add(name, words::AUTOMATIC);
            }
        }
        choices
    }

    /// The arguments that a stage can bring in with ARG: those in front of the first FROM, and those of BuildKit.
    fn global_arguments(&self, analysis: &Analysis) -> Vec<Completion> {
        let Some(first_from) = analysis.graph.stages.first().map(|stage| stage.instructions.start) else {
            return Vec::new();
        };
        if self.at <= first_from {
            return Vec::new();
        }
        let global = analysis.dockerfile.instructions().take(first_from).flat_map(declared);
        let argument =
            |(name, detail): (&str, &str)| completion(CompletionKind::Variable, name, name, detail);
        let global = global.map(|(name, value)| argument((name, value.unwrap_or(words::VARIABLE))));
        global.chain(AUTOMATIC.map(|name| argument((name, words::AUTOMATIC)))).collect()
    }
}

/// The arguments that BuildKit sets itself and that files use.
const AUTOMATIC: [&str; 6] =
    ["TARGETPLATFORM", "TARGETARCH", "TARGETOS", "BUILDPLATFORM", "BUILDARCH", "BUILDOS"];

/// The name that is being typed where `word` ends in the use of a variable.
fn variable(word: &str) -> Option<&str> {
    let name = word.get(word.rfind('$')? + 1..)?;
    let name = name.strip_prefix('{').unwrap_or(name);
    name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_').then_some(name)
}

/// The variables that an ARG declares, each with its default.
fn declared(instruction: &Instruction) -> impl Iterator<Item = (&str, Option<&str>)> {
    let words = match (instruction.keyword, &instruction.args) {
        (Some(Keyword::Arg), Args::Words(words)) => words.as_slice(),
        _ => &[],
    };
    words.iter().map(|word| match word.text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (word.text.as_str(), None),
    })
}

fn instructions() -> Vec<Completion> {
    let instruction = |keyword: Keyword| {
        let name = keyword.name();
        completion(CompletionKind::Keyword, name, &format!("{name} "), words::instruction(keyword))
    };
    Keyword::ALL.into_iter().map(instruction).collect()
}

fn completion(kind: CompletionKind, label: &str, text: &str, detail: &str) -> Completion {
    let detail = detail.chars().take(MAX_DETAIL_CHARACTERS).collect();
    Completion { kind, label: label.to_owned(), text: text.to_owned(), detail }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{Completions, completions};
    use crate::{Action, State, analyze, update};

    /// What is offered at the `|` of `text`.
    fn at(text: &str, is_asked_for: bool) -> Option<Completions> {
        let caret = text.find('|').unwrap();
        let caret_utf16 = u32::try_from(text.get(..caret).unwrap().encode_utf16().count()).unwrap();
        let edited = Action::SourceEdited { text: text.replacen('|', "", 1), caret_utf16 };
        let state = update(Rc::new(State::new("https://x.test/")), edited);
        completions(&state, &analyze(&state.source, &state.setup()).unwrap(), caret_utf16, is_asked_for)
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = at(text, true).map(|found| found.choices).unwrap_or_default();
        let labels: Vec<&str> = found.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, expected, "{text}");
    }

    #[test]
    fn an_instruction_can_start_each_line() {
        check("CO|", &["COPY"]);
        check("FROM a\nen|", &["ENTRYPOINT", "ENV"]);
        check("FROM a\n  W|\nRUN x\n", &["WORKDIR"]);
        check("FROM a\nONBUILD co|", &["COPY"]);
        assert_eq!(at("FROM a\n|", true).unwrap().choices.len(), 18);
        let whole_word = &at("FROM a\nCO|", false).unwrap().choices[0];
        assert_eq!((whole_word.text.as_str(), whole_word.detail.as_str()), ("COPY ", "copies files"));
    }

    #[test]
    fn nothing_is_offered_unasked_where_nothing_is_typed_or_the_word_is_whole() {
        for text in ["|", "FROM a\n|", "FROM a\nCOPY|", "FROM a\nCOPY a /a\nCOPY |", "FROM a\nNONSENSE|"] {
            assert_eq!(at(text, false), None, "{text}");
        }
    }

    #[test]
    fn comments_heredocs_and_arguments_of_commands_get_nothing() {
        check("# CO|\nFROM a\n", &[]);
        check("FROM a\nRUN <<EOF\nCO|\nEOF\n", &[]);
        check("FROM a\nRUN CO|\n", &[]);
        check("FROM a\nRUN x \\\n  CO|", &[]);
        check("FROM a\nRUN x \\\n|", &[]);
    }

    #[test]
    fn flags_are_those_of_the_instruction() {
        check("FROM a\nCOPY --|", &["--from=", "--chown=", "--chmod=", "--link", "--parents", "--exclude="]);
        check("FROM a\nCOPY --link --f|", &["--from="]);
        check("FROM a\nRUN \\\n  --mo|", &["--mount="]);
        check("FROM --|", &["--platform="]);
        check("FROM a\nWORKDIR --|", &[]);
        check("FROM a\nCOPY a --|", &[]);
    }

    #[test]
    fn flags_get_their_values() {
        check(
            "FROM a\nRUN --mount=|",
            &["type=", "target=", "source=", "from=", "id=", "sharing=", "readonly"],
        );
        check("FROM a\nRUN --mount=type=c|", &["cache"]);
        check("FROM a AS x\nFROM b\nRUN --mount=type=bind,from=|", &["x"]);
        check("FROM a\nRUN --network=n|", &["none"]);
        check("FROM --platform=li|", &["linux/amd64", "linux/arm64"]);
    }

    #[test]
    fn a_copy_takes_from_the_stages_above() {
        let file = "FROM go AS build\nFROM node\nFROM scratch\nCOPY --from=|\nFROM a AS later\n";
        check(file, &["1", "build"]);
        let found = at(&file.replace('|', "b|"), false).unwrap();
        assert_eq!(found.choices[0].detail, "stage 0, from go");
        assert_eq!(found.from_utf16, 52);
    }

    #[test]
    fn a_stage_starts_from_stages_and_images() {
        check("FROM go AS build\nFROM |", &["build", "go", "scratch"]);
        check("FROM a AS x\nFROM x A|", &["AS"]);
    }

    #[test]
    fn variables_are_those_in_scope() {
        let file = "ARG TAG=3\nFROM a:$TAG AS x\nENV HOME=/x\nARG UNSET\nRUN echo ${|\nFROM b\nARG OTHER=1\n";
        check(file, &["HOME", "UNSET"]);
        check("ARG TAG=3\nFROM a:$T|", &["TAG", "TARGETPLATFORM", "TARGETARCH", "TARGETOS"]);
        check("FROM a\nENV VALUE=1\nRUN x=\"${VA|", &["VALUE"]);
        check("FROM a\nENV V=1\nRUN $(|", &[]);
        let found = at("FROM 🐳\nENV VALUE=one\nLABEL a=$|\n", false).unwrap();
        assert_eq!((found.from_utf16, found.choices[0].detail.as_str()), (31, "one"));
    }

    #[test]
    fn a_stage_brings_in_arguments_from_the_top() {
        check("ARG TAG=3\nFROM a\nARG T|", &["TAG", "TARGETPLATFORM", "TARGETARCH", "TARGETOS"]);
        check("ARG T|\nFROM a\n", &[]);
    }

    #[test]
    fn copies_get_the_files_that_the_file_names() {
        check("FROM a\nCOPY go.mod go.sum ./\nCOPY src /src\nADD |", &["go.mod", "go.sum", "src"]);
        check("FROM a\nCOPY go.mod ./\nCOPY --link g|", &["go.mod"]);
        check("FROM a AS x\nCOPY go.mod ./\nFROM b\nCOPY --from=x |", &[]);
    }

    #[test]
    fn every_offset_of_a_broken_file_has_an_answer() {
        let text = "# syntax=x\nARG A\nFROM 🐳 AS\nCOPY --from= --\nRUN <<EOF\n$\nEOF\nRUN a \\\n # b\n c\n\nHEALTHCHECK CMD $";
        for at_byte in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let (before, behind) = text.split_at(at_byte);
            at(&format!("{before}|{behind}"), true);
        }
    }
}
