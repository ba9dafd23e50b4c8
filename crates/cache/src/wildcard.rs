use onionskin_graph::has_wildcards;

use crate::SelectError;
use crate::effort::Effort;
use crate::file_tree::{FileTree, Node};
use crate::found::Failure;
use crate::glob::Glob;
use crate::path::push;
use crate::pattern::PatternProblem;

/// What a path with wildcards stands for.
pub(crate) struct Matching<'t> {
    /// The directory in front of the first part with wildcards, without links.
    pub(crate) directory: String,
    /// What matches in it, with the path from there, in the order of the tree.
    pub(crate) nodes: Vec<(String, &'t Node)>,
}

/// All that matches `pattern` in `tree`.
///
/// A `*` does not match a `/`, and no wildcard follows a link. As Go's `path.Match` has it, but for classes: here they do
/// not match a `/` either.
pub(crate) fn find<'t>(
    pattern: &str,
    tree: &'t FileTree,
    effort: &mut Effort,
) -> Result<Matching<'t>, Failure> {
    let parts: Vec<&str> = pattern.split('/').collect();
    let n_literal = parts.iter().take_while(|part| !has_wildcards(part)).count();
    let (literal, rest) = parts.split_at(n_literal);
    let globs = rest.iter().map(|part| Glob::new(part)).collect::<Option<Vec<_>>>();
    let globs = globs.ok_or(SelectError::Pattern(PatternProblem::Syntax))?;
    let directory = tree.resolve(&literal.join("/"), true)?;
    // BuildKit looks for the directory as it is written and then compares with what `\` makes of it.
    let is_comparable = !literal.iter().any(|part| part.contains('\\'));
    let mut here: Vec<_> =
        directory.node.filter(|_| is_comparable).map(|node| (String::new(), node)).into_iter().collect();
    for glob in &globs {
        let mut next = Vec::new();
        let join = |name: &str, part: &str| {
            let mut path = name.to_owned();
            push(&mut path, part);
            path
        };
        let prefix = glob.prefix();
        for (name, node) in here {
            effort.visit()?;
            if glob.is_literal() {
                next.extend(node.child(&prefix).map(|child| (join(&name, &prefix), child)));
                continue;
            }
            for (part, child) in node.children().starting_with(&prefix) {
                effort.spend(glob.cost(part.len()))?;
                if glob.matches(part) {
                    next.push((join(&name, part), child));
                }
            }
        }
        here = next;
    }
    Ok(Matching { directory: directory.path, nodes: here })
}
