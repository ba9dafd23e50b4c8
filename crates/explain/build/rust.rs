//! Writes entries as Rust.

use std::fmt::Write as _;

use crate::entry::{Argument, Entry, EntryOption};

/// Writes the static of all entries of `kind`, sorted by id.
pub(crate) fn write_kind(out: &mut String, kind: &str, entries: &[Entry]) {
    let name = kind.to_uppercase();
    push(out, format_args!("/// The entries of `data/{kind}`.\npub(crate) static {name}: &[Entry] = &[\n"));
    for entry in entries {
        push(out, format_args!("    Entry {{ id: {:?}, title: {:?}, ", entry.id, entry.title));
        push(out, format_args!("names: &{:?}, ", entry.names));
        let (title, url) = &entry.reference;
        push(out, format_args!("reference: ({title:?}, {url:?}), order: {}, traits: &[", entry.order));
        for its in &entry.traits {
            push(out, format_args!("Trait::{its:?}, "));
        }
        out.push_str("], parts: &[");
        for (part, texts) in &entry.parts {
            push(out, format_args!("(Part::{part:?}, &["));
            for text in texts {
                push(out, format_args!("Text({}), ", literal(text)));
            }
            out.push_str("]), ");
        }
        out.push_str("], options: &[");
        for option in &entry.options {
            write_option(out, option);
        }
        out.push_str("], arguments: &[");
        for argument in &entry.arguments {
            write_argument(out, argument);
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
}

/// Writes `(kind, id, example)` for every example of `entry`.
pub(crate) fn write_examples(out: &mut String, kind: &str, entry: &Entry) {
    for example in &entry.examples {
        push(out, format_args!("    ({kind:?}, {:?}, {example:?}),\n", entry.id));
    }
}

fn write_option(out: &mut String, option: &EntryOption) {
    let EntryOption { names, takes, note } = option;
    let note = literal(note);
    push(
        out,
        format_args!("EntryOption {{ names: &{names:?}, takes: Takes::{takes:?}, note: Text({note}) }}, "),
    );
}

fn write_argument(out: &mut String, argument: &Argument) {
    let Argument { name, is_many, note, values } = argument;
    let note = literal(note);
    push(out, format_args!("Argument {{ name: {name:?}, is_many: {is_many}, note: Text({note}), values: &["));
    for (words, note) in values {
        push(out, format_args!("(&{words:?}, Text({})), ", literal(note)));
    }
    out.push_str("] }, ");
}

/// A string literal; control characters are escaped, so that the file can be read.
fn literal(text: &str) -> String {
    format!("{text:?}")
}

fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(arguments);
}
