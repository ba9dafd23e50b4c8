use std::rc::Rc;

/// The value of a variable.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// It is this text.
    Known(Rc<str>),
    /// It has one that cannot be known here; the text is what is written for it.
    Unknown(Rc<str>),
}

impl Value {
    /// The value, or what is written for it.
    pub fn text(&self) -> &str {
        match self {
            Self::Known(text) | Self::Unknown(text) => text,
        }
    }
}
