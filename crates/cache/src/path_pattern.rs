use std::collections::{BTreeSet, HashSet};
use std::ptr;

use crate::effort::Effort;
use crate::file_tree::{FileTree, Node};
use crate::glob::{Glob, has_wildcards};

/// A path with wildcards. They match within one part of a path, so `*` does not match a `/`.
pub(crate) struct PathPattern<'a> {
    parts: Vec<Part<'a>>,
}

enum Part<'a> {
    /// `**`: any number of parts.
    Any,
    Name(&'a str),
    Glob {
        glob: Glob,
        prefix: String,
    },
}

impl<'a> PathPattern<'a> {
    /// The pattern that `text` is. `**` is special only where `has_double_stars`.
    pub(crate) fn new(text: &'a str, has_double_stars: bool) -> Self {
        let part = |part: &'a str| match part {
            "**" if has_double_stars => Part::Any,
            part if has_wildcards(part) => {
                let glob = Glob::new(part);
                Part::Glob { prefix: glob.prefix(), glob }
            }
            part => Part::Name(part),
        };
        Self { parts: text.split('/').filter(|part| !matches!(*part, "" | ".")).map(part).collect() }
    }

    /// All that it matches in `tree`, each with its path; `None` where `effort` does not suffice to find out.
    pub(crate) fn find<'t>(
        &self,
        tree: &'t FileTree,
        effort: &mut Effort,
    ) -> Option<Vec<(String, &'t Node)>> {
        let mut found = Vec::new();
        let mut waiting = vec![(String::new(), tree.root()?, 0)];
        // Several `**` reach the same place in many ways; one is enough.
        let mut seen = HashSet::new();
        while let Some((path, node, n_matched)) = waiting.pop() {
            if !seen.insert((ptr::from_ref(node), n_matched)) {
                continue;
            }
            effort.visit()?;
            let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            match self.parts.get(n_matched) {
                None => found.push((path, node)),
                Some(Part::Any) => {
                    waiting
                        .extend(tree.children(node, "").map(|(name, child)| (join(name), child, n_matched)));
                    waiting.push((path, node, n_matched + 1));
                }
                Some(Part::Name(name)) => {
                    waiting.extend(tree.child(node, name).map(|child| (join(name), child, n_matched + 1)));
                }
                Some(Part::Glob { glob, prefix }) => {
                    for (name, child) in tree.children(node, prefix) {
                        effort.spend(glob.cost(name.len()))?;
                        if glob.matches(name) {
                            waiting.push((join(name), child, n_matched + 1));
                        }
                    }
                }
            }
        }
        Some(found)
    }

    /// Whether it matches the path of `parts` or a directory above it; `None` where `effort` does not suffice to find
    /// out.
    pub(crate) fn matches_start(&self, parts: &[&str], effort: &mut Effort) -> Option<bool> {
        // How many parts of the pattern may be used up in front of the current part of the path.
        let mut reached = BTreeSet::from([0]);
        for part in parts {
            let mut next = BTreeSet::new();
            // Behind a `**` the pattern may go on at the same part of the path.
            while let Some(n_used) = reached.pop_first() {
                effort.spend(1)?;
                match self.parts.get(n_used) {
                    Some(Part::Any) => {
                        next.insert(n_used);
                        if n_used + 1 == self.parts.len() {
                            // At the end it stands for at least one part.
                            next.insert(n_used + 1);
                        } else {
                            reached.insert(n_used + 1);
                        }
                    }
                    Some(Part::Name(name)) if name == part => {
                        next.insert(n_used + 1);
                    }
                    Some(Part::Glob { glob, .. }) => {
                        effort.spend(glob.cost(part.len()))?;
                        if glob.matches(part) {
                            next.insert(n_used + 1);
                        }
                    }
                    Some(Part::Name(_)) | None => {}
                }
            }
            if next.contains(&self.parts.len()) {
                return Some(true);
            }
            reached = next;
        }
        Some(false)
    }
}
