use onionskin_cache::Change;

use crate::words::examples::{TOPIC_BUILDKIT, TOPIC_ORDER, TOPIC_STAGES, TOPIC_VARIANTS, told};

/// A Dockerfile to learn from. Its text is a file beside the page, which is fetched when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkedExample {
    /// The stem of its file's name.
    pub id: &'static str,
    /// The heading that it stands under.
    pub topic: &'static str,
    /// What it is called, and what to look at in it.
    pub told: told::Told,
    /// The start of the line that is selected first.
    selects: &'static str,
    /// The change that it opens with.
    pub(crate) opens_with: OpensWith,
    /// The id of the one to look at beside it.
    pub pair: Option<&'static str>,
}

/// A change, as it can stand in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpensWith {
    AppCode,
    File(&'static str),
    BaseImage(&'static str),
    Argument(&'static str),
}

/// All of them, in the order in which they are offered.
pub const WORKED_EXAMPLES: &[WorkedExample] = &[
    paired("python", TOPIC_ORDER, told::PYTHON, "COPY . .", OpensWith::AppCode, "python-slow"),
    paired("python-slow", TOPIC_ORDER, told::PYTHON_SLOW, "RUN pip install", OpensWith::AppCode, "python"),
    paired("node", TOPIC_ORDER, told::NODE, "RUN npm ci", OpensWith::AppCode, "node-slow"),
    paired("node-slow", TOPIC_ORDER, told::NODE_SLOW, "RUN npm install", OpensWith::AppCode, "node"),
    single("argument", TOPIC_ORDER, told::ARGUMENT, "RUN echo", OpensWith::Argument("VERSION")),
    single("go", TOPIC_STAGES, told::GO, "RUN CGO_ENABLED=0 go build", OpensWith::AppCode),
    single("java", TOPIC_STAGES, told::JAVA, "RUN mvn --batch-mode package", OpensWith::AppCode),
    single("dotnet", TOPIC_STAGES, told::DOTNET, "RUN dotnet restore", OpensWith::File("Shop.csproj")),
    single(
        "static-site",
        TOPIC_STAGES,
        told::STATIC_SITE,
        "FROM nginx",
        OpensWith::BaseImage("nginx:1.27-alpine"),
    ),
    single("rust", TOPIC_BUILDKIT, told::RUST, "RUN --mount=type=cache", OpensWith::AppCode),
    single(
        "link",
        TOPIC_BUILDKIT,
        told::LINK,
        "COPY --link --from=build",
        OpensWith::BaseImage("nginx:1.27"),
    ),
    single("heredocs", TOPIC_BUILDKIT, told::HEREDOCS, "RUN <<EOF", OpensWith::AppCode),
    single("secrets", TOPIC_BUILDKIT, told::SECRETS, "RUN --mount=type=secret", OpensWith::AppCode),
    single("monorepo", TOPIC_VARIANTS, told::MONOREPO, "COPY packages/api packages/api", OpensWith::AppCode),
    single("php", TOPIC_VARIANTS, told::PHP, "COPY --from=vendor", OpensWith::File("composer.json")),
];

const fn single(
    id: &'static str,
    topic: &'static str,
    told: told::Told,
    selects: &'static str,
    opens_with: OpensWith,
) -> WorkedExample {
    WorkedExample { id, topic, told, selects, opens_with, pair: None }
}

const fn paired(
    id: &'static str,
    topic: &'static str,
    told: told::Told,
    selects: &'static str,
    opens_with: OpensWith,
    pair: &'static str,
) -> WorkedExample {
    WorkedExample { id, topic, told, selects, opens_with, pair: Some(pair) }
}

impl WorkedExample {
    /// The one with this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        WORKED_EXAMPLES.iter().find(|example| example.id == id)
    }

    /// Where its text is, beside the page.
    pub fn file(&self) -> String {
        format!("examples/{}.Dockerfile", self.id)
    }

    /// Where the caret stands first in its `text`, in bytes.
    pub(crate) fn caret(&self, text: &str) -> u32 {
        let before = text.split_inclusive('\n').take_while(|line| !line.starts_with(self.selects));
        let n_bytes: usize = before.map(str::len).sum();
        u32::try_from(n_bytes).unwrap_or_default()
    }

    /// The change that it opens with.
    pub(crate) fn change(&self) -> Change {
        match self.opens_with {
            OpensWith::AppCode => Change::AppCode,
            OpensWith::File(path) => Change::File(path.to_owned()),
            OpensWith::BaseImage(image) => Change::BaseImage(image.to_owned()),
            OpensWith::Argument(name) => Change::Argument(name.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use onionskin_analysis::{Setup, analyze};
    use onionskin_cache::Verdict;

    use super::{WORKED_EXAMPLES, WorkedExample};

    fn folder() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
    }

    fn text(example: &WorkedExample) -> String {
        fs::read_to_string(folder().join(format!("{}.Dockerfile", example.id))).unwrap()
    }

    #[test]
    fn each_file_is_offered_once_and_each_offer_has_its_file() {
        let files =
            fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let offered = WORKED_EXAMPLES.iter().map(|example| format!("{}.Dockerfile", example.id));
        assert_eq!(files.collect::<BTreeSet<_>>(), offered.collect::<BTreeSet<_>>());
    }

    #[test]
    fn each_is_a_file_without_problems_that_opens_with_a_change_of_its_own_and_a_mix_of_verdicts() {
        for example in WORKED_EXAMPLES {
            let setup = Setup { change: example.change(), ..Setup::default() };
            let analysis = analyze(&text(example), &setup);
            assert_eq!(analysis.problems, [], "{}", example.id);
            let offered = analyze(&text(example), &Setup::default()).scenarios;
            assert!(offered.iter().any(|scenario| scenario.change == setup.change), "{}", example.id);
            let chosen = &analysis.scenarios[analysis.chosen];
            assert_eq!(chosen.change, setup.change);
            let has = |verdict| chosen.replay().outcomes.iter().any(|outcome| outcome.verdict == verdict);
            assert!(has(Verdict::Reused), "{}", example.id);
            assert!(has(Verdict::Rebuilds) || has(Verdict::RebuildsUnlessSame), "{}", example.id);
        }
    }

    /// What the change that the example opens with does to each instruction, a letter for each.
    #[track_caller]
    fn check(id: &str, expected: &str) {
        let example = WorkedExample::find(id).unwrap();
        let setup = Setup { change: example.change(), ..Setup::default() };
        let analysis = analyze(&text(example), &setup);
        let letter = |verdict| match verdict {
            Verdict::Reused => '=',
            Verdict::Rebuilds => 'R',
            Verdict::RebuildsUnlessSame => '?',
            Verdict::NotBuilt => '.',
            Verdict::Settings => '-',
        };
        let outcomes = &analysis.replay().outcomes;
        let letters: String = outcomes.iter().map(|outcome| letter(outcome.verdict)).collect();
        assert_eq!(letters, expected, "{id}");
    }

    #[test]
    fn each_shows_what_its_hint_promises() {
        check("python", "====R--");
        check("python-slow", "==RR--");
        check("node", "=-===R--");
        check("node-slow", "==RR-");
        check("argument", "====-R--");
        check("go", "====RR-??--");
        check("java", "====RR==?--");
        check("dotnet", "==RRRR==?--");
        check("static-site", "======RR-");
        check("rust", "==RR=?-");
        check("link", "======RR==R");
        check("heredocs", "===R-");
        check("secrets", "====RRR-");
        check("monorepo", "=======R........-R--");
        check("php", "==RR...===???");
    }

    #[test]
    fn each_selects_a_line_that_it_has_once() {
        for example in WORKED_EXAMPLES {
            let text = text(example);
            let lines = text.lines().filter(|line| line.starts_with(example.selects));
            assert_eq!(lines.count(), 1, "{}", example.id);
            let behind = text.get(example.caret(&text) as usize..).unwrap();
            assert!(behind.starts_with(example.selects), "{}", example.id);
        }
    }

    #[test]
    fn each_topic_stands_together_and_pairs_point_to_each_other() {
        let mut topics: Vec<_> = WORKED_EXAMPLES.iter().map(|example| example.topic).collect();
        topics.dedup();
        let different: BTreeSet<_> = topics.iter().collect();
        assert_eq!(topics.len(), different.len());
        for example in WORKED_EXAMPLES.iter().filter(|example| example.pair.is_some()) {
            let pair = example.pair.and_then(WorkedExample::find).unwrap();
            assert_eq!(pair.pair, Some(example.id));
            assert_eq!(pair.topic, example.topic);
        }
    }
}
