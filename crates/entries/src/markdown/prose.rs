//! From a text as it is written in an entry to the string that is packed.

use crate::fact::Fact;
use crate::markup::{ARGUMENT, CAPITAL, CODE, ELSE, FACT, HOLDS, NOT, OPTION, SLOT, STRONG, ZERO};
use crate::slot::Slot;

/// What a text may name beside facts and slots: the options and arguments of its own entry, by all their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    /// The names of each option.
    pub(super) options: Vec<Vec<String>>,
    /// The name of each argument.
    pub(super) arguments: Vec<String>,
}

/// Encodes `text`. The error says what is wrong and what to do.
pub(super) fn encode(text: &str, keys: &Keys) -> Result<String, String> {
    let mut encoded = String::new();
    for (at, alternative) in text.split("(else").enumerate() {
        let rest = if at == 0 {
            alternative.strip_prefix("(if ")
        } else {
            encoded.push(ELSE);
            match alternative.strip_prefix(" if ") {
                Some(rest) => Some(rest),
                None if alternative.starts_with(')') => None,
                None => return Err("write `(else)` or `(else if …)`".to_owned()),
            }
        };
        let inline = match rest {
            Some(rest) => {
                let (holds, inline) =
                    rest.split_once(')').ok_or("the `(if …)` does not end: put a `)` behind it")?;
                encode_conditions(holds, keys, &mut encoded)?;
                inline
            }
            None if at == 0 => alternative,
            None => alternative.trim_start_matches(')'),
        };
        if inline.contains("(if ") {
            return Err(
                "`(if …)` stands at the start of a text only; put a blank line in front of it".to_owned()
            );
        }
        encode_inline(inline.trim(), keys, &mut encoded)?;
    }
    Ok(encoded)
}

fn encode_conditions(holds: &str, keys: &Keys, encoded: &mut String) -> Result<(), String> {
    for condition in holds.split(", ") {
        let name = condition.strip_prefix("not ").map_or(condition, |name| {
            encoded.push(NOT);
            name
        });
        match Fact::ALL.iter().position(|fact| fact.name() == name) {
            Some(at) => push_key(FACT, at, encoded)?,
            None => encode_key(name, keys, encoded)?,
        }
    }
    encoded.push(HOLDS);
    Ok(())
}

fn encode_inline(text: &str, keys: &Keys, encoded: &mut String) -> Result<(), String> {
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*', '{', '}']) {
        let (plain, marked) = rest.split_at(at);
        encoded.push_str(plain);
        let in_code = encoded.matches(CODE).count() % 2 == 1;
        rest = if let Some(rest) = marked.strip_prefix('`') {
            encoded.push(CODE);
            rest
        } else if let Some(rest) = marked.strip_prefix("**").filter(|_| !in_code) {
            encoded.push(STRONG);
            rest
        } else if let Some(rest) = marked.strip_prefix('*') {
            encoded.push('*');
            rest
        } else if let Some(rest) = marked.strip_prefix("{{") {
            encoded.push('{');
            rest
        } else if let Some(rest) = marked.strip_prefix('}') {
            encoded.push('}');
            rest
        } else {
            let slot = marked.strip_prefix('{').and_then(|slot| slot.split_once('}'));
            let (name, rest) =
                slot.ok_or("the slot does not end: put a `}` behind it, or write `{{` for a brace")?;
            encode_key(name, keys, encoded)?;
            rest
        };
    }
    encoded.push_str(rest);
    for (mark, name) in [(CODE, "`"), (STRONG, "**")] {
        if encoded.matches(mark).count() % 2 == 1 {
            return Err(format!("a {name} is missing"));
        }
    }
    Ok(())
}

/// The key with a value that `name` is: a slot (maybe with a capital), an option or an argument.
fn encode_key(name: &str, keys: &Keys, encoded: &mut String) -> Result<(), String> {
    let uncapitalized = |slot: &Slot| {
        let mut letters = slot.name().chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    let find_slot = |is_it: &dyn Fn(&Slot) -> bool| Slot::ALL.iter().position(is_it);
    if let Some(at) = find_slot(&|slot| slot.name() == name) {
        push_key(SLOT, at, encoded)
    } else if let Some(at) = find_slot(&|slot| uncapitalized(slot).as_deref() == Some(name)) {
        encoded.push(CAPITAL);
        push_key(SLOT, at, encoded)
    } else if let Some(at) = keys.options.iter().position(|names| names.iter().any(|option| option == name)) {
        push_key(OPTION, at, encoded)
    } else if let Some(at) = keys.arguments.iter().position(|argument| argument == name) {
        push_key(ARGUMENT, at, encoded)
    } else {
        Err(format!(
            "`{name}` is no slot (crates/entries/src/slot.rs) and no option or argument of this entry; in `(if …)` it is no fact (crates/entries/src/fact.rs) either"
        ))
    }
}

fn push_key(kind: char, at: usize, encoded: &mut String) -> Result<(), String> {
    let index = u32::try_from(at).ok().and_then(|at| char::from_u32(u32::from(ZERO) + at));
    encoded.push(kind);
    encoded.push(index.ok_or("there are too many keys")?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Keys, encode};

    #[test]
    fn alternatives_conditions_and_code_are_encoded() {
        let encoded = |text: &str| encode(text, &Keys::default());
        assert_eq!(encoded("a `b` **c** {{d}"), Ok("a \u{1}b\u{1} \u{2}c\u{2} {d}".to_owned()));
        let chain = encoded("(if not unread) a (else if exec-form, step) b (else) c");
        assert_eq!(chain, Ok("\u{5}\u{7}0\u{4}a\u{3}\u{7}1\u{8}1\u{4}b\u{3}c".to_owned()));
        assert_eq!(encoded("{Step}"), Ok("\u{6}\u{8}1".to_owned()));
    }
}
