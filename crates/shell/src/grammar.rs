//! The grammar: everything of the language that characters decide.

#[derive(pest_derive::Parser)]
#[grammar = "grammar/shell.pest"]
pub(crate) struct Grammar;
