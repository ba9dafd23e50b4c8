use onionskin_cache::Change;
use onionskin_entries::{Registry, Slot};

use crate::path::base_name;
use crate::sentence::sentence;
use crate::values::Values;
use crate::{Inline, Prose};

/// What each change is called: "First build", "Nothing", "App code", "Base image python:3.11-slim",
/// "ARG VERSION", or the name of the file; the whole path where
/// another one of the changes is a file with the same name.
pub fn change_labels<'c>(registry: &Registry, changes: impl IntoIterator<Item = &'c Change>) -> Vec<Prose> {
    let changes: Vec<_> = changes.into_iter().collect();
    // There are no more changes to choose from than fit a bar.
    let names = || changes.iter().filter_map(|change| path_of(change)).map(base_name);
    let is_shared = |name: &str| names().filter(|known| *known == name).count() > 1;
    let label = |change: &&Change| match change {
        Change::FirstBuild => sentence(registry, "label-first-build", &Values::default()),
        Change::Nothing => sentence(registry, "label-nothing", &Values::default()),
        Change::AppCode => sentence(registry, "label-app-code", &Values::default()),
        Change::Dockerfile => sentence(registry, "label-dockerfile", &Values::default()),
        Change::NoCache => sentence(registry, "label-no-cache", &Values::default()),
        Change::Files(paths) => {
            let mut values = Values::default();
            values.fill_text(Slot::Count, paths.len().to_string());
            sentence(registry, "label-files", &values)
        }
        Change::BaseImage(image) => {
            let mut values = Values::default();
            values.fill_code(Slot::Image, image);
            sentence(registry, "label-base-image", &values)
        }
        Change::Argument(name) => {
            let mut values = Values::default();
            values.fill_code(Slot::Names, name);
            sentence(registry, "label-argument", &values)
        }
        Change::File(path) => {
            let name = base_name(path);
            Prose(vec![Inline::Code(if is_shared(name) { path.clone() } else { name.to_owned() })])
        }
    };
    changes.iter().map(label).collect()
}

fn path_of(change: &Change) -> Option<&str> {
    match change {
        Change::File(path) => Some(path),
        Change::FirstBuild
        | Change::Nothing
        | Change::AppCode
        | Change::Files(_)
        | Change::BaseImage(_)
        | Change::Argument(_)
        | Change::Dockerfile
        | Change::NoCache => None,
    }
}
