//! `onionskin batch graph`: what BuildKit would build, or its error.

use std::collections::BTreeMap;

use onionskin_graph::{Inputs, KnownImages, OtherImages};
use onionskin_json::Problem;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::graph_json::Graph;

/// A Dockerfile and what is to be built of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    id: String,
    text: String,
    target: Option<String>,
    #[serde(default)]
    build_args: BTreeMap<String, String>,
    platform: Option<String>,
    #[serde(default)]
    contexts: BTreeMap<String, String>,
}

/// The vertices and the image, or the error.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    id: String,
    error: Option<Problem>,
    #[serde(flatten)]
    graph: Option<Graph>,
    #[serde(flatten)]
    nothing: Option<Value>,
}

/// Builds the graph of the Dockerfile in `question`. Base images are taken to set nothing.
pub(crate) fn graph(question: Question) -> Answer {
    let Question { id, text, target, build_args, platform, contexts } = question;
    let parse = onionskin_syntax::parse(&text);
    let images = KnownImages { others: OtherImages::Empty, ..KnownImages::default() };
    let inputs = Inputs { target, build_args, platform, contexts, images };
    let graph = onionskin_graph::build(&parse.dockerfile, &inputs);
    let error = Problem::of(&text, &parse, &graph, &inputs);
    let is_sound = error.is_none();
    Answer {
        id,
        error,
        graph: is_sound.then(|| Graph::of(&graph, &parse.dockerfile, &inputs)),
        nothing: (!is_sound).then(|| serde_json::json!({ "steps": null, "image": null })),
    }
}
