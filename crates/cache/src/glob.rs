/// Whether a path that a step reads has wildcards; without them it names one file or directory.
pub fn has_wildcards(path: &str) -> bool {
    path.contains(['*', '?', '[', '\\'])
}

/// Whether `pattern` matches all of `name`, which is one part of a path: `*` stands for any run of characters,
/// `?` for one, `[a-z]` and `[^a-z]` for one of a class, and `\` takes the meaning from the next character. A
/// broken pattern matches nothing.
pub fn matches(pattern: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    let Some(pattern) = parse(pattern) else { return false };
    let (mut at_pattern, mut at_name) = (0, 0);
    // Where to go on when what follows the last `*` does not match: the `*` then takes one character more.
    let mut retry = None;
    loop {
        match (pattern.get(at_pattern), name.get(at_name)) {
            (Some(Piece::Any), _) => {
                retry = Some((at_pattern, at_name));
                at_pattern += 1;
            }
            (Some(piece), Some(character)) if piece.takes(*character) => {
                at_pattern += 1;
                at_name += 1;
            }
            (None, None) => return true,
            _ => match retry {
                Some((star, start)) if start < name.len() => {
                    retry = Some((star, start + 1));
                    at_pattern = star + 1;
                    at_name = start + 1;
                }
                _ => return false,
            },
        }
    }
}

/// One piece of a pattern.
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
