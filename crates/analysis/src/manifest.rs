// What `data/manifests.txt` says, compiled by the build script.
include!(concat!(env!("OUT_DIR"), "/manifests.rs"));

/// What a file of the build context is to a project, as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It says what the project depends on: a change of its own kind.
    Manifest,
    /// It belongs to a package manager and changes too seldom to be asked about.
    Tool,
    /// It is part of the app's code, or at least of nothing else that is known.
    Code,
}

/// What a file or directory with the path `path` is by its name. Nothing is allocated, and the time is in proportion
/// to the length of `path`.
pub(crate) fn role(path: &str) -> Role {
    match group_of(path) {
        Some(TOOL) => Role::Tool,
        Some(_) => Role::Manifest,
        None if is_in(path, &TOOL_DIRECTORIES) => Role::Tool,
        None => Role::Code,
    }
}

/// The ecosystem that a dependency manifest with the path `path` belongs to, by the name that readers know:
/// `Python`, `Node.js`. `None` for a file that is no manifest.
pub fn ecosystem_of(path: &str) -> Option<&'static str> {
    ECOSYSTEMS.get(usize::from(group_of(path)?)).copied()
}

/// The index of the ecosystem of `path`, or `TOOL`, by the lines of the data file but those about everything in a
/// directory.
fn group_of(path: &str) -> Option<u8> {
    let (directory, name) = split(path);
    let index = NAMES.binary_search(&name).ok();
    let group = index
        .and_then(|index| NAME_GROUPS.get(index).copied())
        .or_else(|| group_by_directory(directory, name))
        .or_else(|| group_by_wildcard(name))?;
    (!is_in(directory, &CODE_DIRECTORIES)).then_some(group)
}

fn group_by_directory(directory: &str, name: &str) -> Option<u8> {
    let is_about = |place: &str, pattern: &str| fits(pattern, name) && ends_with(directory, place);
    PLACED.iter().find(|(place, pattern, _)| is_about(place, pattern)).map(|(_, _, group)| *group)
}

fn group_by_wildcard(name: &str) -> Option<u8> {
    let ending = ending(name);
    let start = WILDCARDS.partition_point(|(pattern, _)| self::ending(pattern) < ending);
    let mut candidates =
        WILDCARDS.get(start..)?.iter().take_while(|(pattern, _)| self::ending(pattern) == ending);
    candidates.find(|(pattern, _)| fits(pattern, name)).map(|(_, group)| *group)
}

/// Whether a line of the data file is about `path` because of the directory that it is in.
pub(crate) fn is_placed(path: &str) -> bool {
    let (directory, name) = split(path);
    group_by_directory(directory, name).is_some()
}

/// The names of the manifests that most projects of an ecosystem have, each with the index of its ecosystem, in the
/// order of the data file.
pub(crate) fn usual_names() -> impl Iterator<Item = (&'static str, u8)> {
    USUAL_NAMES.iter().filter_map(|&index| {
        let index = usize::from(index);
        Some((*NAMES.get(index)?, *NAME_GROUPS.get(index)?))
    })
}

/// The patterns of manifests that most projects keep in a directory of their own where they have such a directory.
pub(crate) fn usual_placed() -> impl Iterator<Item = &'static str> {
    USUAL_PLACED.iter().copied()
}

/// Whether `name`, the pattern of a Dockerfile, mostly stands for something else where it matches a manifest.
pub(crate) fn is_mostly_code(name: &str) -> bool {
    CODE_WILDCARDS.contains(&name)
}

/// The directory of a path and the name in it.
pub(crate) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Whether the last parts of `path` are `directory`.
pub(crate) fn ends_with(path: &str, directory: &str) -> bool {
    path.strip_suffix(directory).is_some_and(|above| above.is_empty() || above.ends_with('/'))
}

/// The ending of a name with its dot.
fn ending(name: &str) -> &str {
    name.rfind('.').and_then(|dot| name.get(dot..)).unwrap_or_default()
}

/// Whether `path` is one of `directories` or in one, wherever that is.
fn is_in(path: &str, directories: &[&str]) -> bool {
    let starts_with = |path: &str, directory: &str| {
        path.strip_prefix(directory).is_some_and(|below| below.is_empty() || below.starts_with('/'))
    };
    let mut rest = path;
    loop {
        let first = rest.as_bytes().first();
        if directories
            .iter()
            .any(|directory| directory.as_bytes().first() == first && starts_with(rest, directory))
        {
            return true;
        }
        match rest.split_once('/') {
            Some((_, below)) => rest = below,
            None => return false,
        }
    }
}

/// Whether `pattern`, in which at most two `*` stand for any run of characters, fits all of `name`.
fn fits(pattern: &str, name: &str) -> bool {
    let (mut pattern, mut name) = (pattern.as_bytes(), name.as_bytes());
    // The end first: few names have it.
    while let [before @ .., wanted] = pattern
        && *wanted != b'*'
    {
        match name {
            [rest @ .., last] if last == wanted => (pattern, name) = (before, rest),
            _ => return false,
        }
    }
    while let [wanted, behind @ ..] = pattern
        && *wanted != b'*'
    {
        match name {
            [first, rest @ ..] if first == wanted => (pattern, name) = (behind, rest),
            _ => return false,
        }
    }
    match pattern {
        [] => name.is_empty(),
        [_, middle @ .., _] if !middle.is_empty() => name.windows(middle.len()).any(|part| part == middle),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, ecosystem_of, fits, role};

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        let cases = [
            ("go.mod", "go.mod", true),
            ("go.mod", "go.mods", false),
            ("*.csproj", "App.csproj", true),
            ("*.csproj", ".csproj", true),
            ("*.csproj", "App.csproj.user", false),
            ("requirements*.txt", "requirements.txt", true),
            ("requirements*.txt", "requirements-dev.txt", true),
            ("ab*ba", "aba", false),
            ("*-packages-*.txt", "apt-packages-dev.txt", true),
            ("*-packages-*.txt", "apt-packages.txt", false),
            ("*-packages-*.txt", "-packages-.txt", true),
            ("*é*.x", "café.x", true),
            ("**.x", "a.x", true),
            ("", "", true),
        ];
        for (pattern, name, expected) in cases {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn directories_are_part_of_what_a_path_tells() {
        let cases = [
            ("requirements/prod.txt", Role::Manifest),
            ("backend/requirements/prod.txt", Role::Manifest),
            ("requirements/old/prod.txt", Role::Code),
            ("my-requirements/prod.txt", Role::Code),
            ("notes/prod.txt", Role::Code),
            ("prod.txt", Role::Code),
            (".yarn", Role::Tool),
            (".yarn/releases/yarn-4.6.0.cjs", Role::Tool),
            ("web/.yarn/plugins/x.cjs", Role::Tool),
            ("x.yarn/a", Role::Code),
            ("gradle", Role::Tool),
            ("app/gradle/wrapper/gradle-wrapper.jar", Role::Tool),
            ("gradle/libs.versions.toml", Role::Manifest),
            ("src/main/java/org/gradle/Api.java", Role::Code),
            ("node_modules/left-pad/package.json", Role::Code),
            ("web/node_modules/left-pad/package.json", Role::Code),
            ("node_modules/left-pad/.npmrc", Role::Code),
            ("vendor/github.com/user/repo/requirements.txt", Role::Code),
            ("vendor/axoasset/Cargo.toml", Role::Manifest),
            ("vendor/my.gemspec", Role::Manifest),
            ("", Role::Code),
            ("/", Role::Code),
        ];
        for (path, expected) in cases {
            assert_eq!(role(path), expected, "{path}");
        }
    }

    #[test]
    fn the_line_with_more_characters_counts() {
        assert_eq!(ecosystem_of("test-requirements.txt"), Some("Python"));
        assert_eq!(ecosystem_of("system-requirements.txt"), Some("OS packages"));
        assert_eq!(ecosystem_of("Cargo.lock"), Some("Rust"));
        assert_eq!(ecosystem_of("unheard-of.lock"), Some("Other"));
        assert_eq!(ecosystem_of(".npmrc"), None);
        assert_eq!(ecosystem_of("main.py"), None);
    }

    #[test]
    fn long_names_take_time_in_proportion() {
        for name in ["-requirements-".repeat(50_000), "a/".repeat(500_000), "é".repeat(500_000)] {
            assert_eq!(role(&name), Role::Code);
        }
    }
}
