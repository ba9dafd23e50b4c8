//! FROM: the number of its words and the stage name.

use crate::Args;
use crate::go::quote;

/// Checks the arguments of FROM.
pub(super) fn check(args: &Args) -> Result<(), String> {
    match super::words(args) {
        [_] => Ok(()),
        [_, keyword, name] if keyword.text.eq_ignore_ascii_case("as") => {
            if is_stage_name(&name.text.to_ascii_lowercase()) {
                return Ok(());
            }
            let name = quote(&name.text);
            Err(format!(
                "invalid name for build stage: {name}, name can't start with a number or contain symbols"
            ))
        }
        _ => Err("FROM requires either one or three arguments".to_owned()),
    }
}

fn is_stage_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b'-')
        })
}
