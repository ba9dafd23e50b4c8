//! The grammar: everything of the language that characters decide.

#[derive(pest_derive::Parser)]
#[grammar = "grammar/lines.pest"]
#[grammar = "grammar/words.pest"]
#[grammar = "grammar/shell_words.pest"]
pub(crate) struct Grammar;
