use onionskin_cache::{Change, Replay};
use onionskin_entries::{Fact, Slot};

use crate::count::Count;
use crate::labels::change_labels;
use crate::sentence::sentence;
use crate::values::{Values, list};
use crate::{Prose, Subject};

/// What the changes of a file cost: "Editing app code rebuilds 1 step; editing `requirements.txt`, 3."
///
/// Of `replays`, those of app code and of files count, and only these are asked for; files that cost the same are told of together. Empty where
/// there is none of them.
pub fn costs<'r>(
    subject: &Subject<'_>,
    replays: impl IntoIterator<Item = (&'r Change, impl Fn() -> &'r Replay)>,
) -> Prose {
    let replays: Vec<_> = replays.into_iter().collect();
    let labels = change_labels(subject.registry, replays.iter().map(|(change, _)| *change));
    let mut groups: Vec<(Count, Vec<Prose>)> = Vec::new();
    for ((change, replay), label) in replays.iter().zip(labels) {
        let label = match change {
            Change::AppCode => sentence(subject.registry, "app-code", &Values::default()),
            Change::File(_) => label,
            Change::FirstBuild
            | Change::Nothing
            | Change::Files(_)
            | Change::BaseImage(_)
            | Change::Argument(_)
            | Change::Dockerfile
            | Change::NoCache => continue,
        };
        let count = Count::new(subject, replay());
        match groups.iter_mut().find(|(known, _)| known.costs_the_same(&count)) {
            Some((_, labels)) => labels.push(label),
            None => groups.push((count, vec![label])),
        }
    }
    let mut prose = Vec::new();
    for (at, (count, labels)) in groups.iter().enumerate() {
        let mut values = Values::default();
        values.fill(Slot::Value, list(labels, " or "));
        values.state(Fact::First, at == 0);
        values.state(Fact::Later, at + 1 < groups.len());
        values.state(Fact::Nothing, count.certain.is_empty() && count.maybe.is_empty());
        values.state(Fact::One, count.certain.len() + count.maybe.len() == 1);
        values.fill_text(Slot::Count, count.certain.len().to_string());
        if !count.maybe.is_empty() {
            values.fill_text(Slot::More, (count.certain.len() + count.maybe.len()).to_string());
        }
        prose.extend(sentence(subject.registry, "costs", &values).0);
    }
    Prose(prose)
}
