//! Links that were once made can be read for ever. Each `.txt` of `links/` is one. What is in it stands beside it: for those
//! of version 1 in an `.expected`, the change in the first line and the Dockerfile in all that follows; for later ones as
//! JSON. Add to them; never change or delete one.

// So that clippy takes the helpers for tests too.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use onionskin_cache::Change;
use onionskin_share::{Document, View, decode, parse_change_word};
use serde_json::Value;

/// How many links there are, so that none gets lost.
const N_LINKS: usize = 22;

/// All links and what is in them.
fn links() -> Vec<(PathBuf, String, Document)> {
    let links = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links");
    let paths = fs::read_dir(links).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths
        .map(|path| {
            let link = fs::read_to_string(&path).unwrap();
            let expected = match fs::read_to_string(path.with_extension("json")) {
                Ok(json) => from_json(&serde_json::from_str(&json).unwrap()),
                Err(_) => from_lines(&fs::read_to_string(path.with_extension("expected")).unwrap()),
            };
            (path, link, expected)
        })
        .collect()
}

#[test]
fn every_link_that_was_ever_made_can_be_read() {
    let links = links();
    for (path, link, document) in &links {
        assert_eq!(decode(link).as_ref(), Ok(document), "{}", path.display());
    }
    assert_eq!(links.len(), N_LINKS);
}

fn from_lines(expected: &str) -> Document {
    let (change, source) = expected.split_once('\n').unwrap();
    let change = match change {
        "nothing" => Change::Nothing,
        "first build" => Change::FirstBuild,
        "app code" => Change::AppCode,
        file => Change::File(file.strip_prefix("file ").unwrap().to_owned()),
    };
    Document { source: source.to_owned(), change, ..Document::default() }
}

fn from_json(json: &Value) -> Document {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let number = |value: &Value| value.as_u64().map(|number| u32::try_from(number).unwrap());
    let list = |value: &Value| value.as_array().map(|all| all.iter().filter_map(text).collect());
    let object = |name: &str| json[name].as_object().cloned().unwrap_or_default();
    Document {
        source: text(&json["source"]).unwrap(),
        other: text(&json["other"]),
        ignore: text(&json["ignore"]),
        files: list(&json["files"]),
        change: text(&json["change"]).map(|word| parse_change_word(&word).unwrap()).unwrap_or_default(),
        target: text(&json["target"]),
        build_args: object("build_args")
            .iter()
            .map(|(name, value)| (name.clone(), text(value).unwrap()))
            .collect(),
        line: number(&json["line"]),
        view: text(&json["view"]).map(|word| View::from_word(&word).unwrap()).unwrap_or_default(),
        durations: object("durations")
            .iter()
            .map(|(line, tenths)| (line.parse().unwrap(), number(tenths).unwrap()))
            .collect(),
    }
}
