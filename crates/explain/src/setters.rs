use onionskin_syntax::{Args, Instruction, Keyword};
use onionskin_text::sorted_by;

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
    /// The value as written; `None` where ARG only declares the variable.
    pub(crate) value: Option<&'a str>,
}

impl<'a> Setters<'a> {
    /// Those of `instructions`. Of several assignments to one name in an instruction, the last one counts.
    pub(crate) fn of(instructions: &[&'a Instruction]) -> Self {
        let mut all = Vec::new();
        for (at, instruction) in instructions.iter().enumerate() {
            let mut push =
                |name: &'a str, value| all.push(Setter { name: name.trim_matches(['"', '\'']), at, value });
            match (&instruction.args, instruction.keyword) {
                (Args::Pairs(pairs), Some(Keyword::Env)) => {
                    for pair in pairs {
                        push(&pair.key.text, Some(pair.value.text.as_str()));
                    }
                }
                (Args::Words(words), Some(Keyword::Arg)) => {
                    for word in words {
                        let (name, value) = match word.text.split_once('=') {
                            Some((name, value)) => (name, Some(value)),
                            None => (word.text.as_str(), None),
                        };
                        push(name, value);
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
