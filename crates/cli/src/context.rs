use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use onionskin_cache::{Entry, FileTree, IgnoreFile};
use walkdir::WalkDir;

use crate::failure::Failure;

/// The permission bits of what is not looked at.
const FILE_MODE: u32 = 0o644;
const DIRECTORY_MODE: u32 = 0o755;

/// A build context as it lies on the disk.
pub(crate) struct DiskContext {
    /// Everything in it.
    pub(crate) files: FileTree,
    /// The ignore file, with its name, where there is one.
    pub(crate) ignore: Option<(String, IgnoreFile)>,
    /// What is wrong with it, for the reader; the rest of it is there.
    pub(crate) warnings: Vec<String>,
}

impl DiskContext {
    /// Lists the files of `directory`. Their contents are not read: what counts is which of them change.
    pub(crate) fn read(directory: &Path, dockerfile: &Path, ignore: Option<&Path>) -> Result<Self, Failure> {
        if !fs::metadata(directory).map_err(|error| unreadable(directory, error))?.is_dir() {
            return Err(unreadable(directory, io::ErrorKind::NotADirectory.into()));
        }
        let mut warnings = Vec::new();
        let mut entries = Vec::new();
        for found in WalkDir::new(directory).min_depth(1).sort_by_file_name() {
            let entry = match found {
                Ok(entry) => entry,
                Err(error) => {
                    warnings.push(format!("left out of the context: {error}"));
                    continue;
                }
            };
            let relative = entry.path().strip_prefix(directory).unwrap_or(entry.path());
            match read_entry(&entry) {
                Ok(Some(file)) => entries.push((slashed(relative), file)),
                // BuildKit does not send sockets and the like.
                Ok(None) => {}
                Err(error) => {
                    warnings.push(format!("left out of the context: {}: {error}", relative.display()));
                }
            }
        }
        let in_context = Some(directory.join(".dockerignore"));
        let ignore = read_ignore_file(ignore, dockerfile, in_context, &mut warnings)?;
        Ok(Self { files: FileTree::new(entries), ignore, warnings })
    }

    /// The context of the files at `paths`.
    pub(crate) fn listed(
        paths: Vec<String>,
        dockerfile: &Path,
        ignore: Option<&Path>,
    ) -> Result<Self, Failure> {
        let entry = |path: String| {
            let entry = match path.strip_suffix('/') {
                Some(_) => Entry::directory(DIRECTORY_MODE),
                None => Entry::named_file("as it is", FILE_MODE),
            };
            (path, entry)
        };
        let mut warnings = Vec::new();
        let ignore = read_ignore_file(ignore, dockerfile, None, &mut warnings)?;
        Ok(Self { files: FileTree::new(paths.into_iter().map(entry)), ignore, warnings })
    }

    /// What the builder receives.
    pub(crate) fn sent(&self) -> FileTree {
        match &self.ignore {
            Some((_, ignore)) => self.files.without(ignore),
            None => self.files.clone(),
        }
    }
}

fn read_entry(entry: &walkdir::DirEntry) -> io::Result<Option<Entry>> {
    let kind = entry.file_type();
    if kind.is_symlink() {
        return Ok(Some(Entry::link(&slashed(&fs::read_link(entry.path())?))));
    }
    let metadata = entry.metadata()?;
    Ok(if kind.is_dir() {
        Some(Entry::directory(mode(&metadata, DIRECTORY_MODE)))
    } else if kind.is_file() {
        Some(Entry::named_file("as it is", mode(&metadata, FILE_MODE)))
    } else {
        None
    })
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata, _: u32) -> u32 {
    std::os::unix::fs::MetadataExt::mode(metadata)
}

#[cfg(not(unix))]
fn mode(_: &fs::Metadata, default: u32) -> u32 {
    default
}

/// The ignore file that is given, or else the one that BuildKit takes: one beside the Dockerfile with its name, else that
/// of the context.
fn read_ignore_file(
    given: Option<&Path>,
    dockerfile: &Path,
    in_context: Option<PathBuf>,
    warnings: &mut Vec<String>,
) -> Result<Option<(String, IgnoreFile)>, Failure> {
    let mut beside = dockerfile.as_os_str().to_owned();
    beside.push(".dockerignore");
    let found = match given {
        Some(path) => Some((path.to_owned(), fs::read(path).map_err(|error| unreadable(path, error))?)),
        None => [Some(PathBuf::from(beside)), in_context]
            .into_iter()
            .flatten()
            .find_map(|path| fs::read(&path).ok().map(|text| (path, text))),
    };
    let Some((path, text)) = found else { return Ok(None) };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (ignore, errors) = IgnoreFile::parse(&String::from_utf8_lossy(&text));
    warnings.extend(errors.iter().map(|error| format!("line {} of {name}: {}", error.line, error.problem)));
    Ok(Some((name, ignore)))
}

fn unreadable(path: &Path, error: io::Error) -> Failure {
    Failure::Unreadable { path: path.to_owned(), error }
}

/// A path with `/` between its parts, as in a Dockerfile.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}
