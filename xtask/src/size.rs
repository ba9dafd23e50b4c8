//! How much a visit downloads: first what the page is shown with, then what it loads once it is shown.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::{explanations, files, offline, split, styles, workspace};

/// What the page may weigh, in bytes, compressed as a good web server sends it: little more than a second on a slow
/// mobile connection (2 Mbit/s).
const BUDGET_BYTES: usize = 313_500;

/// A file that the page loads once it is shown.
struct Later {
    what: &'static str,
    is_it: fn(&str) -> bool,
    /// What it may weigh, counted the same way.
    budget_bytes: usize,
}

const LATER: [Later; 5] = [
    // Nobody waits for them to see the page, but they should be there when the reader has found the first thing to ask
    // about.
    Later {
        what: "the explanations, loaded once it is shown",
        is_it: explanations::is_it,
        budget_bytes: 180_000,
    },
    Later { what: "the module loaded with them", is_it: split::is_later, budget_bytes: 240_000 },
    // Until it is there, a text field is. It is what CodeMirror weighs, and a little room.
    Later { what: "the code editor, loaded behind that", is_it: is_editor, budget_bytes: 102_000 },
    Later { what: "the styles of what comes later", is_it: styles::is_later, budget_bytes: 6_000 },
    // Other people's pages load it, whether their readers look at a Dockerfile or not.
    Later { what: "the script for other pages", is_it: |name| name == "embed.js", budget_bytes: 5_000 },
];

/// The best that Brotli can do.
const BROTLI_QUALITY: u32 = 11;
/// The largest window of standard Brotli, as a power of two.
const BROTLI_WINDOW: u32 = 22;
const BROTLI_BUFFER_BYTES: usize = 4096;

/// Where a visit starts.
const INDEX: &str = "index.html";

/// Files of these kinds can name others that are loaded with them.
const KINDS_THAT_NAME_FILES: [&str; 3] = ["html", "css", "js"];

/// The command: lists every file of a visit with its size; fails if those that the page is shown with, all together, or
/// what comes later are over budget.
pub(crate) fn size() -> Result<()> {
    let dist = workspace::dist();
    if !dist.join(INDEX).is_file() {
        bail!("the site is not built: there is no dist/{INDEX}. `cargo xtask build` makes it");
    }
    println!("{:>10} {:>10}  file", "raw", "brotli");
    let mut n_over = report(&dist, &first_visit(&dist)?, "the first load", BUDGET_BYTES)?;
    for Later { what, is_it, budget_bytes } in LATER {
        println!();
        n_over += report(&dist, &the_one(&dist, is_it, what)?, what, budget_bytes)?;
    }
    match n_over {
        0 => Ok(()),
        n_over => bail!("{} bytes over budget", grouped(n_over)),
    }
}

/// Whether a file of the built site is the code editor.
fn is_editor(name: &str) -> bool {
    name.starts_with("editor-") && kind(name) == "js"
}

/// The one file of the site that `is_it`.
fn the_one(dist: &Path, is_it: fn(&str) -> bool, what: &str) -> Result<BTreeSet<String>> {
    let found: BTreeSet<_> = files::names(dist)?.into_iter().filter(|name| is_it(name)).collect();
    if found.len() == 1 {
        Ok(found)
    } else {
        bail!("there should be one file in dist/ that is {what}. `cargo xtask build` makes it")
    }
}

/// Lists files with their sizes, all together being `what`. Returns by how many bytes that is over its budget.
fn report(dist: &Path, names: &BTreeSet<String>, what: &str, budget: usize) -> Result<usize> {
    let (mut total_raw, mut total_brotli) = (0, 0);
    for name in names {
        let content = files::read(dist, name)?;
        let brotli = brotli_len(&content).with_context(|| format!("cannot compress {name}"))?;
        println!("{:>10} {:>10}  {name}", grouped(content.len()), grouped(brotli));
        total_raw += content.len();
        total_brotli += brotli;
    }
    println!(
        "{:>10} {:>10}  {what}, of a budget of {} bytes",
        grouped(total_raw),
        grouped(total_brotli),
        grouped(budget)
    );
    Ok(total_brotli.saturating_sub(budget))
}

/// The names of all files that `index.html` leads to, itself included: those it names, those that these name, …
///
/// A name counts wherever it stands in a file, so that nothing that is loaded by a script is missed. At worst
/// something is counted that is loaded later or never. What is known to come later is left out.
fn first_visit(dist: &Path) -> Result<BTreeSet<String>> {
    let all = files::names(dist)?;
    let mut found = BTreeSet::new();
    let mut unread = vec![INDEX.to_owned()];
    while let Some(name) = unread.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        let kind = Path::new(&name).extension().map(|kind| kind.to_string_lossy()).unwrap_or_default();
        if KINDS_THAT_NAME_FILES.contains(&&*kind) {
            let content = files::read(dist, &name)?;
            let text = String::from_utf8_lossy(&content);
            let is_first =
                |file: &&String| !LATER.iter().any(|later| (later.is_it)(file)) && names(&text, file);
            unread.extend(all.iter().filter(is_first).cloned());
        }
    }
    Ok(found)
}

/// Whether a text names a file that a browser loads along with it. A further page is not: that is a link to follow.
fn names(text: &str, file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let is_part_of_a_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    kind(name) != "html"
        // It comes once all else is there, and with it what is kept for later.
        && name != offline::WORKER
        && text.match_indices(name).any(|(start, found)| {
            let (before, after) = (text.get(..start), text.get(start + found.len()..));
            !before.is_some_and(|before| before.ends_with(is_part_of_a_name))
                && !after.is_some_and(|after| after.starts_with(is_part_of_a_name))
        })
}

/// What a file is, by the ending of its name.
fn kind(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, kind)| kind)
}

/// How many bytes are left of a file after compression.
fn brotli_len(content: &[u8]) -> Result<usize> {
    let mut writer =
        brotli::CompressorWriter::new(Vec::new(), BROTLI_BUFFER_BYTES, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(content)?;
    Ok(writer.into_inner().len())
}

/// A number with its digits in groups of three: `1,234,567`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (digit, n_left) in digits.chars().zip((1..=digits.len()).rev()) {
        text.push(digit);
        if n_left > 1 && n_left % 3 == 1 {
            text.push(',');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_name_counts_however_it_is_quoted() {
        for text in [
            "<link href=./app-1.css rel=stylesheet>",
            "<link href=\"app-1.css\">",
            "init(`./app-1.css`)",
            "url(app-1.css)",
            "../x/app-1.css?query",
            "app-1.css",
        ] {
            assert!(names(text, "app-1.css"), "{text}");
            assert!(names(text, "x/app-1.css"), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_name_does_not_count() {
        for text in ["my-app.js", "app.js.map", "app.json", "wasapp.js", ""] {
            assert!(!names(text, "app.js"), "{text}");
        }
        assert!(!names("<a href=licences.html>", "licences.html"));
    }

    #[test]
    fn a_first_visit_follows_names_from_file_to_file() {
        let dist = std::env::temp_dir().join(format!("onionskin-xtask-size-{}", std::process::id()));
        fs::create_dir_all(dist.join("snippets")).unwrap();
        for (name, content) in [
            (
                "index.html",
                "<script type=module>import './app.js'</script><a href=about.html data-editor=editor-A1.js>",
            ),
            ("app.js", "import './snippets/inline.js'; fetch('app.wasm'); import './app.js'"),
            ("editor-A1.js", ""),
            ("snippets/inline.js", ""),
            ("app.wasm", "unused.svg"),
            ("about.html", ""),
            ("unused.svg", ""),
        ] {
            fs::write(dist.join(name), content).unwrap();
        }
        let visited = first_visit(&dist).unwrap();
        fs::remove_dir_all(&dist).unwrap();
        assert_eq!(Vec::from_iter(visited), ["app.js", "app.wasm", "index.html", "snippets/inline.js"]);
    }

    #[test]
    fn compression_shrinks_what_repeats() {
        let len = brotli_len(&[b'a'; 10_000]).unwrap();
        assert!((1..50).contains(&len), "{len}");
    }

    #[test]
    fn digits_are_grouped() {
        let grouped_numbers = [0, 999, 1_000, 250_000, 1_234_567].map(grouped);
        assert_eq!(grouped_numbers, ["0", "999", "1,000", "250,000", "1,234,567"]);
    }
}
