use crate::{FileProblem, MAX_SOURCE_BYTES};

/// The most bytes of an ignore file that is read. The largest that anybody writes by hand have a few thousand.
pub const MAX_IGNORE_BYTES: usize = 64 * 1024;

/// What a file that is dropped by itself is taken for, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// A Dockerfile, whatever it is called.
    Dockerfile,
    /// An ignore file.
    Ignore,
}

impl Dropped {
    /// The most bytes that are read of it.
    pub const fn max_bytes(self) -> usize {
        match self {
            Self::Dockerfile => MAX_SOURCE_BYTES,
            Self::Ignore => MAX_IGNORE_BYTES,
        }
    }
}

/// What is read of files with these names that are dropped together; `None` where they are files of a context.
pub fn dropped(names: &[&str]) -> Option<Vec<Dropped>> {
    let kind = |name: &&str| {
        let name = name.to_ascii_lowercase();
        let is_dockerfile = name.contains("dockerfile") || name.contains("containerfile");
        if name.ends_with(".dockerignore") {
            Some(Dropped::Ignore)
        } else {
            (is_dockerfile || names.len() == 1).then_some(Dropped::Dockerfile)
        }
    };
    names.iter().map(kind).collect()
}

/// The text of the file `name`, with the line ends that a browser's text field keeps.
///
/// # Errors
/// Where it is no text.
pub fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, FileProblem> {
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    let text = text.ok_or_else(|| FileProblem::NotText(name.to_owned()))?;
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::{Dropped, dropped, text_of};
    use crate::FileProblem;

    #[test]
    fn names_tell_what_is_dropped() {
        use Dropped::{Dockerfile, Ignore};
        assert_eq!(dropped(&["Dockerfile"]), Some(vec![Dockerfile]));
        assert_eq!(dropped(&["build.txt"]), Some(vec![Dockerfile]));
        assert_eq!(dropped(&[".dockerignore", "prod.Dockerfile"]), Some(vec![Ignore, Dockerfile]));
        assert_eq!(dropped(&["Dockerfile", "main.go"]), None);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let name = || "x".to_owned();
        assert_eq!(text_of("x", b"FROM a\r\nRUN b\r".to_vec()), Ok("FROM a\nRUN b\n".to_owned()));
        assert_eq!(text_of("x", b"\x7fELF\0".to_vec()), Err(FileProblem::NotText(name())));
        assert_eq!(text_of("x", b"FROM \xff".to_vec()), Err(FileProblem::NotText(name())));
        assert_eq!(text_of("x", Vec::new()), Ok(String::new()));
    }
}
