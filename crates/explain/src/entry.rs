//! Entries as the build script writes them, and how they are found.

use std::sync::LazyLock;

use crate::part::Part;
use crate::traits::Trait;

include!(concat!(env!("OUT_DIR"), "/entries.rs"));

/// The entries of a kind, unpacked when they are first asked for.
pub(crate) type Entries = LazyLock<Vec<Entry>>;

/// A text of an entry, encoded as `src/markup.rs` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) &'static str);

/// What there is to say about one thing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The name of its file, without `.md`.
    pub(crate) id: &'static str,
    /// What it is called.
    pub(crate) title: &'static str,
    /// How it is written in a Dockerfile, where that is not its title.
    pub(crate) names: Vec<&'static str>,
    /// The manual it restates: title and address.
    pub(crate) reference: (&'static str, &'static str),
    /// Its place among the entries of its kind where they are shown as a list.
    pub(crate) order: u8,
    /// What is special about it.
    pub(crate) traits: Vec<Trait>,
    /// Its texts.
    pub(crate) parts: Vec<(Part, Vec<Text>)>,
    /// Its options.
    pub(crate) options: Vec<EntryOption>,
    /// Its arguments, in the order that they are written in.
    pub(crate) arguments: Vec<Argument>,
}

/// An option of a command or an instruction.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct EntryOption {
    /// All its names, dashes included.
    pub(crate) names: Vec<&'static str>,
    /// What it takes.
    pub(crate) takes: Takes,
    /// What it means.
    pub(crate) note: Text,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing.
    Nothing,
    /// The next word, or what follows `=`.
    Word,
    /// What follows `=`; never the next word.
    Equals,
    /// All words to the end of the command.
    Rest,
}

/// An argument of a command or an instruction.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Argument {
    /// Its name, in capitals.
    pub(crate) name: &'static str,
    /// Whether it stands for several words.
    pub(crate) is_many: bool,
    /// What it means; empty where nothing is to be said.
    pub(crate) note: Text,
    /// Values that mean something of their own.
    pub(crate) values: Vec<(Vec<&'static str>, Text)>,
}

impl Entry {
    /// The texts of `part`.
    pub(crate) fn part(&self, part: Part) -> &[Text] {
        self.parts.iter().find(|(its, _)| *its == part).map_or(&[], |(_, texts)| texts)
    }

    /// Whether it has the trait `is`.
    pub(crate) fn is(&self, is: Trait) -> bool {
        self.traits.contains(&is)
    }

    /// The option called `name` and its index.
    pub(crate) fn option(&self, name: &str) -> Option<(usize, &EntryOption)> {
        self.options.iter().enumerate().find(|(_, option)| option.names.contains(&name))
    }

    /// The option whose name is a pattern that `word` matches, and what `*` stands for.
    pub(crate) fn option_pattern<'w>(&self, word: &'w str) -> Option<(usize, &'w str)> {
        let rest = |name: &&str| word.strip_prefix(name.strip_suffix('*')?);
        let mut options = self.options.iter().enumerate();
        options.find_map(|(index, option)| Some((index, option.names.iter().find_map(rest)?)))
    }

    /// The names it is found by.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let title = self.names.is_empty().then_some(self.title);
        self.names.iter().copied().chain(title)
    }
}

/// The entry with the id `id`; the entries of a kind are sorted by it.
pub(crate) fn by_id(entries: &'static [Entry], id: &str) -> Option<&'static Entry> {
    let at = entries.binary_search_by(|entry| entry.id.cmp(id)).ok()?;
    entries.get(at)
}

/// The first entry with a name that `is_it`.
pub(crate) fn by_name(entries: &'static [Entry], is_it: impl Fn(&str) -> bool) -> Option<&'static Entry> {
    entries.iter().find(|entry| entry.names().any(&is_it))
}
