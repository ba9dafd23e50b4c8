//! The words of the dialog that passes the page on.

use onionskin_share::{Document, SecretKind, SecretPlace};

use crate::Advice;

/// The field with the address.
pub const LINK: &str = "Link";
/// The field with the address as Markdown, for a sentence.
pub const MARKDOWN_LINK: &str = "Markdown link";
/// The field with the Dockerfile and the link.
pub const MARKDOWN: &str = "Markdown";
/// The field with the HTML.
pub const EMBED: &str = "Embed";
/// Copies the address.
pub const COPY_LINK: &str = "Copy link";
/// Copies the address as Markdown.
pub const COPY_MARKDOWN_LINK: &str = "Copy as Markdown link";
/// Copies the Dockerfile and the link.
pub const COPY_MARKDOWN: &str = "Copy Markdown";
/// Copies the HTML.
pub const COPY_EMBED: &str = "Copy HTML";
/// What is behind a link in Markdown.
pub const LINK_TEXT: &str = "This Dockerfile, step by step";
/// What a link gives away, and to whom.
pub const PRIVACY: &str = "Nothing is sent to a server. But whoever gets the link can read all that it holds: to pass it on is to publish it.";
/// For whom the HTML is.
pub const EMBED_HINT: &str =
    "For a page of your own: the Dockerfile stands there as text, and becomes this picture of it.";
/// Leads the list of what looks like a secret.
pub const SECRETS: &str = "This may give a secret away:";
/// What to do about it.
pub const SECRETS_ADVICE: &str = "Take it out before you share, and give it to the build as a secret instead: RUN --mount=type=secret. \
                                  Whoever has had such a link still has it.";

/// How well an address of `n_characters` travels.
pub fn travels(n_characters: usize, advice: Advice) -> String {
    let advice = match advice {
        Advice::Fine => "short enough to be sent any way.",
        Advice::MayBeCut => "some chat programs may cut it. A document or a mail is safer.",
        Advice::TooLong => "too long for many programs. The Markdown below travels better.",
    };
    format!("{n_characters} characters: {advice}")
}

/// What a link to `document` holds.
pub fn contents(document: &Document, lacks_files: bool) -> String {
    let names = document.files.as_ref().map(|files| match files.len() {
        1 => "the name of 1 file".to_owned(),
        n_files => format!("the names of {n_files} files"),
    });
    let more = [
        document.other.as_ref().map(|_| "the Dockerfile that it is compared with".to_owned()),
        names,
        document.ignore.as_ref().map(|_| "your .dockerignore".to_owned()),
        (!document.build_args.is_empty()).then(|| "build arguments with their values".to_owned()),
        (!document.durations.is_empty()).then(|| "how long steps take".to_owned()),
    ];
    let more: Vec<String> = more.into_iter().flatten().collect();
    let mut contents = match more.as_slice() {
        [] => "The link holds your Dockerfile and what is chosen here.".to_owned(),
        [one] => format!("The link holds your Dockerfile, what is chosen here, and {one}."),
        [all @ .., last] => {
            format!("The link holds your Dockerfile, what is chosen here, {}, and {last}.", all.join(", "))
        }
    };
    if lacks_files {
        contents.push_str(" Your files are too many for a link: it does without their names.");
    }
    contents
}

/// What looks like a secret, and where it is.
pub fn secret(place: SecretPlace, kind: &SecretKind) -> String {
    let kind = match kind {
        SecretKind::Named(name) => format!("{name} has a value"),
        SecretKind::Token(start) => format!("a token that starts with {start}"),
        SecretKind::PrivateKey => "a private key".to_owned(),
    };
    match place {
        SecretPlace::Source(line) => format!("Line {line}: {kind}."),
        SecretPlace::Other(line) => {
            format!("Line {line} of the Dockerfile that it is compared with: {kind}.")
        }
        SecretPlace::Ignore(line) => format!("Line {line} of your .dockerignore: {kind}."),
        SecretPlace::BuildArgument => format!("A build argument: {kind}."),
    }
}
