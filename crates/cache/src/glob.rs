/// Whether a path that a step reads has wildcards; without them it names one file or directory.
pub fn has_wildcards(path: &str) -> bool {
    path.contains(['*', '?', '[', '\\'])
}

/// Whether `pattern` matches all of `name`, which is one part of a path: `*` stands for any run of characters,
/// `?` for one, `[a-z]` and `[^a-z]` for one of a class, and `\` takes the meaning from the next character. A
/// broken pattern matches nothing.
pub fn matches(pattern: &str, name: &str) -> bool {
    Glob::new(pattern).matches(name)
}

/// A pattern for one part of a path.
#[derive(Clone, Debug)]
pub(crate) struct Glob {
    /// `None` where the pattern is broken.
    pieces: Option<Vec<Piece>>,
}

impl Glob {
    pub(crate) fn new(pattern: &str) -> Self {
        Self { pieces: parse(pattern) }
    }

    /// What every name that it matches starts with.
    pub(crate) fn prefix(&self) -> String {
        let literal = |piece: &Piece| match piece {
            Piece::Literal(character) => Some(*character),
            Piece::Any | Piece::One | Piece::Class { .. } => None,
        };
        self.pieces.iter().flatten().map_while(literal).collect()
    }

    /// How many characters are compared at worst to match a name of `n_bytes`.
    pub(crate) fn cost(&self, n_bytes: usize) -> usize {
        self.pieces.as_ref().map_or(1, Vec::len).max(1).saturating_mul(n_bytes.max(1))
    }

    pub(crate) fn matches(&self, name: &str) -> bool {
        let Some(pieces) = &self.pieces else { return false };
        let (mut pattern, mut rest) = (pieces.as_slice(), name.chars());
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
                    let low = match rest.next()? {
                        ']' if ranges.is_empty() => return None,
                        ']' => break,
                        '\\' => rest.next()?,
                        low => low,
                    };
                    let high = if rest.next_if_eq(&'-').is_some() {
                        match rest.next()? {
                            '\\' => rest.next()?,
                            high => high,
                        }
                    } else {
                        low
                    };
                    ranges.push((low, high));
                }
                Piece::Class { is_negated, ranges }
            }
            literal => Piece::Literal(literal),
        });
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::matches;

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
    fn many_wildcards_take_no_exponential_time() {
        assert!(!matches(&"*a".repeat(200), &"a".repeat(199)));
    }
}
