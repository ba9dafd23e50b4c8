use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;

use onionskin_graph::BuildGraph;
use onionskin_syntax::Dockerfile;

use super::seconds::{NotSeconds, number, parse};

/// The most steps that a duration is remembered of; beyond, the ones that were told first are forgotten. It is twice the
/// most instructions of a file that is explained, and on the device they take less than 100 KB.
pub const MAX_TIMES: usize = 4_000;

/// The longest text of a duration that is kept, in bytes: nobody needs more digits.
pub(crate) const MAX_TEXT_BYTES: usize = 40;

/// What a step is known by: a number made of what it says, its heredocs, and the name of its stage. So a duration stays with
/// its step when lines move, stages come or go, or white space changes. A step that says something else is another one, and
/// has no duration yet. Equal steps of stages with one name are told apart by their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepKey(pub u64);

/// How long steps take. What the reader typed is kept as typed, also where it is no duration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The one that was told last is last.
    entries: Vec<(StepKey, Time)>,
}

/// How long a step takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    /// As it was typed.
    pub(crate) text: Rc<str>,
    /// In tenths of a second, where the text says that.
    pub(crate) tenths: Result<Option<u32>, NotSeconds>,
}

impl Times {
    /// Whether no step has a duration.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keeps `text` as the duration of the step; an empty one takes it back.
    pub(crate) fn typed(&mut self, key: StepKey, text: &str) {
        if text.len() <= MAX_TEXT_BYTES {
            self.put(key, Time { text: text.into(), tenths: parse(text) });
        }
    }

    /// The step takes so many tenths of a second.
    pub(crate) fn set(&mut self, key: StepKey, tenths: u32) {
        self.put(key, Time { text: number(tenths).into(), tenths: Ok(Some(tenths)) });
    }

    fn put(&mut self, key: StepKey, time: Time) {
        self.entries.retain(|(known, _)| *known != key);
        if !time.text.is_empty() {
            self.entries.push((key, time));
        }
        if self.entries.len() > MAX_TIMES {
            self.entries.remove(0);
        }
    }

    /// What is kept on the device: a line for each step with its number and its tenths of a second. It says nothing of what
    /// the steps do.
    pub fn saved(&self) -> String {
        let mut lines = String::new();
        for (StepKey(key), time) in &self.entries {
            if let Ok(Some(tenths)) = time.tenths {
                // Writing to a String cannot fail.
                let _ = writeln!(lines, "{key:x} {tenths}");
            }
        }
        lines
    }

    /// What was saved; lines that say nothing are left out.
    pub fn found(saved: &str) -> Self {
        let line = |line: &str| {
            let (key, tenths) = line.split_once(' ')?;
            let tenths = tenths.parse().ok().filter(|tenths| parse(&number(*tenths)).is_ok())?;
            let time = Time { text: number(tenths).into(), tenths: Ok(Some(tenths)) };
            Some((StepKey(u64::from_str_radix(key, 16).ok()?), time))
        };
        Self { entries: saved.lines().filter_map(line).take(MAX_TIMES).collect() }
    }

    /// The steps that have a duration, each with its tenths of a second.
    pub(crate) fn known(&self) -> impl Iterator<Item = (StepKey, u32)> {
        self.entries.iter().filter_map(|(key, time)| Some((*key, time.tenths.ok()??)))
    }

    /// The tenths of a second of one step.
    pub(crate) fn tenths_of(&self, key: StepKey) -> Option<u32> {
        self.known().find(|(known, _)| *known == key).map(|(_, tenths)| tenths)
    }

    /// The durations of the steps with these keys, in their order.
    pub(crate) fn of(&self, keys: &[Option<StepKey>]) -> Vec<Option<&Time>> {
        let entries = self.entries.iter().enumerate();
        let places: HashMap<u64, usize> = entries.map(|(place, (StepKey(key), _))| (*key, place)).collect();
        let time = |key: &Option<StepKey>| {
            let StepKey(key) = (*key)?;
            self.entries.get(*places.get(&key)?).map(|(_, time)| time)
        };
        keys.iter().map(time).collect()
    }
}

/// The key of each instruction's step; `None` where it has no step.
pub(crate) fn step_keys(dockerfile: &Dockerfile, graph: &BuildGraph) -> Vec<Option<StepKey>> {
    let mut n_equal: HashMap<u64, usize> = HashMap::new();
    let nodes = dockerfile.instructions().zip(&graph.instructions);
    nodes
        .map(|(instruction, node)| {
            node.step.as_ref()?;
            let mut hash = Fnv::default();
            let stage = node.stage.and_then(|stage| graph.stages.get(stage)?.name.as_deref());
            hash.word(stage.unwrap_or_default());
            hash.words(&instruction.text);
            instruction.heredocs.iter().for_each(|heredoc| hash.word(&heredoc.content));
            let n_before = n_equal.entry(hash.0).or_default();
            if *n_before > 0 {
                hash.word(&n_before.to_string());
            }
            *n_before += 1;
            Some(StepKey(hash.0))
        })
        .collect()
}

/// The 64-bit FNV-1a hash: keys are saved, so they must be the same in every release, which those of `std` need not be.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

/// A number that is equal for texts of the same words, whatever white space stands between them.
pub(crate) fn words_hash(text: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.words(text);
    hash.0
}

impl Fnv {
    fn words(&mut self, text: &str) {
        text.split_whitespace().for_each(|word| self.word(word));
    }

    /// Adds a word and the end of it.
    fn word(&mut self, word: &str) {
        for byte in word.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use onionskin_analysis::Setup;

    use super::{MAX_TEXT_BYTES, MAX_TIMES, StepKey, Times, step_keys};
    use crate::analyze;

    /// The keys of the steps of `source`.
    fn keys(source: &str) -> Vec<StepKey> {
        let analysis = analyze(source, &Setup::default()).unwrap();
        step_keys(&analysis.dockerfile, &analysis.graph).into_iter().flatten().collect()
    }

    const FILE: &str = "FROM a AS build\nWORKDIR /w\nRUN x\nRUN x\nFROM b\nWORKDIR /w\nRUN <<EOF\ny\nEOF\n";

    #[test]
    fn every_step_has_a_key_of_its_own() {
        let mut all = keys(FILE);
        assert_eq!(all.len(), 7);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 7);
    }

    #[test]
    fn a_step_keeps_its_key_while_others_come_go_and_move() {
        let before = keys(FILE);
        let edited = "# syntax=docker/dockerfile:1\nFROM c AS first\nRUN z\nFROM b\nENV A=b\nRUN <<EOF\ny\nEOF\n\nWORKDIR  /w\n\
                      FROM a AS build\nRUN \\\n  x\n";
        let after = keys(edited);
        assert_eq!(after[2..], [before[4], before[6], before[5], before[0], before[2]]);
    }

    #[test]
    fn a_step_that_says_something_else_or_stands_in_another_stage_is_another_one() {
        let before = keys(FILE);
        for edited in [
            FILE.replace("RUN x\nRUN x", "RUN x2\nRUN x3"),
            FILE.replace("AS build", "AS other"),
            FILE.replace("\ny\n", "\nyy\n"),
        ] {
            assert!(keys(&edited).iter().any(|key| !before.contains(key)), "{edited}");
        }
    }

    #[test]
    fn keys_are_the_same_in_every_release() {
        assert_eq!(keys("FROM a\nRUN b\n"), [StepKey(0x001e_2014_354e_3ce8), StepKey(0x2fd3_100d_c5a9_93da)]);
    }

    #[test]
    fn what_is_saved_is_found_and_the_rest_is_not() {
        let mut times = Times::default();
        times.set(StepKey(1), 42);
        times.typed(StepKey(u64::MAX), "58 s");
        times.typed(StepKey(3), "soon");
        assert_eq!(times.saved(), "1 42\nffffffffffffffff 580\n");
        assert_eq!(Times::found(&times.saved()).saved(), times.saved());
        assert_eq!(
            Times::found("\nx\n1\n1 x\nzz 4\n1 -4\n2 864001\n7 5 5\n8 864000\n").saved(),
            "8 864000\n"
        );
    }

    #[test]
    fn what_is_typed_stays_as_typed_and_empty_takes_it_back() {
        let mut times = Times::default();
        times.typed(StepKey(1), "4.");
        let text = |times: &Times| times.of(&[Some(StepKey(1)), None])[0].map(|time| time.text.to_string());
        assert_eq!(text(&times).as_deref(), Some("4."));
        times.typed(StepKey(1), &"4".repeat(MAX_TEXT_BYTES));
        assert_eq!(text(&times).map(|text| text.len()), Some(MAX_TEXT_BYTES));
        times.typed(StepKey(1), &"4".repeat(MAX_TEXT_BYTES + 1));
        assert_eq!(text(&times).map(|text| text.len()), Some(MAX_TEXT_BYTES));
        times.typed(StepKey(1), "");
        assert!(times.is_empty());
    }

    #[test]
    fn of_too_many_the_oldest_are_forgotten() {
        let mut times = Times::default();
        for key in 0..MAX_TIMES as u64 {
            times.set(StepKey(key), 1);
        }
        let has = |times: &Times, key| times.of(&[Some(StepKey(key))])[0].is_some();
        assert!(has(&times, 0));
        times.set(StepKey(MAX_TIMES as u64), 1);
        assert_eq!((has(&times, 0), has(&times, 1)), (false, true));
    }
}
