use onionskin_explain::{Prose, Registry, Subject, change_labels, summarize, totals};
use onionskin_graph::Base;
use onionskin_report::markdown_inline;
use onionskin_share::change_word;
use serde::Serialize;

use crate::{Problem, Step, VERSION, Verdict, steps};

/// Everything that is known of a Dockerfile under a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Analysis {
    /// The version of this shape.
    pub version: u32,
    /// What BuildKit stops at; null where it builds the file.
    pub error: Option<Problem>,
    /// All that is wrong with the file, the error in front.
    pub problems: Vec<Problem>,
    /// What the file builds, in a sentence of Markdown; empty where there is nothing to build.
    pub summary: String,
    /// The change that is looked at, as a word: `nothing` where the one that was asked for makes no sense for this file.
    pub change: String,
    /// How many steps rebuild under it, and which, in a sentence of Markdown.
    pub totals: String,
    /// The stages in file order.
    pub stages: Vec<Stage>,
    /// The instructions in file order, each with what the change does to it.
    pub steps: Vec<Step>,
    /// The changes that make sense for this file, and what each of them does to each instruction.
    pub changes: Vec<Choice>,
    /// The build arguments that the file declares.
    pub arguments: Vec<Argument>,
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Stage {
    /// The name after AS, in small letters; null without one.
    pub name: Option<String>,
    /// The image that it starts from, variables put in, or `scratch`; null where it starts from an earlier stage.
    pub image: Option<String>,
    /// The index of the stage that it starts from; null where it starts from an image.
    pub stage: Option<u32>,
    /// Whether the target needs it; BuildKit does not build other stages.
    pub is_needed: bool,
}

/// A change and what it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Choice {
    /// The change as a word.
    pub change: String,
    /// What it is called.
    pub label: String,
    /// What it does to each instruction, in file order.
    pub verdicts: Vec<Verdict>,
}

/// A build argument that a file declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// The value that it has with the arguments that are given; null without one.
    pub value: Option<String>,
}

impl Analysis {
    /// What `analysis` says of `source`, with the words of `registry`.
    pub fn of(registry: &Registry, source: &str, analysis: &onionskin_analysis::Analysis) -> Self {
        let chosen = analysis.scenarios.get(analysis.chosen);
        let replay = analysis.replay();
        let onionskin_analysis::Analysis { dockerfile, graph, .. } = analysis;
        let subject = Subject { registry, source, dockerfile, graph, replay };
        let problems: Vec<_> = analysis.problems.iter().map(Problem::from).collect();
        let scenarios = analysis.scenarios.iter();
        let labels = change_labels(registry, scenarios.clone().map(|scenario| &scenario.change));
        let choice = |(scenario, label): (&onionskin_analysis::Scenario, &Prose)| {
            let verdicts = scenario.replay().outcomes.iter().map(|outcome| outcome.verdict.into());
            Some(Choice {
                change: change_word(&scenario.change)?,
                label: label.plain(),
                verdicts: verdicts.collect(),
            })
        };
        Self {
            version: VERSION,
            error: problems.first().cloned(),
            problems,
            summary: markdown_inline(&summarize(&subject)),
            change: chosen.and_then(|scenario| change_word(&scenario.change)).unwrap_or_default(),
            totals: markdown_inline(&totals(&subject)),
            stages: graph.stages.iter().map(stage).collect(),
            steps: steps(dockerfile, graph, replay),
            changes: scenarios.zip(&labels).filter_map(choice).collect(),
            arguments: analysis
                .arguments
                .iter()
                .map(|argument| Argument { name: argument.name.clone(), value: argument.value.clone() })
                .collect(),
        }
    }
}

fn stage(stage: &onionskin_graph::Stage) -> Stage {
    let (image, from) = match &stage.base {
        Base::Image(image) => (Some(image.clone()), None),
        Base::Stage(index) => (None, u32::try_from(*index).ok()),
        Base::Scratch => (Some("scratch".to_owned()), None),
    };
    Stage { name: stage.name.clone(), image, stage: from, is_needed: stage.is_needed }
}
