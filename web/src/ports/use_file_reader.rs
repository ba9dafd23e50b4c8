use std::cell::Cell;
use std::rc::Rc;

use onionskin_app::words::files as words;
use onionskin_app::{
    Action, Dropped, FileProblem, FilesAction, IgnoreInput, Intake, Phase, Why, dropped, listed, text_of,
};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::files::{Entry, Picked, Source};
use crate::browser::timer;

/// How long files are dealt with before the browser may do what else there is, in milliseconds: what the reader does is
/// answered, and the page says how far it is.
const STINT_MS: f64 = 50.0;

/// After how many files it is looked at the clock, which takes longer than a file.
const CLOCK_EVERY: u32 = 256;

/// The names of files at the root of a context that are read.
const DOCKERFILE: &str = words::DOCKERFILE;
const OWN_IGNORE_FILE: &str = "Dockerfile.dockerignore";

/// Reads what the reader gives, and reports what it finds.
#[derive(Clone)]
pub(crate) struct FileReader {
    dispatch: Callback<Action>,
    /// The number of the job that is going on or was the last one; none is going on where it is over.
    job: Rc<Cell<u32>>,
    is_going_on: Rc<Cell<bool>>,
}

impl PartialEq for FileReader {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.job, &other.job) && self.dispatch == other.dispatch
    }
}

/// What reads files. `job` is the one that the page waits for; others are given up.
#[hook]
pub(crate) fn use_file_reader(job: Option<u32>, dispatch: &Callback<Action>) -> FileReader {
    let reader = use_memo(dispatch.clone(), |dispatch| FileReader {
        dispatch: dispatch.clone(),
        job: Rc::default(),
        is_going_on: Rc::default(),
    });
    {
        let reader = Rc::clone(&reader);
        use_effect_with(job, move |job| {
            if job.is_none() {
                reader.is_going_on.set(false);
            }
        });
    }
    FileReader::clone(&reader)
}

/// The job was given up.
struct GivenUp;

/// Why a job ends without files.
enum Ended {
    GivenUp,
    Problem(FileProblem),
}

impl From<GivenUp> for Ended {
    fn from(_: GivenUp) -> Self {
        Self::GivenUp
    }
}

impl From<FileProblem> for Ended {
    fn from(problem: FileProblem) -> Self {
        Self::Problem(problem)
    }
}

/// The files at the root of a context whose text is read.
#[derive(Default)]
struct Texts {
    dockerfile: Option<Source>,
    ignore: Option<(&'static str, Source)>,
}

impl Texts {
    fn wants(path: &str) -> bool {
        matches!(path, DOCKERFILE | OWN_IGNORE_FILE | words::IGNORE_FILE)
    }

    fn keep(&mut self, path: &str, source: Source) {
        match path {
            DOCKERFILE => self.dockerfile = Some(source),
            OWN_IGNORE_FILE => self.ignore = Some((OWN_IGNORE_FILE, source)),
            // BuildKit takes the one of the Dockerfile where there are both.
            _ if self.ignore.is_none() => self.ignore = Some((words::IGNORE_FILE, source)),
            _ => {}
        }
    }
}

impl FileReader {
    /// Takes what was dropped: a folder, single files, or what a folder holds.
    pub(crate) fn read_dropped(&self, entries: Vec<Entry>) {
        let reader = self.clone();
        spawn_local(async move {
            let names: Vec<String> = entries.iter().map(Entry::name).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let kinds = if entries.iter().any(Entry::is_directory) { None } else { dropped(&names) };
            match kinds {
                Some(kinds) => {
                    for (entry, kind) in entries.iter().zip(kinds) {
                        let source = entry.source().await.ok();
                        reader.read_single(&entry.name(), kind, source).await;
                    }
                    if entries.is_empty() {
                        let problem = Err(FileProblem::Nothing);
                        reader.tell(FilesAction::DockerfileRead { name: "".into(), text: problem });
                    }
                }
                None => reader.run(|job| collect(job, entries)).await,
            }
        });
    }

    /// Takes a folder that was picked.
    pub(crate) fn read_folder(&self, picked: Picked) {
        let reader = self.clone();
        spawn_local(async move { reader.run(|job| list(job, picked)).await });
    }

    /// Takes a file that was picked.
    pub(crate) fn read_file(&self, picked: &Picked) {
        let (Some(name), source) = (picked.path(0), picked.source(0)) else { return };
        let kind = dropped(&[&name]).and_then(|kinds| kinds.first().copied()).unwrap_or(Dropped::Dockerfile);
        let reader = self.clone();
        spawn_local(async move { reader.read_single(&name, kind, source).await });
    }

    /// Takes a list of files.
    pub(crate) fn read_list(&self, text: String) {
        let reader = self.clone();
        spawn_local(async move { reader.run(|job| take_list(job, text)).await });
    }

    fn tell(&self, action: FilesAction) {
        self.dispatch.emit(Action::Files(action));
    }

    async fn read_single(&self, name: &str, kind: Dropped, source: Option<Source>) {
        let text = match source {
            Some(source) => text(name, kind, &source).await,
            None => Err(FileProblem::Unreadable(name.to_owned())),
        };
        let text = text.map(Into::into);
        self.tell(match kind {
            Dropped::Dockerfile => FilesAction::DockerfileRead { name: name.into(), text },
            Dropped::Ignore => FilesAction::IgnoreRead(text),
        });
    }

    /// Makes a context of what `collect` finds, and reports it.
    async fn run<F>(&self, collect: impl FnOnce(Job) -> F)
    where
        F: Future<Output = Result<Found, Ended>>,
    {
        let number = self.job.get().wrapping_add(1);
        self.job.set(number);
        self.is_going_on.set(true);
        self.tell(FilesAction::ReadingStarted { job: number });
        let job = Job { reader: self.clone(), number, rested_ms: Rc::default() };
        let found = match collect(job.clone()).await {
            Ok(found) => finish(&job, found).await,
            Err(ended) => Err(ended),
        };
        match found {
            Ok(action) => self.tell(action),
            Err(Ended::Problem(problem)) => self.tell(FilesAction::ReadingFailed { job: number, problem }),
            Err(Ended::GivenUp) => {}
        }
    }
}

/// A time that files are read.
#[derive(Clone)]
struct Job {
    reader: FileReader,
    number: u32,
    /// When the browser could do something else for the last time.
    rested_ms: Rc<Cell<f64>>,
}

impl Job {
    /// Lets the browser do what else there is where it is time, and tells how far the job is.
    async fn rest(&self, phase: Phase, n_files: usize) -> Result<(), GivenUp> {
        if timer::now_ms() - self.rested_ms.get() < STINT_MS {
            return Ok(());
        }
        self.reader.tell(FilesAction::ReadingProgressed { job: self.number, phase, n_files });
        timer::rest().await;
        self.rested_ms.set(timer::now_ms());
        let is_own = self.reader.job.get() == self.number;
        if is_own && self.reader.is_going_on.get() { Ok(()) } else { Err(GivenUp) }
    }
}

/// What there is of a context.
struct Found {
    name: Option<String>,
    intake: Intake,
    texts: Texts,
}

/// Everything in what was dropped. A single folder is the root; several things stand in it.
async fn collect(job: Job, entries: Vec<Entry>) -> Result<Found, Ended> {
    let mut found = Found { name: None, intake: Intake::default(), texts: Texts::default() };
    let mut waiting: Vec<(Entry, String)> = Vec::new();
    match <[Entry; 1]>::try_from(entries) {
        Ok([root]) => {
            found.name = Some(root.name());
            waiting.push((root, String::new()));
        }
        Err(entries) => {
            for entry in entries {
                add(entry, "", &mut found, &mut waiting).await?;
            }
        }
    }
    while let Some((directory, path)) = waiting.pop() {
        let Some(reader) = directory.reader() else { continue };
        let n_before = (found.intake.n_paths(), waiting.len());
        loop {
            let Ok(entries) = reader.next().await else {
                found.intake.leave_out(if path.is_empty() { "." } else { &path }, Why::Unreadable);
                break;
            };
            if entries.is_empty() {
                break;
            }
            for entry in entries {
                add(entry, &path, &mut found, &mut waiting).await?;
            }
            job.rest(Phase::Finding, found.intake.n_paths()).await?;
        }
        if (found.intake.n_paths(), waiting.len()) == n_before && !path.is_empty() {
            found.intake.add(&[&path, "/"].concat())?;
        }
    }
    Ok(found)
}

/// Adds what stands in the directory at `directory`.
async fn add(
    entry: Entry,
    directory: &str,
    found: &mut Found,
    waiting: &mut Vec<(Entry, String)>,
) -> Result<(), FileProblem> {
    let name = entry.name();
    let path = if directory.is_empty() { name } else { [directory, "/", &name].concat() };
    if entry.is_directory() {
        waiting.push((entry, path));
        return Ok(());
    }
    if Texts::wants(&path) {
        match entry.source().await {
            Ok(source) => found.texts.keep(&path, source),
            Err(_) => found.intake.leave_out(&path, Why::Unreadable),
        }
    }
    found.intake.add(&path)
}

/// Everything in a folder that was picked, whose name all paths start with.
async fn list(job: Job, picked: Picked) -> Result<Found, Ended> {
    let mut found = Found { name: None, intake: Intake::default(), texts: Texts::default() };
    for index in 0..picked.len() {
        let Some(path) = picked.path(index) else { continue };
        let (root, path) = path.split_once('/').unwrap_or(("", &path));
        if found.name.is_none() {
            found.name = Some(root.to_owned());
        }
        if Texts::wants(path)
            && let Some(source) = picked.source(index)
        {
            found.texts.keep(path, source);
        }
        found.intake.add(path)?;
        if index.is_multiple_of(CLOCK_EVERY) {
            job.rest(Phase::Finding, found.intake.n_paths()).await?;
        }
    }
    Ok(found)
}

/// Everything that a list names.
async fn take_list(job: Job, text: String) -> Result<Found, Ended> {
    let mut found = Found { name: None, intake: Intake::default(), texts: Texts::default() };
    for (at, path) in (0_u32..).zip(&listed(&text)) {
        found.intake.add(path)?;
        if at.is_multiple_of(CLOCK_EVERY) {
            job.rest(Phase::Finding, found.intake.n_paths()).await?;
        }
    }
    if found.intake.n_paths() == 0 {
        return Err(FileProblem::EmptyList.into());
    }
    Ok(found)
}

/// Makes a context of what was found.
async fn finish(job: &Job, found: Found) -> Result<FilesAction, Ended> {
    let Found { name, mut intake, texts } = found;
    if intake.n_paths() == 0 {
        return Err(FileProblem::EmptyFolder(name.unwrap_or_default()).into());
    }
    job.rest(Phase::Sorting, 0).await?;
    intake.sort();
    while let Some(n_built) = intake.build() {
        job.rest(Phase::Sorting, n_built).await?;
    }
    let mut problem = None;
    let mut ignore = None;
    if let Some((file, source)) = &texts.ignore {
        match text(file, Dropped::Ignore, source).await {
            Ok(text) => ignore = Some(Rc::new(IgnoreInput::new(file, text.into(), true))),
            Err(found) => problem = Some(found),
        }
    }
    let mut dockerfile = None;
    if let Some(source) = &texts.dockerfile {
        dockerfile = Some(text(DOCKERFILE, Dropped::Dockerfile, source).await.map(Into::into));
    }
    let context = Rc::new(intake.finish(name.as_deref(), ignore));
    Ok(FilesAction::ContextRead { job: job.number, context, dockerfile, problem })
}

/// The text of the file `name`.
async fn text(name: &str, kind: Dropped, source: &Source) -> Result<String, FileProblem> {
    let limit = kind.max_bytes();
    match source.bytes(limit).await {
        Ok(Ok(bytes)) => text_of(name, bytes),
        Ok(Err(n_bytes)) => Err(FileProblem::TooLarge { name: name.to_owned(), n_bytes, limit }),
        Err(_) => Err(FileProblem::Unreadable(name.to_owned())),
    }
}
