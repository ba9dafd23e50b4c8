//! The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK, and what stands between and inside of them.

mod element;
mod nested;
mod redirection;
mod text;
mod walker;
mod windows;

pub(crate) use element::{Command, Element, Rank, Sign};

use onionskin_syntax::{Args, Instruction};

use crate::Subject;
use crate::term::Term;
use text::ShellText;
use walker::Walker;
pub(crate) use windows::{Shell, shells};

/// The most elements of a script that are told of. That is some 50 KB: what is longer is a program of its own, which nobody
/// reads word by word in a Dockerfile.
pub(crate) const MAX_ELEMENTS: usize = 5_000;

/// Shells, by the names of their programs.
const SHELLS: [&str; 6] = ["sh", "bash", "ash", "dash", "zsh", "ksh"];

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

/// Whether a shell runs the script `content`.
fn is_shell(content: &str) -> bool {
    let first = content.lines().next().unwrap_or_default();
    !first.starts_with("#!")
        || first.trim_end().split([' ', '/']).any(|part| matches!(part, "sh" | "bash" | "ash"))
}
