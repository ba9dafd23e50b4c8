//! Writes entries for `src/unpack.rs` to read, and examples as Rust.

use std::fmt::Write as _;

use crate::entry::{Argument, Entry, EntryOption};
use crate::part::Part;
use crate::traits::Trait;

/// Ends a token. No entry has this character in its texts.
pub(crate) const END: char = '\u{1F}';

/// Writes all entries of `kind`, sorted by id, as one text of tokens: names and texts as they are, numbers and codes in
/// decimal, and a list as its length and its items. A static of nested slices would be half as large again, of
/// addresses that do not compress.
pub(crate) fn write_kind(out: &mut String, kind: &str, entries: &[Entry]) {
    let name = kind.to_uppercase();
    let mut packed = String::new();
    list(&mut packed, entries, entry);
    push(
        out,
        format_args!(
            "/// The entries of `data/{kind}`.\npub(crate) static {name}: Entries = \
             Entries::new(|| crate::unpack::unpack({packed:?}));\n"
        ),
    );
}

/// Writes `(kind, id, example)` for every example of `entry`.
pub(crate) fn write_examples(out: &mut String, kind: &str, entry: &Entry) {
    for example in &entry.examples {
        push(out, format_args!("    ({kind:?}, {:?}, {example:?}),\n", entry.id));
    }
}

fn entry(out: &mut String, entry: &Entry) {
    text(out, &entry.id);
    text(out, &entry.title);
    list(out, &entry.names, |out, name| text(out, name));
    text(out, &entry.reference.0);
    text(out, &entry.reference.1);
    number(out, entry.order.into());
    list(out, &entry.traits, |out, its| number(out, code(Trait::ALL, its)));
    list(out, &entry.parts, |out, (part, texts)| {
        number(out, code(Part::ALL, part));
        list(out, texts, |out, one| text(out, one));
    });
    list(out, &entry.options, option);
    list(out, &entry.arguments, argument);
}

fn option(out: &mut String, EntryOption { names, takes, note }: &EntryOption) {
    list(out, names, |out, name| text(out, name));
    number(out, *takes as usize);
    text(out, note);
}

fn argument(out: &mut String, Argument { name, is_many, note, values }: &Argument) {
    text(out, name);
    number(out, usize::from(*is_many));
    text(out, note);
    list(out, values, |out, (words, note)| {
        list(out, words, |out, word| text(out, word));
        text(out, note);
    });
}

fn list<T>(out: &mut String, items: &[T], write: impl Fn(&mut String, &T)) {
    number(out, items.len());
    for item in items {
        write(out, item);
    }
}

fn number(out: &mut String, number: usize) {
    push(out, format_args!("{number}{END}"));
}

fn text(out: &mut String, text: &str) {
    push(out, format_args!("{text}{END}"));
}

fn code<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|known| known == one).unwrap_or_default()
}

fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(arguments);
}
