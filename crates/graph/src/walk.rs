//! What is known at every point of the walk through a file: the stages so far, the vertices, the stage at hand.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::env::EnvList;
use crate::number::Numbering;
use crate::outline::Outline;
use crate::state::{Growth, State};
use crate::vertex::{Inputs as VertexInputs, Vertices};
use crate::{GraphError, Inputs, Op, Operation, Origin, Place, SourceOp, contexts};

/// A step with its vertex.
pub(crate) type Made = Option<(Operation, usize)>;

/// Why an instruction is not carried out.
pub(crate) enum Stop {
    /// BuildKit refuses it with this message.
    Refused(String),
    /// The parser has refused its arguments.
    Broken,
}

impl From<String> for Stop {
    fn from(message: String) -> Self {
        Self::Refused(message)
    }
}

/// What a stage ends with.
pub(crate) struct End {
    pub(crate) state: State,
    /// The vertex whose result is the stage's file system; `None` for an empty one.
    pub(crate) result: Option<usize>,
    /// The names of the variables that the stage assigns.
    pub(crate) assigned: Vec<Rc<str>>,
    /// The variables that stages on top of it start with, once one has asked.
    pub(crate) of_child: OnceCell<EnvList>,
}

/// Goes through the stages in file order, carries out their instructions, and collects the vertices.
pub(crate) struct Walk<'a> {
    pub(crate) outline: &'a Outline<'a>,
    pub(crate) inputs: &'a Inputs,
    pub(crate) epoch: Option<i64>,
    pub(crate) vertices: Vertices,
    pub(crate) build_context: Option<usize>,
    /// The stages so far.
    pub(crate) ends: Vec<End>,
    pub(crate) growth: Growth,
    pub(crate) n_triggers: usize,
    pub(crate) errors: Vec<GraphError>,
    /// Errors that come up only when everything else is right.
    pub(crate) late_errors: Vec<GraphError>,
}

/// A stage while its instructions are carried out.
pub(crate) struct Current<'a> {
    pub(crate) index: usize,
    pub(crate) state: State,
    pub(crate) result: Option<usize>,
    pub(crate) assigned: Vec<Rc<str>>,
    pub(crate) place: Place,
    pub(crate) is_needed: bool,
    pub(crate) numbering: Numbering,
    pub(crate) name: &'a str,
}

impl Walk<'_> {
    /// Notes that BuildKit refuses the instruction at hand. Of stages that are not needed it says nothing.
    pub(crate) fn refuse(&mut self, current: &Current<'_>, message: String) {
        if current.is_needed {
            self.errors.push(GraphError::at(current.place.instruction, message));
        }
    }

    /// Notes an error that BuildKit finds at the very end.
    pub(crate) fn refuse_late(&mut self, current: &Current<'_>, message: &str) {
        if current.is_needed {
            self.late_errors.push(GraphError::nowhere(message));
        }
    }

    /// A vertex that brings an image, or the context that stands for it.
    pub(crate) fn image(&mut self, image: &str, platform: &str, origin: Origin) -> usize {
        use contexts::NamedContext;
        let source = match contexts::find(image, self.inputs) {
            Some(NamedContext::Local(name)) => SourceOp::Local { name },
            Some(NamedContext::Remote(url)) => {
                SourceOp::Http { url, file_name: "context".to_owned(), checksum: None }
            }
            Some(NamedContext::Image(image)) => image_source(&image, platform),
            None => image_source(image, platform),
        };
        self.vertices.add(Op::Source(source), VertexInputs::default(), origin)
    }

    /// The result of a stage that has been carried out; `None` where it stands later in the file.
    pub(crate) fn end_of(&self, stage: usize, current: &Current<'_>) -> Option<&End> {
        self.ends.get(stage).filter(|_| stage < current.index)
    }

    /// An image that an instruction takes files from; `None` for the empty one.
    pub(crate) fn foreign_image(&mut self, image: &str, lines_of: Option<usize>) -> Option<usize> {
        if image == "scratch" {
            return None;
        }
        let platform = self.outline.target_platform.to_string();
        Some(self.image(image, &platform, Origin::ForeignImage { lines_of }))
    }

    /// The build context. There is one for the whole build.
    pub(crate) fn build_context(&mut self) -> usize {
        if let Some(vertex) = self.build_context {
            return vertex;
        }
        let source = SourceOp::Local { name: "context".to_owned() };
        let vertex = self.vertices.add(Op::Source(source), VertexInputs::default(), Origin::LoadContext);
        self.build_context = Some(vertex);
        vertex
    }
}

fn image_source(image: &str, platform: &str) -> SourceOp {
    SourceOp::Image { reference: crate::full_reference(image), platform: platform.to_owned() }
}
