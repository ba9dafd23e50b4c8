use onionskin_app::{Theme, TooLarge};
use onionskin_report::escaped;
use onionskin_share::{build_args_word, change_word};

use crate::{Still, fragment};

/// The name of the element that `embed.js` brings to life.
const NAME: &str = "onionskin-dockerfile";

/// `still` as an element that `embed.js` brings to life where a page has that, and that is there to be read where it has not:
/// the Dockerfile as an ordinary block of code, then the [`fragment`] without it.
///
/// `view` is the view that it comes to life with, where that is not the stack. CommonMark takes the element for one block of
/// HTML where a blank line stands in front, since its first line is a tag alone and none of its lines is blank.
///
/// # Errors
/// The limit that the Dockerfile is over.
pub fn element(still: &Still<'_>, view: Option<&str>) -> Result<String, TooLarge> {
    let fragment = fragment(&Still { has_source: false, ..still.clone() })?;
    let theme = (still.theme != Theme::System).then(|| still.theme.name().to_owned());
    let source = still.lines();
    let attributes = [
        // Where an element says nothing, the app code changed.
        ("change", change_word(&still.change.clone().unwrap_or_default())),
        ("select", still.select.filter(|_| still.selected(&source).is_some()).map(|line| line.to_string())),
        ("view", view.map(str::to_owned)),
        ("target", still.target.map(str::to_owned)),
        ("build-args", Some(build_args_word(&still.build_args)).filter(|word| !word.is_empty())),
        ("theme", theme),
        ("src", still.page()),
    ];
    let attributes: String = attributes
        .iter()
        .filter_map(|(name, value)| Some(format!(" {name}=\"{}\"", escaped(value.as_deref()?))))
        .collect();
    let code = escaped(source.trim_end());
    // `embed.js` takes a first line end for none of the Dockerfile's.
    let before = if code.starts_with('\n') { "\n" } else { "" };
    let element = format!(
        "<{NAME}{attributes}>\n<pre><code class=\"language-dockerfile\">{before}{code}\n</code></pre>{}</{NAME}>",
        fragment.trim_end(),
    );
    Ok(without_blank_lines(&element))
}

/// `markup` with the line ends of blank lines written as references, since a blank line ends a block of HTML in Markdown.
fn without_blank_lines(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len() + 1);
    for (at, line) in markup.split('\n').enumerate() {
        if at > 0 {
            out.push_str(if line.trim().is_empty() { "&#10;" } else { "\n" });
        }
        out.push_str(line);
    }
    out.push('\n');
    out
}
