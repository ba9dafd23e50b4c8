use std::fs;
use std::path::Path;

use onionskin_render::style_sheet;
use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::Install;
use crate::failure::Failure;

/// The style sheet in the book.
const STYLE_SHEET: &str = "onionskin.css";
/// The script in the book.
const SCRIPT: &str = "embed.js";

/// What the sheet says for mdBook: its `rem` is 10 pixels, and its themes are classes of the root, which count where scripts run:
/// elsewhere a book follows the reader's system.
const FOR_MDBOOK: &str = "
.onionskin { --onionskin-rem: 1.6rem; }
.js:is(.light, .rust) .onionskin:not([data-theme]) { color-scheme: light; }
.js:is(.coal, .navy, .ayu) .onionskin:not([data-theme]) { color-scheme: dark; }
";

/// Adds what is missing to the book; what is there stays as its author wrote it.
pub(crate) fn install(options: &Install) -> Result<(), Failure> {
    let path = options.book.join("book.toml");
    let text = fs::read_to_string(&path).map_err(|error| failure(&path, error))?;
    let changed = with_onionskin(&text, options.page.as_deref(), options.embed.is_some());
    let changed = changed.map_err(|error| Failure::NotToml { path: path.clone(), error })?;
    let sheet = options.book.join(STYLE_SHEET);
    fs::write(&sheet, [&style_sheet(), FOR_MDBOOK].concat()).map_err(|error| failure(&sheet, error))?;
    if let Some(script) = &options.embed {
        let read = fs::read(script).map_err(|error| failure(script, error))?;
        let copy = options.book.join(SCRIPT);
        fs::write(&copy, read).map_err(|error| failure(&copy, error))?;
    }
    if changed == text { Ok(()) } else { fs::write(&path, changed).map_err(|error| failure(&path, error)) }
}

fn failure(path: &Path, error: std::io::Error) -> Failure {
    Failure::File { path: path.to_owned(), error }
}

/// The book.toml `text` that runs this program and has its files.
fn with_onionskin(text: &str, page: Option<&str>, has_script: bool) -> Result<String, String> {
    let mut book: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let own = table(&mut book, "preprocessor", "onionskin")?;
    if !own.contains_key("command") {
        own.insert("command", value("mdbook-onionskin"));
    }
    if let Some(page) = page {
        own.insert("page", value(page));
    }
    let html = table(&mut book, "output", "html")?;
    add(html, "additional-css", STYLE_SHEET)?;
    if has_script {
        add(html, "additional-js", SCRIPT)?;
    }
    Ok(book.to_string())
}

/// The table `[outer.inner]`.
fn table<'a>(book: &'a mut DocumentMut, outer: &str, inner: &str) -> Result<&'a mut Table, String> {
    let mut implicit = Table::new();
    implicit.set_implicit(true);
    let outer_table = book.entry(outer).or_insert(Item::Table(implicit)).as_table_mut();
    let outer_table =
        outer_table.ok_or_else(|| format!("\"{outer}\" is no table with a heading of its own"))?;
    let inner_table = outer_table.entry(inner).or_insert(Item::Table(Table::new())).as_table_mut();
    inner_table.ok_or_else(|| format!("\"{outer}.{inner}\" is no table with a heading of its own"))
}

/// Adds `name` to a list of file names.
fn add(table: &mut Table, key: &str, name: &str) -> Result<(), String> {
    let list = table.entry(key).or_insert(value(Array::new())).as_array_mut();
    let list = list.ok_or_else(|| format!("\"{key}\" is no list"))?;
    let has_it =
        list.iter().filter_map(toml_edit::Value::as_str).any(|known| known.trim_start_matches("./") == name);
    if !has_it {
        list.push(name);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::with_onionskin;

    #[test]
    fn what_is_missing_is_added_and_all_else_stays() {
        let book =
            "# My book\n[book]\ntitle = \"A\" # short\n\n[output.html]\nadditional-css = [\"a.css\"]\n";
        let expected = "# My book\n[book]\ntitle = \"A\" # short\n\n[output.html]\nadditional-css = [\"a.css\", \"onionskin.css\"]\n\n\
                        [preprocessor.onionskin]\ncommand = \"mdbook-onionskin\"\n";
        let once = with_onionskin(book, None, false).unwrap();
        assert_eq!(once, expected);
        assert_eq!(with_onionskin(&once, None, false).unwrap(), once);
        let all = with_onionskin("", Some("https://x.test/"), true).unwrap();
        for part in [
            "page = \"https://x.test/\"",
            "additional-js = [\"embed.js\"]",
            "additional-css = [\"onionskin.css\"]",
        ] {
            assert!(all.contains(part), "{all}");
        }
    }

    #[test]
    fn what_cannot_be_changed_is_told() {
        for (book, part) in [
            ("[book", "TOML parse error"),
            ("output = 1", "\"output\" is no table"),
            ("[output.html]\nadditional-css = 1", "\"additional-css\" is no list"),
        ] {
            let error = with_onionskin(book, None, false).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }
}
