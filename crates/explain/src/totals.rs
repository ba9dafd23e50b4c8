use onionskin_cache::{Cause, Change};
use onionskin_entries::{Fact, Slot};
use onionskin_graph::stage_name;

use crate::count::Count;
use crate::scene::step_name;
use crate::sentence::sentence;
use crate::values::{Values, list, short_list};
use crate::{Inline, Prose, Subject};

/// The most stages, runs of steps and outputs that are named; the others are counted.
const MAX_LISTED: usize = 8;

/// How many steps the second build runs, and which: "3 of 5 steps rebuild: 3, 4 and 5."
///
/// Steps of stages that the target does not need are not counted.
pub fn totals(subject: &Subject<'_>) -> Prose {
    let count = Count::new(subject, subject.replay);
    let mut values = Values::default();
    let is_first = |cause: &Cause| *cause == Cause::Changed(Change::FirstBuild);
    let mut causes = subject.replay.outcomes.iter().flat_map(|outcome| &outcome.causes);
    values.state(Fact::FirstBuild, causes.any(is_first));
    values.state(Fact::Nothing, count.certain.is_empty() && count.maybe.is_empty());
    values.state(Fact::All, count.certain.len() == count.total);
    values.state(Fact::NoSteps, count.total == 0);
    values.state(Fact::One, count.certain.len() == 1 || (count.certain.is_empty() && count.maybe.len() == 1));
    values.state(Fact::OneStep, count.total == 1);
    values.fill_text(Slot::Count, count.certain.len().to_string());
    values.fill_text(Slot::Total, count.total.to_string());
    values.fill_some(Slot::Steps, (!count.certain.is_empty()).then(|| numbers(subject, &count.certain)));
    if !count.maybe.is_empty() {
        values.fill_text(Slot::More, count.maybe.len().to_string());
        let producers =
            count.producers.iter().filter_map(|&at| subject.graph.instructions.get(at)?.step.as_ref());
        let names: Vec<Prose> = producers.map(|step| text(step_name(step))).collect();
        values.state(Fact::Several, names.len() > 1);
        values.fill(Slot::Producer, short_list(names, MAX_LISTED));
    }
    sentence(subject.registry, "totals", &values)
}

/// The numbers of steps: "3, 4 and 5", and by stage where there are several: "steps 4 and 5 of build, step 2
/// of final".
fn numbers(subject: &Subject<'_>, instructions: &[usize]) -> Prose {
    let mut stages: Vec<(Option<usize>, Vec<u32>)> = Vec::new();
    for &at in instructions {
        let Some(node) = subject.graph.instructions.get(at) else { continue };
        let number = node.step.as_ref().map(|step| step.number);
        match stages.last_mut().filter(|(stage, _)| *stage == node.stage) {
            Some((_, numbers)) => numbers.extend(number),
            None => stages.push((node.stage, number.into_iter().collect())),
        }
    }
    let is_one_stage = subject.graph.stages.len() == 1;
    let tell = |(stage, numbers): &(Option<usize>, Vec<u32>)| {
        let numbered = short_list(ranges(numbers), MAX_LISTED);
        let Some(stage) = stage.filter(|_| !is_one_stage) else { return numbered };
        let noun = if numbers.len() == 1 { "step " } else { "steps " };
        let name = Inline::Code(stage_name(subject.graph, stage));
        let pieces = [text(noun.to_owned()).0, numbered.0, text(" of ".to_owned()).0, vec![name]];
        Prose(pieces.concat())
    };
    let told: Vec<Prose> = stages.iter().map(tell).collect();
    if told.len() > MAX_LISTED { short_list(told, MAX_LISTED) } else { list(&told, ", ") }
}

/// Numbers with four or more in a row joined: "2 to 7".
fn ranges(numbers: &[u32]) -> Vec<Prose> {
    const MIN_JOINED: u32 = 4;
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut().filter(|(_, last)| *last + 1 == number) {
            Some((_, last)) => *last = number,
            None => runs.push((number, number)),
        }
    }
    let tell = |(first, last): (u32, u32)| {
        if last - first + 1 >= MIN_JOINED {
            vec![text(format!("{first} to {last}"))]
        } else {
            (first..=last).map(|number| text(number.to_string())).collect()
        }
    };
    runs.into_iter().flat_map(tell).collect()
}

fn text(text: String) -> Prose {
    Prose(vec![Inline::Text(text)])
}
