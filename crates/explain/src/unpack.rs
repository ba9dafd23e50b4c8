//! Entries out of the text that the build script packs them into (`build/rust.rs`).

use crate::entry::{Argument, Entry, EntryOption, Takes, Text};
use crate::part::Part;
use crate::traits::Trait;

/// Ends a token.
const END: char = '\u{1F}';

/// All entries in `packed`.
pub(crate) fn unpack(packed: &'static str) -> Vec<Entry> {
    Tokens(packed).list(Tokens::entry)
}

/// What is still to be read.
struct Tokens(&'static str);

impl Tokens {
    fn text(&mut self) -> &'static str {
        let (token, rest) = self.0.split_once(END).unwrap_or((self.0, ""));
        self.0 = rest;
        token
    }

    fn number(&mut self) -> usize {
        self.text().parse().unwrap_or_default()
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| read(self)).collect()
    }

    fn entry(&mut self) -> Entry {
        Entry {
            id: self.text(),
            title: self.text(),
            names: self.list(Self::text),
            reference: (self.text(), self.text()),
            order: u8::try_from(self.number()).unwrap_or(u8::MAX),
            traits: self
                .list(|tokens| Trait::ALL.get(tokens.number()).copied())
                .into_iter()
                .flatten()
                .collect(),
            parts: self.list(Self::part).into_iter().flatten().collect(),
            options: self.list(Self::option),
            arguments: self.list(Self::argument),
        }
    }

    fn part(&mut self) -> Option<(Part, Vec<Text>)> {
        let part = Part::ALL.get(self.number()).copied();
        let texts = self.list(|tokens| Text(tokens.text()));
        Some((part?, texts))
    }

    fn option(&mut self) -> EntryOption {
        EntryOption { names: self.list(Self::text), takes: self.takes(), note: Text(self.text()) }
    }

    fn takes(&mut self) -> Takes {
        match self.number() {
            1 => Takes::Word,
            2 => Takes::Equals,
            3 => Takes::Rest,
            _ => Takes::Nothing,
        }
    }

    fn argument(&mut self) -> Argument {
        Argument {
            name: self.text(),
            is_many: self.number() != 0,
            note: Text(self.text()),
            values: self.list(|tokens| (tokens.list(Self::text), Text(tokens.text()))),
        }
    }
}
