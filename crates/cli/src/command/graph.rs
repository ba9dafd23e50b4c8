//! `onionskin graph`: the steps that BuildKit makes of a Dockerfile.

mod dot;
mod drawing;
mod mermaid;

use std::io::Write;

use onionskin_graph::{Inputs, KnownImages, OtherImages};

use super::source;
use crate::args::{Build, Graph as Options, GraphFormat};
use crate::failure::Failure;
use crate::graph_json::Graph;
use onionskin_json::Problem;

/// Prints the graph of a Dockerfile. Base images are taken to set nothing.
pub(crate) fn graph(options: &Options, output: &mut impl Write) -> Result<(), Failure> {
    let Build { dockerfile, target, arguments } = &options.build;
    let source = source::read(dockerfile)?;
    let parse = onionskin_syntax::parse(&source);
    let inputs = Inputs {
        target: target.clone(),
        build_args: arguments.iter().cloned().collect(),
        images: KnownImages { others: OtherImages::Empty, ..KnownImages::default() },
        ..Inputs::default()
    };
    let graph = onionskin_graph::build(&parse.dockerfile, &inputs);
    if let Some(error) = Problem::of(&source, &parse, &graph, &inputs) {
        return Err(Failure::Refused(error.to_string()));
    }
    match options.format {
        GraphFormat::Json => {
            serde_json::to_writer_pretty(&mut *output, &Graph::of(&graph, &parse.dockerfile, &inputs))?;
            writeln!(output)?;
        }
        GraphFormat::Dot => write!(output, "{}", dot::draw(&drawing::of(&graph, &parse.dockerfile)))?,
        GraphFormat::Mermaid => {
            write!(output, "{}", mermaid::draw(&drawing::of(&graph, &parse.dockerfile)))?;
        }
    }
    Ok(())
}
