use crate::outline::Outline;
use crate::{Source, path};

/// Where the sources of a COPY, ADD or mount come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Context,
    Stage(usize),
    Image(String),
}

impl Origin {
    /// What `--from=text` of a COPY names. A text that names neither a stage nor anything that BuildKit accepts
    /// counts as an image.
    pub(crate) fn of_copy(text: &str, outline: &Outline<'_>) -> Self {
        outline.stage_copied_from(text).map_or_else(|| Self::Image(text.to_owned()), Self::Stage)
    }

    /// What `from=text` of a mount names; a number is the name of an image.
    pub(crate) fn of_mount(text: &str, outline: &Outline<'_>) -> Self {
        outline.stage_called(text).map_or_else(|| Self::Image(text.to_owned()), Self::Stage)
    }

    /// The source `path` there.
    pub(crate) fn source(&self, path: &str) -> Source {
        let path = path::clean(path);
        match self {
            Self::Context => Source::Context { path: path.trim_start_matches('/').to_owned() },
            Self::Stage(stage) => Source::Stage { stage: *stage, path },
            Self::Image(image) => Source::Image { image: image.clone(), path },
        }
    }
}

/// Whether a source of ADD is downloaded: a URL or a Git repository.
pub(crate) fn is_remote(text: &str) -> bool {
    const SCHEMES: [&str; 4] = ["http://", "https://", "git://", "ssh://"];
    SCHEMES.iter().any(|scheme| text.starts_with(scheme)) || is_scp_like(text)
}

/// Whether `text` is `user@host:path`.
fn is_scp_like(text: &str) -> bool {
    let Some((user, rest)) = text.split_once('@') else {
        return false;
    };
    let Some((host, _)) = rest.split_once(':') else {
        return false;
    };
    let is_user = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    !user.is_empty() && user.chars().all(is_user) && !host.is_empty() && host.chars().all(is_host)
}

#[cfg(test)]
mod tests {
    use super::is_remote;

    #[test]
    fn urls_and_repositories_are_downloaded() {
        for text in ["https://a/b", "http://a", "git://a/b", "ssh://git@a/b", "git@github.com:a/b.git"] {
            assert!(is_remote(text), "{text}");
        }
        for text in ["github.com/a/b", "a@b", "a:b@c", "ftp://a", "a b@c:d"] {
            assert!(!is_remote(text), "{text}");
        }
    }
}
