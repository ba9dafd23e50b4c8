//! A registry as one text, and back.
//!
//! The text is a chain of tokens, each with [`END`] behind it: names and texts as they are, numbers and codes in decimal,
//! and a list as its length and its items. It starts with [`START`], then come the entries of each kind, the names of
//! commands in their order, and last the checksum of all that.

use std::fmt;

use crate::checksum::checksum;
use crate::entry::{Argument, Entry, EntryOption, Takes, Text};
use crate::kind::Kind;
use crate::part::Part;
use crate::registry::Registry;
use crate::traits::Trait;

/// Ends a token. No entry has this character in its texts.
const END: char = '\u{1F}';

/// The first token: what this is, and the version of its form.
const START: &str = "onionskin entries 2";

/// A text that is not a whole packed registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a whole text of packed entries")
    }
}

impl std::error::Error for Damaged {}

impl Registry {
    /// The registry as one text.
    pub fn pack(&self) -> String {
        let mut packed = String::new();
        text(&mut packed, START);
        for &kind in Kind::ALL {
            list(&mut packed, self.of(kind), entry);
        }
        list(&mut packed, &self.commands, |out, (name, at)| {
            text(out, name);
            number(out, *at);
        });
        seal(&mut packed);
        packed
    }

    /// The registry that `packed` holds.
    ///
    /// # Errors
    /// [`Damaged`] where `packed` is anything but what [`pack`](Self::pack) gave for some registry.
    pub fn parse(packed: &str) -> Result<Self, Damaged> {
        Unpacking::new(packed)?.read(usize::MAX)?.ok_or(Damaged)
    }
}

/// A packed registry that is read in parts: who has to answer somebody can do so in between.
#[derive(Debug)]
pub struct Unpacking<'a> {
    tokens: Tokens<'a>,
    /// What is read so far.
    kinds: Vec<Vec<Entry>>,
    /// How many entries of the last kind are still to be read.
    n_left: usize,
}

impl<'a> Unpacking<'a> {
    /// Starts to read what [`Registry::pack`] gave.
    ///
    /// # Errors
    /// [`Damaged`] where `packed` is something else, or not all of it.
    pub fn new(packed: &'a str) -> Result<Self, Damaged> {
        let mut tokens = Tokens(unseal(packed).ok_or(Damaged)?);
        if tokens.token()? != START {
            return Err(Damaged);
        }
        Ok(Self { tokens, kinds: Vec::new(), n_left: 0 })
    }

    /// Reads up to `n_entries` more. Gives the registry, once, when all of it is read.
    ///
    /// # Errors
    /// [`Damaged`] where what was packed was no registry.
    pub fn read(&mut self, n_entries: usize) -> Result<Option<Registry>, Damaged> {
        for _ in 0..n_entries {
            while self.n_left == 0 {
                if self.kinds.len() == Kind::ALL.len() {
                    return self.end().map(Some);
                }
                self.kinds.push(Vec::new());
                self.n_left = self.tokens.number()?;
            }
            let entry = self.tokens.entry()?;
            self.n_left = self.n_left.saturating_sub(1);
            self.kinds.last_mut().ok_or(Damaged)?.push(entry);
        }
        Ok(None)
    }

    fn end(&mut self) -> Result<Registry, Damaged> {
        let commands = self.tokens.list(|tokens| Ok((tokens.string()?, tokens.number()?)))?;
        let kinds = std::mem::take(&mut self.kinds);
        if self.tokens.0.is_empty() { Ok(Registry { kinds, commands }) } else { Err(Damaged) }
    }
}

/// Puts the checksum of `packed` behind it.
fn seal(packed: &mut String) {
    let sum = checksum(packed).to_string();
    text(packed, &sum);
}

/// `packed` without the checksum behind it; `None` where it is not that of the text.
fn unseal(packed: &str) -> Option<&str> {
    let before = packed.strip_suffix(END)?.rfind(END)?;
    let (tokens, sum) = packed.split_at_checked(before + END.len_utf8())?;
    (sum.strip_suffix(END)? == checksum(tokens).to_string()).then_some(tokens)
}

fn entry(out: &mut String, entry: &Entry) {
    text(out, &entry.id);
    text(out, &entry.title);
    texts(out, &entry.names);
    text(out, &entry.reference.0);
    text(out, &entry.reference.1);
    number(out, entry.order.into());
    list(out, &entry.traits, |out, its| number(out, code(Trait::ALL, its)));
    list(out, &entry.parts, |out, (part, texts)| {
        number(out, code(Part::ALL, part));
        list(out, texts, |out, one| text(out, &one.0));
    });
    list(out, &entry.options, option);
    list(out, &entry.arguments, argument);
}

fn option(out: &mut String, EntryOption { names, takes, note }: &EntryOption) {
    texts(out, names);
    number(out, code(&Takes::ALL, takes));
    text(out, &note.0);
}

fn argument(out: &mut String, Argument { name, is_many, note, values }: &Argument) {
    text(out, name);
    number(out, usize::from(*is_many));
    text(out, &note.0);
    list(out, values, |out, (words, note)| {
        texts(out, words);
        text(out, &note.0);
    });
}

fn texts(out: &mut String, texts: &[String]) {
    list(out, texts, |out, one| text(out, one));
}

fn list<T>(out: &mut String, items: &[T], write: impl Fn(&mut String, &T)) {
    number(out, items.len());
    for item in items {
        write(out, item);
    }
}

fn number(out: &mut String, number: usize) {
    text(out, &number.to_string());
}

fn text(out: &mut String, text: &str) {
    out.push_str(text);
    out.push(END);
}

fn code<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|known| known == one).unwrap_or_default()
}

/// What is still to be read.
#[derive(Debug)]
struct Tokens<'a>(&'a str);

impl<'a> Tokens<'a> {
    fn token(&mut self) -> Result<&'a str, Damaged> {
        let (token, rest) = self.0.split_once(END).ok_or(Damaged)?;
        self.0 = rest;
        Ok(token)
    }

    fn string(&mut self) -> Result<String, Damaged> {
        Ok(self.token()?.to_owned())
    }

    fn text(&mut self) -> Result<Text, Damaged> {
        Ok(Text(self.string()?))
    }

    fn number(&mut self) -> Result<usize, Damaged> {
        self.token()?.parse().map_err(|_| Damaged)
    }

    fn coded<T: Copy>(&mut self, all: &[T]) -> Result<T, Damaged> {
        all.get(self.number()?).copied().ok_or(Damaged)
    }

    /// A list, which grows as its items are read: its length alone makes nothing.
    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Result<T, Damaged>) -> Result<Vec<T>, Damaged> {
        let mut items = Vec::new();
        for _ in 0..self.number()? {
            items.push(read(self)?);
        }
        Ok(items)
    }

    fn strings(&mut self) -> Result<Vec<String>, Damaged> {
        self.list(Self::string)
    }

    fn entry(&mut self) -> Result<Entry, Damaged> {
        Ok(Entry {
            id: self.string()?,
            title: self.string()?,
            names: self.strings()?,
            reference: (self.string()?, self.string()?),
            order: u8::try_from(self.number()?).map_err(|_| Damaged)?,
            traits: self.list(|tokens| tokens.coded(Trait::ALL))?,
            parts: self.list(|tokens| Ok((tokens.coded(Part::ALL)?, tokens.list(Self::text)?)))?,
            options: self.list(Self::option)?,
            arguments: self.list(Self::argument)?,
        })
    }

    fn option(&mut self) -> Result<EntryOption, Damaged> {
        Ok(EntryOption { names: self.strings()?, takes: self.coded(&Takes::ALL)?, note: self.text()? })
    }

    fn argument(&mut self) -> Result<Argument, Damaged> {
        Ok(Argument {
            name: self.string()?,
            is_many: self.coded(&[false, true])?,
            note: self.text()?,
            values: self.list(|tokens| Ok((tokens.strings()?, tokens.text()?)))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Damaged, END, Unpacking, seal, unseal};
    use crate::{Argument, Entry, EntryOption, Kind, Part, Registry, Takes, Text, Trait};

    /// A registry with something in every field.
    fn registry() -> Registry {
        let strings = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let text = |text: &str| Text(text.to_owned());
        let entry = Entry {
            id: "id".to_owned(),
            title: "Größe 🐳".to_owned(),
            names: strings(&["a b", ""]),
            reference: ("Manual".to_owned(), "https://x.test/".to_owned()),
            order: u8::MAX,
            traits: vec![Trait::Installs, Trait::OneDash],
            parts: vec![(Part::Why, vec![text("\u{6}\u{8}1"), text("")]), (Part::Note, Vec::new())],
            options: vec![EntryOption { names: strings(&["-x"]), takes: Takes::Rest, note: text("It.") }],
            arguments: vec![Argument {
                name: "FILE".to_owned(),
                is_many: true,
                note: text(""),
                values: vec![(strings(&[".", "./"]), text("Here."))],
            }],
        };
        let mut kinds = vec![Vec::new(); Kind::ALL.len()];
        kinds[Kind::Mounts as usize] = vec![entry.clone(), Entry::default()];
        kinds[Kind::Commands as usize] = vec![entry.clone()];
        kinds[Kind::Tags as usize] = vec![entry];
        Registry::new(kinds)
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        for registry in [registry(), Registry::new(vec![Vec::new(); Kind::ALL.len()])] {
            assert_eq!(Registry::parse(&registry.pack()), Ok(registry));
        }
    }

    #[test]
    fn what_is_read_in_parts_is_what_is_read_at_once() {
        let packed = registry().pack();
        let mut unpacking = Unpacking::new(&packed).expect("a registry");
        let mut n_parts = 1;
        let read = loop {
            match unpacking.read(1).expect("a registry") {
                Some(registry) => break registry,
                None => n_parts += 1,
            }
        };
        assert_eq!((read, n_parts), (registry(), 5), "four entries, and the end");
    }

    #[test]
    fn a_text_that_is_cut_off_anywhere_is_damaged() {
        let packed = registry().pack();
        for (end, _) in packed.char_indices() {
            assert_eq!(Registry::parse(packed.split_at(end).0), Err(Damaged), "{end}");
        }
    }

    #[test]
    fn a_text_with_more_behind_it_is_damaged() {
        let packed = registry().pack();
        for more in ["\n", "x", "\u{1F}", &packed] {
            assert_eq!(Registry::parse(&format!("{packed}{more}")), Err(Damaged), "{more:?}");
        }
    }

    #[test]
    fn a_text_with_another_byte_anywhere_is_damaged() {
        let packed = registry().pack();
        for (at, character) in packed.char_indices().filter(|(_, character)| character.is_ascii()) {
            let other = if character == '1' { "2" } else { "1" };
            let altered = [packed.split_at(at).0, other, packed.split_at(at + 1).1].concat();
            assert_eq!(Registry::parse(&altered), Err(Damaged), "{at}");
        }
    }

    #[test]
    fn anything_else_is_damaged() {
        for text in ["", "\u{1F}", "\u{1F}\u{1F}", "<!doctype html><title>404</title>", "\0\u{FFFD}", "é🐳"]
        {
            assert_eq!(Registry::parse(text), Err(Damaged), "{text:?}");
        }
    }

    /// `tokens` with the right checksum behind them.
    fn sealed(tokens: &str) -> String {
        let mut packed = tokens.to_owned();
        seal(&mut packed);
        packed
    }

    #[test]
    fn a_text_with_the_right_checksum_and_wrong_tokens_is_damaged() {
        let packed = registry().pack();
        let tokens = unseal(&packed).unwrap();
        assert_eq!(Registry::parse(&sealed(tokens)), Ok(registry()));
        // Another version, a number that is too large, codes that mean nothing, and words for numbers.
        let replacements = [
            ("entries 2\u{1F}", "entries 1\u{1F}"),
            ("https://x.test/\u{1F}255", "https://x.test/\u{1F}256"),
            ("\u{1F}FILE\u{1F}1", "\u{1F}FILE\u{1F}2"),
            ("\u{1F}FILE\u{1F}1", "\u{1F}FILE\u{1F}x"),
            ("\u{1F}-x\u{1F}3", "\u{1F}-x\u{1F}5"),
        ];
        for (from, to) in replacements {
            assert!(tokens.contains(from), "{from:?}");
            assert_eq!(Registry::parse(&sealed(&tokens.replace(from, to))), Err(Damaged), "{to:?}");
        }
        // A list that says that it is longer than memory.
        let huge = format!("onionskin entries 2{END}{}{END}", usize::MAX);
        for text in ["", END.to_string().as_str(), &huge, &format!("{tokens}more{END}")] {
            assert_eq!(Registry::parse(&sealed(text)), Err(Damaged), "{text:?}");
        }
        for end in tokens.match_indices(END).map(|(at, _)| at) {
            assert_eq!(Registry::parse(&sealed(tokens.split_at(end).0)), Err(Damaged), "{end}");
        }
    }
}
