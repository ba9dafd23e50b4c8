use onionskin_syntax::{Args, Heredoc, Instruction};

use crate::outline::Outline;
use crate::state::State;
use crate::{Definition, Mount, Operation, mount};

/// What a RUN does; `None` where its arguments are broken.
pub(crate) fn run(
    instruction: &Instruction,
    state: &State,
    outline: &Outline<'_>,
) -> Option<(Operation, Definition)> {
    let command = command(instruction, state)?;
    let (mounts, options): (Vec<Mount>, Vec<_>) =
        mount::mounts(instruction, state, outline).into_iter().unzip();
    let targets: Vec<_> = mounts.iter().map(|mount| (&mount.kind, &mount.target)).collect();
    let network = instruction.flag("network").unwrap_or("default");
    let security = instruction.flag("security").unwrap_or("sandbox");
    let devices: Vec<_> =
        instruction.flags.iter().filter(|flag| flag.name == "device").map(|flag| &flag.value).collect();
    let flags = (network, security, devices, &targets, &options);
    let definition =
        Definition::of(("RUN", command, state.env.digest(), &state.command_workdir, &state.user, flags));
    Some((Operation::Run { mounts }, definition))
}

/// The words that are run, the shell among them.
fn command(instruction: &Instruction, state: &State) -> Option<Vec<String>> {
    let text = match &instruction.args {
        Args::Json(words) => return Some(words.iter().map(|word| word.text.clone()).collect()),
        Args::Text(word) => word.as_ref().map_or("", |word| word.text.as_str()),
        Args::Unread(_) | Args::Words(_) | Args::Pairs(_) | Args::Healthcheck(_) | Args::Trigger(_) => {
            return None;
        }
    };
    let script = match instruction.heredocs.as_slice() {
        // The heredoc is the whole command: its body is the script, and its name does not count.
        [heredoc] if !text.contains(char::is_whitespace) && text.starts_with("<<") => body(heredoc),
        heredocs => heredocs
            .iter()
            .fold(text.to_owned(), |script, heredoc| script + "\n" + &heredoc.content + &heredoc.name),
    };
    Some(state.shell.iter().cloned().chain([script]).collect())
}

/// The text of a heredoc as it is used.
pub(crate) fn body(heredoc: &Heredoc) -> String {
    if !heredoc.chomp {
        return heredoc.content.clone();
    }
    heredoc.content.split_inclusive('\n').map(|line| line.trim_start_matches('\t')).collect()
}
