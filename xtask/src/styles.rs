//! The styles of the page, as files beside it: a strict Content-Security-Policy allows none in the page.
//!
//! Trunk puts each style sheet into the page. Those in its head become one file, which the first paint waits for, and those
//! at its end another one, which the page loads once its program runs (`web/boot.js`).

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::files;
use crate::offline::checksum;

const START: &str = "<style>";
const END: &str = "</style>";

/// Where the styles begin that are loaded later.
const BODY: &str = "<body>";

/// How the names of files begin.
const FIRST: &str = "styles-";
const LATER: &str = "later-styles-";

/// Moves all styles of the page in the folder `dist` into files there, whose names have their checksums.
pub(crate) fn move_out(dist: &Path) -> Result<()> {
    let path = dist.join("index.html");
    let page = String::from_utf8(files::read(dist, "index.html")?).context("the page is not UTF-8")?;
    let Some((head, body)) = page.split_once(BODY) else { bail!("the page has no {BODY}") };
    let (first, head) = split(head)?;
    let (later, body) = split(body)?;
    let (first, later) = (write(dist, FIRST, &first)?, write(dist, LATER, &later)?);
    let links = format!("<link rel=stylesheet href=./{first}><meta content=./{later} name=later-styles>");
    fs::write(&path, format!("{}{links}{}{BODY}{}{}", head.before, head.after, body.before, body.after))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Whether a file of the built site is the one with the styles that are loaded later.
pub(crate) fn is_later(name: &str) -> bool {
    name.starts_with(LATER)
}

fn write(dist: &Path, start: &str, styles: &str) -> Result<String> {
    let name = format!("{start}{:08x}.css", checksum(styles.as_bytes()));
    fs::write(dist.join(&name), styles).with_context(|| format!("cannot write {name}"))?;
    Ok(name)
}

/// A part of the page without its styles, parted where the first of them stood.
#[derive(Debug, PartialEq, Eq)]
struct Rest {
    before: String,
    after: String,
}

/// The styles of a part of the page, and what is left of it.
fn split(part: &str) -> Result<(String, Rest)> {
    let mut pieces = part.split(START);
    let before = pieces.next().unwrap_or_default().to_owned();
    let (mut styles, mut after) = (String::new(), String::new());
    for piece in pieces {
        let Some((sheet, behind)) = piece.split_once(END) else {
            bail!("a style sheet of the page has no end")
        };
        styles.push_str(sheet);
        styles.push('\n');
        after.push_str(behind);
    }
    if styles.is_empty() {
        bail!("there are no styles in a part of the page that should have some");
    }
    if after.contains("<style") || before.contains("<style") {
        bail!("a style element of the page has attributes, which would be lost");
    }
    Ok((styles, Rest { before, after }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_styles_of_a_part_go_into_one_file_in_their_order() {
        let (styles, rest) =
            split("<meta><style>a{}</style><style>b{}</style><script></script><style>c{}</style></head>")
                .unwrap();
        assert_eq!(styles, "a{}\nb{}\nc{}\n");
        assert_eq!((&*rest.before, &*rest.after), ("<meta>", "<script></script></head>"));
    }

    #[test]
    fn a_page_that_is_not_as_it_should_be_is_an_error() {
        let with_attribute = "<style>a{}</style><style media=x></style>";
        for page in ["<head></head>", "<style>a{}", "<style media=print>a{}</style>", with_attribute] {
            assert!(split(page).is_err(), "{page}");
        }
    }

    #[test]
    fn what_comes_later_is_told_from_what_comes_first() {
        let dist = std::env::temp_dir().join(format!("onionskin-xtask-styles-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        let page = "<style>a{}</style><title>x</title><body><p>y</p><style>b{}</style>";
        fs::write(dist.join("index.html"), page).unwrap();
        move_out(&dist).unwrap();
        let mut names = files::names(&dist).unwrap();
        names.sort_unstable();
        let page = fs::read_to_string(dist.join("index.html")).unwrap();
        let styles = [&names[1], &names[2]].map(|name| fs::read_to_string(dist.join(name)).unwrap());
        fs::remove_dir_all(&dist).unwrap();
        assert!(is_later(&names[1]) && !is_later(&names[2]), "{names:?}");
        assert_eq!(styles, ["b{}\n", "a{}\n"]);
        let links = format!(
            "<link rel=stylesheet href=./{}><meta content=./{} name=later-styles>",
            names[2], names[1]
        );
        assert_eq!(page, format!("{links}<title>x</title><body><p>y</p>"));
    }
}
