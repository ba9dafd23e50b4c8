use onionskin_syntax::{Args, Instruction, Keyword};
use onionskin_text::{Span, sorted_by};

/// What sets variables in a file: each ENV and ARG, by the name that it sets. Variables may be as many as instructions, so
/// none of them is looked for in all of these.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setters<'a> {
    /// In the order of their names, those of one name in the order of their instructions.
    all: Vec<Setter<'a>>,
}

/// An instruction that sets a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setter<'a> {
    name: &'a str,
    /// The index of the instruction.
    pub(crate) at: usize,
    /// The line that the name stands on, counted from 1.
    pub(crate) line: u32,
    /// The value as written; `None` where ARG only declares the variable.
    pub(crate) value: Option<&'a str>,
}

impl<'a> Setters<'a> {
    /// Those of `instructions`, which stand in `source`. Of several assignments to one name in an instruction, the last one
    /// counts.
    pub(crate) fn of(instructions: &[&'a Instruction], source: &str) -> Self {
        let mut all = Vec::new();
        for (at, instruction) in instructions.iter().enumerate() {
            // Names stand behind each other, so that each line end is counted once.
            let (mut line, mut counted) = (instruction.lines.first, instruction.span.range().start);
            let mut push = |name: &'a str, place: Span, value| {
                let start = place.range().start.max(counted);
                let passed = source.as_bytes().get(counted..start).unwrap_or_default();
                line = passed.iter().filter(|byte| **byte == b'\n').fold(line, |line, _| line + 1);
                counted = start;
                all.push(Setter { name: name.trim_matches(['"', '\'']), at, line, value });
            };
            match (&instruction.args, instruction.keyword) {
                (Args::Pairs(pairs), Some(Keyword::Env)) => {
                    for pair in pairs {
                        push(&pair.key.text, pair.key.span, Some(pair.value.text.as_str()));
                    }
                }
                (Args::Words(words), Some(Keyword::Arg)) => {
                    for word in words {
                        let (name, value) = match word.text.split_once('=') {
                            Some((name, value)) => (name, Some(value)),
                            None => (word.text.as_str(), None),
                        };
                        push(name, word.span, value);
                    }
                }
                _ => {}
            }
        }
        Self { all: sorted_by(all, |one, other| (one.name, one.at).cmp(&(other.name, other.at))) }
    }

    /// Those of the variable `name`, in the order of their instructions.
    pub(crate) fn of_name(&self, name: &str) -> &[Setter<'a>] {
        let start = self.all.partition_point(|setter| setter.name < name);
        let rest = self.all.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|setter| setter.name == name)).unwrap_or_default()
    }
}
