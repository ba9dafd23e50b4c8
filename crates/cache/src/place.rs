/// Directories that many images have twice, the first as a link to the second.
const LINKED: [(&str, &str); 6] = [
    ("/bin", "/usr/bin"),
    ("/sbin", "/usr/sbin"),
    ("/lib", "/usr/lib"),
    ("/lib64", "/usr/lib64"),
    ("/var/run", "/run"),
    ("/var/lock", "/run/lock"),
];

/// Where a step puts files, and the path that is asked for.
pub(crate) struct Place {
    /// Where it puts them.
    directory: String,
    /// Whether that is certainly a directory.
    pub(crate) is_directory: bool,
    path: String,
    /// Whether the two meet as they are written, and not only if well-known links lead from one to the other.
    is_certain: bool,
}

impl Place {
    /// The place where a step that puts files at `destination` touches `path`, if it does.
    pub(crate) fn new(destination: &str, path: &str) -> Option<Self> {
        let is_directory = destination.ends_with('/') || destination.ends_with("/.");
        let destination = destination.strip_suffix("/.").unwrap_or(destination).trim_end_matches('/');
        let path = path.trim_end_matches('/');
        let place = |directory: String, path: String, is_certain| {
            let meet = is_at_or_under(&path, &directory) || is_at_or_under(&directory, &path);
            meet.then_some(Self { directory, is_directory, path, is_certain })
        };
        place(destination.to_owned(), path.to_owned(), true)
            .or_else(|| place(resolve(destination), resolve(path), false))
    }

    /// The path seen from the destination; `None` where it is not in it.
    pub(crate) fn rest(&self) -> Option<&str> {
        self.path.strip_prefix(&self.directory)?.strip_prefix('/')
    }

    /// Whether the destination is at the path or in it.
    pub(crate) fn holds_destination(&self) -> bool {
        is_at_or_under(&self.directory, &self.path)
    }

    /// Whether the files are certainly seen at the path.
    pub(crate) fn is_certain(&self) -> bool {
        self.is_certain
    }
}

/// Where well-known links lead from `path`.
fn resolve(path: &str) -> String {
    let link = LINKED.iter().find(|(link, _)| is_at_or_under(path, link));
    link.map_or_else(|| path.to_owned(), |(link, target)| path.replacen(link, target, 1))
}

/// Whether `path` is `directory` or in it; both without a `/` at the end, so the root is empty.
fn is_at_or_under(path: &str, directory: &str) -> bool {
    path.strip_prefix(directory).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[track_caller]
    fn check(destination: &str, path: &str, expected: Option<(Option<&str>, bool)>) {
        let place = Place::new(destination, path);
        assert_eq!(
            place.as_ref().map(|place| (place.rest(), place.is_certain())),
            expected,
            "{path} in {destination}"
        );
    }

    #[test]
    fn paths_meet_where_one_is_in_the_other() {
        check("/app/", "/app/a/b", Some((Some("a/b"), true)));
        check("/app", "/app", Some((None, true)));
        check("/app/x", "/app", Some((None, true)));
        check("/", "/a", Some((Some("a"), true)));
        check("/a/.", "/", Some((None, true)));
        check("/app", "/application", None);
        check("/a", "/b", None);
    }

    #[test]
    fn paths_may_meet_over_links() {
        check("/usr/bin/", "/bin/sh", Some((Some("sh"), false)));
        check("/bin", "/usr/bin/sh", Some((Some("sh"), false)));
        check("/bin", "/bin/sh", Some((Some("sh"), true)));
    }
}
