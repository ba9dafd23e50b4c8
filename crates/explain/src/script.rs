//! The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK, and what stands between and inside of them.

mod element;
mod input;
mod nested;
mod redirection;
mod text;
mod walker;
mod windows;

pub(crate) use element::{Element, Rank, Sign, SimpleCommand, Start};

use onionskin_syntax::{Args, Instruction};
use onionskin_text::sorted;

use crate::term::Term;
use crate::{Subject, WordKind};
use text::ShellText;
use walker::Walker;
pub(crate) use windows::{Shell, shells};

/// The most elements of a script that are told of. That is some 50 KB: what is longer is a program of its own, which nobody
/// reads word by word in a Dockerfile.
pub(crate) const MAX_ELEMENTS: usize = 5_000;

/// How deep scripts and commands may stand in each other: nobody reads further, and each one is read again.
const MAX_DEPTH: usize = 3;

/// The elements of the command that `args` of `instruction` hold, with those of the scripts in it; heredocs are read
/// where a shell runs them. `shell` is the one of Windows that carries it out, where it is one.
pub(crate) fn elements<'a>(
    subject: &Subject<'a>,
    shell: Option<Shell>,
    instruction: &'a Instruction,
    args: &'a Args,
) -> Vec<Element<'a>> {
    let mut elements = Vec::new();
    match args {
        Args::Json(words) => {
            let terms: Vec<_> = words.iter().map(|word| Term::of(word, subject.source)).collect();
            nested::push_command(subject, terms, Rank::Main, 0, &mut elements);
        }
        Args::Text(Some(word)) => {
            let text = ShellText::of_instruction(subject, instruction, word);
            match shell {
                Some(shell) => nested::walk_windows(subject, shell, &text, Rank::Main, &mut elements),
                None => Walker::walk(subject, &text, &mut elements),
            }
        }
        Args::Text(None)
        | Args::Unread(_)
        | Args::Words(_)
        | Args::Pairs(_)
        | Args::Healthcheck(_)
        | Args::Trigger(_) => {}
    }
    elements
}

/// The names of the functions that `elements` define, in alphabetical order.
pub(crate) fn functions(elements: &[Element<'_>]) -> Vec<String> {
    let name = |element: &Element<'_>| match element {
        Element::Plain(name, WordKind::FunctionName) => Some(name.text.clone().into_owned()),
        Element::Command(_)
        | Element::Sign(_)
        | Element::Plain(..)
        | Element::Control
        | Element::Enter(_)
        | Element::Leave => None,
    };
    sorted(elements.iter().filter_map(name).collect())
}

/// Whether `name` is one of the `functions`, which are in alphabetical order.
pub(crate) fn is_function(name: &str, functions: &[String]) -> bool {
    functions.binary_search_by(|function| function.as_str().cmp(name)).is_ok()
}
