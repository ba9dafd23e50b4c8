use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use onionskin_app::listed;

use crate::failure::Failure;

/// The text of a Dockerfile; `-` is standard input. What is no UTF-8 in it becomes U+FFFD.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let result = if path == Path::new("-") {
        io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        fs::read(path).map(|read| bytes = read)
    };
    result.map_err(|error| Failure::Unreadable { path: path.to_owned(), error })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The paths of the list in a file, as the page reads them, without `./` in front.
pub(super) fn paths(path: &Path) -> Result<Vec<String>, Failure> {
    let paths = listed(&read(path)?).into_iter();
    let paths = paths.map(|path| path.strip_prefix("./").map(str::to_owned).unwrap_or(path));
    Ok(paths.filter(|path| !path.is_empty()).collect())
}
