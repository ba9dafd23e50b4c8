//! What BuildKit checks when it types instructions: flags, the number and form of arguments, stage names.

mod flags;
mod from;
mod healthcheck;
mod mount;

pub use flags::flags_of;

use crate::{Args, ErrorStage, Instruction, Keyword, SyntaxError, Word};

/// What has been seen of the file before an instruction.
#[derive(Debug, Default)]
pub(crate) struct Stages {
    has_stage: bool,
}

/// The error that BuildKit finds when it types `instruction`, which stands behind those that `stages` has seen.
pub(crate) fn check(instruction: &Instruction, stages: &mut Stages) -> Option<SyntaxError> {
    let line = instruction.lines.first;
    let error = |message: String| {
        Some(SyntaxError {
            message,
            line: Some(line),
            span: instruction.span,
            stage: ErrorStage::Instructions,
        })
    };
    if let Err(message) = check_instruction(instruction) {
        stages.has_stage |= instruction.keyword == Some(Keyword::From);
        return error(format!("dockerfile parse error on line {line}: {message}"));
    }
    match instruction.keyword {
        Some(Keyword::From) => stages.has_stage = true,
        Some(Keyword::Arg) => {}
        _ if !stages.has_stage => return error("no build stage in current context".to_owned()),
        _ => {}
    }
    None
}

fn check_instruction(instruction: &Instruction) -> Result<(), String> {
    let Some(keyword) = instruction.keyword else {
        let word = &instruction.word.text;
        return Err(format!("unknown instruction: {word}{}", crate::suggest::instruction(word)));
    };
    let flags = || flags::check(keyword, &instruction.flags);
    match keyword {
        Keyword::Add | Keyword::Copy => {
            if n_words(&instruction.args) < 2 {
                return Err(format!(
                    "{} requires at least two arguments, but only one was provided. Destination could not be determined",
                    keyword.name()
                ));
            }
            flags()?;
            heredoc_destination(keyword, instruction)
        }
        Keyword::Arg => {
            at_least_one(keyword, n_words(&instruction.args))?;
            let has_blank_name = words(&instruction.args).iter().any(|word| word.text.starts_with('='));
            if has_blank_name { Err("ARG names can not be blank".to_owned()) } else { Ok(()) }
        }
        Keyword::Env | Keyword::Label => {
            let Args::Pairs(pairs) = &instruction.args else {
                return flags();
            };
            flags()?;
            at_least_one(keyword, pairs.len())?;
            let has_blank_key = pairs.iter().any(|pair| pair.key.text.is_empty());
            if has_blank_key { Err(format!("{} names can not be blank", keyword.name())) } else { Ok(()) }
        }
        Keyword::Expose => {
            at_least_one(keyword, n_words(&instruction.args))?;
            flags()
        }
        Keyword::Volume => {
            at_least_one(keyword, n_words(&instruction.args))?;
            flags()?;
            let has_blank = words(&instruction.args).iter().any(|word| word.text.trim().is_empty());
            if has_blank { Err("VOLUME specified can not be an empty string".to_owned()) } else { Ok(()) }
        }
        Keyword::User | Keyword::Workdir | Keyword::Maintainer | Keyword::Stopsignal => {
            if matches!(instruction.args, Args::Text(None)) {
                return Err(format!("{} requires exactly one argument", keyword.name()));
            }
            flags()
        }
        Keyword::Shell => {
            flags()?;
            if matches!(instruction.args, Args::Text(Some(_))) {
                return Err("SHELL requires the arguments to be in JSON form".to_owned());
            }
            at_least_one(keyword, n_words(&instruction.args))
        }
        Keyword::Cmd | Keyword::Entrypoint => flags(),
        Keyword::Run => {
            flags()?;
            mount::check(&instruction.flags)
        }
        Keyword::From => from::check(&instruction.args).and_then(|()| flags()),
        Keyword::Healthcheck => healthcheck::check(instruction),
        Keyword::Onbuild => trigger(instruction).and_then(|()| flags()),
    }
}

fn at_least_one(keyword: Keyword, n: usize) -> Result<(), String> {
    if n == 0 { Err(format!("{} requires at least one argument", keyword.name())) } else { Ok(()) }
}

fn words(args: &Args) -> &[Word] {
    match args {
        Args::Words(words) | Args::Json(words) => words,
        Args::Text(Some(word)) | Args::Unread(word) => std::slice::from_ref(word),
        Args::Text(None) | Args::Pairs(_) | Args::Healthcheck(_) | Args::Trigger(_) => &[],
    }
}

fn n_words(args: &Args) -> usize {
    words(args).len()
}

fn heredoc_destination(keyword: Keyword, instruction: &Instruction) -> Result<(), String> {
    let destination = words(&instruction.args).last();
    let is_heredoc = destination.is_some_and(|word| crate::heredoc::is_heredoc_opener(&word.text));
    if is_heredoc {
        Err(format!("{} cannot accept a heredoc as a destination", keyword.name()))
    } else {
        Ok(())
    }
}

fn trigger(instruction: &Instruction) -> Result<(), String> {
    let Args::Trigger(Some(trigger)) = &instruction.args else {
        return at_least_one(Keyword::Onbuild, 0);
    };
    match trigger.keyword {
        Some(Keyword::Onbuild) => Err("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed".to_owned()),
        Some(keyword @ (Keyword::From | Keyword::Maintainer)) => {
            Err(format!("{} isn't allowed as an ONBUILD trigger", keyword.name()))
        }
        _ => Ok(()),
    }
}
