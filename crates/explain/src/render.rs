use std::str::Chars;

use onionskin_entries::markup::{
    ARGUMENT, CAPITAL, CODE, ELSE, FACT, HOLDS, NOT, OPTION, SLOT, STRONG, ZERO,
};
use onionskin_entries::{Fact, Slot, Text};

use crate::values::Values;
use crate::{Inline, Prose};

/// `text` with the `values` in its slots; `None` where no alternative of it can be told of them.
pub(crate) fn render(text: &Text, values: &Values) -> Option<Prose> {
    text.0
        .split(ELSE)
        .find_map(|alternative| render_alternative(alternative, values))
        .filter(|prose| !prose.0.is_empty())
}

/// All of `texts` that can be told of the `values`.
pub(crate) fn render_all(texts: &[Text], values: &Values) -> Vec<Prose> {
    texts.iter().filter_map(|text| render(text, values)).collect()
}

/// Whether `text` says something whatever is known: one of its alternatives has neither conditions nor slots, and none keeps
/// silent.
pub(crate) fn is_always_told(text: &Text) -> bool {
    let is_key = |letter| matches!(letter, HOLDS | SLOT | OPTION | ARGUMENT);
    // Most texts are plain, and to look at all of their bytes at once is faster than to stop at the first key.
    let is_mark = |byte: u8| char::from(byte) == ELSE || is_key(char::from(byte));
    if !text.0.bytes().fold(false, |found, byte| found | is_mark(byte)) {
        return !text.0.is_empty();
    }
    let mut alternatives = text.0.split(ELSE);
    let is_silent = |alternative: &str| alternative.is_empty() || alternative.ends_with(HOLDS);
    !alternatives.clone().any(is_silent) && alternatives.any(|alternative| !alternative.contains(is_key))
}

/// Whether `text` names `slot`.
pub(crate) fn names_slot(text: &Text, slot: Slot) -> bool {
    let is_it = |(at, _): (usize, &str)| {
        let mut behind = text.0.get(at..).unwrap_or_default().chars().skip(1);
        behind.next().is_some_and(|index| Slot::ALL.get(index_of(index)) == Some(&slot))
    };
    text.0.match_indices(SLOT).any(is_it)
}

fn render_alternative(alternative: &str, values: &Values) -> Option<Prose> {
    let (conditions, inline) = alternative.split_once(HOLDS).unwrap_or(("", alternative));
    let mut conditions = conditions.chars();
    while let Some(mark) = conditions.next() {
        let (is_turned, kind) = if mark == NOT { (true, conditions.next()?) } else { (false, mark) };
        if holds(kind, &mut conditions, values)? == is_turned {
            return None;
        }
    }
    render_inline(inline, values)
}

/// Whether a key holds: a fact is one, a slot has a value, an option or argument is given.
fn holds(kind: char, rest: &mut Chars<'_>, values: &Values) -> Option<bool> {
    let kind = if kind == CAPITAL { rest.next()? } else { kind };
    if kind == FACT {
        let fact = Fact::ALL.get(index_of(rest.next()?))?;
        return Some(values.holds(*fact));
    }
    Some(value(kind, rest, values).is_some())
}

/// The value of the key of this `kind` that `rest` starts with.
fn value<'a>(kind: char, rest: &mut Chars<'_>, values: &'a Values) -> Option<&'a Prose> {
    let at = index_of(rest.next()?);
    let by_index =
        |given: &'a [(usize, Prose)]| given.iter().find(|(its, _)| *its == at).map(|(_, value)| value);
    match kind {
        SLOT => values.slot(*Slot::ALL.get(at)?),
        OPTION => by_index(&values.options),
        ARGUMENT => by_index(&values.arguments),
        _ => None,
    }
}

fn render_inline(inline: &str, values: &Values) -> Option<Prose> {
    let mut prose = Prose::default();
    let mut plain = String::new();
    let mut characters = inline.chars();
    let mut open = None;
    let mut is_capital = false;
    while let Some(character) = characters.next() {
        match character {
            CODE | STRONG => {
                close(&mut prose, &mut plain, open);
                open = if open.is_none() { Some(character) } else { None };
            }
            CAPITAL => is_capital = true,
            SLOT | OPTION | ARGUMENT => {
                let value = value(character, &mut characters, values)?;
                if open.is_some() {
                    plain.push_str(&value.plain());
                } else {
                    close(&mut prose, &mut plain, None);
                    prose.0.extend(if is_capital { capitalized(value).0 } else { value.0.clone() });
                }
                is_capital = false;
            }
            character => plain.push(character),
        }
    }
    close(&mut prose, &mut plain, open);
    Some(prose)
}

/// Moves the text that was read into `prose`.
fn close(prose: &mut Prose, plain: &mut String, mark: Option<char>) {
    if plain.is_empty() {
        return;
    }
    let text = std::mem::take(plain);
    prose.0.push(match mark {
        Some(CODE) => Inline::Code(text),
        Some(_) => Inline::Strong(text),
        None => Inline::Text(text),
    });
}

/// `prose` with a capital letter at its start, where it starts with text of ours.
pub(crate) fn capitalized(prose: &Prose) -> Prose {
    let mut prose = prose.clone();
    if let Some(Inline::Text(text)) = prose.0.first_mut() {
        // Our texts start with a letter of ASCII; the case tables of Unicode would weigh 9 KB in the page.
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
    }
    prose
}

fn index_of(character: char) -> usize {
    (character as usize).saturating_sub(ZERO as usize)
}

#[cfg(test)]
mod tests {
    use super::{names_slot, render};
    use crate::Inline;
    use crate::values::Values;
    use onionskin_entries::Fact;
    use onionskin_entries::Slot;
    use onionskin_entries::Text;

    fn values() -> Values {
        let mut values = Values::default();
        values.state(Fact::ALL[1], true);
        values.fill_text(Slot::ALL[0], "step 3");
        values.options.push((2, crate::Prose(vec![Inline::Code("x".to_owned())])));
        values
    }

    #[track_caller]
    fn check(text: &'static str, expected: Option<&str>) {
        let shown = render(&Text(text.to_owned()), &values()).map(|prose| prose.plain());
        assert_eq!(shown.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn the_first_alternative_that_can_be_told_is_shown() {
        check("\u{7}0\u{4}a\u{3}\u{7}1\u{4}b\u{3}c", Some("b"));
        check("\u{5}\u{7}1\u{4}a\u{3}c", Some("c"));
        check("a \u{8}5\u{3}b \u{8}0", Some("b step 3"));
        check("\u{7}0\u{4}a", None);
    }

    #[test]
    fn keys_are_facts_slots_options_and_arguments() {
        check("\u{6}\u{8}0 and \u{E}2", Some("Step 3 and x"));
        check("\u{E}2\u{5}\u{F}2\u{4}given", Some("given"));
        check("\u{E}1\u{4}given", None);
        assert!(names_slot(&Text("a \u{8}0".to_owned()), Slot::ALL[0]));
        assert!(!names_slot(&Text("a \u{8}1".to_owned()), Slot::ALL[0]));
    }

    #[test]
    fn values_of_the_reader_stay_code_and_are_no_markup() {
        let mut values = Values::default();
        values.fill_code(Slot::ALL[0], "`<b>` \u{1}{x}");
        let shown = render(&Text("a \u{8}0 \u{1}/\u{8}0\u{1}".to_owned()), &values).unwrap_or_default();
        let expected = [
            Inline::Text("a ".to_owned()),
            Inline::Code("`<b>` \u{1}{x}".to_owned()),
            Inline::Text(" ".to_owned()),
            Inline::Code("/`<b>` \u{1}{x}".to_owned()),
        ];
        assert_eq!(shown.0, expected);
    }
}
