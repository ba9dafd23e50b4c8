use crate::effort::Effort;
use crate::path_pattern::PathPattern;

/// The `--exclude` patterns of a copy.
pub(crate) struct Excludes<'a> {
    /// Each with whether it excludes what it matches; with a `!` in front it takes in again.
    patterns: Vec<(PathPattern<'a>, bool)>,
}

impl<'a> Excludes<'a> {
    pub(crate) fn new(patterns: &'a [String]) -> Self {
        let pattern = |pattern: &'a String| match pattern.trim().strip_prefix('!') {
            Some(pattern) => (PathPattern::new(pattern.trim_start(), true), false),
            None => (PathPattern::new(pattern.trim(), true), true),
        };
        Self { patterns: patterns.iter().map(pattern).collect() }
    }

    /// Whether the last pattern that matches `path` or a directory above it excludes it; `None` where `effort` does
    /// not suffice to find out.
    pub(crate) fn exclude(&self, path: &str, effort: &mut Effort) -> Option<bool> {
        let parts: Vec<&str> = path.split('/').collect();
        let mut is_excluded = false;
        for (pattern, excludes) in &self.patterns {
            if is_excluded != *excludes && pattern.matches_start(&parts, effort)? {
                is_excluded = *excludes;
            }
        }
        Some(is_excluded)
    }

    /// Whether any pattern takes in again what another excludes.
    pub(crate) fn take_in_again(&self) -> bool {
        self.patterns.iter().any(|(_, excludes)| !excludes)
    }
}

#[cfg(test)]
mod tests {
    use super::Excludes;
    use crate::effort::Effort;

    #[test]
    fn the_last_pattern_that_applies_decides() {
        let is_excluded = |patterns: &[&str], path: &str| {
            let patterns: Vec<_> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
            Excludes::new(&patterns).exclude(path, &mut Effort::default()).unwrap()
        };
        assert!(is_excluded(&["a"], "a/b/c"));
        assert!(!is_excluded(&["*.md"], "a/b.md"));
        assert!(is_excluded(&["**/*.md"], "b.md"));
        assert!(is_excluded(&["a/**/c"], "a/c"));
        assert!(is_excluded(&["a/**"], "a/b") && !is_excluded(&["a/**"], "a"));
        assert!(!is_excluded(&["a", "!a/b"], "a/b/c"));
        assert!(is_excluded(&["a", "!a/b", "**/c"], "a/b/c"));
    }
}
