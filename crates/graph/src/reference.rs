use crate::checksum;

/// The registry of an image whose name does not start with one.
const DEFAULT_DOMAIN: &str = "docker.io";

/// The registry's former name, which is still taken for it.
const LEGACY_DOMAIN: &str = "index.docker.io";

/// Where the images live on Docker Hub whose name has one component.
const OFFICIAL: &str = "library/";

/// The longest path of a repository that the reference format allows, in bytes.
const MAX_PATH_BYTES: usize = 255;

/// The longest tag that the reference format allows, in bytes.
const MAX_TAG_BYTES: usize = 128;

/// How many digits of a digest the reference format asks for at least: 128 bits.
const MIN_DIGEST_DIGITS: usize = 32;

/// The full form of the image reference `text`: with its registry, and with the tag `latest` where neither tag
/// nor digest is given. This is what the distribution/reference package makes of a name that people write.
///
/// # Errors
///
/// What that package says of a text that is no reference.
pub(crate) fn normalize(text: &str) -> Result<String, String> {
    if text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(format!("invalid repository name ({text}), cannot specify 64-byte hexadecimal strings"));
    }
    let (domain, rest) = split_domain(text);
    let name = rest.split(':').next().unwrap_or_default();
    if has_upper_case(name) {
        return Err(format!("invalid reference format: repository name ({name}) must be lowercase"));
    }
    let mut full = format!("{domain}/{rest}");
    let Some(parts) = Parts::of(&full) else {
        let is_near = has_upper_case(&full) && Parts::of(&full.to_ascii_lowercase()).is_some();
        let error = if is_near { "repository name must be lowercase" } else { "invalid reference format" };
        return Err(error.to_owned());
    };
    if parts.path.len() > MAX_PATH_BYTES {
        return Err(format!("repository name must not be more than {MAX_PATH_BYTES} characters"));
    }
    if let Some(digest) = parts.digest {
        checksum::check(digest)?;
    } else if parts.tag.is_none() {
        full.push_str(":latest");
    }
    Ok(full)
}

/// The short form of a reference that [`normalize`] returned: without the registry where that is Docker Hub, and
/// without the tag `latest`. Named contexts are looked up by it.
pub(crate) fn familiar(normalized: &str) -> &str {
    let path = normalized.strip_prefix(DEFAULT_DOMAIN).and_then(|rest| rest.strip_prefix('/'));
    let name = path.map_or(normalized, |path| match path.strip_prefix(OFFICIAL) {
        Some(official) if !official.contains('/') => official,
        _ => path,
    });
    name.strip_suffix(":latest").unwrap_or(name)
}

/// The registry of `text`, and the repository there with all that follows.
fn split_domain(text: &str) -> (&str, String) {
    let (domain, rest) = match text.split_once('/') {
        Some((LEGACY_DOMAIN, rest)) => (DEFAULT_DOMAIN, rest),
        Some((first, rest))
            if first == "localhost" || first.contains(['.', ':']) || has_upper_case(first) =>
        {
            (first, rest)
        }
        _ => (DEFAULT_DOMAIN, text),
    };
    let is_official = domain == DEFAULT_DOMAIN && !rest.contains('/');
    (domain, if is_official { format!("{OFFICIAL}{rest}") } else { rest.to_owned() })
}

fn has_upper_case(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// The parts of a reference that its checks are about.
struct Parts<'t> {
    path: &'t str,
    tag: Option<&'t str>,
    digest: Option<&'t str>,
}

impl<'t> Parts<'t> {
    /// Takes the grammar's `[domain/]path[:tag][@digest]` apart. What is in front of the first `/` is a domain
    /// where it can be one, else a component of the path.
    fn of(text: &'t str) -> Option<Self> {
        let behind_domain = text.split_once('/').filter(|(domain, _)| is_domain(domain));
        behind_domain.and_then(|(_, rest)| Self::without_domain(rest)).or_else(|| Self::without_domain(text))
    }

    fn without_domain(text: &'t str) -> Option<Self> {
        let (name, digest) = split_option(text, '@');
        let (path, tag) = split_option(name, ':');
        let is_reference =
            path.split('/').all(is_path_component) && tag.is_none_or(is_tag) && digest.is_none_or(is_digest);
        is_reference.then_some(Self { path, tag, digest })
    }
}

fn split_option(text: &str, separator: char) -> (&str, Option<&str>) {
    text.split_once(separator).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Whether `text` is `host[:port]`: names with dots between them, or an IPv6 address in brackets.
fn is_domain(text: &str) -> bool {
    let (is_host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (address, port) = rest.split_once(']').unwrap_or_default();
        let is_address_byte = |byte: u8| byte.is_ascii_hexdigit() || byte == b':';
        (!address.is_empty() && address.bytes().all(is_address_byte), port)
    } else {
        let (host, port) = text.split_at(text.find(':').unwrap_or(text.len()));
        (host.split('.').all(is_domain_component), port)
    };
    let is_port = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_host && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

fn is_domain_component(text: &str) -> bool {
    let is_edge = |c: char| c.is_ascii_alphanumeric();
    text.starts_with(is_edge)
        && text.ends_with(is_edge)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether `text` is lower-case letters and digits, with single separators between them.
fn is_path_component(text: &str) -> bool {
    let is_separator =
        |piece: &str| matches!(piece, "" | "." | "_" | "__") || piece.bytes().all(|byte| byte == b'-');
    // What is before, between and behind the letters and digits.
    let mut pieces = text.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    pieces.next() == Some("") && pieces.next_back() == Some("") && pieces.all(is_separator)
}

fn is_tag(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=MAX_TAG_BYTES).contains(&text.len())
        && !text.starts_with(['.', '-'])
        && text.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-'))
}

/// Whether `text` is `algorithm:hex` in form; [`checksum::check`] knows the algorithms.
fn is_digest(text: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    text.split_once(':').is_some_and(|(algorithm, hex)| {
        algorithm.split(['-', '_', '+', '.']).all(is_part)
            && hex.len() >= MIN_DIGEST_DIGITS
            && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::{familiar, normalize};

    const DIGEST: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn references_get_their_full_form() {
        for (text, full) in [
            ("alpine", "docker.io/library/alpine:latest"),
            ("alpine:3.19", "docker.io/library/alpine:3.19"),
            ("x/y:1", "docker.io/x/y:1"),
            ("library/x", "docker.io/library/x:latest"),
            ("docker.io/x", "docker.io/library/x:latest"),
            ("docker.io/x/y", "docker.io/x/y:latest"),
            ("index.docker.io/z:2", "docker.io/library/z:2"),
            ("localhost/y", "localhost/y:latest"),
            ("localhost", "docker.io/library/localhost:latest"),
            ("host:5000/y", "host:5000/y:latest"),
            ("host:5000", "docker.io/library/host:5000"),
            ("ghcr.io/o/r/s:T_1.x-", "ghcr.io/o/r/s:T_1.x-"),
            ("example.com", "docker.io/library/example.com:latest"),
            ("Host/y", "Host/y:latest"),
            ("[::1]:5000/y", "[::1]:5000/y:latest"),
            ("[fe80::1]/y:2", "[fe80::1]/y:2"),
            ("127.0.0.1/a__b--c.d", "127.0.0.1/a__b--c.d:latest"),
            // No domain has an underscore, but a path may.
            ("foo_b.ar/x", "foo_b.ar/x:latest"),
        ] {
            assert_eq!(normalize(text).as_deref(), Ok(full), "{text}");
        }
    }

    #[test]
    fn digests_stay_and_so_do_tags_in_front_of_them() {
        assert_eq!(normalize(&format!("a@{DIGEST}")), Ok(format!("docker.io/library/a@{DIGEST}")));
        assert_eq!(normalize(&format!("a:1@{DIGEST}")), Ok(format!("docker.io/library/a:1@{DIGEST}")));
        for (text, error) in [
            ("a@sha256:0123456789abcdef0123456789abcdef", "invalid checksum digest length"),
            ("a@md5:0123456789abcdef0123456789abcdef", "unsupported digest algorithm"),
            ("a@sha256:0123", "invalid reference format"),
            ("a@", "invalid reference format"),
        ] {
            assert_eq!(normalize(text), Err(error.to_owned()), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            ":",
            "a:",
            "/",
            "/a",
            "a/",
            "a//b",
            "-a",
            "a-",
            "a..b",
            "a___b",
            "a_.b",
            "a:-x",
            "a:b:c",
            "%s",
            "<image>",
            "a b",
            "é",
            "a:é",
            "[::1/y",
            "[]/y",
            "[::g]/y",
            "host:/y",
            "host:port/y",
            "-host.x/y",
            "a.-b/c",
            "a:\n",
        ] {
            assert_eq!(normalize(text), Err("invalid reference format".to_owned()), "{text}");
        }
        for (text, error) in [
            ("Build", "invalid reference format: repository name (library/Build) must be lowercase"),
            ("x/Y:1", "invalid reference format: repository name (x/Y) must be lowercase"),
            ("docker.io/Y", "invalid reference format: repository name (library/Y) must be lowercase"),
            ("Foo_b.ar/x", "repository name must be lowercase"),
        ] {
            assert_eq!(normalize(text), Err(error.to_owned()), "{text}");
        }
    }

    #[test]
    fn sizes_are_bounded() {
        let path = |bytes: usize| format!("localhost/{}", "a".repeat(bytes));
        assert!(normalize(&path(255)).is_ok());
        let error = "repository name must not be more than 255 characters";
        assert_eq!(normalize(&path(256)), Err(error.to_owned()));
        assert!(normalize(&format!("a:{}", "b".repeat(128))).is_ok());
        assert!(normalize(&format!("a:{}", "b".repeat(129))).is_err());
        let id = "a".repeat(64);
        let error = format!("invalid repository name ({id}), cannot specify 64-byte hexadecimal strings");
        assert_eq!(normalize(&id), Err(error));
        assert!(normalize(&"a".repeat(63)).is_ok());
        assert!(normalize(&"g".repeat(64)).is_ok());
    }

    #[test]
    fn familiar_names_are_short() {
        for (full, short) in [
            ("docker.io/library/alpine:latest", "alpine"),
            ("docker.io/library/alpine:3", "alpine:3"),
            ("docker.io/x/y:latest", "x/y"),
            ("docker.io/library/x/y:latest", "library/x/y"),
            ("ghcr.io/library/x:latest", "ghcr.io/library/x"),
        ] {
            assert_eq!(familiar(full), short);
        }
    }
}
