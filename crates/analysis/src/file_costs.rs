use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use onionskin_cache::{Baseline, NoCache, Reruns, Taken, Verdict, World, taken_of_context};
use onionskin_graph::{Base, BuildGraph, InstructionNode, Operation, Source, Stage};

use crate::{Analysis, Setup};

/// What a build does with a file of its context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCost {
    /// The indices of the instructions that copy or mount it, in order.
    pub takers: Vec<usize>,
    /// What it costs to change it; `None` for a directory.
    pub cost: Option<StepCounts>,
}

/// How many steps run again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCounts {
    /// Those that run for certain.
    pub n_certain: usize,
    /// Those that run unless the output of a command is the same.
    pub n_maybe: usize,
    /// All steps of the stages that the target needs.
    pub n_steps: usize,
}

/// For each of `paths`, files of the context of `setup`: what takes it of the build that `analysis` is about, and what the
/// build does after a change of this file alone. Of directories, whose paths end with a `/`, what takes anything in them.
/// Empty where no context is known.
///
/// Files that the same instructions take cost the same, so that it takes one replay for all of them, unless a step takes
/// single files out of a stage as they were copied there: then each file has a replay of its own.
pub fn file_costs(source: &str, analysis: &Analysis, setup: &Setup, paths: &[&str]) -> Vec<FileCost> {
    let Some(context) = &setup.context else { return Vec::new() };
    let (graph, files) = (&analysis.graph, context.files());
    let taken: Vec<(usize, Rc<Taken>)> = taken_of_context(graph)
        .iter()
        .map(|(instruction, selection)| (*instruction, context.taken(selection)))
        .collect();
    let world = World {
        source,
        graph,
        files: files.clone(),
        images: BTreeMap::new(),
        build_args: &setup.build_args,
        no_cache: NoCache::None,
    };
    let baseline = Baseline::of(&world, Reruns::Unknown);
    let replayed = |changed: &[String]| {
        let after = World { files: context.changed(changed), ..world.clone() };
        StepCounts::of(baseline.replay(&world, &after).outcomes.iter().map(|outcome| outcome.verdict))
    };
    let nothing = replayed(&[]);
    let is_same_for_same_takers = depends_on_takers_alone(graph);
    let mut known: HashMap<Vec<usize>, StepCounts> = HashMap::new();
    let of_path = |path: &&str| {
        let directory = path.strip_suffix('/');
        let mut selections = Vec::new();
        let mut takers = Vec::new();
        for (at, (instruction, taken)) in taken.iter().enumerate() {
            let is_taken = directory.map_or_else(|| taken.has(path), |directory| taken.reaches(directory));
            if is_taken && files.has(directory.unwrap_or(path)) {
                selections.push(at);
                takers.push(*instruction);
            }
        }
        takers.dedup();
        let cost = match known.get(&selections).filter(|_| is_same_for_same_takers) {
            _ if directory.is_some() => None,
            _ if takers.is_empty() => Some(nothing),
            Some(cost) => Some(*cost),
            None => {
                let cost = replayed(&[(*path).to_owned()]);
                known.insert(selections, cost);
                Some(cost)
            }
        };
        FileCost { takers, cost }
    };
    paths.iter().map(of_path).collect()
}

impl StepCounts {
    /// What `verdicts` come to; settings and stages that are not needed do not count.
    fn of(verdicts: impl Iterator<Item = Verdict>) -> Self {
        let mut cost = Self::default();
        for verdict in verdicts {
            match verdict {
                Verdict::Rebuilds => cost.n_certain += 1,
                Verdict::RebuildsUnlessSame => cost.n_maybe += 1,
                Verdict::Reused => {}
                Verdict::Settings | Verdict::NotBuilt => continue,
            }
            cost.n_steps += 1;
        }
        cost
    }
}

/// Whether it is enough to know which sources of instructions take a file to know what its change costs. It is not where
/// files are taken out of a stage behind whose last copy no command runs: they may be the file itself, or others.
fn depends_on_takers_alone(graph: &BuildGraph) -> bool {
    let needed = graph.stages.iter().filter(|stage| stage.is_needed);
    needed.flat_map(|stage| nodes(graph, stage)).flat_map(sources).all(|source| match source {
        Source::Stage { stage, .. } => ends_with_command(graph, *stage),
        Source::Context { .. } | Source::Image { .. } | Source::Inline { .. } | Source::Remote { .. } => true,
    })
}

/// Whether a command runs behind the last copy in a stage, or there is no copy.
fn ends_with_command(graph: &BuildGraph, stage: usize) -> bool {
    let mut at = stage;
    while let Some(stage) = graph.stages.get(at) {
        for node in nodes(graph, stage).rev() {
            match node.step.as_ref().map(|step| &step.operation) {
                Some(Operation::Run { .. }) => return true,
                Some(Operation::Copy { .. }) => return false,
                Some(Operation::Pull { .. } | Operation::MakeDirectory { .. }) | None => {}
            }
        }
        match stage.base {
            Base::Stage(earlier) if earlier < at => at = earlier,
            Base::Stage(_) | Base::Image(_) | Base::Scratch => return true,
        }
    }
    true
}

/// The instructions of a stage, its base's triggers first.
fn nodes<'g>(
    graph: &'g BuildGraph,
    stage: &'g Stage,
) -> impl DoubleEndedIterator<Item = &'g InstructionNode> {
    let own = graph.instructions.get(stage.instructions.clone()).unwrap_or_default();
    stage.triggers.iter().chain(own)
}

fn sources(node: &InstructionNode) -> Vec<&Source> {
    match node.step.as_ref().map(|step| &step.operation) {
        Some(Operation::Copy { sources, .. }) => sources.iter().collect(),
        Some(Operation::Run { mounts }) => mounts.iter().filter_map(|mount| mount.source.as_ref()).collect(),
        Some(Operation::Pull { .. } | Operation::MakeDirectory { .. }) | None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use onionskin_cache::{Change, Entry, FileTree, IgnoreFile, Verdict};

    use super::{FileCost, StepCounts, file_costs};
    use crate::{Context, Setup, analyze};

    const PATHS: [&str; 7] =
        ["Dockerfile", "README.md", "a/one.txt", "a/two.txt", "go.mod", "src/main.go", "src/x/y.go"];

    fn setup(ignore: &str) -> Setup {
        let files = PATHS.map(|path| (path.to_owned(), Entry::named_file("as it is", 0o644)));
        let context = Context::new(&FileTree::new(files), Some(&IgnoreFile::parse(ignore).0));
        Setup { context: Some(context), ..Setup::default() }
    }

    fn costs(source: &str, setup: &Setup, paths: &[&str]) -> Vec<FileCost> {
        file_costs(source, &analyze(source, setup), setup, paths)
    }

    /// Checks that each file costs what the change of it costs where it is the change that was asked for.
    #[track_caller]
    fn check(source: &str, ignore: &str) {
        let setup = setup(ignore);
        for (path, told) in PATHS.into_iter().zip(costs(source, &setup, &PATHS)) {
            let analysis = analyze(source, &Setup { change: Change::File(path.to_owned()), ..setup.clone() });
            let outcomes = &analysis.replay().outcomes;
            let n = |verdict| outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
            let cost = told.cost.unwrap();
            let expected = (n(Verdict::Rebuilds), n(Verdict::RebuildsUnlessSame));
            assert_eq!((cost.n_certain, cost.n_maybe), expected, "{source} {path}");
            assert_eq!(cost.n_steps, expected.0 + expected.1 + n(Verdict::Reused), "{source} {path}");
        }
    }

    #[test]
    fn a_file_costs_what_choosing_it_shows() {
        for source in [
            "FROM a\nCOPY go.mod .\nRUN b\nCOPY . .\nRUN c\n",
            "FROM a\nCOPY *.md a/*.txt /x/\nRUN --mount=target=. b\n",
            "FROM a\nCOPY --exclude=**/*.go . .\nCOPY --parents src/**/*.go /\nRUN b\n",
            "FROM a AS b\nCOPY . .\nRUN c\nFROM a\nCOPY --from=b /x /\nCOPY a /\n",
            "FROM a AS b\nCOPY . /src/\nFROM a AS c\nCOPY --from=b /src/a /\nRUN d\nFROM a\nCOPY --from=c /a /\nCOPY --from=b /src/go.mod /\n",
            "FROM a AS b\nRUN c\nCOPY . /src/\nFROM b AS d\nWORKDIR /e\nFROM a\nRUN --mount=from=d,source=/src/src,target=/f g\n",
            "FROM a AS b\nCOPY a /\nRUN c\nFROM a AS unused\nCOPY src /\nFROM a\nCOPY --from=b /a /\n",
            "FROM a\nCOPY missing /\nCOPY . .\n",
        ] {
            check(source, "");
            check(source, "a\n*.md\n");
        }
    }

    #[test]
    fn takers_are_the_instructions_that_copy_or_mount_a_file() {
        let source = "FROM a\nCOPY go.mod src/main.go /\nRUN --mount=source=src,target=/s b\nCOPY . .\n";
        let takers = |ignore: &str| -> Vec<Vec<usize>> {
            let paths = ["go.mod", "src/main.go", "README.md", "src/", "a/"];
            costs(source, &setup(ignore), &paths).into_iter().map(|cost| cost.takers).collect()
        };
        assert_eq!(takers(""), [vec![1, 3], vec![1, 2, 3], vec![3], vec![1, 2, 3], vec![3]]);
        assert_eq!(takers("src/x\nREADME.md\na"), [vec![1, 3], vec![1, 2, 3], vec![], vec![1, 2, 3], vec![]]);
    }

    #[test]
    fn what_nothing_takes_costs_nothing() {
        let told = costs("FROM a\nCOPY go.mod .\n", &setup(""), &["README.md", "gone", "src/"]);
        let nothing = StepCounts { n_certain: 0, n_maybe: 0, n_steps: 2 };
        assert_eq!(
            told.iter().map(|told| told.cost).collect::<Vec<_>>(),
            [Some(nothing), Some(nothing), None]
        );
        assert_eq!(
            file_costs("FROM a\n", &analyze("FROM a\n", &Setup::default()), &Setup::default(), &["x"]),
            []
        );
    }
}
