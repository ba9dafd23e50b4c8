//! A small book, built by mdBook with this preprocessor.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

const PROGRAM: &str = env!("CARGO_BIN_EXE_mdbook-onionskin");

const CHAPTER: &str = "\
# Cache

```dockerfile onionskin change=requirements.txt select=4
FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt

COPY . .
```

After *it*.

1. In a list:

   ```dockerfile onionskin
   FROM alpine
   RUN echo '</code><script>alert(1)</script>'
   ```

```dockerfile
FROM plain
```
";

/// A book in a directory of its own.
fn book(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(directory.join("src")).unwrap();
    fs::write(directory.join("book.toml"), "[book]\ntitle = \"A book\"\n\n[output.html]\n").unwrap();
    fs::write(directory.join("src/SUMMARY.md"), "# Summary\n\n- [Cache](cache.md)\n").unwrap();
    fs::write(directory.join("src/cache.md"), CHAPTER).unwrap();
    directory
}

/// Builds a book. The program is not in the path of a test.
fn build(directory: &Path, change: impl FnOnce(&mut Config)) {
    let mut config = Config::from_disk(directory.join("book.toml")).unwrap();
    config.set("preprocessor.onionskin.command", PROGRAM).unwrap();
    change(&mut config);
    MDBook::load_with_config(directory, config).unwrap().build().unwrap();
}

fn run(arguments: &[&str], directory: &Path) -> bool {
    Command::new(PROGRAM).args(arguments).current_dir(directory).status().unwrap().success()
}

#[test]
fn a_book_that_it_was_added_to_explains_its_dockerfiles() {
    let directory = book("installed");
    fs::write(directory.join("from-site.js"), "/* embed */").unwrap();
    let install = ["install", "--page", "https://x.test/", "--embed", "from-site.js"];
    assert!(run(&install, &directory));
    let installed = fs::read_to_string(directory.join("book.toml")).unwrap();
    assert!(run(&install, &directory));
    assert_eq!(fs::read_to_string(directory.join("book.toml")).unwrap(), installed);
    build(&directory, |_| {});

    let page = fs::read_to_string(directory.join("book/cache.html")).unwrap();
    // mdBook writes elements of a page below each other.
    let page = page.replace(">\n<", "><");
    let start = "<onionskin-dockerfile change=\"requirements.txt\" select=\"4\" src=\"https://x.test/\">\
                 <pre><code class=\"language-dockerfile\">FROM python:3.13-slim";
    assert!(page.contains(start), "{page}");
    assert!(page.contains("3 of 5 steps rebuild"), "{page}");
    assert!(page.contains("After <em>it</em>.") && page.contains("<li>"));
    assert_eq!(page.matches("</onionskin-dockerfile>").count(), 2);
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"));
    assert!(page.contains("FROM plain"));
    let sheets: Vec<_> =
        fs::read_dir(directory.join("book")).unwrap().map(|it| it.unwrap().file_name()).collect();
    let has = |start: &str, end: &str| {
        sheets
            .iter()
            .any(|name| name.to_string_lossy().starts_with(start) && name.to_string_lossy().ends_with(end))
    };
    assert!(has("onionskin", ".css") && has("embed", ".js"), "{sheets:?}");
}

#[test]
fn what_is_not_html_stays_a_block_of_code() {
    let directory = book("renderers");
    assert!(run(&["supports", "html"], &directory));
    assert!(!run(&["supports", "markdown"], &directory));
    build(&directory, |config| config.set("output.markdown.optional", false).unwrap());
    let printed = fs::read_to_string(directory.join("book/markdown/cache.md")).unwrap();
    assert!(
        printed.contains("```dockerfile onionskin change=requirements.txt select=4\nFROM python"),
        "{printed}"
    );
}

#[test]
fn who_starts_it_by_hand_is_told_what_to_do() {
    let directory = book("by-hand");
    let output = Command::new(PROGRAM).stdin(Stdio::null()).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("run `mdbook-onionskin install`"));
    let output = Command::new(PROGRAM).args(["install", "nowhere"]).current_dir(&directory).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("nowhere/book.toml"));
}
