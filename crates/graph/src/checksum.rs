/// How many hexadecimal digits a digest of each algorithm that BuildKit computes has.
const HEX_DIGITS: [(&str, usize); 3] = [("sha256", 64), ("sha384", 96), ("sha512", 128)];

/// Checks that `text` is a digest (`sha256:…`), as the go-digest package does it.
///
/// # Errors
///
/// What that package says of a text that is none.
pub(crate) fn check(text: &str) -> Result<(), &'static str> {
    const FORMAT: &str = "invalid checksum digest format";
    let (algorithm, encoded) = text.split_once(':').ok_or(FORMAT)?;
    if algorithm.is_empty() || encoded.is_empty() {
        return Err(FORMAT);
    }
    let Some(&(_, digits)) = HEX_DIGITS.iter().find(|&&(name, _)| name == algorithm) else {
        let is_digest = is_algorithm(algorithm) && encoded.bytes().all(is_encoded_byte);
        return Err(if is_digest { "unsupported digest algorithm" } else { FORMAT });
    };
    if encoded.len() != digits {
        return Err("invalid checksum digest length");
    }
    if encoded.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) { Ok(()) } else { Err(FORMAT) }
}

fn is_algorithm(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split(['.', '+', '_', '-']).all(is_part)
}

fn is_encoded_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'=' | b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn digests_are_checked_as_go_digest_does_it() {
        for (algorithm, digits) in super::HEX_DIGITS {
            assert_eq!(check(&format!("{algorithm}:{}", "0f".repeat(digits / 2))), Ok(()));
        }
        for (text, error) in [
            ("", "invalid checksum digest format"),
            ("foobar", "invalid checksum digest format"),
            (":ab", "invalid checksum digest format"),
            ("sha256:", "invalid checksum digest format"),
            ("SHA256:ab", "invalid checksum digest format"),
            ("md5:a/b", "invalid checksum digest format"),
            ("a..b:ab", "invalid checksum digest format"),
            ("md5:ab", "unsupported digest algorithm"),
            ("sha256+b64:ab=", "unsupported digest algorithm"),
            ("sha256:0", "invalid checksum digest length"),
            ("sha512:0f", "invalid checksum digest length"),
        ] {
            assert_eq!(check(text), Err(error), "{text}");
        }
        assert_eq!(check(&format!("sha256:{}", "0F".repeat(32))), Err("invalid checksum digest format"));
    }
}
