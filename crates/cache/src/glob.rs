use std::iter::Peekable;
use std::str::Chars;

/// Whether Go's `path.Match` takes `pattern` for one.
pub(crate) fn is_valid(pattern: &str) -> bool {
    parse(pattern).is_some()
}

/// Whether `pattern` matches all of `name`, which is one part of a path: `*` stands for any run of characters,
/// `?` for one, `[a-z]` and `[^a-z]` for one of a class, and `\` takes the meaning from the next character. A
/// broken pattern matches nothing.
pub fn matches(pattern: &str, name: &str) -> bool {
    Glob::new(pattern).is_some_and(|glob| glob.matches(name))
}

/// A pattern for one part of a path.
#[derive(Clone, Debug)]
pub(crate) struct Glob {
    pieces: Vec<Piece>,
}

impl Glob {
    /// The glob that `pattern` is; `None` where it is broken.
    pub(crate) fn new(pattern: &str) -> Option<Self> {
        Some(Self { pieces: parse(pattern)? })
    }

    /// What every name that it matches starts with.
    pub(crate) fn prefix(&self) -> String {
        self.pieces.iter().map_while(Piece::literal).collect()
    }

    /// Whether it matches nothing but its prefix.
    pub(crate) fn is_literal(&self) -> bool {
        self.pieces.iter().all(|piece| piece.literal().is_some())
    }

    /// How many steps of about the same length it takes to match a name of `n_bytes`, at worst.
    pub(crate) fn cost(&self, n_bytes: usize) -> usize {
        1 + self.pieces.len().saturating_mul(n_bytes) / 16
    }

    pub(crate) fn matches(&self, name: &str) -> bool {
        let (mut pattern, mut rest) = (self.pieces.as_slice(), name.chars());
        // Where to go on when what follows the last `*` does not match: the `*` then takes one character more.
        let mut retry = None;
        loop {
            let mut after = rest.clone();
            match (pattern.split_first(), after.next()) {
                (Some((Piece::Any, following)), _) => {
                    pattern = following;
                    retry = Some((following, rest.clone()));
                }
                (Some((piece, following)), Some(character)) if piece.takes(character) => {
                    pattern = following;
                    rest = after;
                }
                (None, None) => return true,
                _ => {
                    let Some((following, from)) = &mut retry else { return false };
                    if from.next().is_none() {
                        return false;
                    }
                    pattern = following;
                    rest = from.clone();
                }
            }
        }
    }
}

/// One piece of a pattern.
#[derive(Clone, Debug)]
enum Piece {
    Any,
    One,
    Literal(char),
    Class { is_negated: bool, ranges: Vec<(char, char)> },
}

impl Piece {
    fn literal(&self) -> Option<char> {
        match self {
            Self::Literal(character) => Some(*character),
            Self::Any | Self::One | Self::Class { .. } => None,
        }
    }

    fn takes(&self, character: char) -> bool {
        match self {
            Self::Any | Self::One => true,
            Self::Literal(literal) => *literal == character,
            Self::Class { is_negated, ranges } => {
                ranges.iter().any(|(low, high)| (*low..=*high).contains(&character)) != *is_negated
            }
        }
    }
}

fn parse(pattern: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        pieces.push(match character {
            '*' => Piece::Any,
            '?' => Piece::One,
            '\\' => Piece::Literal(rest.next()?),
            '[' => {
                let is_negated = rest.next_if_eq(&'^').is_some();
                let mut ranges = Vec::new();
                loop {
                    if !ranges.is_empty() && rest.next_if_eq(&']').is_some() {
                        break;
                    }
                    let low = member(&mut rest)?;
                    let high = if rest.next_if_eq(&'-').is_some() { member(&mut rest)? } else { low };
                    ranges.push((low, high));
                }
                Piece::Class { is_negated, ranges }
            }
            literal => Piece::Literal(literal),
        });
    }
    Some(pieces)
}

/// The next member of a class.
fn member(rest: &mut Peekable<Chars<'_>>) -> Option<char> {
    match rest.next()? {
        '-' | ']' => None,
        '\\' => rest.next(),
        member => Some(member),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_valid, matches};

    #[test]
    fn wildcards_stand_for_characters() {
        let cases = [
            ("package*.json", "package.json package-lock.json", "package.jsonc apackage.json"),
            ("*", "a .a", ""),
            ("a?c", "abc", "ac abbc"),
            ("[a-c]x", "ax cx", "dx x"),
            ("[^a-c]x", "dx", "ax"),
            (r"\*", "*", "a"),
            ("[*]", "*", "a"),
            ("*a*b*c", "abc xaybzc aabbcc", "acb"),
            ("[", "", "["),
            ("", "", "a"),
        ];
        for (pattern, matching, others) in cases {
            assert!(matching.split_whitespace().all(|name| matches(pattern, name)), "{pattern}");
            assert!(!others.split_whitespace().any(|name| matches(pattern, name)), "{pattern}");
        }
    }

    #[test]
    fn broken_patterns_are_known() {
        for pattern in ["[", "[^", "a[", "[]a]", "[-]", "[x-]", "[-x]", "[a-b-c]", "\\", "[\\]", "[a"] {
            assert!(!is_valid(pattern), "{pattern}");
        }
        for pattern in ["", "a]", r"[\]a]", r"[\-x]", "[b-a]", "[^a]", "[a-ζ]*", "[*?]"] {
            assert!(is_valid(pattern), "{pattern}");
        }
    }

    #[test]
    fn many_wildcards_take_no_exponential_time() {
        assert!(!matches(&"*a".repeat(200), &"a".repeat(199)));
    }
}
