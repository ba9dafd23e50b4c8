use std::rc::Rc;

use onionskin_syntax::go::parse_duration;
use onionskin_syntax::{Args, Instruction, Keyword};
use onionskin_text::sorted;

use crate::onbuild::trigger_text;
use crate::outline::argument_words;
use crate::owner::Owner;
use crate::port::Ports;
use crate::value::Value;
use crate::vertex::Inputs as VertexInputs;
use crate::walk::{Current, Made, Stop, Walk};
use crate::{Effect, FileAction, FileOp, Healthcheck, Op, Operation, Origin, copy, path, run, signal};

/// The permission bits of the directories that WORKDIR makes.
const WORKDIR_MODE: u32 = 0o755;

/// Carries out an instruction other than FROM: changes `current`, and says what it does and which step it is.
pub(crate) fn carry_out(
    walk: &mut Walk<'_>,
    instruction: &Instruction,
    current: &mut Current<'_>,
) -> Result<(Effect, Made), Stop> {
    let setting = |effect| Ok((effect, None));
    match instruction.keyword.ok_or(Stop::Broken)? {
        Keyword::Run => run::run(walk, instruction, current),
        Keyword::Copy | Keyword::Add => copy::copy(walk, instruction, current),
        Keyword::Workdir => workdir(walk, instruction, current),
        Keyword::Arg => {
            let mut declared = Vec::new();
            for word in argument_words(instruction) {
                let variable = current.state.declare(&word.text, &walk.outline.scope, walk.inputs)?;
                if variable.1.is_some() {
                    current.assigned.push(variable.0.as_str().into());
                }
                declared.push(variable);
            }
            setting(Effect::Arg(declared))
        }
        Keyword::Env => {
            let Args::Pairs(pairs) = &instruction.args else { return Err(Stop::Broken) };
            let values = current.state.set(pairs)?;
            current.assigned.extend(values.iter().map(|(name, _)| Rc::from(name.as_str())));
            setting(Effect::Env(values))
        }
        Keyword::Label => {
            let Args::Pairs(pairs) = &instruction.args else { return Err(Stop::Broken) };
            let state = &current.state;
            let expand = |pair: &onionskin_syntax::Pair| {
                Ok::<_, String>((state.expand(&pair.key.text)?, state.expand(&pair.value.text)?))
            };
            setting(Effect::Label(pairs.iter().map(expand).collect::<Result<_, _>>()?))
        }
        Keyword::User => {
            current.state.user = current.state.expand(text(instruction)?)?.into();
            setting(Effect::User(Rc::clone(&current.state.user)))
        }
        Keyword::Shell => {
            let Args::Json(words) = &instruction.args else { return Err(Stop::Broken) };
            current.state.shell = words.iter().map(|word| word.text.clone()).collect();
            setting(Effect::Shell(Rc::clone(&current.state.shell)))
        }
        Keyword::Expose => setting(Effect::Expose(ports(instruction, current)?)),
        Keyword::Volume => setting(Effect::Volume(volumes(instruction, current)?)),
        Keyword::Stopsignal => {
            let signal = current.state.value(text(instruction)?)?;
            // What is not known may be right.
            if let Value::Known(signal) = &signal {
                signal::check(signal)?;
            }
            setting(Effect::StopSignal(signal.text().to_owned()))
        }
        Keyword::Cmd => setting(Effect::Cmd(command(&instruction.args, current)?)),
        Keyword::Entrypoint => setting(Effect::Entrypoint(command(&instruction.args, current)?)),
        Keyword::Healthcheck => setting(Effect::Healthcheck(Box::new(healthcheck(instruction)?))),
        Keyword::Maintainer => setting(Effect::Maintainer(text(instruction)?.to_owned())),
        Keyword::Onbuild => setting(Effect::OnBuild(trigger_text(instruction))),
        Keyword::From => Err(Stop::Broken),
    }
}

fn workdir(
    walk: &mut Walk<'_>,
    instruction: &Instruction,
    current: &mut Current<'_>,
) -> Result<(Effect, Made), Stop> {
    let written = current.state.expand(text(instruction)?)?;
    current.state.change_directory(&written);
    let state = &current.state;
    let effect = Effect::Workdir(Rc::clone(&state.command_workdir));
    if &*state.command_workdir == "/" {
        return Ok((effect, None));
    }
    let owner = (!state.user.is_empty()).then(|| Owner::of(&state.user));
    let path = path::clean(&state.workdir);
    let action = FileAction::Mkdir { path, mode: WORKDIR_MODE, owner, time: walk.epoch };
    let mut inputs = VertexInputs::default();
    let base = inputs.place(current.result, &walk.vertices);
    let op = Op::File(FileOp { base, actions: vec![action] });
    let vertex = walk.vertices.add(op, inputs, Origin::Instruction(current.place));
    current.result = Some(vertex);
    let operation = Operation::MakeDirectory { path: current.state.workdir.to_string() };
    Ok((effect, Some((operation, vertex))))
}

/// The one text that an instruction has for its arguments.
pub(crate) fn text(instruction: &Instruction) -> Result<&str, Stop> {
    match &instruction.args {
        Args::Text(Some(word)) => Ok(&word.text),
        Args::Text(None)
        | Args::Unread(_)
        | Args::Words(_)
        | Args::Json(_)
        | Args::Pairs(_)
        | Args::Healthcheck(_)
        | Args::Trigger(_) => Err(Stop::Broken),
    }
}

/// The words of a command: those of a JSON array, else the shell and the text.
fn command(args: &Args, current: &Current<'_>) -> Result<Vec<String>, Stop> {
    match args {
        Args::Json(words) => Ok(words.iter().map(|word| word.text.clone()).collect()),
        Args::Text(word) => {
            let text = word.as_ref().map_or("", |word| &word.text);
            Ok(current.state.shell.iter().cloned().chain([text.to_owned()]).collect())
        }
        Args::Unread(_) | Args::Words(_) | Args::Pairs(_) | Args::Healthcheck(_) | Args::Trigger(_) => {
            Err(Stop::Broken)
        }
    }
}

/// EXPOSE: BuildKit sorts the words before variables are put in.
fn ports(instruction: &Instruction, current: &Current<'_>) -> Result<Vec<Ports>, Stop> {
    let written: Vec<&str> = argument_words(instruction).iter().map(|word| word.text.as_str()).collect();
    let mut words = Vec::new();
    for text in sorted(written) {
        words.extend(current.state.words(text)?);
    }
    Ok(words.iter().map(|word| Ports::parse(word)).collect::<Result<_, _>>()?)
}

fn volumes(instruction: &Instruction, current: &Current<'_>) -> Result<Vec<String>, Stop> {
    let (Args::Words(words) | Args::Json(words)) = &instruction.args else { return Err(Stop::Broken) };
    let volume = |word: &onionskin_syntax::Word| match current.state.expand(word.text.trim())? {
        path if path.is_empty() => Err("VOLUME specified can not be an empty string".to_owned()),
        path => Ok(path),
    };
    Ok(words.iter().map(volume).collect::<Result<_, _>>()?)
}

fn healthcheck(instruction: &Instruction) -> Result<Healthcheck, Stop> {
    let Args::Healthcheck(Some((kind, command))) = &instruction.args else { return Err(Stop::Broken) };
    if kind.text.eq_ignore_ascii_case("none") {
        return Ok(Healthcheck { test: vec!["NONE".to_owned()], ..Healthcheck::default() });
    }
    let test = match command.as_ref() {
        Args::Json(words) => {
            std::iter::once("CMD".to_owned()).chain(words.iter().map(|word| word.text.clone())).collect()
        }
        Args::Text(Some(word)) => vec!["CMD-SHELL".to_owned(), word.text.clone()],
        Args::Text(None)
        | Args::Unread(_)
        | Args::Words(_)
        | Args::Pairs(_)
        | Args::Healthcheck(_)
        | Args::Trigger(_) => return Err(Stop::Broken),
    };
    // The parser has checked the values.
    let duration =
        |name| instruction.flag(name).and_then(|value| parse_duration(value).ok()).unwrap_or_default();
    Ok(Healthcheck {
        test,
        interval: duration("interval"),
        timeout: duration("timeout"),
        start_period: duration("start-period"),
        start_interval: duration("start-interval"),
        retries: instruction.flag("retries").and_then(|value| value.parse().ok()).unwrap_or_default(),
    })
}
