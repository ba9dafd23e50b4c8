//! The module behind the npm package.
//!
//! In: the text of a Dockerfile and, as JSON, what is asked of it. Out: the answer as JSON; its shapes are those of
//! `onionskin-json`. The TypeScript under `npm/` loads the module and gives each function its types.
//!
//! HTML is made by `onionskin-render`. Nothing is kept from call to call but the explanations.

mod rendering;

use std::cell::OnceCell;

use onionskin_app::check_size;
use onionskin_explain::{Registry, embedded};
use onionskin_json::{Analysis, Document, Explanation, Setup, Simulation, Then};
use onionskin_render::too_large;
use onionskin_share::{decode, encode, split_address};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

thread_local! {
    static REGISTRY: OnceCell<Registry> = const { OnceCell::new() };
}

/// Calls `with` with all that there is to say.
fn explained<T>(with: impl FnOnce(&Registry) -> T) -> T {
    REGISTRY.with(|registry| with(registry.get_or_init(embedded)))
}

/// What is known of `source` with the [`Setup`] in `setup`: an [`Analysis`].
///
/// # Errors
/// What in `setup` cannot be, or the limit that `source` is over, in words.
#[wasm_bindgen]
pub fn analyze(source: &str, setup: &str) -> Result<String, String> {
    let setup: Setup = read("setup", setup)?;
    let analysis = analysis(source, &setup)?;
    explained(|registry| written(&Analysis::of(registry, source, &analysis)))
}

/// What is said of `source` with the [`Setup`] in `setup`: an [`Explanation`].
///
/// # Errors
/// What in `setup` cannot be, or the limit that `source` is over, in words.
#[wasm_bindgen]
pub fn explain(source: &str, setup: &str) -> Result<String, String> {
    let setup: Setup = read("setup", setup)?;
    let analysis = analysis(source, &setup)?;
    let offsets = setup.offsets.unwrap_or_default();
    explained(|registry| written(&Explanation::of(registry, source, &analysis, offsets)))
}

/// What a second build does after one of `source` with the [`Setup`] in `setup`, where the [`Then`] in `then` is different: a
/// [`Simulation`].
///
/// # Errors
/// What in `setup` or `then` cannot be, or the limit that a Dockerfile is over, in words.
#[wasm_bindgen]
pub fn simulate(source: &str, setup: &str, then: &str) -> Result<String, String> {
    let (setup, then): (Setup, Then) = (read("setup", setup)?, read("then", then)?);
    for source in [Some(source), then.source.as_deref()].into_iter().flatten() {
        check_size(source).map_err(too_large)?;
    }
    let simulation = explained(|registry| Simulation::run(registry, source, &setup, &then));
    written(&simulation.map_err(|error| error.to_string())?)
}

/// The fragment of a link to the [`Document`] in `document`, without `#`.
///
/// # Errors
/// What in `document` cannot be, or why no link can hold it, in words.
#[wasm_bindgen(js_name = encodeLink)]
pub fn encode_link(document: &str) -> Result<String, String> {
    let document: Document = read("document", document)?;
    let document = document.read().map_err(|error| format!("document: {error}"))?;
    encode(&document).map_err(|error| error.to_string())
}

/// The [`Document`] that `link` carries, an address or a fragment with or without `#`.
///
/// # Errors
/// Why there is none, in words.
#[wasm_bindgen(js_name = decodeLink)]
pub fn decode_link(link: &str) -> Result<String, String> {
    let (_, fragment) = split_address(link);
    written(&Document::of(&decode(fragment).map_err(|error| error.to_string())?))
}

/// `source` as HTML or as a drawing, as the [`Rendering`](onionskin_json::Rendering) in `rendering` says: a [`Rendered`](onionskin_json::Rendered).
///
/// # Errors
/// What in `rendering` cannot be, or the limit that `source` is over, in words.
#[wasm_bindgen]
pub fn render(source: &str, rendering: &str) -> Result<String, String> {
    written(&rendering::rendered(source, &read("options", rendering)?)?)
}

/// The style sheet of what is rendered as a part of another page.
#[wasm_bindgen(js_name = styleSheet)]
pub fn style_sheet() -> String {
    onionskin_render::style_sheet()
}

fn analysis(source: &str, setup: &Setup) -> Result<onionskin_analysis::Analysis, String> {
    let setup = setup.read().map_err(|error| error.to_string())?;
    onionskin_app::analyze(source, &setup).map_err(too_large)
}

fn read<T: DeserializeOwned>(name: &str, json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| format!("{name}: {error}"))
}

fn written(answer: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(answer).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{analyze, explain, render, simulate, style_sheet};

    #[test]
    fn what_is_asked_wrongly_is_told() {
        let error = analyze("FROM a", r#"{"chagne": "nothing"}"#).unwrap_err();
        assert!(error.starts_with("setup: unknown field `chagne`, expected one of `change`"), "{error}");
        let error = explain("FROM a", r#"{"change": "/etc/passwd"}"#).unwrap_err();
        assert!(error.starts_with("\"/etc/passwd\" is no path"), "{error}");
        let error = simulate("FROM a", "{}", r#"{"changed": "a"}"#).unwrap_err();
        assert!(error.starts_with("then: invalid type: string \"a\", expected a sequence"), "{error}");
    }

    #[test]
    fn what_is_too_large_for_the_page_is_too_large_here() {
        let large = "#\n".repeat(10_000);
        let then = format!("{{\"source\": {large:?}}}");
        for answer in [
            analyze(&large, "{}"),
            explain(&large, "{}"),
            simulate(&large, "{}", "{}"),
            simulate("FROM a", "{}", &then),
        ] {
            let error = answer.unwrap_err();
            assert_eq!(error, "too large to be shown: it has 10001 lines, and the limit is 10000");
        }
    }

    #[test]
    fn a_file_is_rendered() {
        let rendered =
            render("FROM alpine\nRUN true\n", r#"{"format": "element", "change": "no-cache"}"#).unwrap();
        let start = r#"{"markup":"<onionskin-dockerfile change=\"no-cache\">\n<pre><code class="#;
        assert!(rendered.starts_with(start) && rendered.ends_with(r#","problems":[]}"#), "{rendered}");
        assert!(style_sheet().starts_with(".onionskin"));
    }

    #[test]
    fn what_stands_behind_a_fence_says_how() {
        let info = r#"{"format": "element", "info": "dockerfile onionskin target=b theme=dark color=red", "target": "a"}"#;
        let rendered = render("FROM alpine AS b\nFRUM x\n", info).unwrap();
        let start =
            r#"{"markup":"<onionskin-dockerfile change=\"nothing\" target=\"b\" theme=\"dark\">\n<pre>"#;
        assert!(rendered.starts_with(start), "{rendered}");
        let (_, problems) = rendered.rsplit_once("\"problems\":").unwrap();
        assert!(problems.starts_with(r#"["there is no key \"color\"; "#), "{problems}");
        assert!(
            problems.contains(r#"","line 2: dockerfile parse error on line 2: unknown instruction: FRUM"#)
        );
    }

    #[test]
    fn a_line_that_there_is_not_is_told() {
        let rendered = render("FROM alpine\n", r#"{"select": 9}"#).unwrap();
        assert!(
            rendered.contains("“9” is no line of the Dockerfile: write a number from 1 to 2"),
            "{rendered}"
        );
    }

    #[test]
    fn what_cannot_be_rendered_is_told() {
        for (options, message) in [
            (r#"{"change": "/etc"}"#, "\"/etc\" is no path of a file"),
            (r#"{"page": "javascript:x"}"#, "page: it has to start with https://"),
            (r#"{"id": "1 x"}"#, "id: it has to be a letter"),
            (r#"{"format": "svg", "page": "https://x.test/"}"#, "page: a drawing has no links"),
            (r#"{"format": "svg", "id": "x"}"#, "id: a drawing has no links"),
            (r#"{"info": "python"}"#, "info: it has to start with \"dockerfile onionskin\""),
            (r#"{"format": "pdf"}"#, "options: unknown variant `pdf`"),
            (r#"{"select": 0}"#, "select: the first line is 1"),
        ] {
            let error = render("FROM a", options).unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
        let error = render(&"\n".repeat(10_000), "{}").unwrap_err();
        assert_eq!(error, "too large to be shown: it has 10001 lines, and the limit is 10000");
    }
}
