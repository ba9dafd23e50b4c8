/// Something that a build stops at although the syntax of the file is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphError {
    /// BuildKit's wording.
    pub message: String,
    /// The index of the instruction that BuildKit names; `None` where it names no line.
    pub instruction: Option<usize>,
}

impl GraphError {
    /// An error about an instruction.
    pub(crate) fn at(instruction: usize, message: impl Into<String>) -> Self {
        Self { message: message.into(), instruction: Some(instruction) }
    }

    /// An error about no line of the file.
    pub(crate) fn nowhere(message: impl Into<String>) -> Self {
        Self { message: message.into(), instruction: None }
    }
}
