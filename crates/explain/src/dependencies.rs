//! What could ever rebuild a step, and what never does.

use onionskin_cache::{Assigned, Bystander, Dependencies, Dependency, dependencies};
use onionskin_entries::{Fact, Kind, Part, Slot};
use onionskin_graph::{Source, stage_name};
use onionskin_syntax::{Args, Keyword};

use crate::instruction::Told;
use crate::render::render_all;
use crate::scene::Scene;
use crate::values::{Values, code_list, list};
use crate::{Inline, Prose};

/// The most things that one phrase lists; the others are counted.
const MAX_LISTED: usize = 6;

/// The most phrases about commands of one RUN.
const MAX_COMMANDS: usize = 3;

/// All that could ever rebuild the scene's step, and what never does, a phrase each; nothing where it has no step.
pub(crate) fn rebuilds(scene: &Scene<'_>, told: &Told<'_>) -> (Vec<Prose>, Vec<Prose>) {
    let Some(Dependencies { could, never }) = dependencies(scene.subject.graph, scene.index) else {
        return (Vec::new(), Vec::new());
    };
    let values = || {
        let mut values = told.values.clone();
        clear(scene, &mut values);
        values
    };
    let say = |kind: Kind, id: &str, part: Part, values: &Values| {
        let entry = scene.subject.registry.by_id(kind, id);
        entry.map(|entry| render_all(entry.part(part), values)).unwrap_or_default()
    };
    let is_json = matches!(scene.instruction.args, Args::Json(_));
    let mut texts = (Vec::new(), Vec::new());
    // The shell stands in front of a JSON array only if its words are written there.
    for one in could.iter().filter(|one| !(is_json && matches!(one, Dependency::Shell(_)))) {
        let mut values = values();
        tell_dependency(scene, one, &mut values);
        texts.0.extend(say(Kind::Dependencies, id(one), Part::Could, &values));
    }
    for one in &never {
        if *one == Bystander::Elsewhere && !told.never.is_empty() {
            texts.1.extend(told.never.iter().take(MAX_COMMANDS).cloned());
            continue;
        }
        let mut values = values();
        tell_bystander(scene, one, &mut values);
        texts.1.extend(say(Kind::Bystanders, bystander_id(one), Part::Never, &values));
    }
    texts
}

/// Takes out of what is known about the instruction what is told of each dependency apart.
fn clear(scene: &Scene<'_>, values: &mut Values) {
    for slot in [Slot::Names, Slot::Path, Slot::Value, Slot::Source, Slot::From, Slot::FromStep, Slot::Takers]
    {
        values.clear(slot);
    }
    for fact in [Fact::FromContext, Fact::FromStage, Fact::FromImage, Fact::WholeContext, Fact::Several] {
        values.state(fact, false);
    }
    let is = |keyword| scene.instruction.keyword == Some(keyword);
    values.state(Fact::IsRun, is(Keyword::Run));
    values.state(Fact::IsAdd, is(Keyword::Add));
    values.state(Fact::IsFrom, is(Keyword::From));
    values.state(Fact::IsWorkdir, is(Keyword::Workdir));
}

/// The entry that words a dependency.
fn id(dependency: &Dependency) -> &'static str {
    match dependency {
        Dependency::StartsFrom(_) => "starts-from",
        Dependency::Files { .. } => "files",
        Dependency::Command => "command",
        Dependency::Arguments(_) => "arguments",
        Dependency::Unset(_) => "unset",
        Dependency::Variables(_) => "variables",
        Dependency::ImageSettings { .. } => "image-settings",
        Dependency::Workdir { .. } => "workdir",
        Dependency::User(_) => "user",
        Dependency::Shell(_) => "shell",
        Dependency::Caches { .. } => "caches",
        Dependency::Secrets(_) => "secrets",
        Dependency::Agents => "agents",
        Dependency::Memory(_) => "memory",
        Dependency::CommandOptions { .. } => "command-options",
        Dependency::NewSettings => "new-settings",
        Dependency::Names(_) => "names",
        Dependency::Destination(_) => "destination",
        Dependency::CopyFlags => "copy-flags",
        Dependency::Documents(_) => "documents",
        Dependency::Download { .. } => "download",
        Dependency::Directory(_) => "directory",
        Dependency::Epoch => "epoch",
        Dependency::Image { .. } => "image",
        Dependency::Platform(_) => "platform",
        Dependency::Uses(_) => "uses",
        Dependency::Cache { .. } => "cache",
    }
}

/// Fills what a dependency is about.
fn tell_dependency(scene: &Scene<'_>, dependency: &Dependency, values: &mut Values) {
    match dependency {
        Dependency::StartsFrom(at) => {
            values.fill(Slot::Parent, scene.name_of(*at));
            values.state(Fact::IsFrom, scene.keyword_of(*at) == Some(Keyword::From));
            let stage = |at: usize| scene.subject.graph.instructions.get(at).and_then(|node| node.stage);
            values.state(Fact::BaseStage, stage(*at) != stage(scene.index));
        }
        Dependency::Files { sources, target } => {
            tell_files(scene, sources, values);
            if let Some(target) = target {
                values.fill_code(Slot::Path, target);
            }
        }
        Dependency::Arguments(names)
        | Dependency::Unset(names)
        | Dependency::Variables(names)
        | Dependency::Uses(names) => fill_assigned(scene, names, values),
        Dependency::ImageSettings { from, user, workdir } => {
            values.fill(Slot::Step, scene.name_of(*from));
            values.state(Fact::ImageUser, *user);
            values.state(Fact::ImageWorkdir, *workdir || scene.workdir().is_none());
        }
        Dependency::Workdir { path, instruction } => {
            values.fill(Slot::Step, scene.name_of(*instruction));
            if scene.workdir().is_some() {
                values.fill_code(Slot::Path, path);
            }
        }
        Dependency::User(user) => {
            values.fill_code(Slot::Value, &user.name);
            values.fill(Slot::Step, scene.name_of(user.instruction));
        }
        Dependency::Shell(at) => values.fill(Slot::Step, scene.name_of(*at)),
        Dependency::Caches { targets, has_default } => {
            fill_names(targets, values);
            values.state(Fact::DefaultId, *has_default);
        }
        Dependency::Secrets(names) | Dependency::Memory(names) | Dependency::Documents(names) => {
            fill_names(names, values);
        }
        Dependency::Names(names) => {
            if *names != ["/"] {
                fill_names(names, values);
            }
        }
        Dependency::CommandOptions { platform } | Dependency::Platform(platform) => {
            values.fill_code(Slot::Value, platform);
        }
        Dependency::Download { url, is_git, is_pinned } => {
            values.fill_code(Slot::Source, url);
            values.state(Fact::Git, *is_git);
            values.state(Fact::Pinned, *is_pinned);
        }
        Dependency::Directory(path) => {
            if scene.workdir().is_some() || path.starts_with('/') && !values.holds(Fact::Relative) {
                values.fill_code(Slot::Path, path);
            }
        }
        Dependency::Image { image, is_pinned } => {
            values.fill_code(Slot::Image, image);
            values.state(Fact::Pinned, *is_pinned);
        }
        Dependency::Cache { can_be_forced, stage } => {
            values.state(Fact::CanBeForced, *can_be_forced);
            values.clear(Slot::Stage);
            if let Some(stage) = stage {
                values.fill_code(Slot::Stage, stage);
            }
        }
        Dependency::Command
        | Dependency::Agents
        | Dependency::NewSettings
        | Dependency::Destination(_)
        | Dependency::CopyFlags
        | Dependency::Epoch => {}
    }
}

/// The entry that words a bystander.
fn bystander_id(bystander: &Bystander) -> &'static str {
    match bystander {
        Bystander::Elsewhere => "elsewhere",
        Bystander::Time => "time",
        Bystander::CacheContents(_) => "cache-contents",
        Bystander::SecretValues(_) => "secret-values",
        Bystander::AgentKeys => "agent-keys",
        Bystander::StepsBefore => "steps-before",
        Bystander::SameFiles(_) => "same-files",
        Bystander::FileTimes => "file-times",
        Bystander::OtherFiles { .. } => "other-files",
        Bystander::SameDownload { .. } => "same-download",
        Bystander::Variables(_) => "variables",
        Bystander::Arguments(_) => "arguments",
        Bystander::Declarations(_) => "declarations",
        Bystander::Settings => "settings",
        Bystander::Formatting => "formatting",
        Bystander::BuildOptions => "build-options",
        Bystander::NoCache => "no-cache",
        Bystander::MovedTag { .. } => "moved-tag",
        Bystander::OtherName => "other-name",
    }
}

/// Fills what a bystander is about.
fn tell_bystander(scene: &Scene<'_>, bystander: &Bystander, values: &mut Values) {
    match bystander {
        Bystander::CacheContents(names) | Bystander::SecretValues(names) => fill_names(names, values),
        Bystander::SameFiles(stage) => {
            values.fill_code(Slot::From, stage_name(scene.subject.graph, *stage));
        }
        Bystander::OtherFiles { takers, is_all } => {
            values.state(Fact::WholeContext, *is_all);
            let named: Vec<Prose> = takers.iter().map(|at| scene.name_of(*at)).collect();
            if !named.is_empty() {
                fill_list(named, values, Slot::Takers, " or ");
            }
        }
        Bystander::SameDownload { is_pinned } | Bystander::MovedTag { is_pinned } => {
            values.state(Fact::Pinned, *is_pinned);
        }
        Bystander::Variables(names) | Bystander::Arguments(names) | Bystander::Declarations(names) => {
            fill_assigned(scene, names, values);
        }
        Bystander::Elsewhere
        | Bystander::Time
        | Bystander::AgentKeys
        | Bystander::StepsBefore
        | Bystander::FileTimes
        | Bystander::Settings
        | Bystander::Formatting
        | Bystander::BuildOptions
        | Bystander::NoCache
        | Bystander::OtherName => {}
    }
}

fn tell_files(scene: &Scene<'_>, sources: &[Source], values: &mut Values) {
    let mut paths: Vec<&str> = Vec::new();
    for source in sources {
        match source {
            Source::Context { path } => {
                values.state(Fact::FromContext, true);
                values.state(Fact::WholeContext, values.holds(Fact::WholeContext) || path.is_empty());
                paths.push(path);
            }
            Source::Stage { stage, path } => {
                values.state(Fact::FromStage, true);
                values.fill_code(Slot::From, stage_name(scene.subject.graph, *stage));
                let stage = scene.subject.graph.stages.get(*stage);
                let mut steps = stage.into_iter().flat_map(|stage| stage.instructions.clone().rev());
                let last = steps.find(|&at| scene.step_of(at).is_some());
                values.fill_some(Slot::FromStep, last.map(|at| scene.name_of(at)));
                paths.push(path);
            }
            Source::Image { image, path } => {
                values.state(Fact::FromImage, true);
                values.fill_code(Slot::From, image);
                paths.push(path);
            }
            Source::Inline { .. } | Source::Remote { .. } => {}
        }
    }
    values.fill(Slot::Names, code_list(paths));
}

fn fill_names(names: &[String], values: &mut Values) {
    values.state(Fact::Several, names.len() > 1);
    values.fill(Slot::Names, code_list(names.iter().map(String::as_str)));
}

/// Names, each with the step or line that sets it.
fn fill_assigned(scene: &Scene<'_>, names: &[Assigned], values: &mut Values) {
    let name = |assigned: &Assigned| {
        let mut prose = vec![Inline::Code(assigned.name.clone()), Inline::Text(" (".to_owned())];
        prose.extend(scene.name_of(assigned.instruction).0);
        prose.push(Inline::Text(")".to_owned()));
        Prose(prose)
    };
    fill_list(names.iter().map(name).collect(), values, Slot::Names, " and ");
}

fn fill_list(mut items: Vec<Prose>, values: &mut Values, slot: Slot, last: &str) {
    values.state(Fact::Several, items.len() > 1);
    if items.len() > MAX_LISTED {
        let n_more = items.len() - (MAX_LISTED - 1);
        items.truncate(MAX_LISTED - 1);
        items.push(Prose(vec![Inline::Text(format!("{n_more} more"))]));
    }
    values.fill(slot, list(&items, last));
}
