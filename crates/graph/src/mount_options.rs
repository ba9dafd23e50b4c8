mod size;

use onionskin_syntax::go::{csv_fields, parse_bool, quote};
use onionskin_syntax::nearest;

use self::size::parse_size;
use crate::path;

/// The keys of a mount, in the order in which BuildKit goes through them for one that is meant.
const KEYS: [&str; 19] = [
    "type",
    "from",
    "source",
    "target",
    "readonly",
    "id",
    "sharing",
    "required",
    "size",
    "mode",
    "uid",
    "gid",
    "src",
    "dst",
    "destination",
    "ro",
    "rw",
    "readwrite",
    "env",
];

/// What a `--mount` of RUN says. An option that is empty counts as one that is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MountOptions {
    pub(crate) kind: MountKind,
    /// The stage or image that is mounted.
    pub(crate) from: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) is_read_only: bool,
    pub(crate) is_required: bool,
    /// How large a tmpfs may grow, in bytes.
    pub(crate) size: Option<i64>,
    pub(crate) id: Option<String>,
    pub(crate) sharing: Sharing,
    pub(crate) uid: Option<u32>,
    pub(crate) gid: Option<u32>,
    pub(crate) mode: Option<u32>,
    /// The variable that a secret is put into; it may be empty.
    pub(crate) env: Option<String>,
}

/// What is mounted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MountKind {
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}

/// How builds that run at the same time use a cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sharing {
    /// All at the same time.
    #[default]
    Shared,
    /// Each has one of its own.
    Private,
    /// One after the other.
    Locked,
}

impl MountKind {
    const ALL: [Self; 5] = [Self::Bind, Self::Cache, Self::Tmpfs, Self::Secret, Self::Ssh];

    /// As it is written for `type`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bind => "bind",
            Self::Cache => "cache",
            Self::Tmpfs => "tmpfs",
            Self::Secret => "secret",
            Self::Ssh => "ssh",
        }
    }
}

impl Sharing {
    const ALL: [Self; 3] = [Self::Shared, Self::Private, Self::Locked];

    /// As it is written for `sharing`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Private => "private",
            Self::Locked => "locked",
        }
    }
}

/// What the `--mount` that is `value` has for `from` before any variable can be put in, which is when BuildKit
/// draws the edges between stages; `None` counts as a use of the image `scratch`. It does not look at the type
/// here, as a variable might stand for it, nor does it say anything about other options.
pub(crate) fn from_of(value: &str) -> Option<String> {
    let fields = csv_fields(value).ok()?;
    let mut froms = fields.iter().rev().filter_map(|field| {
        let (key, from) = field.split_once('=')?;
        key.eq_ignore_ascii_case("from").then_some(from)
    });
    given(froms.next()?.to_owned())
}

impl MountOptions {
    /// The options in `value`, each expanded by `expand`; for a mount that BuildKit refuses, its whole message.
    /// An error of `expand` is passed on as it is.
    pub(crate) fn parse(
        value: &str,
        expand: &mut dyn FnMut(&str) -> Result<String, String>,
    ) -> Result<Self, String> {
        let fields = csv_fields(value).map_err(|error| "failed to parse csv mounts: ".to_owned() + &error)?;
        let mut reader = Reader::default();
        for field in &fields {
            match field.split_once('=') {
                Some((key, value)) => reader.set(&key.to_ascii_lowercase(), expand(value)?, field)?,
                None => reader.switch(&field.to_ascii_lowercase(), field)?,
            }
        }
        reader.finish()
    }

    /// Where the mount is seen in a command that runs in `workdir`, a cleaned path; an absolute target stays as it
    /// is written. BuildKit's message where it refuses the mount, which it does when it has read all mounts of the
    /// RUN.
    ///
    /// Secrets and SSH sockets have targets of their own where none is given, which is `None` here.
    pub(crate) fn destination(&self, workdir: &str) -> Result<Option<String>, String> {
        if matches!(self.kind, MountKind::Secret | MountKind::Ssh) {
            if self.kind == MountKind::Ssh && self.source.is_some() {
                return Err("ssh does not support source".to_owned());
            }
            return Ok(self.target.clone());
        }
        let target = match self.target.as_deref().unwrap_or_default() {
            target if target.starts_with('/') => target.to_owned(),
            target => path::join(workdir, target),
        };
        if target == "/" {
            return Err("invalid mount target \"/\"".to_owned());
        }
        Ok(Some(target))
    }
}

/// The options that are read so far.
struct Reader {
    options: MountOptions,
    is_read_only: Option<bool>,
    sharing: Option<Sharing>,
}

impl Default for Reader {
    fn default() -> Self {
        let options = MountOptions {
            kind: MountKind::Bind,
            from: None,
            source: None,
            target: None,
            is_read_only: false,
            is_required: false,
            size: None,
            id: None,
            sharing: Sharing::Shared,
            uid: None,
            gid: None,
            mode: None,
            env: None,
        };
        Self { options, is_read_only: None, sharing: None }
    }
}

impl Reader {
    /// Reads a `key` without a value, written as `field`.
    fn switch(&mut self, key: &str, field: &str) -> Result<(), String> {
        match key {
            "readonly" | "ro" => self.is_read_only = Some(true),
            "readwrite" | "rw" => self.is_read_only = Some(false),
            "required" => {
                self.allow(key, &[MountKind::Secret, MountKind::Ssh])?;
                self.options.is_required = true;
            }
            _ => return Err(format!("invalid field '{field}' must be a key=value pair")),
        }
        Ok(())
    }

    /// Reads a `key` with its expanded `value`, written as `field`.
    fn set(&mut self, key: &str, value: String, field: &str) -> Result<(), String> {
        match key {
            "type" => {
                self.options.kind = choice(&MountKind::ALL, MountKind::name, &value, "mount type")?;
            }
            "from" => self.options.from = given(value),
            "source" | "src" => self.options.source = given(value),
            "target" | "dst" | "destination" => self.options.target = given(value),
            "readonly" | "ro" => self.is_read_only = Some(boolean(key, &value)?),
            "readwrite" | "rw" => self.is_read_only = Some(!boolean(key, &value)?),
            "required" => {
                self.allow(key, &[MountKind::Secret, MountKind::Ssh])?;
                self.options.is_required = boolean(key, &value)?;
            }
            "size" => {
                self.allow(key, &[MountKind::Tmpfs])?;
                self.options.size = Some(parse_size(&value).ok_or_else(|| invalid(key, &value))?);
            }
            "id" => self.options.id = given(value),
            "sharing" => {
                self.sharing = Some(choice(&Sharing::ALL, Sharing::name, &value, "sharing value")?);
            }
            "mode" => self.options.mode = Some(number(key, &value, 8)?),
            "uid" => self.options.uid = Some(number(key, &value, 10)?),
            "gid" => self.options.gid = Some(number(key, &value, 10)?),
            "env" => self.options.env = Some(value),
            _ => {
                let mut message = format!("unexpected key '{key}' in '{field}'");
                suggest(&mut message, key, &KEYS);
                return Err(message);
            }
        }
        Ok(())
    }

    /// The mount, where its options go together.
    fn finish(self) -> Result<MountOptions, String> {
        let Self { mut options, is_read_only, sharing } = self;
        let kind = options.kind;
        if matches!(kind, MountKind::Bind | MountKind::Tmpfs) {
            for (key, value) in [("mode", options.mode), ("uid", options.uid), ("gid", options.gid)] {
                if value.is_some() {
                    return Err(format!("{key} not allowed for \"{}\" type mounts", kind.name()));
                }
            }
        }
        if kind == MountKind::Secret {
            let MountOptions { from, source, target, id, .. } = &options;
            let refusal = if from.is_some() {
                Some("secret mount should not have a from")
            } else if sharing.is_some() {
                Some("secret mount should not define sharing")
            } else if source.is_none() && target.is_none() && id.is_none() {
                Some("invalid secret mount. one of source, target required")
            } else if source.is_some() && id.is_some() {
                Some("both source and id can't be set")
            } else {
                None
            };
            if let Some(refusal) = refusal {
                return Err(refusal.to_owned());
            }
        }
        if sharing.is_some() && kind != MountKind::Cache {
            return Err(format!("invalid cache sharing set for {} mount", kind.name()));
        }
        options.is_read_only = is_read_only.unwrap_or(!matches!(kind, MountKind::Cache | MountKind::Tmpfs));
        options.sharing = sharing.unwrap_or(Sharing::Shared);
        Ok(options)
    }

    /// Refuses `key` for other kinds of mounts. Only a type that is written in front of it counts.
    fn allow(&self, key: &str, kinds: &[MountKind]) -> Result<(), String> {
        let kind = self.options.kind;
        if kinds.contains(&kind) {
            return Ok(());
        }
        Err(format!("unexpected key '{key}' for mount type '{}'", kind.name()))
    }
}

fn given(value: String) -> Option<String> {
    (!value.is_empty()).then_some(value)
}

/// The one of `all` whose name is `value`, in any case.
fn choice<T: Copy>(all: &[T], name: fn(T) -> &'static str, value: &str, what: &str) -> Result<T, String> {
    if let Some(found) = all.iter().find(|one| name(**one).eq_ignore_ascii_case(value)) {
        return Ok(*found);
    }
    let names: Vec<_> = all.iter().map(|one| name(*one)).collect();
    let mut message = format!("unsupported {what} {}", quote(value));
    suggest(&mut message, value, &names);
    Err(message)
}

/// Adds the one of `names` to `message` that is meant by `word`, where one is near.
fn suggest(message: &mut String, word: &str, names: &[&str]) {
    if let Some(near) = nearest(word, names.iter().copied()) {
        message.push_str(" (did you mean ");
        message.push_str(near);
        message.push_str("?)");
    }
}

fn boolean(key: &str, value: &str) -> Result<bool, String> {
    parse_bool(value).ok_or_else(|| invalid(key, value))
}

fn invalid(key: &str, value: &str) -> String {
    format!("invalid value for {key}: {value}")
}

/// A number of 32 bits, as Go reads it: without a sign.
fn number(key: &str, value: &str, radix: u32) -> Result<u32, String> {
    let number = if value.starts_with('+') { None } else { u32::from_str_radix(value, radix).ok() };
    number.ok_or_else(|| format!("invalid value {value} for {key}"))
}

#[cfg(test)]
mod tests;
