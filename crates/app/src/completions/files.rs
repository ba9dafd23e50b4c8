use std::collections::BTreeSet;

use onionskin_analysis::Analysis;
use onionskin_graph::{Operation, Source};

use super::{Completion, CompletionKind, MAX_COMPLETIONS, completion, starts_like};
use crate::ContextInput;
use crate::words::editor as words;

/// What stands in the directory that `typed` leads into, without what is ignored: files and directories of a build context
/// whose names start like what is typed behind that. Directories are found at once, whatever is in them.
pub(super) fn known(context: &ContextInput, typed: &str) -> Vec<Completion> {
    let path = typed.strip_prefix("./").or(typed.strip_prefix('/')).unwrap_or(typed);
    let lead = typed.get(..typed.len() - path.len()).unwrap_or_default();
    let directory = path.rfind('/').and_then(|end| path.get(..=end)).unwrap_or_default();
    let paths = &context.listing.paths;
    let mut at = paths.partition_point(|path| path.as_str() < directory);
    let mut choices = Vec::new();
    while let Some(rest) = paths.get(at).and_then(|path| path.strip_prefix(directory)) {
        let name = rest.find('/').and_then(|end| rest.get(..=end)).unwrap_or(rest);
        let found = [directory, name].concat();
        let is_directory = name.ends_with('/');
        let n_inside = if is_directory {
            let behind = paths.get(at..).unwrap_or_default();
            behind.partition_point(|path| path.starts_with(&found)).max(1)
        } else {
            1
        };
        let n_files = context.listing.n_files_in(at, at + n_inside);
        let is_ignored = n_files > 0 && context.n_ignored_in(at, at + n_inside) == n_files;
        if !name.is_empty() && !is_ignored && starts_like(&found, path) {
            let detail = if is_directory { words::DIRECTORY } else { words::FILE };
            let label = [lead, &found].concat();
            choices.push(completion(CompletionKind::File, &label, &label, detail));
        }
        if choices.len() > MAX_COMPLETIONS {
            break;
        }
        at += n_inside;
    }
    choices
}

/// The files and directories of the build context that the Dockerfile names.
pub(super) fn named(analysis: &Analysis) -> Vec<Completion> {
    let steps = analysis.graph.instructions.iter().filter_map(|node| node.step.as_ref());
    let sources = steps.flat_map(|step| match &step.operation {
        Operation::Copy { sources, .. } => sources.as_slice(),
        Operation::Pull { .. } | Operation::MakeDirectory { .. } | Operation::Run { .. } => &[],
    });
    let paths: BTreeSet<&str> = sources
        .filter_map(|source| match source {
            Source::Context { path } if !path.is_empty() => Some(path.as_str()),
            Source::Context { .. }
            | Source::Stage { .. }
            | Source::Image { .. }
            | Source::Inline { .. }
            | Source::Remote { .. } => None,
        })
        .collect();
    paths.into_iter().map(|path| completion(CompletionKind::File, path, path, words::FILE)).collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::known;
    use crate::{ContextInput, IgnoreInput, Intake};

    fn context(paths: &[&str], ignore: &str) -> ContextInput {
        let mut intake = Intake::default();
        for path in paths {
            intake.add(path).unwrap();
        }
        intake.sort();
        intake.finish(None, Some(Rc::new(IgnoreInput::new(".dockerignore", ignore.into(), false))))
    }

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let paths = [
            "a.md",
            "docs/x.md",
            "empty/",
            "go.mod",
            "src-gen.rs",
            "src/lib.rs",
            "src/ui/a.ts",
            "src/ui/b.ts",
        ];
        let found = known(&context(&paths, "docs\na.md\n"), typed);
        let labels: Vec<_> = found.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, expected, "{typed}");
    }

    #[test]
    fn a_path_is_completed_one_directory_at_a_time() {
        check("", &["empty/", "go.mod", "src-gen.rs", "src/"]);
        check("S", &["src-gen.rs", "src/"]);
        check("src/", &["src/lib.rs", "src/ui/"]);
        check("src/ui/b", &["src/ui/b.ts"]);
        check("./src/u", &["./src/ui/"]);
        check("/g", &["/go.mod"]);
    }

    #[test]
    fn nothing_is_offered_that_is_ignored_or_not_there() {
        check("d", &[]);
        check("docs/", &[]);
        check("empty/", &[]);
        check("none/", &[]);
        check("../", &[]);
    }
}
