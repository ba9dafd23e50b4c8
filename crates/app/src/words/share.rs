//! The words of the dialog that passes the page on.

use crate::Advice;

/// The field with the address.
pub const LINK: &str = "Link";
/// The field with the Dockerfile and the link.
pub const MARKDOWN: &str = "Markdown";
/// Copies the address.
pub const COPY_LINK: &str = "Copy link";
/// Copies the Dockerfile and the link.
pub const COPY_MARKDOWN: &str = "Copy Markdown";
/// What a link gives away, and to whom.
pub const PRIVACY: &str = "The link contains your Dockerfile; nothing is sent to a server.";

/// How well an address of `n_characters` travels.
pub fn travels(n_characters: usize, advice: Advice) -> String {
    let advice = match advice {
        Advice::Fine => "short enough to be sent any way.",
        Advice::MayBeCut => "some chat programs may cut it. A document or a mail is safer.",
        Advice::TooLong => "too long for many programs. The Markdown below travels better.",
    };
    format!("{n_characters} characters: {advice}")
}
