use onionskin_explain::{Inline, Prose, Reference};

use crate::escape::escaped;
use crate::{Block, Report};

/// What stands in front of the report: a page of its own, readable on any screen, light or dark, and without scripts.
const START: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>What this Dockerfile does</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
pre { padding: 0.75rem 1rem; border: 1px solid; border-radius: 0.5rem; white-space: pre-wrap; }
code { font-family: ui-monospace, monospace; }
h3 { margin-top: 2.5rem; }
h4 { margin-bottom: 0.25rem; }
dt { margin-top: 0.5rem; }
</style>
</head>
<body>
<main>
";
const END: &str = "</main>\n</body>\n</html>\n";

impl Report {
    /// The report as an HTML page, which needs nothing else.
    pub fn html(&self) -> String {
        let blocks: String = self.blocks.iter().map(|one| block(one) + "\n").collect();
        [START, &blocks, END].concat()
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => format!("<h{level}>{}</h{level}>", inline(text)),
        Block::Paragraph(prose) => ["<p>", &inline(prose), "</p>"].concat(),
        Block::Code(code) => ["<pre><code>", &escaped(code), "</code></pre>"].concat(),
        Block::Bullets(items) => list("ul", items),
        Block::Steps(items) => list("ol", items),
        Block::Terms(terms) => {
            let term = |(word, note): &(String, Prose)| {
                ["<dt><code>", &escaped(word), "</code></dt><dd>", &inline(note), "</dd>"].concat()
            };
            ["<dl>", &terms.iter().map(term).collect::<String>(), "</dl>"].concat()
        }
        Block::Links(links) => {
            let link = |Reference { title, url }: &Reference| {
                format!("<a href=\"{}\">{}</a>", escaped(url), escaped(title))
            };
            ["<p>", &links.iter().map(link).collect::<Vec<_>>().join(" · "), "</p>"].concat()
        }
    }
}

fn list(tag: &str, items: &[Prose]) -> String {
    let items: String = items.iter().map(|item| ["<li>", &inline(item), "</li>"].concat()).collect();
    format!("<{tag}>{items}</{tag}>")
}

fn inline(prose: &Prose) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Text(text) => escaped(text),
        Inline::Code(text) => ["<code>", &escaped(text), "</code>"].concat(),
        Inline::Strong(text) => ["<strong>", &escaped(text), "</strong>"].concat(),
    };
    prose.0.iter().map(piece).collect()
}
