use onionskin_syntax::go;

use crate::checksum;
use crate::git_url::{GitForm, GitUrl};
use crate::url::Url;

/// The name of a downloaded file whose URL has none.
const UNNAMED: &str = "__unnamed__";

/// What a source of ADD or COPY is. COPY takes paths only, but BuildKit reads its sources in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CopySource {
    Git(Box<GitUrl>),
    /// A file to download from the URL that the source is.
    Http {
        file_name: String,
    },
    Path,
}

impl CopySource {
    /// Reads a source, with its variables expanded.
    ///
    /// # Errors
    ///
    /// What BuildKit says of a Git repository with a query that it does not take.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        Ok(match GitUrl::parse(text)? {
            Some(git) if git.form == GitForm::Distinct => Self::Git(Box::new(git)),
            _ if has_http_scheme(text) => Self::Http { file_name: file_name(text) },
            _ => Self::Path,
        })
    }
}

/// Whether `--checksum` may stand beside the source `text`. BuildKit asks before it reads the source, and takes
/// `github.com/…` for a repository here.
pub(crate) fn takes_checksum(text: &str) -> bool {
    has_http_scheme(text) || matches!(GitUrl::parse(text), Ok(Some(_)))
}

fn has_http_scheme(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The name that the file behind `url` gets: the last part of its path.
fn file_name(url: &str) -> String {
    let url = Url::parse(url);
    let path = url.as_ref().map_or("", |url| url.path.trim_end_matches('/'));
    match path.rsplit('/').next() {
        None | Some("" | ".") => UNNAMED.to_owned(),
        Some(name) => name.to_owned(),
    }
}

/// What an ADD's `--keep-git-dir` and `--checksum` say, and its sources after them: a source that says something
/// itself says it for the sources behind it, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DownloadFlags {
    pub(crate) keep_git_dir: Option<bool>,
    /// Empty where none is given.
    pub(crate) checksum: String,
}

impl DownloadFlags {
    /// Takes over what `source` says.
    ///
    /// # Errors
    ///
    /// What BuildKit says where a repository contradicts what was said before, and where the checksum of a file is
    /// no digest.
    pub(crate) fn apply(&mut self, source: &CopySource) -> Result<(), String> {
        match source {
            CopySource::Git(git) => self.apply_git(git),
            CopySource::Http { .. } if !self.checksum.is_empty() => Ok(checksum::check(&self.checksum)?),
            CopySource::Http { .. } | CopySource::Path => Ok(()),
        }
    }

    fn apply_git(&mut self, git: &GitUrl) -> Result<(), String> {
        if let Some(keep) = git.keep_git_dir
            && self.keep_git_dir.replace(keep).is_some_and(|before| before != keep)
        {
            return Err("inconsistent keep-git-dir configuration".to_owned());
        }
        if git.checksum.is_empty() {
            return Ok(());
        }
        if !self.checksum.is_empty() && self.checksum != git.checksum {
            let [flag, query] = [&self.checksum, &git.checksum].map(|text| go::quote(text));
            return Err(format!("checksum mismatch {flag} != {query}"));
        }
        self.checksum.clone_from(&git.checksum);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{CopySource, DownloadFlags, file_name, takes_checksum};

    #[test]
    fn sources_are_told_apart() {
        for text in ["https://x/y.git", "git@h.com:o/r.git", "git://a/b", "ssh://git@a/b", "HTTP://x/y.git"] {
            assert!(matches!(CopySource::parse(text), Ok(CopySource::Git(_))), "{text}");
            assert!(takes_checksum(text), "{text}");
        }
        for text in ["https://x/y", "http://x", "http://x/%"] {
            assert!(matches!(CopySource::parse(text), Ok(CopySource::Http { .. })), "{text}");
            assert!(takes_checksum(text), "{text}");
        }
        for text in ["a", "a@b", "a:b@c", "ftp://a", "a b@c:d", "HTTP://x/y", "./git@h:o", "{{.URL}}/.git"] {
            assert_eq!(CopySource::parse(text), Ok(CopySource::Path), "{text}");
            assert!(!takes_checksum(text), "{text}");
        }
        assert_eq!(CopySource::parse("github.com/o/r"), Ok(CopySource::Path));
        assert!(takes_checksum("github.com/o/r"));
    }

    #[test]
    fn a_query_that_buildkit_does_not_take_is_an_error_of_its_own() {
        assert_eq!(CopySource::parse("git://x/y?z=1"), Err("unexpected query \"z\"".to_owned()));
        assert!(takes_checksum("https://x/y.git?z=1"));
        assert!(!takes_checksum("git://x/y?z=1"));
    }

    #[test]
    fn a_file_is_named_after_its_url() {
        for (url, name) in [
            ("https://x", "__unnamed__"),
            ("https://x/", "__unnamed__"),
            ("https://x/.", "__unnamed__"),
            ("https://x/%", "__unnamed__"),
            ("https://x/y/z.tgz", "z.tgz"),
            ("https://x/y/", "y"),
            ("https://x/y?a=/b#/c", "y"),
            ("https://x/y%2Fz%20", "z "),
            ("https://x/a+b", "a+b"),
            ("https://x/..", ".."),
        ] {
            assert_eq!(file_name(url), name, "{url}");
        }
    }

    #[test]
    fn flags_and_sources_have_to_agree() {
        let applied = |keep_git_dir, checksum: &str, sources: &[&str]| {
            let mut flags = DownloadFlags { keep_git_dir, checksum: checksum.to_owned() };
            let mut sources = sources.iter().map(|source| CopySource::parse(source).expect("a source"));
            sources.try_for_each(|source| flags.apply(&source)).map(|()| flags)
        };
        let flags = applied(None, "", &["git://x/y?keep-git-dir&commit=c"]);
        assert_eq!(flags, Ok(DownloadFlags { keep_git_dir: Some(true), checksum: "c".to_owned() }));
        for (keep_git_dir, checksum, sources, error) in [
            (Some(false), "", &["git://x/y?keep-git-dir"][..], "inconsistent keep-git-dir configuration"),
            (None, "a", &["git://x/y?commit=b"], "checksum mismatch \"a\" != \"b\""),
            (None, "", &["git://x/y?commit=b", "git://x/y?commit=c"], "checksum mismatch \"b\" != \"c\""),
            (None, "foobar", &["https://x/y"], "invalid checksum digest format"),
            (None, "", &["git://x/y?commit=b", "https://x/y"], "invalid checksum digest format"),
        ] {
            assert_eq!(applied(keep_git_dir, checksum, sources), Err(error.to_owned()));
        }
    }
}
