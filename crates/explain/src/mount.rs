use onionskin_entries::{Entry, EntryOption, Kind};
use onionskin_graph::Operation;
use onionskin_syntax::{Flag, Instruction};
use onionskin_text::Span;

use crate::Subject;
use crate::places::Places;

/// A `--mount` of RUN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MountFlag<'a> {
    /// What there is to say about its type.
    pub(crate) entry: Option<&'a Entry>,
    /// Its options.
    pub(crate) options: Vec<MountPart<'a>>,
}

/// An option of a mount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MountPart<'a> {
    /// The name as written.
    pub(crate) name: &'a str,
    /// Where the name stands; `None` where that is not certain.
    pub(crate) name_span: Option<Span>,
    /// What follows `=`.
    pub(crate) value: Option<&'a str>,
    /// Where that stands.
    pub(crate) value_span: Option<Span>,
    /// What there is to say.
    pub(crate) option: Option<&'a EntryOption>,
}

impl<'a> MountFlag<'a> {
    /// The options of `flag`, one of those of `run`, and what there is to say about them. The RUN is the instruction with this
    /// `index`, where it is one of the file.
    pub(crate) fn of(subject: &Subject<'a>, run: &Instruction, index: Option<usize>, flag: &'a Flag) -> Self {
        let value = flag.value.as_deref().unwrap_or_default();
        let places = Places::of_quoted(&flag.text, flag.span, subject.source, subject.dockerfile.escape);
        let mut at = flag.text.len() - value.len();
        let mut options = Vec::new();
        for written in value.split(',') {
            let (name, value) = match written.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (written, None),
            };
            let value_at = at + name.len() + 1;
            options.push(MountPart {
                name,
                name_span: places.span(&flag.text, &(at..at + name.len())),
                value,
                value_span: value
                    .filter(|value| !value.is_empty())
                    .and_then(|value| places.span(&flag.text, &(value_at..value_at + value.len()))),
                option: None,
            });
            at += written.len() + 1;
        }
        let mut mount = Self { entry: None, options };
        let known = index.and_then(|index| kind(subject, run, index, flag)).or(mount.value(&["type"]));
        let of_type = |kind: &str| subject.registry.by_id(Kind::Mounts, &kind.to_ascii_lowercase());
        mount.entry = of_type(known.unwrap_or("bind")).or_else(|| of_type("any"));
        for part in &mut mount.options {
            let name = part.name.trim().to_ascii_lowercase();
            part.option = mount.entry.and_then(|entry| entry.option(&name)).map(|(_, option)| option);
        }
        mount
    }

    /// The value of the option that has one of `names`, which may be written in capitals.
    pub(crate) fn value(&self, names: &[&str]) -> Option<&'a str> {
        let is_it =
            |part: &&MountPart<'_>| names.iter().any(|name| part.name.trim().eq_ignore_ascii_case(name));
        self.options.iter().find(is_it)?.value
    }
}

/// The type of the mount that `flag` asks for, variables put in, where the step has it.
fn kind<'a>(subject: &Subject<'a>, run: &Instruction, index: usize, flag: &Flag) -> Option<&'a str> {
    let step = subject.graph.instructions.get(index)?.step.as_ref()?;
    let Operation::Run { mounts } = &step.operation else { return None };
    let mut flags = run.flags.iter().filter(|flag| flag.name == "mount");
    // Those that depend on what nobody knows are left out.
    let is_whole = flags.clone().count() == mounts.len();
    let mount = flags.position(|its| its.span == flag.span).and_then(|place| mounts.get(place));
    Some(mount.filter(|_| is_whole)?.kind.as_str())
}
