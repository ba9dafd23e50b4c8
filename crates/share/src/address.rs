/// An address in two: the page, and what may be a link on it.
///
/// A link is the fragment, behind `#`. Read, too, and never written: a `#` that a program on the way made `%23` of, and a
/// parameter `d` of the query, for places that keep no fragment. The page is without either. A text that is no address, as
/// it has no `/` and no such parameter, and starts with no scheme, is taken for a fragment.
pub fn split_address(address: &str) -> (String, &str) {
    let address = address.trim();
    let (page, fragment) = match address.split_once('#') {
        Some((page, fragment)) => (page, fragment),
        None if is_address(address) => (address, ""),
        None => ("", address),
    };
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let (path, in_path) = path.split_once("%23").unwrap_or((path, ""));
    let is_link = |parameter: &&str| parameter.starts_with(PARAMETER);
    let in_query = query.split('&').find(is_link).and_then(|parameter| parameter.strip_prefix(PARAMETER));
    let rest = query.split('&').filter(|parameter| !is_link(parameter)).collect::<Vec<_>>().join("&");
    let page = if rest.is_empty() { path.to_owned() } else { [path, "?", &rest].concat() };
    let links = [fragment, in_path, in_query.unwrap_or_default()];
    (page, links.into_iter().find(|link| !link.is_empty()).unwrap_or_default())
}

fn is_address(text: &str) -> bool {
    let is_part = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.');
    // No link starts with a letter.
    let has_scheme = || {
        text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.trim_start_matches(is_part).starts_with(':')
    };
    text.contains('/') || text.contains(&["?", PARAMETER].concat()) || has_scheme()
}

/// The parameter of a query that may carry a link.
const PARAMETER: &str = "d=";

#[cfg(test)]
mod tests {
    use super::split_address;

    #[track_caller]
    fn check(address: &str, page: &str, link: &str) {
        assert_eq!(split_address(address), (page.to_owned(), link), "{address}");
    }

    #[test]
    fn a_link_is_the_fragment() {
        check("https://x.test/a/#2abc", "https://x.test/a/", "2abc");
        check("https://x.test/#", "https://x.test/", "");
        check("https://x.test/?embed#2abc", "https://x.test/?embed", "2abc");
        check(" https://x.test/#2abc\n", "https://x.test/", "2abc");
        check("http://127.0.0.1:80/index.html", "http://127.0.0.1:80/index.html", "");
    }

    #[test]
    fn a_hash_sign_that_was_encoded_is_one() {
        check("https://x.test/%232abc", "https://x.test/", "2abc");
        check("https://x.test/index.html%232abc?utm=1", "https://x.test/index.html?utm=1", "2abc");
        check("https://x.test/#%232abc", "https://x.test/", "%232abc");
    }

    #[test]
    fn a_parameter_of_the_query_carries_a_link_and_leaves_the_page() {
        check("https://x.test/?d=2abc", "https://x.test/", "2abc");
        check("https://x.test/?a=1&d=%232abc&b", "https://x.test/?a=1&b", "%232abc");
        check("https://x.test/?d=2old#2new", "https://x.test/", "2new");
        check("https://x.test/?d=2abc#", "https://x.test/", "2abc");
        check("https://x.test/?id=2abc", "https://x.test/?id=2abc", "");
    }

    #[test]
    fn what_is_no_address_is_a_fragment() {
        check("2abc", "", "2abc");
        check("#2abc", "", "2abc");
        check("", "", "");
        check("?d=2abc", "", "2abc");
        check("%232abc", "", "%232abc");
        for fragment in ["2abc?", "2abc:", "2abc%20", "2abc%", "2a?b"] {
            check(fragment, "", fragment);
        }
    }

    #[test]
    fn an_address_without_a_link_has_none() {
        for address in ["https://x.test", "x.test/a", "/a/", "localhost:8000", "about:blank", "a/?x=1%20"] {
            check(address, address, "");
        }
    }
}
