use std::rc::Rc;

use onionskin_analysis::{Analysis, Cost, Scenario, cost};
use onionskin_cache::Change;
use onionskin_explain::Prose;

use crate::costs::{
    LogMatch, MAX_LOG_BYTES, NotSeconds, StepKey, Time, logged_steps, matched, step_keys, told_seconds,
};
use crate::words::costs as words;
use crate::{Choice, State};

/// The most characters of an instruction that a list of steps has.
const MAX_TEXT_CHARACTERS: usize = 80;

/// How long the selected step takes, to be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationField {
    /// The step.
    pub step: StepKey,
    /// What stands in the field.
    pub text: Rc<str>,
    /// Why that is no duration.
    pub problem: Option<String>,
}

/// What the costs dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costs {
    /// What the chosen change costs, in a sentence.
    pub chosen: String,
    /// The durations of all steps, in file order.
    pub steps: Vec<StepCost>,
    /// The log in the field.
    pub log: Rc<str>,
    /// What the log says, or why it says nothing; `None` where there is none.
    pub log_note: Option<String>,
    /// The durations that the log has for steps of the file, in tenths of a second; empty where there is nothing to take.
    pub log_durations: Rc<[(StepKey, u32)]>,
    /// What each change costs; empty while no step has a duration.
    pub changes: Vec<ChangeCost>,
    /// The steps that the build of the chosen change waits for, in their order; none while no step has a duration.
    pub chain: Option<Vec<ChainStep>>,
}

/// A step and its duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepCost {
    /// The step, as `docker build` numbers it: "build 3/5".
    pub step: String,
    /// What it says, cut where it is long.
    pub text: String,
    /// Its duration.
    pub field: DurationField,
}

/// What a change costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeCost {
    /// What it is called.
    pub label: Prose,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
    /// How many steps rebuild.
    pub n_steps: usize,
    /// What all of them take.
    pub work: String,
    /// What is waited for.
    pub wait: String,
    /// Whether it may be less.
    pub is_at_most: bool,
    /// What the numbers leave out.
    pub note: Option<String>,
}

/// A step of the longest chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainStep {
    /// The byte offset of the first byte of its instruction.
    pub start: u32,
    /// The step, as `docker build` numbers it.
    pub step: String,
    /// What it says, cut where it is long.
    pub text: String,
    /// How long it takes.
    pub time: String,
}

/// How long the steps of a file take.
pub(crate) struct Durations<'a> {
    keys: Vec<Option<StepKey>>,
    times: Vec<Option<&'a Time>>,
    tenths: Vec<Option<u32>>,
}

impl<'a> Durations<'a> {
    pub(crate) fn of(state: &'a State, analysis: &Analysis) -> Self {
        let keys = step_keys(&analysis.dockerfile, &analysis.graph);
        let times = state.costs.times.of(&keys);
        let tenths = times.iter().map(|time| (*time)?.tenths.ok()?).collect();
        Self { keys, times, tenths }
    }

    /// The field for the duration of the instruction with index `at`; `None` where it is no step.
    pub(crate) fn field(&self, at: usize) -> Option<DurationField> {
        let step = self.keys.get(at).copied().flatten()?;
        let time = self.times.get(at).copied().flatten();
        let problem = match time.map(|time| time.tenths) {
            Some(Err(NotSeconds::NoNumber)) => Some(words::NO_NUMBER.to_owned()),
            Some(Err(NotSeconds::TooLong)) => Some(words::too_long()),
            Some(Ok(_)) | None => None,
        };
        Some(DurationField {
            step,
            text: time.map(|time| Rc::clone(&time.text)).unwrap_or_default(),
            problem,
        })
    }

    fn is_empty(&self) -> bool {
        self.tenths.iter().all(Option::is_none)
    }

    fn cost(&self, analysis: &Analysis, scenario: &Scenario) -> Cost {
        cost(&analysis.graph, scenario.replay(), &self.tenths)
    }
}

/// What the chosen change costs, and what the first build does: "About 4 s instead of 58 s." `None` while no step has
/// a duration.
pub(crate) fn line(durations: &Durations<'_>, analysis: &Analysis) -> Option<String> {
    if durations.is_empty() {
        return None;
    }
    let chosen = analysis.scenarios.get(analysis.chosen)?;
    let cost = durations.cost(analysis, chosen);
    let mut line = told(&cost);
    if chosen.change != Change::FirstBuild {
        let first = analysis.scenarios.iter().find(|scenario| scenario.change == Change::FirstBuild)?;
        let first = durations.cost(analysis, first);
        line = words::instead(
            &line,
            &if first.n_unknown > 0 { words::at_least(&amount(&first)) } else { amount(&first) },
        );
    }
    if cost.n_unknown > 0 {
        line = [&line, "; ", &words::not_counting(cost.n_unknown)].concat();
    }
    Some([&capital(&line), "."].concat())
}

/// "about 40 s of work, 25 s to wait for"; nothing is said of work that all is waited for.
fn told(cost: &Cost) -> String {
    let amount = amount(cost);
    if cost.is_at_most {
        words::up_to(&amount)
    } else if cost.work == 0 {
        amount
    } else {
        words::about(&amount)
    }
}

fn amount(cost: &Cost) -> String {
    if cost.work == cost.wait {
        told_seconds(cost.work)
    } else {
        words::work_and_wait(&told_seconds(cost.work), &told_seconds(cost.wait))
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The costs dialog for what is on the page.
pub(crate) fn costs(
    state: &State,
    durations: &Durations<'_>,
    analysis: &Analysis,
    choices: &[Choice],
) -> Costs {
    let starts: Vec<u32> = analysis.dockerfile.instructions().map(|it| it.span.start).collect();
    let names: Vec<Option<(String, String)>> = analysis
        .dockerfile
        .instructions()
        .zip(&analysis.graph.instructions)
        .map(|(instruction, node)| {
            let step = node.step.as_ref()?;
            let label = step.label.trim_matches(['[', ']']).to_owned();
            Some((label, shortened(&instruction.text)))
        })
        .collect();
    let name = |at: usize| names.get(at).cloned().flatten();
    let steps = (0..names.len()).filter_map(|at| {
        let (step, text) = name(at)?;
        Some(StepCost { step, text, field: durations.field(at)? })
    });
    let (log_note, log_durations) = log(state, durations, analysis);
    let is_known = !durations.is_empty();
    let chain_of = |scenario: &Scenario| {
        let steps = durations.cost(analysis, scenario).path.into_iter().filter_map(|at| {
            let (step, text) = name(at)?;
            let time = durations.tenths.get(at).copied().flatten();
            Some(ChainStep {
                start: *starts.get(at)?,
                step,
                text,
                time: time.map_or_else(|| words::NO_TIME.to_owned(), |tenths| told_seconds(tenths.into())),
            })
        });
        steps.collect()
    };
    let changes = analysis.scenarios.iter().zip(choices).map(|(scenario, choice)| {
        let cost = durations.cost(analysis, scenario);
        ChangeCost {
            label: choice.label.clone(),
            is_chosen: choice.is_chosen,
            n_steps: cost.n_rebuilding,
            work: told_seconds(cost.work),
            wait: told_seconds(cost.wait),
            is_at_most: cost.is_at_most && cost.work > 0,
            note: (cost.n_unknown > 0).then(|| words::not_counting(cost.n_unknown)),
        }
    });
    Costs {
        chosen: line(durations, analysis).unwrap_or_else(|| words::NO_TIMES.to_owned()),
        steps: steps.collect(),
        log: Rc::clone(&state.costs.log),
        log_note,
        log_durations,
        changes: if is_known { changes.collect() } else { Vec::new() },
        chain: analysis.scenarios.get(analysis.chosen).filter(|_| is_known).map(chain_of),
    }
}

/// What the log in the field says of the file, and the durations to take from it.
fn log(
    state: &State,
    durations: &Durations<'_>,
    analysis: &Analysis,
) -> (Option<String>, Rc<[(StepKey, u32)]>) {
    let log = &state.costs.log;
    if log.trim().is_empty() {
        return (state.costs.n_taken.map(words::taken), Rc::default());
    }
    if log.len() > MAX_LOG_BYTES {
        return (Some(words::log_too_long(MAX_LOG_BYTES)), Rc::default());
    }
    let logged = logged_steps(log);
    if logged.is_empty() {
        return (Some(words::LOG_WITHOUT_STEPS.to_owned()), Rc::default());
    }
    let LogMatch { n_logged, n_known, times, n_cached } =
        matched(&logged, &analysis.dockerfile, &analysis.graph, &durations.keys);
    (Some(words::log_found(n_known, n_logged, times.len(), n_cached)), times.into())
}

fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let mut short: String = characters.by_ref().take(MAX_TEXT_CHARACTERS).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}
