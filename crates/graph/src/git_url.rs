use onionskin_syntax::go;

use crate::path;
use crate::url::{Url, split_protocol};

/// A Git repository, and what of it to take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GitUrl {
    /// The repository as Git is told of it: the text without query and fragment.
    pub(crate) remote: String,
    /// The protocol, in lower case: `http`, `https`, `ssh` or `git`; `ssh` for `user@host:path`.
    pub(crate) protocol: String,
    pub(crate) host: String,
    pub(crate) path: String,
    /// A branch, a tag or a commit; empty for the default branch.
    pub(crate) reference: String,
    /// The directory to take; empty for all.
    pub(crate) subdir: String,
    /// The commit that the reference has to be; empty where it may be any.
    pub(crate) checksum: String,
    pub(crate) keep_git_dir: Option<bool>,
    pub(crate) submodules: Option<bool>,
    pub(crate) mtime: Mtime,
    pub(crate) fetch_by_commit: bool,
    pub(crate) form: GitForm,
}

/// How a repository is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum GitForm {
    /// So that it can be nothing else.
    #[default]
    Distinct,
    /// `github.com/…`: a repository as a build context, but a path in ADD and COPY.
    LikePath,
}

/// The modification time of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mtime {
    #[default]
    Checkout,
    Commit,
}

impl GitUrl {
    /// Reads a source of ADD or COPY; `None` where it is no Git repository.
    ///
    /// # Errors
    ///
    /// What BuildKit says of a query that it does not take.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>, String> {
        let found = if text.starts_with("./") || text.starts_with("../") {
            None
        } else if text.starts_with("github.com/") {
            Url::parse(text).map(|url| (Self { form: GitForm::LikePath, ..Self::of_url(&url) }, url.query))
        } else if split_protocol(text).is_some() {
            let url = Url::parse(text).filter(is_repository);
            url.map(|url| (Self::of_url(&url), url.query))
        } else {
            Self::of_scp(text).filter(|(_, query)| Url::query_pairs(query).1)
        };
        let Some((mut git, query)) = found else { return Ok(None) };
        git.read_query(&Url::query_pairs(query).0)?;
        Ok(Some(git))
    }

    fn of_url(url: &Url<'_>) -> Self {
        let mut git = Self {
            remote: url.address.to_owned(),
            protocol: url.scheme.clone(),
            host: url.host.clone(),
            path: url.path.clone(),
            ..Self::default()
        };
        git.read_fragment(&url.fragment);
        git
    }

    /// Reads `user@host:path?query#fragment`, and hands back the query.
    fn of_scp(text: &str) -> Option<(Self, &str)> {
        let (user, rest) = text.split_once('@')?;
        let (host, rest) = rest.split_once(':')?;
        let is_name = |text: &str, extra: u8| {
            let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == extra;
            !text.is_empty() && text.bytes().all(is_name_byte)
        };
        if !is_name(user, b'_') || !is_name(host, b'.') || rest.contains('\n') {
            return None;
        }
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut git = Self {
            remote: format!("{user}@{host}:{path}"),
            protocol: "ssh".to_owned(),
            host: host.to_owned(),
            path: path.to_owned(),
            ..Self::default()
        };
        git.read_fragment(fragment);
        Some((git, query))
    }

    /// Reads `ref[:subdir]`.
    fn read_fragment(&mut self, fragment: &str) {
        let (reference, subdir) = fragment.split_once(':').unwrap_or((fragment, ""));
        reference.clone_into(&mut self.reference);
        path::clean(subdir).trim_start_matches('/').clone_into(&mut self.subdir);
    }

    /// Reads the query, behind the fragment. Every key may stand once, so that there are few to look at before
    /// the first error; where there are several errors, BuildKit tells any of them.
    fn read_query(&mut self, pairs: &[(String, String)]) -> Result<(), String> {
        let (mut tag, mut branch) = ("", "");
        for (key, value) in pairs {
            if pairs.iter().filter(|(other, _)| other == key).count() > 1 {
                return Err(format!("query {} has multiple values", go::quote(key)));
            }
            let is_flag = matches!(key.as_str(), "keep-git-dir" | "submodules" | "fetch-by-commit");
            if value.is_empty() && !is_flag {
                return Err(format!("query {} has no value", go::quote(key)));
            }
            match key.as_str() {
                "ref" => agree("ref", &mut self.reference, value)?,
                "subdir" => agree("subdir", &mut self.subdir, value)?,
                "tag" => tag = value,
                "branch" => branch = value,
                "checksum" | "commit" => self.checksum.clone_from(value),
                "keep-git-dir" => self.keep_git_dir = Some(read_flag(key, value)?),
                "submodules" => self.submodules = Some(read_flag(key, value)?),
                "fetch-by-commit" => self.fetch_by_commit = read_flag(key, value)?,
                "mtime" => self.mtime = Mtime::parse(value)?,
                _ => return Err(format!("unexpected query {}", go::quote(key))),
            }
        }
        if !tag.is_empty() {
            agree("ref", &mut self.reference, &prefixed("refs/tags/", tag))?;
        }
        if !branch.is_empty() {
            if !tag.is_empty() {
                return Err("branch conflicts with tag".to_owned());
            }
            agree("ref", &mut self.reference, &prefixed("refs/heads/", branch))?;
        }
        Ok(())
    }

    /// The identifier of the source in BuildKit's graph, which is the same for every protocol.
    pub(crate) fn identifier(&self) -> String {
        let mut identifier = format!("git://{}{}", self.host, path::clean(&self.path));
        if !self.reference.is_empty() || !self.subdir.is_empty() {
            identifier.push('#');
            identifier.push_str(&self.reference);
        }
        if !self.subdir.is_empty() {
            identifier.push(':');
            identifier.push_str(&self.subdir);
        }
        identifier
    }
}

impl Mtime {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "checkout" => Ok(Self::Checkout),
            "commit" => Ok(Self::Commit),
            _ => {
                Err(format!("invalid mtime value: {} (must be \"checkout\" or \"commit\")", go::quote(text)))
            }
        }
    }
}

/// Whether Git speaks the URL's protocol. Over HTTP there may be anything, so there the path has to end as a
/// repository's does.
fn is_repository(url: &Url<'_>) -> bool {
    match url.scheme.as_str() {
        "git" | "ssh" => true,
        "http" | "https" => url.path.strip_suffix(".git").is_some(),
        _ => false,
    }
}

/// Sets `known` to `value`, which it may not contradict.
fn agree(what: &str, known: &mut String, value: &str) -> Result<(), String> {
    if !known.is_empty() && known != value {
        return Err(format!("{what} conflicts: {} vs {}", go::quote(known), go::quote(value)));
    }
    value.clone_into(known);
    Ok(())
}

fn read_flag(key: &str, value: &str) -> Result<bool, String> {
    if value.is_empty() {
        return Ok(true);
    }
    go::parse_bool(value).ok_or_else(|| format!("invalid {key} value: {}", go::quote(value)))
}

fn prefixed(prefix: &str, name: &str) -> String {
    if name.starts_with(prefix) { name.to_owned() } else { format!("{prefix}{name}") }
}

#[cfg(test)]
mod tests {
    use super::{GitForm, GitUrl, Mtime};

    fn identifier(text: &str) -> Result<Option<String>, String> {
        GitUrl::parse(text).map(|git| git.map(|git| git.identifier()))
    }

    #[test]
    fn repositories_have_an_identifier() {
        for (text, expected) in [
            ("https://x/y.git", "git://x/y.git"),
            ("https://x/y.git#v1:sub", "git://x/y.git#v1:sub"),
            ("https://x/y.git#:/a/../b/", "git://x/y.git#:b"),
            ("https://x/y.git#v1:", "git://x/y.git#v1"),
            ("http://u:p@x:8/a//y.git?", "git://x:8/a/y.git"),
            ("HTTPS://x/%61.git", "git://x/a.git"),
            ("git@h.com:o/r.git", "git://h.com/o/r.git"),
            ("git@h.com:o/r?ref=v1#:a", "git://h.com/o/r#v1:a"),
            ("git://x/y", "git://x/y"),
            ("ssh://git@x:22/y", "git://x:22/y"),
            ("git://x", "git://x/"),
            ("https://x/y.git?ref=v1.0&subdir=/s", "git://x/y.git#v1.0:/s"),
            ("https://x/y.git?tag=v1", "git://x/y.git#refs/tags/v1"),
            ("https://x/y.git?tag=refs/tags/v1", "git://x/y.git#refs/tags/v1"),
            ("https://x/y.git?branch=b#refs/heads/b", "git://x/y.git#refs/heads/b"),
            ("https://x/y.git?commit=abc", "git://x/y.git"),
            ("https://x/y.git?keep-git-dir=1&ref=v1#v1", "git://x/y.git#v1"),
        ] {
            assert_eq!(identifier(text), Ok(Some(expected.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_repositories() {
        for text in [
            "",
            "a",
            "./y.git",
            "../git@h:o",
            "https://x/y",
            "https://x/y.git/",
            "https://x/y#.git",
            "ftp://x/y.git",
            "git://x y/z",
            "custom.xyz/a/b.git",
            "h.com:o/r",
            "a b@h:o",
            "u@h o:r",
            "@h:o",
            "u@:o",
            "u@h",
            "u@h:a\nb",
            "u@h:r?ref=%",
            "{{.URL}}/.git#v1",
        ] {
            assert_eq!(identifier(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn the_query_is_read() {
        let git = GitUrl::parse(
            "https://x/y.git?checksum=c&keep-git-dir&submodules=false&mtime=commit&fetch-by-commit=t",
        );
        let git = git.expect("a query").expect("a repository");
        assert_eq!(git.checksum, "c");
        assert_eq!((git.keep_git_dir, git.submodules), (Some(true), Some(false)));
        assert_eq!((git.mtime, git.fetch_by_commit), (Mtime::Commit, true));
        assert_eq!((git.remote.as_str(), git.protocol.as_str()), ("https://x/y.git", "https"));
        assert_eq!(git.form, GitForm::Distinct);
    }

    #[test]
    fn queries_that_buildkit_does_not_take_are_errors() {
        for (query, error) in [
            ("tag=", "query \"tag\" has no value"),
            ("x", "query \"x\" has no value"),
            ("tag=a&tag=b", "query \"tag\" has multiple values"),
            ("x=1&x=2", "query \"x\" has multiple values"),
            ("x=1", "unexpected query \"x\""),
            ("branch=a&tag=b", "branch conflicts with tag"),
            ("ref=b#a", "ref conflicts: \"a\" vs \"b\""),
            ("tag=b#a", "ref conflicts: \"a\" vs \"refs/tags/b\""),
            ("branch=b&ref=a", "ref conflicts: \"a\" vs \"refs/heads/b\""),
            ("subdir=b#:a", "subdir conflicts: \"a\" vs \"b\""),
            ("keep-git-dir=x", "invalid keep-git-dir value: \"x\""),
            ("submodules=x", "invalid submodules value: \"x\""),
            ("fetch-by-commit=x", "invalid fetch-by-commit value: \"x\""),
            ("mtime=x", "invalid mtime value: \"x\" (must be \"checkout\" or \"commit\")"),
        ] {
            assert_eq!(identifier(&format!("https://x/y.git?{query}")), Err(error.to_owned()));
            assert_eq!(identifier(&format!("git@x:y?{query}")), Err(error.to_owned()));
        }
    }

    #[test]
    fn github_without_a_protocol_is_like_a_path() {
        let git = GitUrl::parse("github.com/o/r").map(|git| git.map(|git| git.form));
        assert_eq!(git, Ok(Some(GitForm::LikePath)));
        assert_eq!(GitUrl::parse("github.com/o/%"), Ok(None));
        assert_eq!(identifier("github.com/o/r?x=1"), Err("unexpected query \"x\"".to_owned()));
    }
}
