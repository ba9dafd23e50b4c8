//! “Did you mean”: what BuildKit adds to the message about a name that it does not know.

use crate::Keyword;

/// How far a suggestion may be from what was written, in edited characters.
const MAX_DISTANCE: usize = 2;

/// ` (did you mean RUN?)` for an unknown instruction, in the case that it is written in; empty where no name is near.
pub(crate) fn instruction(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    let names = Keyword::ALL.map(|keyword| keyword.name().to_ascii_lowercase());
    let Some(name) = nearest(&lower, names.iter().map(String::as_str)) else {
        return String::new();
    };
    let is_upper = word != lower && word.to_ascii_uppercase() == word;
    let name = if is_upper { name.to_ascii_uppercase() } else { name.to_owned() };
    format!(" (did you mean {name}?)")
}

/// ` (did you mean from?)` for an unknown flag; empty where no name is near.
pub(crate) fn flag<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!(" (did you mean {near}?)"))
}

/// The name among `names` that is nearest to `word`, where one is near enough to be meant.
pub fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let near = names.filter_map(|name| Some((distance(word, name)?, name)));
    near.min_by_key(|&(distance, _)| distance).map(|(_, name)| name)
}

/// The Levenshtein distance of two words, where it is at most [`MAX_DISTANCE`].
fn distance(a: &str, b: &str) -> Option<usize> {
    if a.len().abs_diff(b.len()) > MAX_DISTANCE * char::MAX_LEN_UTF8 {
        return None;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (above, a) in a.chars().enumerate() {
        let mut next = vec![above + 1];
        for (&b, pair) in b.iter().zip(row.windows(2)) {
            let &[diagonal, up] = pair else { continue };
            let left = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(a != b)).min(up + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().filter(|&distance| distance <= MAX_DISTANCE)
}
