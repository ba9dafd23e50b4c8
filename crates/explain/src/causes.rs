use onionskin_cache::{Cause, Change, Verdict};
use onionskin_entries::{Fact, Kind, Part, Slot};
use onionskin_graph::{Base, Operation, Source, stage_name};
use onionskin_syntax::Keyword;

use crate::Prose;
use crate::image::ImageName;
use crate::instruction::copies_everything;
use crate::render::render_all;
use crate::scene::Scene;
use crate::values::Values;

/// Why the scene's instruction has its verdict, root first. `told` is what is known of any instruction.
pub(crate) fn causes(scene: &Scene<'_>, told: &Values) -> Vec<Prose> {
    let Some(outcome) = scene.subject.replay.outcomes.get(scene.index) else { return Vec::new() };
    let changed = outcome.causes.iter().find_map(|cause| {
        if let Cause::Changed(Change::File(path)) = cause { Some(path.as_str()) } else { None }
    });
    let say = |cause: &Cause| {
        let mut values = told.clone();
        values.state(Fact::Reused, outcome.verdict == Verdict::Reused);
        tell_cause(scene, cause, changed, &mut values);
        let entry = scene.subject.registry.by_id(Kind::Reasons, id(cause));
        entry.map(|entry| render_all(entry.part(Part::Note), &values)).unwrap_or_default()
    };
    outcome.causes.iter().flat_map(say).collect()
}

/// The entry that words a cause.
pub(crate) fn id(cause: &Cause) -> &'static str {
    match cause {
        Cause::Changed(Change::FirstBuild) => "first-build",
        Cause::Changed(Change::AppCode) => "app-code-changed",
        Cause::Changed(Change::File(_)) => "file-changed",
        Cause::Changed(Change::Files(_)) => "files-changed",
        Cause::Changed(Change::BaseImage(_)) => "base-image-changed",
        Cause::Changed(Change::Argument(_)) => "argument-changed",
        Cause::Changed(Change::Dockerfile) => "dockerfile-changed",
        Cause::Changed(Change::NoCache) => "no-cache",
        Cause::Edited { .. } => "edited",
        Cause::Reads { .. } => "reads",
        Cause::StartsFrom { .. } => "starts-from",
        Cause::TakesFrom { .. } => "takes-from",
        Cause::Changed(Change::Nothing) | Cause::NothingItReadsChanged => "nothing-it-reads-changed",
        Cause::SameBaseImage => "same-base-image",
        Cause::StageNotNeeded(_) => "stage-not-needed",
        Cause::OnlySettings => "only-settings",
    }
}

fn tell_cause(scene: &Scene<'_>, cause: &Cause, changed: Option<&str>, values: &mut Values) {
    match cause {
        Cause::Changed(change) => match change {
            Change::File(path) => values.fill_code(Slot::Path, path),
            Change::Files(paths) => values.fill_text(Slot::Count, paths.len().to_string()),
            Change::BaseImage(image) => values.fill_code(Slot::Image, image),
            Change::Argument(name) => values.fill_code(Slot::Names, name),
            Change::FirstBuild | Change::Nothing | Change::AppCode | Change::Dockerfile | Change::NoCache => {
            }
        },
        Cause::Edited { instruction, variable } => {
            tell_link(scene, *instruction, values);
            values.state(Fact::IsFrom, scene.keyword_of(*instruction) == Some(Keyword::From));
            values.clear(Slot::Names);
            if let Some(name) = variable {
                values.fill_code(Slot::Names, name);
            }
        }
        Cause::Reads { instruction, path } => {
            tell_link(scene, *instruction, values);
            values.state(Fact::WholeContext, matches!(path.as_str(), "" | "." | "/"));
            values.state(Fact::SameFile, changed == Some(path.as_str()));
            values.fill_code(Slot::Path, path);
        }
        Cause::StartsFrom { instruction, parent } => {
            tell_link(scene, *instruction, values);
            values.fill(Slot::Parent, scene.name_of(*parent));
        }
        Cause::TakesFrom { instruction, producer, path } => {
            tell_link(scene, *instruction, values);
            values.fill(Slot::Producer, scene.name_of(*producer));
            values.fill_code(Slot::Path, path);
            let stage = scene.subject.graph.instructions.get(*producer).and_then(|node| node.stage);
            if let Some(stage) = stage {
                values.fill_code(Slot::From, stage_name(scene.subject.graph, stage));
            }
        }
        Cause::StageNotNeeded(stage) => {
            values.fill_code(Slot::Stage, stage_name(scene.subject.graph, *stage));
            if let Some(target) = scene.subject.graph.target {
                values.fill_code(Slot::Target, stage_name(scene.subject.graph, target));
            }
        }
        Cause::OnlySettings => {
            let is =
                |keywords: &[Keyword]| scene.instruction.keyword.is_some_and(|its| keywords.contains(&its));
            values.state(Fact::Environment, is(&[Keyword::Env, Keyword::Arg, Keyword::User, Keyword::Shell]));
            values.state(Fact::IsFrom, is(&[Keyword::From]));
            values.state(Fact::Global, scene.stage().is_none());
            values.state(Fact::IsWorkdir, is(&[Keyword::Workdir]));
            let copies_all = |at: &usize| copies_everything(scene, *at);
            values.clear(Slot::Code);
            let copier = (0..scene.instructions.len()).find(copies_all);
            values.fill_some(Slot::Code, copier.map(|at| scene.name_of(at)));
            let is_stage = scene.stage().is_some_and(|stage| matches!(stage.base, Base::Stage(_)));
            values.state(Fact::BaseStage, is_stage);
        }
        Cause::NothingItReadsChanged => {
            let operation = scene.operation_of(scene.index);
            let is_local = |source: &Source| matches!(source, Source::Context { .. });
            let copies_local =
                matches!(operation, Some(Operation::Copy { sources, .. }) if sources.iter().any(is_local));
            values.state(Fact::FromContext, copies_local);
        }
        Cause::SameBaseImage => {
            if let Some(Base::Image(image)) = scene.stage().map(|stage| &stage.base) {
                values.state(Fact::Image, true);
                values.state(Fact::Pinned, ImageName::new(image).digest.is_some());
                values.fill_code(Slot::Image, image);
            }
        }
    }
}

/// Fills who a link of the chain is about.
fn tell_link(scene: &Scene<'_>, instruction: usize, values: &mut Values) {
    let operation = scene.operation_of(instruction);
    values.fill(Slot::Step, scene.name_of(instruction));
    values.state(Fact::Copies, matches!(operation, Some(Operation::Copy { .. })));
    values.state(Fact::IsRun, matches!(operation, Some(Operation::Run { .. })));
    let verdict = scene.subject.replay.outcomes.get(instruction).map(|outcome| outcome.verdict);
    values.state(Fact::UnlessSame, verdict == Some(Verdict::RebuildsUnlessSame));
}
