use std::ops::Range;

use onionskin_entries::{Entry, Kind, Registry};

use crate::path::matches;

/// The parts of an image's name, as byte ranges of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImageName<'a> {
    text: &'a str,
    /// The registry: `mcr.microsoft.com`.
    pub(crate) registry: Option<Range<usize>>,
    /// What stands behind the registry and in front of tag and digest.
    pub(crate) repository: Range<usize>,
    /// What follows `:`.
    pub(crate) tag: Option<Range<usize>>,
    /// What follows `@`.
    pub(crate) digest: Option<Range<usize>>,
}

impl<'a> ImageName<'a> {
    /// Reads `text`, which holds no variables.
    pub(crate) fn new(text: &'a str) -> Self {
        let (name_end, digest) = match text.find('@') {
            Some(at) => (at, Some(at + 1..text.len())),
            None => (text.len(), None),
        };
        let name = text.get(..name_end).unwrap_or_default();
        let last_part = name.rfind('/').map_or(0, |at| at + 1);
        let colon = name.rfind(':').filter(|&at| at >= last_part);
        let repository_end = colon.unwrap_or(name_end);
        let first = name.split('/').next().unwrap_or_default();
        let is_registry = name.contains('/') && (first.contains(['.', ':']) || first == "localhost");
        let registry = is_registry.then_some(0..first.len());
        let repository_start = if is_registry { first.len() + 1 } else { 0 };
        Self {
            text,
            registry,
            repository: repository_start.min(repository_end)..repository_end,
            tag: colon.map(|at| at + 1..name_end),
            digest,
        }
    }

    /// The text of a part.
    pub(crate) fn part(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The tag.
    pub(crate) fn tag(&self) -> Option<&'a str> {
        self.tag.as_ref().map(|tag| self.part(tag))
    }

    /// The entry that describes it.
    pub(crate) fn entry<'r>(&self, registry: &'r Registry) -> Option<&'r Entry> {
        let host = self.registry.as_ref().map(|host| self.part(host));
        let repository = self.part(&self.repository);
        if matches!(host, None | Some("docker.io" | "index.docker.io")) {
            let official = repository.strip_prefix("library/").unwrap_or(repository);
            return registry.by_name(Kind::Images, &|name| matches(name, official));
        }
        let full = self.text.get(..self.repository.end).unwrap_or_default();
        registry.by_name(Kind::Images, &|name| matches(name, full))
    }

    /// The parts of the tag between `-`.
    pub(crate) fn tag_parts(&self) -> Vec<Range<usize>> {
        let Some(tag) = &self.tag else { return Vec::new() };
        let mut start = tag.start;
        let part = |part: &str| {
            let range = start..start + part.len();
            start = range.end + 1;
            range
        };
        self.part(tag).split('-').map(part).collect()
    }

    /// The version at the start of the tag: `3.11` of `3.11-slim`.
    pub(crate) fn version(&self) -> Option<&'a str> {
        self.tag()?.split('-').next().filter(|part| is_version(part))
    }
}

/// Whether `part` of a tag is a version number.
pub(crate) fn is_version(part: &str) -> bool {
    let digits = part.strip_prefix('v').unwrap_or(part);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
}

#[cfg(test)]
mod tests {
    use super::ImageName;

    #[track_caller]
    fn check(text: &str, expected: [Option<&str>; 4]) {
        let name = ImageName::new(text);
        let part = |range: &Option<std::ops::Range<usize>>| range.as_ref().map(|range| name.part(range));
        let parts =
            [part(&name.registry), Some(name.part(&name.repository)), part(&name.tag), part(&name.digest)];
        assert_eq!(parts, expected, "{text}");
    }

    #[test]
    fn a_name_has_four_parts() {
        check("python", [None, Some("python"), None, None]);
        check("python:3.11-slim", [None, Some("python"), Some("3.11-slim"), None]);
        check("a/b:1@sha256:0", [None, Some("a/b"), Some("1"), Some("sha256:0")]);
        check("localhost:5000/a", [Some("localhost:5000"), Some("a"), None, None]);
        check("ghcr.io/a/b:c", [Some("ghcr.io"), Some("a/b"), Some("c"), None]);
        check("", [None, Some(""), None, None]);
    }

    #[test]
    fn a_tag_has_parts_and_maybe_a_version() {
        let name = ImageName::new("node:22.1-alpine3.20");
        let parts: Vec<_> = name.tag_parts().iter().map(|part| name.part(part)).collect();
        assert_eq!(parts, ["22.1", "alpine3.20"]);
        assert_eq!(name.version(), Some("22.1"));
        assert_eq!(ImageName::new("node:lts").version(), None);
    }

    #[test]
    fn official_images_are_found_by_all_their_names() {
        let registry = crate::first_words();
        for text in ["python", "library/python:3", "docker.io/library/python", "docker.io/python@sha256:0"] {
            assert_eq!(
                ImageName::new(text).entry(&registry).map(|entry| entry.id.as_str()),
                Some("python"),
                "{text}"
            );
        }
        for text in ["ghcr.io/x/python", "me/python", "nothing"] {
            assert_eq!(ImageName::new(text).entry(&registry), None, "{text}");
        }
    }
}
