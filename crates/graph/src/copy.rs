use onionskin_syntax::{Args, Heredoc, Instruction, Keyword, Word};

use crate::outline::Outline;
use crate::source::{Origin, is_remote};
use crate::state::State;
use crate::{Definition, Operation, Source, path, run};

/// What a COPY or ADD does; `None` where its arguments are broken.
pub(crate) fn copy(
    instruction: &Instruction,
    state: &State,
    outline: &Outline<'_>,
) -> Option<(Operation, Definition)> {
    let (words, has_heredocs) = match &instruction.args {
        Args::Words(words) => (words, true),
        Args::Json(words) => (words, false),
        Args::Unread(_) | Args::Text(_) | Args::Pairs(_) | Args::Healthcheck(_) | Args::Trigger(_) => {
            return None;
        }
    };
    let (last, words) = words.split_last()?;
    if words.is_empty() {
        return None;
    }
    let from = instruction.flag("from").filter(|_| instruction.keyword == Some(Keyword::Copy));
    let origin = from.map_or(Origin::Context, |from| Origin::of_copy(from, outline));
    let heredocs = if has_heredocs { instruction.heredocs.as_slice() } else { &[] };
    let sources: Vec<_> = words.iter().map(|word| source(word, &origin, heredocs, state)).collect();
    let flag = |name| instruction.flag(name).map(|value| state.expand(value));
    let chmod = flag("chmod");
    let destination = path::destination(&state.workdir, &state.expand(&last.text));
    let is_link = instruction.has_flag("link") && chmod.is_none();
    let keeps_parents = instruction.has_flag("parents");
    let is_exclude = |flag: &&onionskin_syntax::Flag| flag.name == "exclude";
    let excludes: Vec<_> =
        instruction.flags.iter().filter(is_exclude).filter_map(|flag| flag.value.clone()).collect();

    let names: Vec<_> = words
        .iter()
        .zip(&sources)
        .map(|(word, source)| identity(word, source, keeps_parents, state))
        .collect();
    let bodies: Vec<_> = heredocs.iter().map(|heredoc| inline_text(heredoc, state)).collect();
    let unpacks =
        (instruction.keyword == Some(Keyword::Add)).then(|| instruction.flag("unpack").unwrap_or("local"));
    let flags = (
        flag("chown"),
        chmod,
        flag("checksum"),
        instruction.flag("keep-git-dir"),
        unpacks,
        is_link,
        keeps_parents,
    );
    let definition = Definition::of(("COPY", names, bodies, &destination, &excludes, flags));
    Some((Operation::Copy { sources, destination, is_link, excludes, keeps_parents }, definition))
}

fn source(word: &Word, origin: &Origin, heredocs: &[Heredoc], state: &State) -> Source {
    if let Some(heredoc) = opened_by(&word.text, heredocs) {
        return Source::Inline { name: heredoc.name.clone() };
    }
    let text = state.expand(&word.text);
    if is_remote(&text) { Source::Remote { url: text } } else { origin.source(&text) }
}

/// The heredoc whose opener is `word`; of several with one name the last, as BuildKit has it.
fn opened_by<'a>(word: &str, heredocs: &'a [Heredoc]) -> Option<&'a Heredoc> {
    let name = word.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("<<")?;
    let is_opened = |heredoc: &&Heredoc| {
        let name = if heredoc.chomp { name.strip_prefix('-').unwrap_or(name) } else { name };
        name.replace(['"', '\'', '\\'], "") == heredoc.name
    };
    heredocs.iter().rev().find(is_opened)
}

/// What of a source identifies the step. Of a path it is the name at its end: the content is an input.
fn identity(word: &Word, source: &Source, keeps_parents: bool, state: &State) -> String {
    match source {
        Source::Inline { name } => name.clone(),
        Source::Remote { url } => url.clone(),
        Source::Context { .. } | Source::Stage { .. } | Source::Image { .. } if keeps_parents => {
            state.expand(&word.text)
        }
        Source::Context { path } | Source::Stage { path, .. } | Source::Image { path, .. } => {
            path::base_name(path).to_owned()
        }
    }
}

fn inline_text(heredoc: &Heredoc, state: &State) -> String {
    let body = run::body(heredoc);
    if heredoc.expand { state.expand_body(&body) } else { body }
}
