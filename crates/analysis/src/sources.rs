use onionskin_cache::matches;
use onionskin_graph::has_wildcards;

use crate::manifest::{Role, ends_with, is_mostly_code, is_placed, role, split, usual_names, usual_placed};

/// How many characters a wildcard has to fix to be about manifests. `go*` names Go's; `p*` may be anything.
const MIN_FIXED: usize = 2;

/// The files that `source`, a path that a step reads from the build context, stands for, each with its role. What a
/// wildcard matches is imagined: the usual manifests of one ecosystem where it matches such names, else one file that
/// has the pattern itself for its name.
pub(crate) fn files_of(source: &str) -> Vec<(String, Role)> {
    let (directory, name) = split(source);
    let path = sample(source);
    let role = role(&path);
    if role == Role::Code
        && let Some(path) = manifests_in(source)
    {
        return vec![(path, Role::Manifest)];
    }
    // Where the directory tells what its files are, their names tell nothing more.
    if !has_wildcards(name) || is_placed(&path) {
        return vec![(path, role)];
    }
    if is_about_anything(name) {
        return vec![(path, Role::Code)];
    }
    let usual: Vec<_> = usual_names().filter(|(file, _)| matches(name, file)).collect();
    match usual.split_first() {
        Some(((_, first), others)) if others.iter().all(|(_, ecosystem)| ecosystem == first) => {
            usual.iter().map(|(file, _)| (sample(&join(directory, file)), Role::Manifest)).collect()
        }
        Some(_) => vec![(path, Role::Manifest)],
        None => vec![optional(source).unwrap_or((path, role))],
    }
}

/// The manifests in the directory `source`, where a directory of that name holds them: `requirements/*.txt` in
/// `requirements` and in `requirements/*`.
fn manifests_in(source: &str) -> Option<String> {
    let directory = source.strip_suffix("/*").unwrap_or(source);
    usual_placed().find_map(|pattern| {
        let (place, files) = split(pattern);
        ends_with(directory, place).then(|| sample(&join(directory, files)))
    })
}

/// The file that `source` stands for where a `*` at its end only says that the file may be missing, as in
/// `poetry.lock*`.
fn optional(source: &str) -> Option<(String, Role)> {
    let path = sample(source.trim_end_matches('*'));
    let role = role(&path);
    (role != Role::Code).then_some((path, role))
}

/// Whether `name`, which has wildcards, says too little to be about manifests.
fn is_about_anything(name: &str) -> bool {
    let is_fixed = |character: &char| !matches!(character, '*' | '?' | '.');
    is_mostly_code(name) || sample(name).chars().filter(is_fixed).take(MIN_FIXED).count() < MIN_FIXED
}

fn join(directory: &str, name: &str) -> String {
    if directory.is_empty() { name.to_owned() } else { [directory, name].join("/") }
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
    use super::files_of;
    use crate::manifest::Role::{self, Code, Manifest, Tool};

    #[track_caller]
    fn check(source: &str, expected: &[(&str, Role)]) {
        let found = files_of(source);
        let found: Vec<_> = found.iter().map(|(path, role)| (path.as_str(), *role)).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn names_tell_manifests_from_code() {
        check("docker/requirements.txt", &[("docker/requirements.txt", Manifest)]);
        check("requirements-dev.txt", &[("requirements-dev.txt", Manifest)]);
        check("src/App.csproj", &[("src/App.csproj", Manifest)]);
        check("main.py", &[("main.py", Code)]);
        check("src", &[("src", Code)]);
        check(".mvn", &[(".mvn", Tool)]);
    }

    #[test]
    fn a_wildcard_stands_for_the_usual_names_that_it_matches() {
        check("package*.json", &[("package.json", Manifest), ("package-lock.json", Manifest)]);
        check("package*", &[("package.json", Manifest), ("package-lock.json", Manifest)]);
        check("app/go.*", &[("app/go.mod", Manifest), ("app/go.sum", Manifest)]);
        check("go*", &[("go.mod", Manifest), ("go.sum", Manifest)]);
        check("Gemfile*", &[("Gemfile", Manifest), ("Gemfile.lock", Manifest)]);
        check("requirements*.txt", &[("requirements.txt", Manifest)]);
        check("*.xml", &[("pom.xml", Manifest)]);
        check("poetry.loc[k]", &[("poetry.lock", Manifest)]);
        check("packages/*/package.json", &[("packages/*/package.json", Manifest)]);
    }

    #[test]
    fn a_wildcard_that_matches_other_manifests_stands_for_itself() {
        check("*.csproj", &[("*.csproj", Manifest)]);
        check("src/*.props", &[("src/*.props", Manifest)]);
        check("*.lock", &[("*.lock", Manifest)]);
        check("*.json", &[("*.json", Manifest)]);
        check("setup.c[f]g", &[("setup.cfg", Manifest)]);
    }

    #[test]
    fn a_directory_of_manifests_stands_for_them() {
        check("requirements", &[("requirements/*.txt", Manifest)]);
        check("app/requirements/*", &[("app/requirements/*.txt", Manifest)]);
        check("requirements/*.txt", &[("requirements/*.txt", Manifest)]);
        check("requirements/prod.txt", &[("requirements/prod.txt", Manifest)]);
        check("pip/requirements", &[("pip/requirements", Manifest)]);
        check("notes/*.txt", &[("notes/*.txt", Code)]);
    }

    #[test]
    fn a_star_at_the_end_says_that_a_file_may_be_missing() {
        check("poetry.lock*", &[("poetry.lock", Manifest)]);
        check("web/setup.cfg*", &[("web/setup.cfg", Manifest)]);
        check("gradlew*", &[("gradlew", Tool)]);
        check(".npmrc*", &[(".npmrc", Tool)]);
        check("main.py*", &[("main.py*", Code)]);
    }

    #[test]
    fn a_wildcard_that_could_be_about_anything_is_code() {
        for source in ["*", "src/*", "*.*", "p*", "?o*", "*.py", "*.txt", "*.yml", "*.exs", "*.sh", "src*"] {
            check(source, &[(source, Code)]);
        }
        check("[Mm]ake*", &[("Make*", Code)]);
        check("node_modules/*/package.json", &[("node_modules/*/package.json", Code)]);
    }
}
