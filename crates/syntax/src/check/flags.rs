//! The flags that each instruction takes (spec of Dockerfile frontend 1.26).

use crate::{Flag, Keyword};

/// What a flag's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A text, which must be given and may be empty.
    Text,
    /// A text; the flag may be repeated.
    Texts,
    /// Nothing, `true` or `false`.
    Bool,
}

/// The flags of `keyword` by name.
const fn known(keyword: Keyword) -> &'static [(&'static str, Kind)] {
    match keyword {
        Keyword::From => &[("platform", Kind::Text)],
        Keyword::Add => &[
            ("chown", Kind::Text),
            ("chmod", Kind::Text),
            ("link", Kind::Bool),
            ("keep-git-dir", Kind::Bool),
            ("checksum", Kind::Text),
            ("exclude", Kind::Texts),
            ("unpack", Kind::Bool),
        ],
        Keyword::Copy => &[
            ("from", Kind::Text),
            ("chown", Kind::Text),
            ("chmod", Kind::Text),
            ("link", Kind::Bool),
            ("parents", Kind::Bool),
            ("exclude", Kind::Texts),
        ],
        Keyword::Run => &[
            ("mount", Kind::Texts),
            ("device", Kind::Texts),
            ("network", Kind::Text),
            ("security", Kind::Text),
        ],
        Keyword::Healthcheck => &[
            ("interval", Kind::Text),
            ("timeout", Kind::Text),
            ("start-period", Kind::Text),
            ("start-interval", Kind::Text),
            ("retries", Kind::Text),
        ],
        Keyword::Arg
        | Keyword::Cmd
        | Keyword::Entrypoint
        | Keyword::Env
        | Keyword::Expose
        | Keyword::Label
        | Keyword::Maintainer
        | Keyword::Onbuild
        | Keyword::Shell
        | Keyword::Stopsignal
        | Keyword::User
        | Keyword::Volume
        | Keyword::Workdir => &[],
    }
}

/// The names of the flags that `keyword` takes, each with whether it takes a value.
pub fn flags_of(keyword: Keyword) -> impl Iterator<Item = (&'static str, bool)> {
    known(keyword).iter().map(|(name, kind)| (*name, *kind != Kind::Bool))
}

/// Checks the flags of a `keyword` instruction in the order written.
pub(super) fn check(keyword: Keyword, flags: &[Flag]) -> Result<(), String> {
    // BuildKit does not look at the flags of these two.
    if matches!(keyword, Keyword::Arg | Keyword::Stopsignal) {
        return Ok(());
    }
    let known = known(keyword);
    let mut seen: Vec<&str> = Vec::new();
    for flag in flags {
        let name = flag.name.as_str();
        let Some(&(known_name, kind)) = known.iter().find(|(known, _)| *known == name) else {
            let names = known.iter().map(|(known, _)| *known);
            return Err(format!("unknown flag: --{name}{}", crate::suggest::flag(name, names)));
        };
        if kind != Kind::Texts && seen.contains(&known_name) {
            return Err(format!("duplicate flag specified: --{name}"));
        }
        seen.push(known_name);
        check_value(kind, name, flag.value.as_deref())?;
    }
    Ok(())
}

fn check_value(kind: Kind, name: &str, value: Option<&str>) -> Result<(), String> {
    match (kind, value) {
        (Kind::Bool, None) | (Kind::Text | Kind::Texts, Some(_)) => Ok(()),
        (Kind::Bool, Some("")) | (Kind::Text | Kind::Texts, None) => {
            Err(format!("missing a value on flag: --{name}"))
        }
        (Kind::Bool, Some(value))
            if ["true", "false"].iter().any(|known| value.eq_ignore_ascii_case(known)) =>
        {
            Ok(())
        }
        (Kind::Bool, Some(value)) => Err(format!("expecting boolean value for flag --{name}, not: {value}")),
    }
}
