use onionskin_share::{Advice, advice, encode};

use crate::{Copied, State, kept};

/// What the share dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The link, or why there is none.
    pub link: Result<Link, String>,
    /// The Dockerfile, and the link where there is one, as Markdown.
    pub markdown: String,
    /// What came of the last press on a Copy button.
    pub copied: Option<Copied>,
}

/// A link to what is on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub url: String,
    /// How well an address of its length travels.
    pub advice: Advice,
}

/// The share dialog for what is on the page.
pub(crate) fn share(state: &State) -> Share {
    let link = link(state);
    Share { markdown: markdown(&state.source, link.as_ref().ok()), link, copied: state.copied }
}

fn link(state: &State) -> Result<Link, String> {
    let fragment = encode(&kept::document(state)).map_err(|error| error.to_string())?;
    let url = format!("{}#{fragment}", state.page_url);
    Ok(Link { advice: advice(url.len()), url })
}

fn markdown(source: &str, link: Option<&Link>) -> String {
    let fence = fence(source);
    let source = source.trim_end_matches('\n');
    let link =
        link.map(|link| format!("\n[This Dockerfile, step by step]({})\n", link.url)).unwrap_or_default();
    format!("{fence}dockerfile\n{source}\n{fence}\n{link}")
}

/// A code fence that no line of `source` can close.
fn fence(source: &str) -> String {
    let longest = source.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use onionskin_share::Advice;

    use super::{Link, markdown};

    #[test]
    fn markdown_is_the_file_in_a_fence_and_the_link() {
        let link = Link { url: "https://x.test/#1a".to_owned(), advice: Advice::Fine };
        assert_eq!(
            markdown("FROM a\nRUN b\n", Some(&link)),
            "```dockerfile\nFROM a\nRUN b\n```\n\n[This Dockerfile, step by step](https://x.test/#1a)\n"
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
}
