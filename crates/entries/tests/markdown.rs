//! Entries that cannot be read are refused with their line and what to do.
#![expect(clippy::panic, reason = "a test may panic")]

use onionskin_entries::{Entry, Malformed, Part, Takes, read_entry, read_file};

const START: &str = "---\ntitle: x\nreference: X, https://example.com\n---\n\n";
const END: &str = "\n## Example\n\n```dockerfile\nFROM a\n```\n";

/// The entry with `body` between its front matter and its example.
fn read(body: &str) -> Result<(Entry, Vec<String>), Malformed> {
    read_entry("x", &format!("{START}{body}{END}"))
}

#[track_caller]
fn check_refused(text: &str, line: usize, advice: &str) {
    let Err(malformed) = read_entry("x", text) else { panic!("it is read") };
    assert_eq!(malformed.line, line, "{malformed:?}");
    assert!(malformed.message.contains(advice), "{malformed:?}");
}

#[track_caller]
fn check_body_refused(body: &str, advice: &str) {
    check_refused(&format!("{START}{body}{END}"), 6, advice);
}

#[test]
fn parts_options_and_arguments_are_read() {
    let body = "Note.\ngoes on.\n\n## What it does\n\nOne.\n\nTwo {ARG}, {-f}.\n\n## Options\n\n- `-f FILE`, `--file FILE`: It.\n- \
                `--all`: All.\n- `--depth=N`: Deep.\n- `-exec X…`: Runs.\n\n## Arguments\n\n- `.`, `./`: Here.\n- ARG…: \
                There.\n- LAST\n";
    let (entry, examples) = match read(body) {
        Ok(read) => read,
        Err(malformed) => panic!("{malformed:?}"),
    };
    let texts: Vec<_> = entry.parts.iter().map(|(part, texts)| (*part, texts.len())).collect();
    assert_eq!(texts, [(Part::Note, 1), (Part::What, 2)]);
    let takes: Vec<_> = entry.options.iter().map(|option| option.takes).collect();
    assert_eq!(takes, [Takes::Word, Takes::Nothing, Takes::Equals, Takes::Rest]);
    assert_eq!(entry.options.first().map(|option| option.names.len()), Some(2));
    let arguments: Vec<_> = entry
        .arguments
        .iter()
        .map(|argument| (argument.name.as_str(), argument.is_many, argument.values.len()))
        .collect();
    assert_eq!(arguments, [("ARG", true, 1), ("LAST", false, 0)]);
    assert_eq!(examples, ["FROM a\n"]);
}

#[test]
fn a_file_can_hold_several_entries() {
    let entry = |title: &str, body: &str| [&START.replace("title: x", title), body, END].concat();
    let first = entry("title: x", "One.\n");
    // What stands in an example starts nothing.
    let second = entry("title: x up", "Two.\n").replace("FROM a\n", "FROM a\nRUN <<---\n---\n");
    let entries = match read_file("file", &[&first, second.as_str(), &first].concat()) {
        Ok(entries) => entries,
        Err(malformed) => panic!("{malformed:?}"),
    };
    let ids: Vec<_> = entries.iter().map(|(entry, examples)| (entry.id.as_str(), examples.len())).collect();
    assert_eq!(ids, [("x", 1), ("x-up", 1), ("x", 1)]);

    let broken = entry("title: x up", "# No\n");
    let Err(malformed) = read_file("x", &[first.as_str(), &broken].concat()) else { panic!("it is read") };
    assert_eq!(malformed.line, first.lines().count() + 6, "{malformed:?}");
}

#[test]
fn front_matter_must_be_whole() {
    check_refused("title: x\n", 1, "put a line `---` here");
    check_refused("---\ntitle: x\n", 1, "put a line `---` behind it");
    check_refused("---\ntitle\n---\n", 2, "`key: value`");
    check_refused("---\ntitle: x\n---\n", 1, "needs `title: …` and `reference: …");
    check_refused("---\ncolour: red\n---\n", 2, "`colour` is no key");
    check_refused("---\nreference: X, http://a\n---\n", 2, "https://");
    check_refused("---\ntraits: quick\n---\n", 2, "`quick` is no trait");
    check_refused("---\norder: first\n---\n", 2, "`order` is a number");
}

#[test]
fn texts_may_only_name_what_is_known() {
    check_body_refused("It {does-not-exist}.", "`does-not-exist` is no slot");
    check_body_refused("(if does-not-exist) It.", "in `(if …)` it is no fact");
    check_body_refused("It {step.", "put a `}` behind it");
    check_body_refused("(if exec-form It.", "put a `)` behind it");
    check_body_refused("It. (if exec-form) It.", "stands at the start of a text only");
    check_body_refused("It. (else It.", "write `(else)` or `(else if …)`");
    check_body_refused("It is `code.", "a ` is missing");
    check_body_refused("It is **strong.", "a ** is missing");
}

#[test]
fn blocks_must_stand_where_they_belong() {
    check_body_refused("# Heading", "starts with `## `");
    check_body_refused("## Colour", "`Colour` is no heading");
    check_body_refused("```sh", "starts with ```dockerfile");
    check_body_refused("```dockerfile\nFROM a\n```", "put examples under `## Example`");
    check_refused(&format!("{START}Note.\n"), 1, "an entry ends with `## Example`");
    check_refused(&format!("{START}## Options\n\n## Options\n{END}"), 8, "is there twice");
    check_refused(&format!("{START}## Options\n\n- file: It.\n{END}"), 8, "an option is written");
    check_refused(&format!("{START}## Arguments\n\n- file: It.\n{END}"), 8, "an argument is written");
    check_refused(
        &format!("{START}## Arguments\n\n- `.`: It.\n{END}"),
        8,
        "put the argument in capitals behind",
    );
}
