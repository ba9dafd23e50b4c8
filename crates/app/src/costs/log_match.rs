use onionskin_graph::{BuildGraph, stage_name};
use onionskin_syntax::{Dockerfile, Instruction, Keyword};

use super::times::words_hash;
use super::{LoggedStep, StepKey};

/// What a log says of the steps of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LogMatch {
    /// How many steps the log has.
    pub(crate) n_logged: usize,
    /// How many of them are in the file.
    pub(crate) n_known: usize,
    /// The durations of those that have one, in tenths of a second.
    pub(crate) times: Vec<(StepKey, u32)>,
    /// How many of those in the file came from the cache.
    pub(crate) n_cached: usize,
}

/// A step of the file.
struct Step<'a> {
    instruction: &'a Instruction,
    words: u64,
    stage: String,
    number: (u32, u32),
    key: StepKey,
    is_taken: bool,
}

/// Finds the steps of a file in a log. A step is recognised by its stage and by what it says; where a log says that
/// otherwise, which it does for images, variables and heredocs, by its stage, its number and its instruction.
pub(crate) fn matched(
    logged: &[LoggedStep],
    dockerfile: &Dockerfile,
    graph: &BuildGraph,
    keys: &[Option<StepKey>],
) -> LogMatch {
    let nodes = dockerfile.instructions().zip(&graph.instructions).zip(keys);
    let mut steps: Vec<Step<'_>> = nodes
        .filter_map(|((instruction, node), key)| {
            let step = node.step.as_ref()?;
            let stage = stage_name(graph, node.stage?);
            let number = (step.number, step.total);
            let words = words_hash(&instruction.text);
            Some(Step { instruction, words, stage, number, key: (*key)?, is_taken: false })
        })
        .collect();
    let has_one_stage = graph.stages.len() == 1;
    let mut found = LogMatch { n_logged: logged.len(), ..LogMatch::default() };
    for step in logged {
        let is_free = |known: &Step<'_>| {
            // A log of a single stage names none; what else it names are platforms and services.
            let is_in_stage =
                has_one_stage || step.names.iter().any(|name| name.eq_ignore_ascii_case(&known.stage));
            is_in_stage && !known.is_taken
        };
        let words = words_hash(&step.text);
        let says_the_same = |known: &Step<'_>| known.words == words;
        let is_it =
            |known: &Step<'_>| known.number == step.number && reads_otherwise(known.instruction, &step.text);
        let place = steps
            .iter()
            .position(|known| known.number.0 == step.number.0 && says_the_same(known) && is_free(known))
            .or_else(|| steps.iter().position(|known| says_the_same(known) && is_free(known)))
            .or_else(|| steps.iter().position(|known| is_it(known) && is_free(known)));
        let Some(known) = place.and_then(|place| steps.get_mut(place)) else { continue };
        known.is_taken = true;
        found.n_known += 1;
        if step.is_cached {
            found.n_cached += 1;
        } else if let Some(tenths) = step.tenths {
            found.times.push((known.key, tenths));
        }
    }
    found
}

/// Whether a log may have other words for an instruction, and `text` are such.
fn reads_otherwise(instruction: &Instruction, text: &str) -> bool {
    let is_rewritten = instruction.keyword == Some(Keyword::From)
        || !instruction.heredocs.is_empty()
        || instruction.text.contains(['$', '\\', '"', '\'']);
    let word = text.split_whitespace().next().unwrap_or_default();
    is_rewritten && word.eq_ignore_ascii_case(&instruction.word.text)
}

#[cfg(test)]
mod tests {
    use onionskin_analysis::Setup;

    use super::matched;
    use crate::analyze;
    use crate::costs::{logged_steps, step_keys};

    /// Which instruction takes how long by the log, and how many steps were known, cached and there.
    fn read(source: &str, log: &str) -> (Vec<(usize, u32)>, [usize; 3]) {
        let analysis = analyze(source, &Setup::default()).unwrap();
        let keys = step_keys(&analysis.dockerfile, &analysis.graph);
        let found = matched(&logged_steps(log), &analysis.dockerfile, &analysis.graph, &keys);
        let at = |key| keys.iter().position(|known| *known == Some(key)).unwrap();
        let times = found.times.iter().map(|(key, tenths)| (at(*key), *tenths)).collect();
        (times, [found.n_known, found.n_cached, found.n_logged])
    }

    #[test]
    fn the_steps_of_one_stage_are_recognised() {
        let log = "#4 [1/4] FROM docker.io/library/python:3@sha256:1\n#4 DONE 3.0s\n#5 [2/4] WORKDIR /app\n#5 CACHED\n\
                   #6 [3/4] COPY  . .\n#6 DONE 0.1s\n#7 [4/4] RUN pip install   -r r.txt\n#7 DONE 58.0s\n";
        let source = "FROM python:3\nWORKDIR /app\nCOPY . .\nENV A=b\nRUN pip install \\\n  -r r.txt\n";
        assert_eq!(read(source, log), (vec![(0, 30), (2, 1), (4, 580)], [4, 1, 4]));
    }

    #[test]
    fn stages_are_told_apart_by_their_names() {
        let log = "#4 [build 2/2] RUN x\n#4 DONE 1.0s\n#5 [stage-1 2/2] RUN x\n#5 DONE 2.0s\n\
                   #6 [linux/arm64 other 2/2] RUN x\n#6 DONE 3.0s\n";
        let source = "FROM a AS build\nRUN x\nFROM b\nRUN x\nFROM c AS Other\nRUN x\n";
        assert_eq!(read(source, log).0, [(1, 10), (3, 20), (5, 30)]);
    }

    #[test]
    fn a_log_of_an_older_file_fills_what_is_still_there() {
        let log =
            "#4 [2/4] RUN a\n#4 DONE 1.0s\n#5 [3/4] RUN b\n#5 DONE 2.0s\n#6 [4/4] RUN c\n#6 DONE 3.0s\n";
        assert_eq!(read("FROM x\nRUN new\nRUN c\nRUN a\n", log), (vec![(3, 10), (2, 30)], [2, 0, 3]));
    }

    #[test]
    fn a_step_with_other_words_is_recognised_by_its_number_only_where_a_log_has_other_words() {
        let log = "#4 [2/2] RUN make V=1\n#4 DONE 1.0s\n";
        assert_eq!(read("FROM x\nRUN make V=$V\n", log).0, [(1, 10)]);
        assert_eq!(read("FROM x\nRUN make V=2\n", log).0, []);
        assert_eq!(read("FROM x\nCOPY $V .\n", log).0, []);
        let heredoc = "#4 [2/2] RUN <<EOF (make...)\n#4 DONE 1.0s\n";
        assert_eq!(read("FROM x\nRUN <<EOF\nmake\nEOF\n", heredoc).0, [(1, 10)]);
    }

    #[test]
    fn equal_steps_are_filled_in_their_order() {
        let log = "#4 [2/3] RUN a\n#4 DONE 1.0s\n#5 [3/3] RUN a\n#5 DONE 2.0s\n";
        assert_eq!(read("FROM x\nRUN a\nRUN a\n", log).0, [(1, 10), (2, 20)]);
    }
}
