use std::iter::Peekable;
use std::mem;
use std::str::Chars;

/// Matches paths with one pattern as `.dockerignore`, `--exclude` and `--parents` know them.
///
/// BuildKit compares patterns without wildcards, and those whose only wildcard is a `**` at one end, as text. It makes
/// a regular expression of all others (moby/patternmatcher), which has effects that one would not expect of a glob, as
/// that `[^a]` matches a `/`, or `\d` a digit. This does the same but for two things: `|` and `{2}` stand for
/// themselves, where that library forgets to escape them.
#[derive(Clone, Debug)]
pub(crate) enum PathMatcher {
    /// The path itself.
    Exact(String),
    /// What starts with the text: `text**`.
    Prefix(String),
    /// What ends with the text: `**text`. If it starts with a `/`, the path may lack that.
    Suffix(String),
    /// What the pieces match one after the other.
    Pieces(Vec<Piece>),
}

/// One piece of the regular expression of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The text itself.
    Text(String),
    /// One character of the set.
    One(Set),
    /// Any number of characters of the set.
    Run(Set),
    /// Nothing, or anything up to a `/` and with it: `**` in front of something.
    Directories,
    /// Anything: `**` at the end.
    Rest,
    /// Nothing, at the start of the path: `^`.
    Start,
    /// No path: what a regular expression can ask for and no path is likely to have, such as a word boundary.
    Never,
}

/// A set of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set {
    is_negated: bool,
    ranges: Vec<(char, char)>,
}

/// Room to work in, kept from one match to the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    here: Vec<usize>,
    next: Vec<usize>,
}

impl PathMatcher {
    /// The matcher for a cleaned pattern; `None` where BuildKit has no regular expression for it.
    pub(crate) fn new(pattern: &str) -> Option<Self> {
        let (kind, expression) = expression(pattern);
        Some(match kind {
            Kind::Exact => Self::Exact(pattern.to_owned()),
            Kind::Prefix => Self::Prefix(pattern.strip_suffix("**").unwrap_or(pattern).to_owned()),
            Kind::Suffix => Self::Suffix(pattern.strip_prefix("**").unwrap_or(pattern).to_owned()),
            Kind::Expression => Self::Pieces(pieces(&expression)?),
        })
    }

    pub(crate) fn matches(&self, path: &str, scratch: &mut Scratch) -> bool {
        match self {
            Self::Exact(text) => path == text,
            Self::Prefix(text) => path.starts_with(text.as_str()),
            Self::Suffix(text) => {
                path.ends_with(text.as_str()) || text.strip_prefix('/').is_some_and(|text| text == path)
            }
            Self::Pieces(pieces) => match_pieces(pieces, path, scratch),
        }
    }

    /// How many steps of about the same length it takes to match a path of `n_bytes`, at worst.
    pub(crate) fn cost(&self, n_bytes: usize) -> usize {
        match self {
            Self::Exact(_) | Self::Prefix(_) | Self::Suffix(_) => 1,
            Self::Pieces(pieces) => pieces.len().saturating_mul(1 + n_bytes / 16).saturating_add(1),
        }
    }
}

/// Finds for each piece where in the path it may end, given where the one before it may.
fn match_pieces(pieces: &[Piece], path: &str, scratch: &mut Scratch) -> bool {
    if let Some(Piece::Text(text)) = pieces.last()
        && !path.ends_with(text.as_str())
    {
        return false;
    }
    let Scratch { here, next } = scratch;
    here.clear();
    here.push(0);
    for piece in pieces {
        next.clear();
        match piece {
            Piece::Text(text) => {
                let is_at = |at: &usize| path.as_bytes().get(*at..).is_some_and(|rest| starts(rest, text));
                next.extend(here.iter().filter(|at| is_at(at)).map(|at| at + text.len()));
            }
            Piece::One(set) => {
                let after = |at: &usize| {
                    let character = path.get(*at..)?.chars().next()?;
                    set.has(character).then(|| at + character.len_utf8())
                };
                next.extend(here.iter().filter_map(after));
            }
            Piece::Run(set) => run(set, path, here, next),
            Piece::Directories => directories(path, here, next),
            Piece::Rest => return !here.is_empty(),
            Piece::Start => next.extend(here.iter().filter(|at| **at == 0)),
            Piece::Never => {}
        }
        mem::swap(here, next);
        if here.is_empty() {
            return false;
        }
    }
    here.last() == Some(&path.len())
}

fn starts(rest: &[u8], text: &str) -> bool {
    rest.starts_with(text.as_bytes())
}

fn run(set: &Set, path: &str, here: &[usize], next: &mut Vec<usize>) {
    // From a place that was reached before, the same places are reached again.
    let mut n_reached = 0;
    for &at in here {
        if at < n_reached {
            continue;
        }
        let mut end = at;
        next.push(end);
        for character in path.get(at..).unwrap_or_default().chars().take_while(|char| set.has(*char)) {
            end += character.len_utf8();
            next.push(end);
        }
        n_reached = end + 1;
    }
}

fn directories(path: &str, here: &[usize], next: &mut Vec<usize>) {
    let Some(&first) = here.first() else { return };
    let mut here = here.iter().copied().peekable();
    let slashes = path.bytes().enumerate().skip(first).filter(|(_, byte)| *byte == b'/');
    for (at, _) in slashes {
        while let Some(before) = here.next_if(|place| *place <= at) {
            next.push(before);
        }
        here.next_if_eq(&(at + 1));
        next.push(at + 1);
    }
    next.extend(here);
}

impl Set {
    fn has(&self, character: char) -> bool {
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&character)) != self.is_negated
    }
}

/// How BuildKit compares a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exact,
    Prefix,
    Suffix,
    Expression,
}

/// The regular expression of `pattern`, which is not used for all kinds, without its anchors.
fn expression(pattern: &str) -> (Kind, String) {
    let mut kind = Kind::Exact;
    let mut expression = String::new();
    let mut rest = pattern.chars().peekable();
    let mut is_first = true;
    while let Some(character) = rest.next() {
        match character {
            '*' if rest.next_if_eq(&'*').is_some() => {
                rest.next_if_eq(&'/');
                let is_last = rest.peek().is_none();
                if !is_last {
                    expression.push_str("(.*/)?");
                } else if kind != Kind::Exact {
                    expression.push_str(".*");
                }
                kind = match kind {
                    _ if is_first => Kind::Suffix,
                    Kind::Exact if is_last => Kind::Prefix,
                    Kind::Exact | Kind::Prefix | Kind::Suffix | Kind::Expression => Kind::Expression,
                };
            }
            '*' | '?' => {
                expression.push_str(if character == '*' { "[^/]*" } else { "[^/]" });
                kind = Kind::Expression;
            }
            '.' | '+' | '(' | ')' | '$' | '|' | '{' | '}' => {
                expression.push('\\');
                expression.push(character);
            }
            '\\' => {
                expression.push('\\');
                if let Some(escaped) = rest.next() {
                    expression.push(escaped);
                    kind = Kind::Expression;
                }
            }
            '[' | ']' => {
                expression.push(character);
                kind = Kind::Expression;
            }
            literal => expression.push(literal),
        }
        is_first = false;
    }
    (kind, expression)
}

/// The pieces of a regular expression that [`expression`] makes; `None` where Go does not compile it.
fn pieces(expression: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = expression.chars().peekable();
    while let Some(character) = rest.next() {
        let piece = match character {
            '(' => {
                rest.by_ref().take(5).for_each(drop);
                Piece::Directories
            }
            '.' => {
                rest.next();
                Piece::Rest
            }
            '^' => Piece::Start,
            '[' => {
                let set = class(&mut rest)?;
                if rest.next_if_eq(&'*').is_some() { Piece::Run(set) } else { Piece::One(set) }
            }
            '\\' => match escape(rest.next()?)? {
                Escape::Literal(literal) => {
                    text.push(literal);
                    continue;
                }
                Escape::Class(set) => Piece::One(set),
                Escape::Never => Piece::Never,
            },
            literal => {
                text.push(literal);
                continue;
            }
        };
        if !text.is_empty() {
            pieces.push(Piece::Text(mem::take(&mut text)));
        }
        pieces.push(piece);
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Some(pieces)
}

/// The set of characters between `[`, which is read, and `]`.
fn class(rest: &mut Peekable<Chars<'_>>) -> Option<Set> {
    let mut set = Set { is_negated: rest.next_if_eq(&'^').is_some(), ranges: Vec::new() };
    let mut is_first = true;
    loop {
        let low = match rest.next()? {
            ']' if !is_first => return Some(set),
            '\\' => match escape(rest.next()?)? {
                Escape::Literal(literal) => literal,
                Escape::Class(inner) if !inner.is_negated => {
                    set.ranges.extend(inner.ranges);
                    is_first = false;
                    continue;
                }
                Escape::Class(_) | Escape::Never => return None,
            },
            low => low,
        };
        is_first = false;
        let mut high = low;
        if rest.peek() == Some(&'-') {
            let mut behind = rest.clone();
            behind.next();
            if behind.peek() != Some(&']') {
                *rest = behind;
                high = match rest.next()? {
                    '\\' => match escape(rest.next()?)? {
                        Escape::Literal(literal) => literal,
                        Escape::Class(_) | Escape::Never => return None,
                    },
                    high => high,
                };
            }
        }
        if high < low {
            return None;
        }
        set.ranges.push((low, high));
    }
}

/// What a `\` with the character behind it is in a regular expression of Go's.
enum Escape {
    Literal(char),
    Class(Set),
    /// Something between characters, or a character that no path has.
    Never,
}

fn escape(escaped: char) -> Option<Escape> {
    let class = |ranges: &[(char, char)]| {
        Escape::Class(Set { is_negated: escaped.is_ascii_uppercase(), ranges: ranges.to_vec() })
    };
    Some(match escaped {
        'd' | 'D' => class(&[('0', '9')]),
        's' | 'S' => class(&[('\t', '\n'), ('\x0C', '\r'), (' ', ' ')]),
        'w' | 'W' => class(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        'A' | 'B' | 'P' | 'Q' | 'a' | 'b' | 'f' | 'n' | 'p' | 'r' | 't' | 'v' | 'x' | 'z' | '0' => {
            Escape::Never
        }
        literal if literal.is_ascii() && !literal.is_ascii_alphanumeric() => Escape::Literal(literal),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{PathMatcher, Scratch};

    /// Checks which of the paths match, those in front of the `|`, and which do not.
    #[track_caller]
    fn check(pattern: &str, paths: &str) {
        let matcher = PathMatcher::new(pattern).expect("a pattern");
        let mut scratch = Scratch::default();
        let (matching, others) = paths.split_once('|').expect("a bar");
        for path in matching.split_whitespace() {
            assert!(matcher.matches(path, &mut scratch), "{pattern} matches {path}");
        }
        for path in others.split_whitespace() {
            assert!(!matcher.matches(path, &mut scratch), "{pattern} does not match {path}");
        }
    }

    #[test]
    fn a_pattern_is_about_the_whole_path() {
        check("a", "a | ab b/a a/b A");
        check("a/b", "a/b | b a x/a/b");
        check("*.log", "x.log .log | a/x.log x.log.gz");
        check("a/*.txt", "a/file.txt | a/dir/file.txt");
        check("*", "a .a | a/b");
        check("a?c", "abc aéc | ac a/c abbc");
        check("abc.def", "abc.def | abcdef abcZdef");
        check(".", ". | a");
        check("a*b*c*d*e*/f", "axbxcxdxe/f axbxcxdxexxx/f | axbxcxdxe/xxx/f axbxcxdxexxx/fff");
    }

    #[test]
    fn two_stars_match_slashes() {
        check("**", "a a/b |");
        check("**/**", "a a/b |");
        check("**/a", "a x/a x/y/a | xa x/xa a/x");
        check("**a", "a xa x/ya | ax");
        check("**/*.md", "a.md x/y/a.md | a.mdx");
        check("**/**/*.txt", "a.txt x/a.txt | a.txt2");
        check("a/**", "a/b a/b/c | a ab");
        check("a**", "a ab a/b | ba");
        check("a/**/b", "a/b a/x/b a/x/y/b | a/xb ab");
        check("a**/b", "a/b axx/b ab | a/xb");
        check("a**b", "ab a/b ax/b | axb");
        check("**/d/*", "d/x y/d/x | d d/x/y xd/y");
        check("**/d/**", "d/x y/d/x/z | d xd/y");
        check("**/a*b**", "ab axb/c x/ab x/axbyy | b");
        check("*/**", "a/b a/b/c | a");
        check("***", "a a/b |");
        check("a/*.txt**", "a/f.txt a/f.txt/x | a/x/f.txt");
    }

    #[test]
    fn classes_match_one_character() {
        check("a[b-d]e", "ace | ae aae");
        check("[Bb]in", "Bin bin | in");
        check("a[^b-d]e", "aze a/e | ace");
        check("[!a]", "! a | b");
        check(r"[\]a]", "] a | b");
        check(r"[\-x]", "- x | a");
        check("[a-ζ]*", "α a | A");
        check("**/[Oo]bj/", "|");
    }

    #[test]
    fn escapes_are_those_of_regular_expressions() {
        check(r"a\*b", "a*b | axb");
        check(r"a\\", r"a\ | a");
        check(r"\d", "1 | d");
        check(r"bin\Debug", r"binDebug bin/ebug | bin\Debug bin1ebug");
        check(r"src\bin", "| srcbin bin");
        for pattern in [r"a\c", r"\é", "[b-a]", "[Local-Only]"] {
            assert!(PathMatcher::new(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn stars_in_classes_are_not_what_they_seem() {
        check("[*]", "[] [[] //] ] | * a");
        check("x[?]", "x[] x/] | x?");
    }

    #[test]
    fn other_characters_stand_for_themselves() {
        check("a(b)c/def", "a(b)c/def | abc/def");
        check("*.{js,ts}", "a.{js,ts} | a.js");
        check("{{x}}*", "{{x}}y | x");
        let bar = PathMatcher::new("a|b*").expect("a pattern");
        assert!(bar.matches("a|bc", &mut Scratch::default()) && !bar.matches("a", &mut Scratch::default()));
        check("x^*", "| x^y xy");
        check("^*.md", "a.md | x/a.md");
        check("~$*", "~$a | ~a");
    }

    #[test]
    fn many_stars_take_time_in_proportion() {
        let mut scratch = Scratch::default();
        for piece in ["*a", "**/*a", "[a-z]*", "?*"] {
            let matcher = PathMatcher::new(&piece.repeat(1_000)).expect("a pattern");
            assert!(!matcher.matches(&"a".repeat(999), &mut scratch), "{piece}");
            assert!(!matcher.matches(&"a/".repeat(400), &mut scratch), "{piece}");
        }
    }
}
