use crate::children::Iter;
use crate::effort::Effort;
use crate::file_tree::Node;
use crate::found::{Extent, Failure, Found, joined};
use crate::path::push;
use crate::path_matcher::Scratch;
use crate::pattern::{PatternError, Patterns};

/// What `--parents` and `--exclude` leave of a source.
pub(crate) struct Filter {
    /// What is taken; without it, all.
    include: Option<Patterns>,
    /// What is not taken of that.
    exclude: Patterns,
}

/// Where in a list the results for a directory start, for each kind of pattern.
#[derive(Clone, Copy, Default)]
struct Above {
    include: Option<usize>,
    exclude: Option<usize>,
}

/// A directory on the way.
struct Level<'t> {
    node: &'t Node,
    ahead: Iter<'t>,
    above: Above,
    n_matched: usize,
    /// How long its path is.
    n_bytes: usize,
    /// Whether it needs not be added any more when something in it is.
    is_found: bool,
}

impl Filter {
    pub(crate) fn new(include: Option<&str>, excludes: &[String]) -> Result<Self, PatternError> {
        let include = include.map(|include| Patterns::of_values(&[include.to_owned()])).transpose()?;
        Ok(Self { include, exclude: Patterns::of_values(excludes)? })
    }

    /// Adds to `found` what it leaves of `source`, which counts as `name`, with the directories on the way. Where
    /// `source` is the root of the context, it does not count itself.
    ///
    /// Patterns match paths that are seen from the source; that of the source itself is empty. Those that are found
    /// come with whether BuildKit follows them if they are links: not in a directory that counts itself.
    pub(crate) fn find<'t>(
        &self,
        name: &str,
        source: &'t Node,
        is_root: bool,
        effort: &mut Effort,
        found: &mut Vec<(Found<'t>, bool)>,
    ) -> Result<(), Failure> {
        let mut scratch = Scratch::default();
        let mut matched = Vec::new();
        let mut path = String::new();
        let (is_taken, above) = if is_root {
            (false, Above::default())
        } else {
            self.decide(&path, Above::default(), &mut matched, &mut scratch)
        };
        if is_taken {
            found.push((Found { name: name.to_owned(), node: source, extent: Extent::Alone }, true));
        }
        let n_matched = matched.len();
        let ahead = source.children().iter();
        let mut levels =
            vec![Level { node: source, ahead, above, n_matched, n_bytes: 0, is_found: is_taken || is_root }];
        while let Some(level) = levels.last_mut() {
            path.truncate(level.n_bytes);
            matched.truncate(level.n_matched);
            let Some((part, node)) = level.ahead.next() else {
                levels.pop();
                continue;
            };
            push(&mut path, part);
            effort.visit()?;
            effort.spend(self.cost(path.len()))?;
            let (is_taken, above) = self.decide(&path, level.above, &mut matched, &mut scratch);
            if is_taken {
                for level in levels.iter_mut().filter(|level| !level.is_found) {
                    level.is_found = true;
                    let name = joined(name, path.get(..level.n_bytes).unwrap_or_default());
                    found.push((Found { name, node: level.node, extent: Extent::Alone }, false));
                }
                let is_top = is_root && levels.len() == 1;
                found.push((Found { name: joined(name, &path), node, extent: Extent::Alone }, is_top));
            }
            if node.is_directory() {
                let ahead = node.children().iter();
                let (n_matched, n_bytes) = (matched.len(), path.len());
                levels.push(Level { node, ahead, above, n_matched, n_bytes, is_found: is_taken });
            }
        }
        Ok(())
    }

    /// Whether what stands at `path` is taken, and where in `matched` the results for what is in it start.
    fn decide(
        &self,
        path: &str,
        above: Above,
        matched: &mut Vec<bool>,
        scratch: &mut Scratch,
    ) -> (bool, Above) {
        let mut inner = Above::default();
        if let Some(include) = &self.include {
            inner.include = Some(matched.len());
            let decided_by = include.decide(path, above.include, matched, scratch);
            if decided_by.is_none_or(|pattern| pattern.is_negated) {
                // What is excluded does not matter here, so nobody finds out.
                return (false, inner);
            }
        }
        inner.exclude = Some(matched.len());
        let decided_by = self.exclude.decide(path, above.exclude, matched, scratch);
        (decided_by.is_none_or(|pattern| pattern.is_negated), inner)
    }

    fn cost(&self, n_bytes: usize) -> usize {
        self.include.as_ref().map_or(0, |include| include.cost(n_bytes)) + self.exclude.cost(n_bytes)
    }
}
