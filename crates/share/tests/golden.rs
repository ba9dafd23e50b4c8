//! Links that were once made can be read for ever. Each `.txt` of `links/` is one; its `.expected` has the
//! change in the first line and the Dockerfile in all that follows. Add to them; never change or delete one.

// So that clippy takes the helpers for tests too.
#![cfg(test)]

use std::fs;
use std::path::Path;

use onionskin_cache::Change;
use onionskin_share::{Document, decode};

/// How many links there are, so that none gets lost.
const N_LINKS: usize = 12;

#[test]
fn every_link_that_was_ever_made_can_be_read() {
    let links = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links");
    let mut n_links = 0;
    for entry in fs::read_dir(links).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let link = fs::read_to_string(&path).unwrap();
            let expected = fs::read_to_string(path.with_extension("expected")).unwrap();
            assert_eq!(decode(&link), Ok(document(&expected)), "{}", path.display());
            n_links += 1;
        }
    }
    assert_eq!(n_links, N_LINKS);
}

fn document(expected: &str) -> Document {
    let (change, source) = expected.split_once('\n').unwrap();
    let change = match change {
        "nothing" => Change::Nothing,
        "first build" => Change::FirstBuild,
        "app code" => Change::AppCode,
        file => Change::File(file.strip_prefix("file ").unwrap().to_owned()),
    };
    Document { source: source.to_owned(), change, ..Document::default() }
}
