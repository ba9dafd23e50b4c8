use std::fmt::{self, Display, Formatter};

use onionskin_syntax::go;

use crate::url::percent_decoded;

/// A platform that an image runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Platform {
    pub(crate) os: String,
    pub(crate) architecture: String,
    /// Which kind of the architecture; empty for the usual one.
    pub(crate) variant: String,
    /// As in `windows(10.0.17763)`; mostly empty.
    pub(crate) os_version: String,
}

/// The operating systems that stand for a platform alone.
const SYSTEMS: [&str; 17] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "windows",
    "zos",
];

/// The architectures that stand for a platform alone.
const ARCHITECTURES: [&str; 24] = [
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// What the containerd/platforms package asks of the first part of a platform, in its own words.
const SYSTEM_PATTERN: &str = r"^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$";

/// What that package asks of the other parts.
const PART_PATTERN: &str = "^[A-Za-z0-9_.-]+$";

impl Default for Platform {
    /// The platform of a build that names none.
    fn default() -> Self {
        Self {
            os: "linux".to_owned(),
            architecture: "amd64".to_owned(),
            variant: String::new(),
            os_version: String::new(),
        }
    }
}

impl Platform {
    /// Reads `os`, `architecture`, `os/architecture` or `os/architecture/variant`, as the containerd/platforms
    /// package does it on linux/amd64. An operating system may have its version in parentheses behind it; features
    /// that follow there are read over.
    ///
    /// # Errors
    ///
    /// What that package says of a text that names no platform.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let invalid = |what: &str| Err(format!("{}: {what}: invalid argument", go::quote(text)));
        if text.contains('*') {
            return invalid("wildcards not yet supported");
        }
        let parts: Vec<&str> = text.splitn(4, '/').collect();
        let (first, others) = parts.split_first().unwrap_or((&"", &[]));
        let (os, os_version) = read_system(first, text)?;
        for part in others {
            if !is_word(part, b"_.-") {
                let what = "platform specifier component must match";
                return Err(mismatch(part, "component", text, what, PART_PATTERN));
            }
        }
        let platform = |os: String, (architecture, variant)| Self { os, architecture, variant, os_version };
        match *others {
            [] if SYSTEMS.contains(&os.as_str()) => Ok(platform(os, ("amd64".to_owned(), String::new()))),
            [] => {
                let (architecture, variant) = read_architecture(first, "");
                if ARCHITECTURES.contains(&architecture.as_str()) {
                    Ok(platform("linux".to_owned(), (architecture, variant)))
                } else {
                    invalid("unknown operating system or architecture")
                }
            }
            [architecture] => Ok(platform(os, read_architecture(architecture, ""))),
            [architecture, variant] => {
                let (architecture, mut variant) = normal_architecture(architecture, variant);
                if architecture == "arm64" && variant.is_empty() {
                    variant.push_str("v8");
                }
                Ok(platform(os, (architecture, variant)))
            }
            _ => invalid("cannot parse platform specifier"),
        }
    }

    /// The platform with the variant that the package uses to compare: `arm` is `arm/v7`, `arm64/v8` is `arm64`.
    pub(crate) fn normalized(self) -> Self {
        let (architecture, variant) = normal_architecture(&self.architecture, &self.variant);
        Self { architecture, variant, ..self }
    }
}

/// `os/architecture[/variant]`.
impl Display for Platform {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.os, self.architecture)?;
        if self.variant.is_empty() { Ok(()) } else { write!(f, "/{}", self.variant) }
    }
}

/// The operating system and its version in `os[(version[+feature]…)]`, the first part of `text`.
fn read_system(part: &str, text: &str) -> Result<(String, String), String> {
    let (name, options) = part
        .strip_suffix(')')
        .and_then(|part| part.split_once('('))
        .map_or((part, None), |(name, options)| (name, Some(options)));
    let mut options = options.unwrap_or_default().split('+');
    let version = options.next().unwrap_or_default();
    let features: Vec<&str> = options.collect();
    let is_option = |option: &str| is_word(option, b"_.%-");
    let is_system = is_word(name, b"_-")
        && (version.is_empty() || is_option(version))
        && features.iter().all(|f| is_option(f));
    if !is_system {
        let what = "OSAndVersion specifier component must match";
        return Err(mismatch(part, "OS component", text, what, SYSTEM_PATTERN));
    }
    let decoded = |what: &str, option: &str| {
        percent_decoded(option).map_err(|error| {
            format!("{} has an invalid OS {what} {}: {error}", go::quote(text), go::quote(option))
        })
    };
    let version = decoded("version", version)?;
    for feature in features {
        decoded("feature", feature)?;
    }
    let lower = name.to_ascii_lowercase();
    Ok((if lower == "macos" { "darwin".to_owned() } else { lower }, version))
}

fn mismatch(part: &str, kind: &str, text: &str, what: &str, pattern: &str) -> String {
    let [part, text, pattern] = [part, text, pattern].map(go::quote);
    format!("{part} is an invalid {kind} of {text}: {what} {pattern}: invalid argument")
}

/// The architecture and the variant of a text that does not say the variant, where `arm` needs none.
fn read_architecture(architecture: &str, variant: &str) -> (String, String) {
    let (architecture, mut variant) = normal_architecture(architecture, variant);
    if architecture == "arm" && variant == "v7" {
        variant.clear();
    }
    (architecture, variant)
}

/// The names by which Go knows an architecture and its variant.
fn normal_architecture(architecture: &str, variant: &str) -> (String, String) {
    let [architecture, variant] = [architecture, variant].map(str::to_ascii_lowercase);
    let (architecture, variant) = match (architecture.as_str(), variant.as_str()) {
        ("i386", _) => ("386", ""),
        ("x86_64" | "x86-64" | "amd64", "v1") => ("amd64", ""),
        ("x86_64" | "x86-64", variant) => ("amd64", variant),
        ("aarch64" | "arm64", "8" | "v8") => ("arm64", ""),
        ("aarch64", variant) => ("arm64", variant),
        ("armhf", _) | ("arm", "" | "7") => ("arm", "v7"),
        ("armel", _) | ("arm", "6") => ("arm", "v6"),
        ("arm", "5") => ("arm", "v5"),
        ("arm", "8") => ("arm", "v8"),
        names => names,
    };
    (architecture.to_owned(), variant.to_owned())
}

/// Whether `text` is ASCII letters, digits and `extra`, and not empty.
fn is_word(text: &str, extra: &[u8]) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || extra.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::Platform;

    #[test]
    fn platforms_are_read_as_containerd_does_it() {
        for (text, platform) in [
            ("linux", "linux/amd64"),
            ("macOS", "darwin/amd64"),
            ("windows", "windows/amd64"),
            ("arm64", "linux/arm64"),
            ("aarch64", "linux/arm64"),
            ("x86_64", "linux/amd64"),
            ("x86-64", "linux/amd64"),
            ("i386", "linux/386"),
            ("arm", "linux/arm"),
            ("armhf", "linux/arm"),
            ("armel", "linux/arm/v6"),
            ("linux/amd64", "linux/amd64"),
            ("Linux/AMD64", "linux/amd64"),
            ("linux/armhf", "linux/arm"),
            ("linux/arm/v7", "linux/arm/v7"),
            ("linux/arm/6", "linux/arm/v6"),
            ("linux/armhf/v6", "linux/arm/v7"),
            ("linux/arm64/v8", "linux/arm64/v8"),
            ("linux/amd64/v1", "linux/amd64"),
            ("linux/amd64/v2", "linux/amd64/v2"),
            ("my_os/my-arch/V.1", "my_os/my-arch/v.1"),
        ] {
            assert_eq!(Platform::parse(text).map(|p| p.to_string()).as_deref(), Ok(platform), "{text}");
        }
        assert_eq!(Platform::parse("linux"), Ok(Platform::default()));
    }

    #[test]
    fn an_operating_system_may_have_a_version() {
        for (text, version) in [
            ("windows(10.0.17763)/amd64", "10.0.17763"),
            ("windows(10.0%2B1+win32k+x)", "10.0+1"),
            ("linux(+gpu)/amd64", ""),
            ("linux()", ""),
        ] {
            assert_eq!(Platform::parse(text).map(|p| p.os_version).as_deref(), Ok(version), "{text}");
        }
    }

    #[test]
    fn platforms_are_compared_in_their_normal_form() {
        for (text, platform) in
            [("linux/arm", "linux/arm/v7"), ("linux/arm64/v8", "linux/arm64"), ("linux/amd64", "linux/amd64")]
        {
            assert_eq!(Platform::parse(text).map(|p| p.normalized().to_string()).as_deref(), Ok(platform));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        let system = r#"OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$": invalid argument"#;
        let part = r#"platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument"#;
        for (text, error) in [
            ("a/b/c/d", "\"a/b/c/d\": cannot parse platform specifier: invalid argument".to_owned()),
            ("x", "\"x\": unknown operating system or architecture: invalid argument".to_owned()),
            ("linux/*", "\"linux/*\": wildcards not yet supported: invalid argument".to_owned()),
            ("", format!("\"\" is an invalid OS component of \"\": {system}")),
            ("/amd64", format!("\"\" is an invalid OS component of \"/amd64\": {system}")),
            ("a.b/c", format!("\"a.b\" is an invalid OS component of \"a.b/c\": {system}")),
            ("a(b/c", format!("\"a(b\" is an invalid OS component of \"a(b/c\": {system}")),
            ("a(b+)/c", format!("\"a(b+)\" is an invalid OS component of \"a(b+)/c\": {system}")),
            ("linux/", format!("\"\" is an invalid component of \"linux/\": {part}")),
            ("linux/a b", format!("\"a b\" is an invalid component of \"linux/a b\": {part}")),
            ("a/b/c/d/e", format!("\"d/e\" is an invalid component of \"a/b/c/d/e\": {part}")),
            ("a(%z)/b", "\"a(%z)/b\" has an invalid OS version \"%z\": invalid URL escape \"%z\"".to_owned()),
        ] {
            assert_eq!(Platform::parse(text), Err(error), "{text}");
        }
    }
}
