//! What has to hold for every line of `data/manifests.txt`.

#[path = "../build/lines.rs"]
mod lines;

use crate::manifest::{Role, ecosystem_of, role, usual_names};
use lines::{Line, Section, read};

const DATA: &str = include_str!("../data/manifests.txt");

fn data() -> Vec<Line<'static>> {
    read(DATA).expect("the build script has read it")
}

#[test]
fn every_pattern_has_its_meaning_and_no_other() {
    for Line { section, pattern, .. } in data() {
        let path = pattern.replace('*', "-x-");
        let found = (role(&path), ecosystem_of(&path));
        match (section, pattern.strip_suffix('/')) {
            (Section::Ecosystem(name), _) => assert_eq!(found, (Role::Manifest, Some(name)), "{path}"),
            (Section::Tool, None) => assert_eq!(found, (Role::Tool, None), "{path}"),
            (Section::Tool, Some(directory)) => {
                assert_eq!(role(&format!("{directory}/x")), Role::Tool, "{path}");
            }
            (Section::Code, None) => assert_eq!(found, (Role::Code, None), "{path}"),
            (Section::Code, Some(directory)) => {
                assert_eq!(role(&format!("{directory}/x/package.json")), Role::Code, "{path}");
            }
        }
    }
}

#[test]
fn usual_names_stand_in_the_order_of_the_data() {
    let is_name = |line: &Line<'_>| line.is_usual && !line.pattern.contains('/');
    let expected: Vec<_> = data().into_iter().filter(is_name).map(|line| line.pattern).collect();
    assert_eq!(usual_names().map(|(name, _)| name).collect::<Vec<_>>(), expected);
}

#[test]
fn ecosystems_are_told_by_their_files() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Python",
            &[
                "requirements.txt",
                "requirements-dev.txt",
                "test-requirements.txt",
                "base_requirements.txt",
                "requirements/base.txt",
                "requirements/deploy.in",
                "pyproject.toml",
                "poetry.lock",
                "uv.lock",
                "pylock.toml",
                "Pipfile.lock",
                "setup.py",
                "environment.yml",
                "conda-lock.yml",
                "pixi.lock",
            ],
        ),
        (
            "Node.js",
            &[
                "web/package.json",
                "package-lock.json",
                "npm-shrinkwrap.json",
                "yarn.lock",
                "pnpm-lock.yaml",
                "pnpm-workspace.yaml",
                "bun.lock",
                "bun.lockb",
                "bower.json",
            ],
        ),
        ("Go", &["go.mod", "go.sum", "go.work", "vendor/modules.txt", "vendor.mod", "Gopkg.lock"]),
        ("Rust", &["Cargo.toml", "crates/syntax/Cargo.toml", "Cargo.lock"]),
        (
            "Java/Kotlin",
            &["pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "gradle/libs.versions.toml"],
        ),
        ("Ruby", &["Gemfile", "Gemfile.lock", "core/solidus_core.gemspec", "gems.locked", "UserGemfile"]),
        ("PHP", &["composer.json", "composer.lock", "symfony.lock"]),
        (
            ".NET",
            &[
                "src/App.csproj",
                "App.fsproj",
                "App.sln",
                "App.slnx",
                "Directory.Packages.props",
                "Common.props",
                "packages.lock.json",
                "packages.config",
                "paket.lock",
                ".config/dotnet-tools.json",
            ],
        ),
        ("Elixir", &["mix.exs", "mix.lock"]),
        ("Swift", &["Package.swift", "Package.resolved", "Package@swift-5.9.swift", "ios/Podfile.lock"]),
        ("Dart", &["pubspec.yaml", "pubspec.lock"]),
        ("Haskell", &["app.cabal", "cabal.project", "cabal.project.freeze", "stack.yaml", "stack.yaml.lock"]),
        ("C/C++", &["conanfile.txt", "conanfile.py", "conan.lock", "vcpkg.json", "subprojects/zlib.wrap"]),
        (
            "OS packages",
            &[
                "packages.txt",
                "apt-packages.txt",
                "apt-packages-dev.txt",
                "packages-build.txt",
                "apt.txt",
                "apk-packages.txt",
                "system-requirements.txt",
                "system-requirements-dev.txt",
                "Aptfile",
                "bindep.txt",
                "Brewfile",
            ],
        ),
        ("R", &["renv.lock", "DESCRIPTION"]),
        ("Nix", &["flake.nix", "flake.lock"]),
        ("Helm", &["charts/app/Chart.yaml", "Chart.lock"]),
        ("Other", &["unheard-of.lock"]),
    ];
    for (ecosystem, paths) in cases {
        for path in *paths {
            assert_eq!((role(path), ecosystem_of(path)), (Role::Manifest, Some(*ecosystem)), "{path}");
        }
    }
}

#[test]
fn ordinary_files_are_code() {
    let paths = "main.py index.js src/app.ts README.md Makefile Dockerfile LICENSE .env .gitignore .dockerignore \
        tsconfig.json vite.config.js docker-compose.yml config.yml app.config web.config notes.txt robots.txt \
        CMakeLists.txt build.rs meson.build BUILD.bazel src/main.rs main.go go.txt Main.java \
        src/main/resources/application.properties src/main/java/org/gradle/Api.java app.rb config.ru Rakefile \
        index.php Program.cs appsettings.json lib/app.ex config/config.exs Sources/App/main.swift lib/main.dart \
        src/Main.hs Setup.hs main.c entrypoint.sh packages.sh nginx.conf supervisord.conf packages/ui/index.ts \
        requirements.md requirements/README.md setup.sh environment.ts environments/environment.prod.ts data.json \
        schema.sql .github/workflows/ci.yml lock.mdb .lockfile-lint.json src/lock.rs Package.java deps.py modules.txt \
        constraints.go apps/package/index.js project/Build.scala apt/keys.asc";
    for path in paths.split_whitespace() {
        assert_eq!((role(path), ecosystem_of(path)), (Role::Code, None), "{path}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let cases = [
        ("a  x", 1, "write a heading"),
        ("[A\n", 1, "end the heading"),
        ("[]\n", 1, "write a name"),
        ("# x\n\n[A]\na", 4, "write what such a file is"),
        ("[A]\na  x\na  y", 3, "this pattern stands above"),
        ("[A]\n[B]\n[A]", 3, "this heading stands above"),
        ("[A]\n/a  x", 2, "write the pattern without `/`"),
        ("[A]\n../a  x", 2, "write the pattern without `/`"),
        ("[A]\nä  x", 2, "write the pattern in ASCII"),
        ("[A]\n[a]b  x", 2, "end the heading"),
        ("[A]\na?  x", 2, "no wildcard but `*`"),
        ("[A]\na*/b  x", 2, "write out the directory"),
        ("[A]\n*a*b*.c  x", 2, "write no more than two"),
        ("[A]\na*  x", 2, "write an ending"),
        ("[A]\n*a  x", 2, "write an ending"),
        ("[A]\na/  x", 2, "write `*` and an ending"),
        ("[tool]\n+ a  x", 2, "remove the `+`"),
        ("[A]\n+ *.a  x", 2, "remove the `+`"),
        ("[code]\na  x", 2, "write a directory or `*`"),
    ];
    for (text, line, message) in cases {
        let error = read(text).expect_err(text);
        assert_eq!(error.line, line, "{text}");
        assert!(error.message.starts_with(message), "{text}: {}", error.message);
    }
}
