//! Answering a request for a file of one folder: what would be sent, as plain data.

use std::fs;
use std::path::{Path, PathBuf};

/// What is asked for when a folder is.
const INDEX: &str = "index.html";

/// The type of each kind of file a site is made of, by the ending of the file's name.
const MIME_TYPES: [(&str, &str); 12] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
];

/// An answer, to be put into whatever words a server uses.
#[derive(Debug, PartialEq)]
pub(crate) enum Answer {
    /// The file's content, and its type.
    Found { content: Vec<u8>, mime_type: &'static str },
    /// There is no such file, or it is none of the folder's.
    NotFound,
}

/// Looks up what the path of a URL, such as `/style.css`, means in `folder`.
pub(crate) fn answer(folder: &Path, url_path: &str) -> Answer {
    let found = relative_path(url_path).and_then(|relative| {
        // A symbolic link may lead out of the folder, whatever its path looks like.
        let folder = folder.canonicalize().ok()?;
        let file = folder.join(relative).canonicalize().ok()?;
        let content = if file.starts_with(&folder) {
            fs::read(&file).ok()?
        } else {
            return None;
        };
        Some(Answer::Found { content, mime_type: mime_type(&file) })
    });
    found.unwrap_or(Answer::NotFound)
}

/// The file that a URL's path asks for, relative to the served folder. `None` where that might leave the folder.
fn relative_path(url_path: &str) -> Option<PathBuf> {
    let decoded = percent_decode(url_path.strip_prefix('/')?)?;
    let mut relative = PathBuf::new();
    for part in decoded.split('/') {
        match part {
            "" => {}
            "." | ".." => return None,
            // A backslash or a colon means something on Windows, and nothing in the name of a file of a site.
            _ if part.contains(['\\', ':', '\0']) => return None,
            _ => relative.push(part),
        }
    }
    if decoded.is_empty() || decoded.ends_with('/') {
        relative.push(INDEX);
    }
    Some(relative)
}

/// Undoes `%20` and its like, once. `None` if that leaves no text.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?].map(|digit| char::from(digit).to_digit(16));
            let [Some(high), Some(low)] = digits else {
                return None;
            };
            u8::try_from(high * 16 + low).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(decoded).ok()
}

fn mime_type(file: &Path) -> &'static str {
    let ending =
        file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let known = MIME_TYPES.iter().find(|(known, _)| *known == ending);
    known.map_or("application/octet-stream", |(_, mime_type)| *mime_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_path(url_path: &str, expected: Option<&str>) {
        assert_eq!(relative_path(url_path), expected.map(PathBuf::from), "{url_path}");
    }

    #[test]
    fn a_path_names_a_file_of_the_folder() {
        check_path("/", Some("index.html"));
        check_path("/app.js", Some("app.js"));
        check_path("/snippets/a/b.js", Some("snippets/a/b.js"));
        check_path("/docs/", Some("docs/index.html"));
        check_path("//app.js", Some("app.js"));
        check_path("/a%20b%C3%A4.txt", Some("a bä.txt"));
    }

    #[test]
    fn no_path_leaves_the_folder() {
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/%2E%2E%2Fsecret",
            "/..%2fsecret",
            "/a/..",
            "/./a",
            "/..\\secret",
            "/%5c..%5csecret",
            "/C:/secret",
            "/a%00.html",
            "secret",
            "",
            "/%",
            "/%2",
            "/%zz",
            "/%ff",
        ] {
            check_path(path, None);
        }
        // Decoded once: what is left is a strange name, not a way out.
        check_path("/%252e%252e/secret", Some("%2e%2e/secret"));
        check_path("//etc/passwd", Some("etc/passwd"));
        check_path("/%2fetc/passwd", Some("etc/passwd"));
    }

    #[test]
    fn files_have_the_type_that_browsers_insist_on() {
        assert_eq!(mime_type(Path::new("app_bg.wasm")), "application/wasm");
        assert_eq!(mime_type(Path::new("app.JS")), "text/javascript; charset=utf-8");
        assert_eq!(mime_type(Path::new("LICENSE")), "application/octet-stream");
    }

    #[test]
    fn a_file_is_found_and_a_folder_is_not() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let Answer::Found { content, mime_type } = answer(folder, "/src/static_files.rs") else {
            panic!("this file should be found");
        };
        assert!(content.starts_with(b"//! Answering"));
        assert_eq!(mime_type, "application/octet-stream");
        assert_eq!(answer(folder, "/src"), Answer::NotFound);
        assert_eq!(answer(folder, "/src/"), Answer::NotFound);
        assert_eq!(answer(folder, "/../Cargo.toml"), Answer::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out_of_the_folder() {
        let folder = std::env::temp_dir().join(format!("onionskin-xtask-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", folder.join("link")).unwrap();
        let answered = answer(&folder, "/link");
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(answered, Answer::NotFound);
    }
}
