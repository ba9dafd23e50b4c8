use std::net::Ipv6Addr;

/// A URL as Go's `url.Parse` reads it, as far as the sources of ADD and COPY need that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Url<'t> {
    /// In lower case; empty for a text that is only a path.
    pub(crate) scheme: String,
    /// Without the user, with the port.
    pub(crate) host: String,
    /// With percent-escapes resolved.
    pub(crate) path: String,
    /// As it is written, without the `?`.
    pub(crate) query: &'t str,
    /// With percent-escapes resolved, without the `#`.
    pub(crate) fragment: String,
    /// All in front of query and fragment, as it is written.
    pub(crate) address: &'t str,
}

impl<'t> Url<'t> {
    /// Reads `scheme://host/path?query#fragment`, or a text without scheme as a path. `None` where Go has an error.
    pub(crate) fn parse(text: &'t str) -> Option<Self> {
        let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
        if text.bytes().any(|byte| byte.is_ascii_control()) {
            return None;
        }
        let (address, query) = text.split_once('?').unwrap_or((text, ""));
        let (scheme, host, path) = match split_protocol(address) {
            Some((scheme, rest)) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (scheme.to_ascii_lowercase(), read_authority(authority)?, path)
            }
            None => (String::new(), String::new(), address),
        };
        let [path, fragment] = [path, fragment].map(percent_decoded);
        Some(Self { scheme, host, path: path.ok()?, query, fragment: fragment.ok()?, address })
    }

    /// The keys and values of the query, in order. A pair that is not well formed is left out, and then the
    /// second value is `false`.
    pub(crate) fn query_pairs(query: &str) -> (Vec<(String, String)>, bool) {
        let mut pairs = Vec::new();
        let mut is_well_formed = true;
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let [key, value] = [key, value].map(|text| percent_decoded(&text.replace('+', " ")));
            match (key, value) {
                (Ok(key), Ok(value)) if !pair.contains(';') => pairs.push((key, value)),
                _ => is_well_formed = false,
            }
        }
        (pairs, is_well_formed)
    }
}

/// The protocol in front of `://` and what follows, where the text starts with one.
pub(crate) fn split_protocol(text: &str) -> Option<(&str, &str)> {
    let is_protocol = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.split_once("://").filter(|(name, _)| is_protocol(name))
}

/// `text` with its percent-escapes resolved. Bytes that are no UTF-8 become U+FFFD each, as in Go's JSON.
///
/// # Errors
///
/// What Go says of an escape without two hexadecimal digits.
pub(crate) fn percent_decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut pieces = text.split('%');
    bytes.extend_from_slice(pieces.next().unwrap_or_default().as_bytes());
    for piece in pieces {
        let digit = |at: usize| piece.chars().nth(at).and_then(|digit| digit.to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else {
            let escape: String = piece.chars().take(2).collect();
            return Err(format!("invalid URL escape \"%{escape}\""));
        };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
        bytes.extend_from_slice(piece.get(2..).unwrap_or_default().as_bytes());
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| {
        let mut decoded = String::new();
        for chunk in error.as_bytes().utf8_chunks() {
            decoded.push_str(chunk.valid());
            decoded.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
        }
        decoded
    }))
}

/// The host and port in `[user[:password]@]host[:port]`.
fn read_authority(text: &str) -> Option<String> {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    let is_user = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(&byte);
    if !user.bytes().all(is_user) || percent_decoded(user).is_err() {
        return None;
    }
    let port = if let Some(rest) = host.strip_prefix('[') {
        let (address, port) = rest.rsplit_once(']')?;
        let address = address.split_once("%25").map_or(address, |(address, _zone)| address);
        address.parse::<Ipv6Addr>().ok()?;
        port
    } else {
        host.rfind(':').and_then(|at| host.get(at..)).unwrap_or_default()
    };
    let is_port = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let has_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:[]<>\"%".contains(&byte);
    if !has_port || !host.bytes().all(|byte| !byte.is_ascii() || is_plain(byte)) || !has_host_escapes(host) {
        return None;
    }
    percent_decoded(host).ok()
}

/// Whether every escape in a host is of a byte outside of ASCII, or `%25`.
fn has_host_escapes(host: &str) -> bool {
    let is_escape = |piece: &str| piece.starts_with("25") || !piece.starts_with(|c| matches!(c, '0'..='7'));
    host.split('%').skip(1).all(is_escape)
}

#[cfg(test)]
mod tests {
    use super::{Url, percent_decoded};

    #[test]
    fn urls_are_read_as_go_does_it() {
        for (text, scheme, host, path, query, fragment) in [
            ("HTTPS://u:p@h.com:80/a%20b/c?x=1?y#f%23", "https", "h.com:80", "/a b/c", "x=1?y", "f#"),
            ("http://x", "http", "x", "", "", ""),
            ("http://x?y=/z", "http", "x", "", "y=/z", ""),
            ("git://[::1]:9/a", "git", "[::1]:9", "/a", "", ""),
            ("http://a@b@c/", "http", "c", "/", "", ""),
            ("http://%E4%B8%96/", "http", "世", "/", "", ""),
            ("http://x/%E4%B8", "http", "x", "/\u{FFFD}\u{FFFD}", "", ""),
            ("http://x:/a+b", "http", "x:", "/a+b", "", ""),
            ("github.com/a/b?c", "", "", "github.com/a/b", "c", ""),
        ] {
            let url = Url::parse(text).expect(text);
            assert_eq!(
                (url.scheme.as_str(), url.host.as_str(), url.path.as_str(), url.query, url.fragment.as_str()),
                (scheme, host, path, query, fragment)
            );
        }
    }

    #[test]
    fn texts_that_go_refuses_are_none() {
        for text in [
            "http://x/%",
            "http://x/%4",
            "http://x/%zz",
            "http://x/\u{1}",
            "http://x y/",
            "http://x:y/",
            "http://{x}/",
            "http://%41/",
            "http://[::1/",
            "http://[x]/",
            "http://[1.2.3.4]/",
            "http://a b@c/",
            "http://x/#%",
        ] {
            assert_eq!(Url::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_path_of_an_address_is_as_it_is_written() {
        assert_eq!(Url::parse("https://x/%41?b#c").map(|url| url.address), Some("https://x/%41"));
    }

    #[test]
    fn broken_pairs_of_a_query_are_left_out() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let (pairs, is_well_formed) = Url::query_pairs("a=b+c&&d&e=%3D=&f");
        assert_eq!(pairs, [pair("a", "b c"), pair("d", ""), pair("e", "=="), pair("f", "")]);
        assert!(is_well_formed);
        assert_eq!(Url::query_pairs("a=%&b;c=d&e=f"), (vec![pair("e", "f")], false));
    }

    #[test]
    fn an_escape_without_digits_is_an_error() {
        assert_eq!(percent_decoded("a%zé"), Err("invalid URL escape \"%zé\"".to_owned()));
        assert_eq!(percent_decoded("%"), Err("invalid URL escape \"%\"".to_owned()));
        assert_eq!(percent_decoded("a%2fb%C3%A9%"), Err("invalid URL escape \"%\"".to_owned()));
        assert_eq!(percent_decoded("a%2fb%C3%A9").as_deref(), Ok("a/bé"));
    }
}
