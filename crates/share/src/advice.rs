/// The longest address, in characters, that is passed on whole nearly everywhere. There is no standard: 2,000
/// is the custom, for site maps and the link fields of several office programs and bookmark lists end near
/// 2,048.
pub const MAX_SAFE_URL_CHARS: usize = 2_000;

/// The longest address, in characters, that most chat programs pass on whole. Slack has been seen to cut a
/// message near 4,000 characters, and the rest of the link still looks like one.
pub const MAX_CHAT_URL_CHARS: usize = 4_000;

/// How well an address of some length travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Advice {
    /// It can be sent any way.
    Fine,
    /// A chat program may cut it: a document or a mail is safer.
    MayBeCut,
    /// Too long for many programs: the Dockerfile itself travels better.
    TooLong,
}

/// What to expect of an address of `n_chars` characters, from `https` to its end. Browsers are no limit here:
/// the shortest of theirs is Firefox's 65,536 for history and bookmarks, which no link from
/// [`encode`](crate::encode) reaches.
pub fn advice(n_chars: usize) -> Advice {
    if n_chars <= MAX_SAFE_URL_CHARS {
        Advice::Fine
    } else if n_chars <= MAX_CHAT_URL_CHARS {
        Advice::MayBeCut
    } else {
        Advice::TooLong
    }
}

#[cfg(test)]
mod tests {
    use super::{Advice, MAX_CHAT_URL_CHARS, MAX_SAFE_URL_CHARS, advice};

    #[test]
    fn the_advice_changes_just_above_each_limit() {
        assert_eq!(advice(0), Advice::Fine);
        assert_eq!(advice(MAX_SAFE_URL_CHARS), Advice::Fine);
        assert_eq!(advice(MAX_SAFE_URL_CHARS + 1), Advice::MayBeCut);
        assert_eq!(advice(MAX_CHAT_URL_CHARS), Advice::MayBeCut);
        assert_eq!(advice(MAX_CHAT_URL_CHARS + 1), Advice::TooLong);
    }
}
