use std::iter::Peekable;
use std::str::Chars;

/// Go's scanner, which BuildKit reads texts and patterns with, drops it at their start.
pub(super) const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The name of a variable, taken from the start of `rest`: letters, digits and `_`; or only digits, where it
/// starts with one; or one special character. Empty where there is no name.
pub(super) fn take_name(rest: &mut Peekable<Chars<'_>>) -> String {
    let mut name = String::new();
    match rest.peek() {
        Some(first) if is_digit(*first) => {
            while let Some(digit) = rest.next_if(|next| is_digit(*next)) {
                name.push(digit);
            }
        }
        Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => name.extend(rest.next()),
        _ => {
            while let Some(character) = rest.next_if(|next| is_part_of_name(*next)) {
                name.push(character);
            }
        }
    }
    name
}

/// Whether `character` may stand in a name.
pub(super) fn is_part_of_name(character: char) -> bool {
    character == '_' || character.is_alphabetic() || is_digit(character)
}

/// Go takes the decimal digits of every script; these are the ones that a keyboard may have.
fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{966}'..='\u{96F}'
        | '\u{FF10}'..='\u{FF19}')
}
