//! Which heredocs an instruction opens, and where their bodies end.

use onionskin_text::Span;

use crate::Heredoc;
use crate::shell_words::{Quoting, shell_words};

/// A heredoc whose body is still to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opener {
    name: String,
    fd: u32,
    expand: bool,
    chomp: bool,
}

/// The heredocs that the joined line `text` opens, or BuildKit's message where it cannot tell.
pub(crate) fn openers(text: &str) -> Result<Vec<Opener>, String> {
    let Ok(words) = shell_words(text, Quoting::Keep) else {
        return Ok(Vec::new());
    };
    let found = words.iter().filter_map(|word| opener(word).transpose());
    found.collect()
}

/// The heredoc that a shell word opens: `[digits]<<[-][blanks]name`.
fn opener(word: &str) -> Result<Option<Opener>, String> {
    let Some((digits, rest)) = word.split_once("<<") else {
        return Ok(None);
    };
    let (chomp, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
    let name = rest.trim_start_matches(['\t', '\n', '\x0C', '\r', ' ']);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || name.is_empty() || name.contains('<') {
        return Ok(None);
    }
    let plain = shell_words(name, Quoting::Resolve)
        .map_err(|error| format!("failed to process {}: {error}", crate::go::quote(name)))?;
    let kept = shell_words(name, Quoting::Keep).unwrap_or_default();
    let ([plain], Some(kept)) = (plain.as_slice(), kept.first()) else {
        return Ok(None);
    };
    let n_quotes = |text: &str| text.matches(['\'', '"']).count();
    // Where there are no digits, or too many for a number, BuildKit records no descriptor.
    let fd = digits.parse().unwrap_or_default();
    Ok(Some(Opener { name: plain.clone(), fd, expand: n_quotes(plain) == n_quotes(kept), chomp }))
}

/// The bodies of `openers`, whose first line starts at byte `at` of `source`, and where the line behind the
/// last terminator starts. `Err` holds the bodies that are there where a terminator is missing: the last one
/// goes to the end of the file.
pub(crate) fn bodies(
    source: &str,
    at: usize,
    openers: Vec<Opener>,
) -> (Vec<Heredoc>, Result<usize, Unterminated>) {
    let mut heredocs = Vec::with_capacity(openers.len());
    let mut at = at;
    for Opener { name, fd, expand, chomp } in openers {
        let body = body(source, at, &name, chomp);
        let (content_end, next) = body.unwrap_or((source.len(), source.len()));
        let content = source.get(at..content_end).unwrap_or_default().to_owned();
        heredocs.push(Heredoc { name, fd, expand, chomp, content, span: Span::new(at, content_end) });
        at = next;
        if body.is_none() {
            return (heredocs, Err(Unterminated));
        }
    }
    (heredocs, Ok(at))
}

/// A heredoc without a terminator line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unterminated;

/// The end of the body that starts at `at` and the end of its terminator line.
fn body(source: &str, at: usize, name: &str, chomp: bool) -> Option<(usize, usize)> {
    let mut start = at;
    for line in source.get(at..)?.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        let bare = if chomp { bare.trim_start_matches('\t') } else { bare };
        if bare == name {
            return Some((start, start + line.len()));
        }
        start += line.len();
    }
    None
}

/// Whether `word` alone opens a heredoc.
pub fn is_heredoc_opener(word: &str) -> bool {
    word.contains("<<") && opener(word).is_ok_and(|opener| opener.is_some())
}
