use onionskin_share::{Advice, Document, Secret, View, advice, build_args_word, change_word, secrets};

use crate::kept::{self, MadeLink};
use crate::words::share as words;
use crate::{Copied, CopyField, State};

/// What the share dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The link, or why there is none.
    pub link: Result<Link, String>,
    /// The Dockerfile, and the link where there is one, as Markdown.
    pub markdown: String,
    /// The Dockerfile as HTML that shows itself.
    pub embed: String,
    /// What looks like a secret, and where; empty where nothing does.
    pub secrets: Vec<String>,
    /// What came of the last press on a Copy button.
    pub copied: Option<Copied>,
}

impl Share {
    /// What a Copy button of the dialog copies; `None` where there is no link, and for buttons elsewhere.
    pub fn text(&self, field: CopyField) -> Option<&str> {
        let link = self.link.as_ref().ok();
        match field {
            CopyField::Link => link.map(|link| link.url.as_str()),
            CopyField::MarkdownLink => link.map(|link| link.markdown.as_str()),
            CopyField::Markdown => Some(&self.markdown),
            CopyField::Embed => Some(&self.embed),
            CopyField::Changes => None,
        }
    }
}

/// A link to what is on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The address as a link in Markdown.
    pub markdown: String,
    /// How well an address of its length travels.
    pub advice: Advice,
    /// What it holds besides the Dockerfile, and what it does without.
    pub contents: String,
}

/// The share dialog for what is on the page.
pub(crate) fn share(state: &State) -> Share {
    let linkable = kept::linkable(state);
    let made = linkable.link();
    let document = made.as_ref().map_or_else(|_| linkable.document(), |made| made.document.clone());
    let link = made.as_ref().map(|made| link(state, made)).map_err(ToString::to_string);
    Share {
        markdown: markdown(&document.source, link.as_ref().ok()),
        link,
        embed: embed(&state.page_url, &document),
        secrets: secrets(&document).iter().map(told).collect(),
        copied: state.copied,
    }
}

fn link(state: &State, made: &MadeLink) -> Link {
    let url = format!("{}#{}", state.page_url, made.fragment);
    let contents = words::contents(&made.document, made.lacks_files);
    Link { advice: advice(url.len()), markdown: markdown_link(&url), contents, url }
}

fn told(secret: &Secret) -> String {
    words::secret(secret.place, &secret.kind)
}

fn markdown_link(url: &str) -> String {
    format!("[{}]({url})", words::LINK_TEXT)
}

fn markdown(source: &str, link: Option<&Link>) -> String {
    let fence = fence(source);
    let source = source.trim_end_matches('\n');
    let link = link.map(|link| format!("\n{}\n", link.markdown)).unwrap_or_default();
    format!("{fence}dockerfile\n{source}\n{fence}\n{link}")
}

/// HTML that shows the Dockerfile, and without scripts the text of it. Nothing in it is markup that the reader wrote. The
/// blank lines let it stand in Markdown, too, where a blank line inside of `pre` would end it otherwise.
fn embed(page_url: &str, document: &Document) -> String {
    let folder =
        page_url.split('?').next().unwrap_or_default().rsplit_once('/').map_or("", |(folder, _)| folder);
    let view = match document.view {
        View::Stack | View::Compare | View::Files => None,
        View::Table | View::Changes => Some(document.view.word().to_owned()),
    };
    let attributes: String = [
        ("change", change_word(&document.change)),
        ("select", document.line.map(|line| line.to_string())),
        ("view", view),
        ("target", document.target.clone()),
        ("build-args", Some(build_args_word(&document.build_args)).filter(|word| !word.is_empty())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(format!(" {name}=\"{}\"", escaped(&value?))))
    .collect();
    let source = escaped(document.source.trim_end_matches('\n'));
    // The element takes one in front for the template's.
    let lead = if source.starts_with('\n') { "\n" } else { "" };
    format!(
        "<script src=\"{}/embed.js\" async></script>\n<onionskin-dockerfile{attributes}>\n\n<pre><code>{lead}{source}\n</code></pre>\n\n\
         </onionskin-dockerfile>\n",
        escaped(folder)
    )
}

/// `text` where HTML has text or the value of an attribute.
fn escaped(text: &str) -> String {
    let entity = |char: char| match char {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(entity).collect()
}

/// A code fence that no line of `source` can close.
fn fence(source: &str) -> String {
    let longest = source.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use onionskin_cache::Change;
    use onionskin_share::{Advice, Document, View};

    use super::{Link, embed, markdown};

    #[test]
    fn markdown_is_the_file_in_a_fence_and_the_link() {
        let url = "https://x.test/#2a".to_owned();
        let markdown_link = super::markdown_link(&url);
        let link = Link { url, markdown: markdown_link, advice: Advice::Fine, contents: String::new() };
        assert_eq!(
            markdown("FROM a\nRUN b\n", Some(&link)),
            "```dockerfile\nFROM a\nRUN b\n```\n\n[This Dockerfile, step by step](https://x.test/#2a)\n"
        );
    }

    #[test]
    fn markdown_without_a_link_is_the_file() {
        assert_eq!(markdown("FROM a", None), "```dockerfile\nFROM a\n```\n");
    }

    #[test]
    fn a_fence_in_the_file_does_not_end_the_fence_around_it() {
        assert!(markdown("FROM a\n# ````\n", None).starts_with("`````dockerfile\n"));
    }

    #[test]
    fn what_is_embedded_is_an_element_with_the_file_in_it() {
        let document = Document { source: "FROM a\nRUN b\n".to_owned(), ..Document::default() };
        let html = |page: &str, document: &Document| embed(page, document);
        assert_eq!(
            html("https://x.test/a/index.html?x=/", &document),
            "<script src=\"https://x.test/a/embed.js\" async></script>\n<onionskin-dockerfile change=\"nothing\">\n\n\
             <pre><code>FROM a\nRUN b\n</code></pre>\n\n</onionskin-dockerfile>\n"
        );
        let document = Document {
            change: Change::Files(vec!["a".to_owned(), "b\"c".to_owned()]),
            line: Some(2),
            view: View::Table,
            target: Some("x".to_owned()),
            build_args: [("A", "1,2"), ("B", "\"")].map(|(name, value)| (name.into(), value.into())).into(),
            ..document
        };
        let told = "<onionskin-dockerfile change=\"a,b&quot;c\" select=\"2\" view=\"table\" target=\"x\" \
                    build-args=\"A=1\\,2,B=&quot;\">\n";
        assert!(html("https://x.test/", &document).contains(told));
    }

    #[test]
    fn an_empty_line_at_the_start_is_not_lost_where_it_is_embedded() {
        let document = Document { source: "\nFROM a\n".to_owned(), ..Document::default() };
        assert!(embed("https://x.test/", &document).contains("<pre><code>\n\nFROM a\n</code></pre>"));
    }

    #[test]
    fn markup_in_the_file_is_text_where_it_is_embedded() {
        let source = "FROM a\nRUN echo '</code></pre><script>alert(1)</script>' && b\n".to_owned();
        let html = embed("https://x.test/", &Document { source, ..Document::default() });
        assert!(html.contains("echo '&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;' &amp;&amp; b\n</code></pre>"));
    }
}
