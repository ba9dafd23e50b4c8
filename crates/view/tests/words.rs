//! Nothing on the page is said in words of its own: all of them stand in `onionskin_app::words`.

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// The string literals of a line of code, each with what stands right before it and behind it.
fn literals(line: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some((before, opened)) = rest.split_once('"') {
        // One that goes on in the next line is one, too.
        let (literal, after) = opened.split_once('"').unwrap_or((opened, ""));
        found.push((before, literal, after));
        rest = after;
    }
    found
}

/// Whether a literal is something to be read: a child of an element, a label, or a phrase that starts as a sentence does.
fn is_said((before, literal, after): (&str, &str, &str)) -> bool {
    let is_child = before.ends_with("{ ") && after.starts_with(" }");
    let is_label =
        before.ends_with("label=") || before.ends_with("placeholder=") || before.ends_with("title=");
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    let has_word = literal.split(|character: char| !character.is_alphabetic()).any(|word| is_word(&word));
    // What starts with a keyword is code.
    let is_keyword = literal.chars().take_while(char::is_ascii_uppercase).count() > 1;
    let is_phrase = literal.starts_with(char::is_uppercase)
        && !is_keyword
        && literal.split(' ').filter(is_word).count() > 1;
    is_phrase || has_word && (is_child || is_label)
}

#[test]
fn every_word_of_the_page_stands_in_the_catalogue() {
    let view = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    files(&view.join("src"), &mut all);
    files(&view.join("../../web/src"), &mut all);
    let app = view.join("../app/src");
    files(&app, &mut all);
    all.retain(|path| !path.starts_with(app.join("words")) && *path != app.join("words.rs"));
    all.retain(|path| {
        !path.iter().chain(path.file_stem()).any(|name| name.to_string_lossy().ends_with("tests"))
    });
    assert!(all.len() > 40, "{}", all.len());
    let mut said = Vec::new();
    for path in all {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = code.filter(|line| !line.contains("reason = "));
        for literal in code.flat_map(literals).filter(|literal| is_said(*literal)) {
            said.push(format!("{}: {:?}", path.display(), literal.1));
        }
    }
    assert_eq!(said, Vec::<String>::new(), "these belong to crates/app/src/words.rs and its modules");
}

#[test]
fn what_is_said_is_told_from_what_is_not() {
    let is_said = |line| literals(line).into_iter().any(is_said);
    for line in [
        r#"<h2>{ "Layers" }</h2>"#,
        r#"<p aria-label="Close it">"#,
        r#"const LOADING: &str = "Loading it";"#,
        r#"format!("Go to {step}")"#,
        r#""A sentence that goes \"#,
    ] {
        assert!(is_said(line), "{line}");
    }
    for line in [
        r#"<p class="button button-outline">{ " " }"#,
        r#"{ "\u{200b}" }"#,
        r#"matches!(key, "ArrowDown" | "End")"#,
        r#"text.find("RUN pip install")"#,
    ] {
        assert!(!is_said(line), "{line}");
    }
}
