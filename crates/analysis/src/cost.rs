use std::collections::HashMap;

use onionskin_cache::{Replay, Verdict};
use onionskin_graph::BuildGraph;

/// What a build costs, as far as the durations of its steps are known. Times are in tenths of a second.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// What all steps that rebuild take together: the time of the machine.
    pub work: u64,
    /// What the longest chain of them takes, in which every step waits for the one before: the time of whoever waits.
    pub wait: u64,
    /// How many steps rebuild, those that may be spared among them. What BuildKit runs once counts once.
    pub n_rebuilding: usize,
    /// How many of them have no duration. Nothing is added for them.
    pub n_unknown: usize,
    /// Whether some of them rebuild only unless an output is the same: then it is at most so much.
    pub is_at_most: bool,
    /// The steps of the longest chain, as indices of instructions, in the order in which they run.
    pub path: Vec<usize>,
}

/// When the result of a vertex is there, and why not earlier.
#[derive(Clone, Copy, Default)]
struct Ready {
    /// In tenths of a second from the start.
    at: u64,
    /// How many steps rebuild on the way there.
    n_steps: u32,
    /// The input that is waited for the longest.
    after: Option<usize>,
    /// The instruction of the vertex, where that is a step that rebuilds.
    step: Option<usize>,
}

/// What the build of `graph` with these verdicts costs, given how long each instruction's step takes, in tenths of a
/// second.
///
/// Stages are built side by side, as many as there are: a step waits for the step before it and for the stages that it
/// takes files from, and for nothing else. A step that is reused waits, too, where a stage that it takes from runs again:
/// only its output shows that the step can be reused. Two steps that do the same with the same inputs are run once; a duration of either
/// is that of both. Whatever has no number in `docker build` (the context, a merge) takes no time, and neither do the triggers of
/// a base stage.
pub fn cost(graph: &BuildGraph, replay: &Replay, durations: &[Option<u32>]) -> Cost {
    // By the digests of vertices: an instruction with a duration.
    let mut known: HashMap<u64, usize> = HashMap::new();
    // The instructions of the vertices that are steps.
    let mut steps: Vec<Option<usize>> = vec![None; graph.vertices.len()];
    for (at, node) in graph.instructions.iter().enumerate() {
        let Some(step) = &node.step else { continue };
        if let Some(own) = steps.get_mut(step.vertex) {
            *own = Some(at);
        }
        if let (Some(vertex), Some(_)) = (graph.vertices.get(step.vertex), duration(durations, at)) {
            known.entry(vertex.digest).or_insert(at);
        }
    }
    let mut cost = Cost::default();
    // By the digests of vertices: the instruction that counts.
    let mut counted: HashMap<u64, usize> = HashMap::new();
    let mut ready: Vec<Ready> = Vec::with_capacity(graph.vertices.len());
    for (place, vertex) in graph.vertices.iter().enumerate() {
        let mut own = vertex.inputs.iter().filter_map(|&input| Some((input, *ready.get(input)?))).fold(
            Ready::default(),
            |latest, (input, it)| {
                if latest.after.is_none() || (it.at, it.n_steps) > (latest.at, latest.n_steps) {
                    Ready { after: Some(input), ..it }
                } else {
                    latest
                }
            },
        );
        let verdict = |at: usize| replay.outcomes.get(at).map(|outcome| outcome.verdict);
        own.step = steps.get(place).copied().flatten().filter(|&at| verdict(at).is_some_and(rebuilds));
        if let Some(at) = own.step {
            let tenths = duration(durations, at).or_else(|| duration(durations, *known.get(&vertex.digest)?));
            own.at = own.at.saturating_add(u64::from(tenths.unwrap_or_default()));
            own.n_steps = own.n_steps.saturating_add(1);
            if counted.insert(vertex.digest, at).is_none() {
                cost.work = cost.work.saturating_add(u64::from(tenths.unwrap_or_default()));
                cost.n_rebuilding += 1;
                cost.n_unknown += usize::from(tenths.is_none());
                cost.is_at_most |= verdict(at) == Some(Verdict::RebuildsUnlessSame);
            }
        }
        ready.push(own);
    }
    let mut place = graph.target.and_then(|target| graph.stages.get(target)?.result);
    cost.wait = place.and_then(|place| ready.get(place)).map_or(0, |end| end.at);
    while let Some(it) = place.and_then(|place| ready.get(place)) {
        cost.path.extend(it.step);
        place = it.after;
    }
    cost.path.reverse();
    cost
}

fn duration(durations: &[Option<u32>], at: usize) -> Option<u32> {
    durations.get(at).copied().flatten()
}

fn rebuilds(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Rebuilds | Verdict::RebuildsUnlessSame)
}

#[cfg(test)]
mod tests {
    use onionskin_cache::Change;

    use super::{Cost, cost};
    use crate::{Setup, analyze};

    /// What `change` costs in the build of `source`; every line with `# N` in front of it takes N tenths.
    fn cost_of(source: &str, change: &Change) -> Cost {
        let lines: Vec<&str> = source.lines().collect();
        let analysis = analyze(source, &Setup { change: change.clone(), ..Setup::default() });
        assert_eq!(&analysis.scenarios[analysis.chosen].change, change);
        let durations: Vec<Option<u32>> = analysis
            .dockerfile
            .instructions()
            .map(|it| {
                let above = (it.lines.first as usize).checked_sub(2).and_then(|line| lines.get(line));
                above?.strip_prefix("# ")?.parse().ok()
            })
            .collect();
        cost(&analysis.graph, analysis.replay(), &durations)
    }

    #[track_caller]
    fn check(source: &str, change: &Change, (work, wait): (u64, u64), path: &[usize]) -> Cost {
        let cost = cost_of(source, change);
        assert_eq!((cost.work, cost.wait, cost.path.as_slice()), (work, wait, path));
        cost
    }

    const SEQUENTIAL: &str =
        "# 30\nFROM a\n# 1\nWORKDIR /w\n# 2\nCOPY go.mod .\n# 500\nRUN b\n# 3\nCOPY . .\nCMD c\n";

    #[test]
    fn in_one_stage_all_that_rebuilds_is_waited_for() {
        let first = check(SEQUENTIAL, &Change::FirstBuild, (536, 536), &[0, 1, 2, 3, 4]);
        assert_eq!((first.n_rebuilding, first.n_unknown, first.is_at_most), (5, 0, false));
        check(SEQUENTIAL, &Change::AppCode, (3, 3), &[4]);
        check(SEQUENTIAL, &Change::File("go.mod".to_owned()), (505, 505), &[2, 3, 4]);
        check(SEQUENTIAL, &Change::Nothing, (0, 0), &[]);
    }

    const PARALLEL: &str = "FROM a AS left\n# 100\nRUN l\nFROM b AS right\n# 250\nRUN r\nFROM scratch\n\
                            # 1\nCOPY --from=left /l /\n# 2\nCOPY --from=right /r /\n";

    #[test]
    fn stages_are_built_side_by_side_and_a_copy_waits_for_the_one_that_it_takes_from() {
        let cost = check(PARALLEL, &Change::FirstBuild, (353, 252), &[2, 3, 6]);
        // The two FROM; `scratch` is none.
        assert_eq!((cost.n_rebuilding, cost.n_unknown), (6, 2));
    }

    #[test]
    fn a_copy_out_of_a_slow_stage_holds_up_what_stands_behind_it() {
        let source =
            "FROM a AS build\n# 400\nRUN l\nFROM b\n# 300\nRUN r\n# 5\nCOPY --from=build /l /\n# 7\nRUN s\n";
        check(source, &Change::FirstBuild, (712, 412), &[0, 1, 4, 5]);
    }

    #[test]
    fn a_mount_is_waited_for_too() {
        let source =
            "FROM a AS build\n# 400\nRUN l\nFROM b\n# 5\nRUN --mount=type=bind,from=build,target=/b cat /b\n";
        check(source, &Change::FirstBuild, (405, 405), &[0, 1, 3]);
    }

    #[test]
    fn a_linked_copy_does_not_wait_for_the_step_before_it() {
        let copy = |flag: &str| {
            format!(
                "FROM a AS build\n# 40\nRUN l\nFROM b\n# 50\nRUN r\n# 30\nCOPY {flag} --from=build /l /\n"
            )
        };
        check(&copy(""), &Change::FirstBuild, (120, 80), &[2, 3, 4]);
        check(&copy("--link"), &Change::FirstBuild, (120, 70), &[0, 1, 4]);
    }

    #[test]
    fn what_rebuilds_unless_the_output_is_the_same_counts_and_makes_it_at_most_so_much() {
        let source = "FROM a AS build\n# 3\nCOPY . .\n# 400\nRUN l\nFROM b\n# 5\nCOPY --from=build /l /\n";
        let cost = check(source, &Change::AppCode, (408, 408), &[1, 2, 4]);
        assert!(cost.is_at_most);
    }

    #[test]
    fn steps_without_a_duration_are_counted_and_nothing_is_added_for_them() {
        let source = SEQUENTIAL.replace("# 500\n", "");
        let cost = check(&source, &Change::FirstBuild, (36, 36), &[0, 1, 2, 3, 4]);
        assert_eq!((cost.n_rebuilding, cost.n_unknown), (5, 1));
        let nothing_known = check("FROM a\nRUN b\n", &Change::FirstBuild, (0, 0), &[0, 1]);
        assert_eq!(nothing_known.n_unknown, 2);
    }

    #[test]
    fn what_is_built_once_counts_once_and_has_the_duration_of_either() {
        let source = "# 70\nFROM a AS one\nRUN x\nFROM a\nRUN y\nCOPY --from=one /x /\n";
        let cost = cost_of(source, &Change::FirstBuild);
        assert_eq!((cost.work, cost.wait, cost.n_rebuilding, cost.n_unknown), (70, 70, 4, 3));
    }

    #[test]
    fn stages_that_are_not_needed_cost_nothing() {
        check("FROM a AS unused\n# 900\nRUN x\n# 4\nFROM b\n", &Change::FirstBuild, (4, 4), &[2]);
    }

    #[test]
    fn durations_beyond_all_bounds_do_not_overflow() {
        let lines = (0..50).map(|n| format!("# {}\nRUN {n}\n", u32::MAX)).collect::<Vec<_>>().concat();
        let cost = cost_of(&["FROM a\n", &lines].concat(), &Change::FirstBuild);
        assert_eq!(cost.work, 50 * u64::from(u32::MAX));
    }

    #[test]
    fn a_broken_or_empty_file_has_a_cost_all_the_same() {
        for source in
            ["", "RUN x\n", "FRUM a\n", "FROM a\nCOPY --from=b\nRUN\n", "FROM a AS a\nFROM b AS a\nRUN x"]
        {
            let analysis = analyze(source, &Setup::default());
            for scenario in &analysis.scenarios {
                assert_eq!(cost(&analysis.graph, scenario.replay(), &[]).wait, 0, "{source:?}");
            }
        }
    }
}
