use onionskin_cache::{has_wildcards, matches};

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

/// Manifests whose names are fixed, by the packages they are about. A wildcard that matches names of one group means
/// those.
const GROUPS: &[&[&str]] = &[
    &["requirements.txt", "pyproject.toml", "poetry.lock", "uv.lock", "pdm.lock", "Pipfile", "Pipfile.lock"],
    &[
        "package.json",
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "bun.lockb",
    ],
    &["Cargo.toml", "Cargo.lock"],
    &["go.mod", "go.sum"],
    &["Gemfile", "Gemfile.lock"],
    &["pom.xml"],
    &["build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"],
    &["composer.json", "composer.lock"],
    &["mix.exs", "mix.lock"],
    &["pubspec.yaml", "pubspec.lock"],
];

/// Other manifests, by pattern; one with a `/` is about the directory too.
const PATTERNS: &[&str] = &[
    "requirements*.txt",
    "*requirements.txt",
    "requirements/*.txt",
    "constraints*.txt",
    "environment.yml",
    "environment.yaml",
    "setup.py",
    "setup.cfg",
    "*.gemspec",
    "gradle.lockfile",
    "libs.versions.toml",
    "build.sbt",
    "go.work",
    "go.work.sum",
    "*.csproj",
    "*.fsproj",
    "*.vbproj",
    "*.sln",
    "*.slnx",
    "packages.lock.json",
    "Directory.Build.props",
    "Directory.Packages.props",
    "deno.json",
    "deno.lock",
    "rebar.config",
    "rebar.lock",
    "deps.edn",
    "project.clj",
    "*.cabal",
    "stack.yaml",
    "stack.yaml.lock",
    "Package.swift",
    "Package.resolved",
    "renv.lock",
    "cpanfile",
    "Project.toml",
    "Manifest.toml",
];

/// Files and directories of package managers.
const TOOLS: &[&str] = &[
    ".npmrc",
    ".yarnrc",
    ".yarnrc.yml",
    ".yarn",
    "pnpm-workspace.yaml",
    "lerna.json",
    ".nvmrc",
    ".python-version",
    ".ruby-version",
    ".bundle",
    ".mvn",
    "mvnw",
    "gradlew",
    "gradle",
    "gradle.properties",
    "rust-toolchain",
    "rust-toolchain.toml",
    "global.json",
    "NuGet.config",
    "nuget.config",
];

/// The files that `source`, a path that a step reads from the build context, stands for, each with its role. What a
/// wildcard matches is imagined: the manifests of one group where it matches such names, else one file that has the
/// pattern itself for its name.
pub(crate) fn files_of(source: &str) -> Vec<(String, Role)> {
    let (directory, name) =
        source.rsplit_once('/').map_or(("", source), |(directory, name)| (directory, name));
    if !has_wildcards(name) {
        return vec![(source.to_owned(), role(source))];
    }
    let is_about_anything = name.chars().all(|character| matches!(character, '*' | '?' | '.'));
    let groups = || GROUPS.iter().filter(|group| group.iter().any(|file| matches(name, file)));
    let is_in_known_directory =
        PATTERNS.iter().any(|pattern| pattern.contains('/') && is_like(source, pattern));
    if is_about_anything {
        return vec![(sample(source), Role::Code)];
    }
    match (is_in_known_directory, groups().count()) {
        (false, 1) => {
            let named = groups().flat_map(|group| group.iter()).filter(|file| matches(name, file));
            let path = |file: &&str| {
                if directory.is_empty() { (*file).to_owned() } else { format!("{directory}/{file}") }
            };
            named.map(|file| (sample(&path(file)), Role::Manifest)).collect()
        }
        (false, 0) => vec![(sample(source), role(source))],
        _ => vec![(sample(source), Role::Manifest)],
    }
}

/// What a file with the path `path` is by its name; the name may be a pattern.
fn role(path: &str) -> Role {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_manifest = GROUPS.iter().any(|group| group.contains(&name))
        || PATTERNS.iter().any(|pattern| is_like(path, pattern));
    if is_manifest {
        Role::Manifest
    } else if TOOLS.iter().any(|tool| is_like(path, tool)) {
        Role::Tool
    } else {
        Role::Code
    }
}

/// Whether the end of `path` matches `pattern`, part by part.
fn is_like(path: &str, pattern: &str) -> bool {
    let mut parts = path.rsplit('/');
    let is_match =
        |wanted: &str, part: &str| wanted == part || has_wildcards(wanted) && matches(wanted, part);
    pattern.rsplit('/').all(|wanted| parts.next().is_some_and(|part| is_match(wanted, part)))
}

/// A path that `pattern` matches: itself, as `*` matches `*`, but with a member in the place of each class and
/// without escapes.
fn sample(pattern: &str) -> String {
    let mut path = String::new();
    let mut rest = pattern.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => path.extend(rest.next()),
            '[' => {
                let class: Vec<char> = rest.by_ref().take_while(|member| *member != ']').collect();
                match class.as_slice() {
                    ['^', ..] => path.push('*'),
                    members => path.extend(members.first()),
                }
            }
            character => path.push(character),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, PATTERNS, Role, TOOLS, files_of, role};

    #[track_caller]
    fn check(source: &str, expected: &[(&str, Role)]) {
        let found = files_of(source);
        let found: Vec<_> = found.iter().map(|(path, role)| (path.as_str(), *role)).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn names_tell_manifests_from_code() {
        check("docker/requirements.txt", &[("docker/requirements.txt", Role::Manifest)]);
        check("requirements-dev.txt", &[("requirements-dev.txt", Role::Manifest)]);
        check("requirements/prod.txt", &[("requirements/prod.txt", Role::Manifest)]);
        check("src/App.csproj", &[("src/App.csproj", Role::Manifest)]);
        check("notes/prod.txt", &[("notes/prod.txt", Role::Code)]);
        check("main.py", &[("main.py", Role::Code)]);
        check("src", &[("src", Role::Code)]);
        check(".mvn", &[(".mvn", Role::Tool)]);
    }

    #[test]
    fn a_wildcard_stands_for_the_known_names_that_it_matches() {
        let manifest = Role::Manifest;
        check("package*.json", &[("package.json", manifest), ("package-lock.json", manifest)]);
        check("app/go.*", &[("app/go.mod", manifest), ("app/go.sum", manifest)]);
        check("requirements*.txt", &[("requirements.txt", manifest)]);
        check("*.csproj", &[("*.csproj", manifest)]);
        check("requirements/*.txt", &[("requirements/*.txt", manifest)]);
        check("packages/*/package.json", &[("packages/*/package.json", manifest)]);
    }

    #[test]
    fn a_wildcard_that_could_be_about_anything_stands_for_itself() {
        check("*.lock", &[("*.lock", Role::Manifest)]);
        check("*", &[("*", Role::Code)]);
        check("src/*", &[("src/*", Role::Code)]);
        check("*.py", &[("*.py", Role::Code)]);
        check("[Mm]ake*", &[("Make*", Role::Code)]);
    }

    #[test]
    fn every_entry_of_the_tables_has_its_role_and_no_other() {
        for name in GROUPS.iter().flat_map(|group| group.iter()).chain(PATTERNS) {
            assert_eq!(role(name), Role::Manifest, "{name}");
        }
        for name in TOOLS {
            assert_eq!(role(name), Role::Tool, "{name}");
        }
    }
}
