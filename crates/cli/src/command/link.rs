//! `onionskin link`: a link to a Dockerfile.

use std::io::{self, Write};

use onionskin_share::{
    Advice, Document, Secret, SecretKind, SecretPlace, View, advice, encode, secrets, split_address,
};

use super::source;
use crate::args::{Link as Options, LinkView};
use crate::failure::Failure;

/// Prints the link. What looks like a secret, and that a link is long, is told beside it.
pub(crate) fn link(options: &Options, output: &mut impl Write) -> Result<(), Failure> {
    let document = document(options)?;
    let fragment = encode(&document).map_err(|error| Failure::Link(error.to_string()))?;
    let page = options.page.as_deref().map(split_address).unwrap_or_default().0;
    let link = format!("{page}#{fragment}");
    for secret in secrets(&document) {
        warn(&format!("this link may give a secret away: {}", told(&secret)))?;
    }
    let risk = match advice(link.len()) {
        Advice::Fine => None,
        Advice::MayBeCut => Some("some chat programs may cut this link"),
        Advice::TooLong => Some("too long for many programs; send the file instead"),
    };
    if let Some(risk) = risk {
        warn(&format!("{} characters: {risk}", link.len()))?;
    }
    Ok(writeln!(output, "{link}")?)
}

fn document(options: &Options) -> Result<Document, Failure> {
    let build = &options.build;
    let read =
        |path: &Option<_>| path.as_ref().map(|path: &std::path::PathBuf| source::read(path)).transpose();
    let other = read(&options.compare)?;
    let view = match options.view {
        None if other.is_some() => View::Compare,
        None | Some(LinkView::Stack) => View::Stack,
        Some(LinkView::Table) => View::Table,
        Some(LinkView::Changes) => View::Changes,
        Some(LinkView::Compare) => View::Compare,
        Some(LinkView::Files) => View::Files,
    };
    Ok(Document {
        source: source::read(&build.dockerfile)?,
        other,
        ignore: read(&options.ignore)?,
        files: options.files.as_deref().map(source::paths).transpose()?,
        change: options.change.clone().unwrap_or_default(),
        target: build.target.clone(),
        build_args: build.arguments.iter().cloned().collect(),
        line: options.select,
        view,
        ..Document::default()
    })
}

fn told(secret: &Secret) -> String {
    let kind = match &secret.kind {
        SecretKind::Named(name) => format!("{name} has a value"),
        SecretKind::Token(start) => format!("a token that starts with {start}"),
        SecretKind::PrivateKey => "a private key".to_owned(),
    };
    match secret.place {
        SecretPlace::Source(line) => format!("line {line}: {kind}"),
        SecretPlace::Other(line) => format!("line {line} of the other Dockerfile: {kind}"),
        SecretPlace::Ignore(line) => format!("line {line} of the ignore file: {kind}"),
        SecretPlace::BuildArgument => format!("--build-arg: {kind}"),
    }
}

fn warn(warning: &str) -> Result<(), Failure> {
    Ok(writeln!(io::stderr(), "onionskin: {warning}")?)
}
