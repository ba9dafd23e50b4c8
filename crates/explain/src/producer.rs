use onionskin_graph::{Operation, Source};

use crate::path::{base_name, matches};
use crate::scene::Scene;

/// The nearest COPY or ADD in front of the instruction that puts a file at the absolute `path`; `None` where it is mounted.
pub(crate) fn producer(scene: &Scene<'_>, path: &str) -> Option<usize> {
    if let Some(Operation::Run { mounts }) = scene.operation_of(scene.index)
        && mounts.iter().any(|mount| below(path, &mount.target).is_some())
    {
        return None;
    }
    scene.before().find(|&at| scene.operation_of(at).is_some_and(|operation| puts(operation, path)))
}

/// Whether `operation` puts a file at `path`, as far as names can tell: whether a source is a directory, and
/// what is in it, is not known.
fn puts(operation: &Operation, path: &str) -> bool {
    let Operation::Copy { sources, destination, keeps_parents, .. } = operation else { return false };
    let directory = destination.trim_end_matches("/.").trim_end_matches('/');
    let below = match below(path, directory) {
        Some(below) if !below.is_empty() => below,
        Some(_) => return sources.len() == 1 && !sources.iter().any(is_everything),
        None => return false,
    };
    // What is put over all of the image may bring any file, but most of them are there without it.
    let is_over_all = directory.is_empty();
    sources.iter().any(|source| match name(source) {
        "" => !is_over_all,
        _ if *keeps_parents => matches!(source, Source::Context { path } if matches(path, below)),
        name => matches(name, below) || (!is_over_all && !name.contains(['.', '*']) && !is_file(source)),
    })
}

/// `path` seen from `directory`, which it is in or is.
fn below<'p>(path: &'p str, directory: &str) -> Option<&'p str> {
    let below = path.strip_prefix(directory)?;
    if below.is_empty() { Some(below) } else { below.strip_prefix('/') }
}

fn is_everything(source: &Source) -> bool {
    name(source).is_empty()
}

/// Whether `source` is a file for certain.
fn is_file(source: &Source) -> bool {
    matches!(source, Source::Inline { .. } | Source::Remote { .. })
}

/// The name of what is copied; empty for everything.
fn name(source: &Source) -> &str {
    match source {
        Source::Context { path } | Source::Stage { path, .. } | Source::Image { path, .. } => base_name(path),
        Source::Inline { name } => name,
        Source::Remote { url, .. } => base_name(url),
    }
}

#[cfg(test)]
mod tests {
    use onionskin_graph::{Operation, Source};

    use super::puts;

    #[track_caller]
    fn check(sources: &[&str], destination: &str, path: &str, expected: bool) {
        let source = |path: &&str| Source::Context { path: (*path).to_owned() };
        let operation = Operation::Copy {
            sources: sources.iter().map(source).collect(),
            destination: destination.to_owned(),
            is_link: false,
            excludes: Vec::new(),
            keeps_parents: false,
        };
        assert_eq!(puts(&operation, path), expected, "{sources:?} to {destination}: {path}");
    }

    #[test]
    fn a_file_keeps_its_name_in_a_directory_and_may_get_another_one() {
        check(&["docker/requirements.txt"], "/app/", "/app/requirements.txt", true);
        check(&["docker/requirements.txt"], "/app/", "/app/docker/requirements.txt", false);
        check(&["requirements.txt"], "/tmp/r.txt", "/tmp/r.txt", true);
        check(&["requirements.txt"], "/tmp/r.txt", "/tmp/requirements.txt", false);
        check(&["package*.json"], "/app/", "/app/package-lock.json", true);
        check(&["package.json"], "/app/", "/application/package.json", false);
    }

    #[test]
    fn directories_bring_what_is_in_them() {
        check(&[""], "/app/", "/app/src/run.py", true);
        check(&["src"], "/app/", "/app/run.py", true);
        check(&[""], "/app/", "/etc/passwd", false);
        check(&[""], "/app/", "/app", false);
        check(&["rootfs"], "/", "/usr/sbin/nginx", false);
        check(&[""], "/", "/usr/sbin/nginx", false);
        check(&["start.sh"], "/", "/start.sh", true);
    }
}
