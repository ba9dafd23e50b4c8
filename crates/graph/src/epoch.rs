use onionskin_syntax::{Instruction, Keyword};

use crate::copy_source::CopySource;
use crate::outline::{Outline, argument_words};
use crate::value::Value;
use crate::{Base, GraphError, Inputs};

/// The argument that sets the time of files and history, see <https://reproducible-builds.org/specs/source-date-epoch>.
const NAME: &str = "SOURCE_DATE_EPOCH";

/// The time that all new files get, in seconds since 1970, where the build argument or a default in front of the first
/// FROM sets one that is known without looking elsewhere.
///
/// BuildKit takes a number, `context`, a named context, or the name of a stage that holds one download and nothing
/// else.
pub(crate) fn of(outline: &Outline<'_>, inputs: &Inputs) -> Result<Option<i64>, GraphError> {
    let value = match outline.scope.value(NAME) {
        Some(Value::Known(text)) => Some(&**text),
        Some(Value::Unknown(_)) => None,
        None => inputs.build_args.get(NAME).map(String::as_str),
    };
    let Some(value) = value.filter(|value| !value.is_empty()) else { return Ok(None) };
    if let Ok(seconds) = value.parse() {
        return Ok(Some(seconds));
    }
    if value == "context" || inputs.contexts.contains_key(value) {
        return Ok(None);
    }
    let is_named = |name: &Option<String>| name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(value));
    let stage = outline.stages.iter().position(|header| is_named(&header.name));
    let stage = stage.ok_or_else(|| GraphError::nowhere(format!("invalid {NAME}: {value}")))?;
    let from = outline.stages.get(stage).map(|header| (header.instructions.start, &header.base));
    if let Some((from, base)) = from {
        let checked = if *base == Base::Scratch {
            check_stage(outline.body(stage).map(|(_, instruction)| instruction), outline)
        } else {
            Err(format!("{NAME} stage must use FROM scratch"))
        };
        checked.map_err(|message| GraphError::at(from, message))?;
    }
    Ok(None)
}

/// Checks that a stage holds one download and nothing else.
fn check_stage<'a>(
    instructions: impl Iterator<Item = &'a Instruction>,
    outline: &Outline<'_>,
) -> Result<(), String> {
    let one = || format!("{NAME} stage must contain exactly one remote ADD");
    let mut n_downloads = 0;
    for instruction in instructions {
        match instruction.keyword {
            Some(Keyword::Arg) => {}
            Some(Keyword::Add) if n_downloads > 0 => return Err(one()),
            Some(Keyword::Add) => {
                let [source, _] = argument_words(instruction) else {
                    return Err(format!("{NAME} stage must contain exactly one remote ADD source"));
                };
                let source = outline.scope.expand(&source.text)?;
                if CopySource::parse(source.text())? == CopySource::Path {
                    return Err(format!("{NAME} stage source must be a single HTTP(S) or Git ADD"));
                }
                n_downloads += 1;
            }
            keyword => {
                let name = keyword.map_or("", Keyword::name);
                return Err(format!(
                    "{NAME} stage does not meet source-only requirements: unsupported {name} instruction"
                ));
            }
        }
    }
    if n_downloads == 0 { Err(one()) } else { Ok(()) }
}
