use onionskin_render::page_url;
use serde_json::Value;

use crate::block;
use crate::failure::Failure;

/// The lists of chapters: of a book (the second one until mdBook 0.4), and of a chapter.
const LISTS: [&str; 3] = ["items", "sections", "sub_items"];

/// The book of `input`, which is what mdBook hands a preprocessor, with its Dockerfiles explained, and what is wrong with them.
///
/// All else of the book stays as it came, so that other versions of mdBook may know more of it.
pub(crate) fn explained(input: &str) -> Result<(String, Vec<String>), Failure> {
    let parsed: Value = serde_json::from_str(input).map_err(|error| Failure::NotABook(error.to_string()))?;
    let Value::Array(both) = parsed else { return Err(Failure::NotABook("it is no list".to_owned())) };
    let [context, mut book] = <[Value; 2]>::try_from(both)
        .map_err(|both| Failure::NotABook(format!("it is a list of {} and not of 2", both.len())))?;
    let page = context.pointer("/config/preprocessor/onionskin/page").and_then(Value::as_str);
    let mut warnings = Vec::new();
    let checked = page.map(page_url).transpose();
    if let Err(message) = &checked {
        warnings.push(format!("book.toml: page: {message}"));
    }
    let mut walk = Walk { page: page.filter(|_| checked.is_ok()), n_chapters: 0, warnings };
    walk.lists_of(&mut book);
    Ok((book.to_string(), walk.warnings))
}

struct Walk<'a> {
    page: Option<&'a str>,
    n_chapters: usize,
    warnings: Vec<String>,
}

impl Walk<'_> {
    /// Goes through what `parent` holds. mdBook limits how deep chapters stand in each other, and the reader of JSON does, too.
    fn lists_of(&mut self, parent: &mut Value) {
        for list in LISTS {
            let items = parent.get_mut(list).and_then(Value::as_array_mut);
            for chapter in items.into_iter().flatten().filter_map(|item| item.get_mut("Chapter")) {
                self.chapter(chapter);
                self.lists_of(chapter);
            }
        }
    }

    fn chapter(&mut self, chapter: &mut Value) {
        let Some(content) = chapter.get("content").and_then(Value::as_str) else { return };
        self.n_chapters += 1;
        // Chapters of a printed book stand on one page.
        let (explained, warnings) =
            block::explained(content, self.page, &format!("onionskin-{}", self.n_chapters));
        let name =
            ["source_path", "path", "name"].iter().find_map(|key| chapter.get(*key)?.as_str()).unwrap_or("?");
        self.warnings.extend(warnings.iter().map(|(line, warning)| format!("{name}:{line}: {warning}")));
        if let Some(content) = chapter.get_mut("content") {
            *content = Value::String(explained);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::explained;

    #[test]
    fn chapters_of_every_depth_and_version_are_explained() {
        let content = "```dockerfile onionskin nothing\nFROM a\n```\n";
        for list in ["items", "sections"] {
            let inner =
                json!({"Chapter": {"name": "B", "content": content, "sub_items": [], "source_path": "b.md"}});
            let outer = json!({"Chapter": {"name": "A", "content": content, "sub_items": [inner], "source_path": "a.md"}});
            let input = json!([
                {"config": {"preprocessor": {"onionskin": {"page": "https://x.test/"}}}, "renderer": "html"},
                {list: ["Separator", outer, {"PartTitle": "C"}], "later": 1},
            ]);
            let (book, warnings) = explained(&input.to_string()).unwrap();
            let book: Value = serde_json::from_str(&book).unwrap();
            assert_eq!(book["later"], 1);
            for (pointer, id) in
                [("content", "onionskin-1-1-0"), ("sub_items/0/Chapter/content", "onionskin-2-1-0")]
            {
                let content =
                    book.pointer(&format!("/{list}/1/Chapter/{pointer}")).and_then(Value::as_str).unwrap();
                assert!(
                    content.contains(&format!("id=\"{id}\"")) && content.contains("src=\"https://x.test/\""),
                    "{content}"
                );
            }
            assert_eq!(warnings.len(), 2);
            assert!(warnings[0].starts_with("a.md:1: \"nothing\" is no KEY=VALUE"), "{warnings:?}");
        }
    }

    #[test]
    fn what_is_no_book_is_told() {
        for input in ["", "{}", "[1]", "nonsense", "[1, 2, 3]"] {
            assert!(explained(input).is_err_and(|error| error.to_string().contains("install")), "{input}");
        }
        assert!(explained("[{}, {}]").is_ok());
    }
}
