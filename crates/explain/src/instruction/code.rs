//! Which steps copy the code of an app, which ones install what it depends on, and which of them come first.

use onionskin_entries::{Entry, Fact, Kind, Registry, Slot, Trait};
use onionskin_graph::{Operation, Source};
use onionskin_syntax::{Instruction, Keyword};

use crate::arguments::Role;
use crate::invocation::{Invocation, invocations};
use crate::path::{base_name, matches};
use crate::scene::Scene;
use crate::script::{Element, Rank, SimpleCommand};
use crate::values::Values;

/// Folders of a build context that hold code by convention.
const CODE_FOLDERS: [&str; 12] = [
    "src", "app", "lib", "cmd", "pkg", "internal", "source", "server", "client", "frontend", "backend",
    "public",
];

/// Whether the step of the instruction with index `at` copies the code of the app out of the build context.
pub(crate) fn copies_code(scene: &Scene<'_>, at: usize) -> bool {
    let Some(Operation::Copy { sources, .. }) = scene.operation_of(at) else { return false };
    let is_code = |source: &Source| match source {
        Source::Context { path } => path.is_empty() || CODE_FOLDERS.contains(&base_name(path)),
        Source::Stage { .. } | Source::Image { .. } | Source::Inline { .. } | Source::Remote { .. } => false,
    };
    sources.iter().any(is_code)
}

/// Whether the step of the instruction with index `at` copies the whole build context, the Dockerfile included.
pub(crate) fn copies_everything(scene: &Scene<'_>, at: usize) -> bool {
    let is_everything = |source: &Source| matches!(source, Source::Context { path } if path.is_empty());
    matches!(scene.operation_of(at), Some(Operation::Copy { sources, .. }) if sources.iter().any(is_everything))
}

/// Whether the instruction with index `at` is a RUN that installs what a file of the app lists.
pub(crate) fn installs_dependencies(scene: &Scene<'_>, at: usize) -> bool {
    let Some(instruction) = scene.instructions.get(at).filter(|its| its.keyword == Some(Keyword::Run)) else {
        return false;
    };
    scene.installs(at, || installs(scene, at, instruction))
}

fn installs<'a>(scene: &Scene<'a>, at: usize, instruction: &'a Instruction) -> bool {
    scene.elements(at, instruction, &instruction.args).iter().any(|element| match element {
        Element::Command(SimpleCommand { terms, rank: Rank::Main | Rank::Nested, .. }) => {
            invocations(scene.subject.registry, terms).0.iter().any(is_install)
        }
        Element::Command(_)
        | Element::Sign(_)
        | Element::Plain(..)
        | Element::Control
        | Element::Enter(_)
        | Element::Leave => false,
    })
}

/// Whether a command installs what a file lists, rather than packages that it names.
fn is_install(invocation: &Invocation<'_, '_>) -> bool {
    let Invocation { entry, groups, .. } = invocation;
    let names_package = |role: &Role| {
        let Role::Argument(index) = role else { return false };
        entry.arguments.get(*index).is_some_and(|argument| argument.name == "PACKAGE")
    };
    // Without packages, `pip install` wants a file.
    let is_bare = groups.known.iter().any(|group| !names_package(&group.role)) || entry.id != "pip-install";
    entry.is(Trait::Installs)
        && is_bare
        && !groups.has_unknown
        && !groups.known.iter().any(|group| names_package(&group.role))
}

/// The entry of the file `path` of the build context, where it is one that lists dependencies.
pub(crate) fn manifest<'r>(registry: &'r Registry, path: &str) -> Option<&'r Entry> {
    known_file(registry, path).filter(|entry| !entry.is(Trait::Plain))
}

/// The entry of the file `path` of the build context.
pub(crate) fn known_file<'r>(registry: &'r Registry, path: &str) -> Option<&'r Entry> {
    let name = base_name(path);
    let exact = registry.by_name(Kind::Files, &|pattern| pattern == name);
    exact.or_else(|| registry.by_name(Kind::Files, &|pattern| matches(pattern, name)))
}

/// Whether all that the step of the instruction with index `at` copies are files that list dependencies.
pub(crate) fn copies_manifest(scene: &Scene<'_>, at: usize) -> bool {
    let Some(Operation::Copy { sources, .. }) = scene.operation_of(at) else { return false };
    let is_manifest = |source: &Source| matches!(source, Source::Context { path } if manifest(scene.subject.registry, path).is_some());
    !sources.is_empty() && sources.iter().all(is_manifest)
}

/// Fills where the code is copied and where dependencies are installed, as seen from the scene's instruction.
pub(crate) fn tell_order(scene: &Scene<'_>, values: &mut Values) {
    let code_before = scene.before().find(|&at| copies_code(scene, at));
    let downstream = scene.downstream();
    let code_after = downstream.iter().copied().find(|&at| copies_code(scene, at));
    let is_code = copies_code(scene, scene.index);
    let install_before = scene.before().find(|&at| installs_dependencies(scene, at));
    let mut until_code = downstream.iter().copied().take_while(|&at| Some(at) != code_after);
    let install_after = until_code.find(|&at| installs_dependencies(scene, at));
    values.state(Fact::BeforeCode, code_after.is_some() && code_before.is_none() && !is_code);
    values.state(Fact::AfterCode, code_before.is_some());
    values.state(Fact::AfterInstall, is_code && install_before.is_some());
    values.state(Fact::BeforeInstall, install_after.is_some());
    values.state(Fact::CopiesCode, is_code);
    values.fill_some(Slot::Code, code_before.or(code_after).map(|at| scene.name_of(at)));
    let install = if is_code { install_before.or(install_after) } else { install_after };
    values.fill_some(Slot::Install, install.map(|at| scene.name_of(at)));
}
