use crate::part::Part;
use crate::traits::Trait;

/// A text of an entry, encoded as [`markup`](crate::markup) says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

/// What there is to say about one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The name of its file, without `.md`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How it is written in a Dockerfile, where that is not its title.
    pub names: Vec<String>,
    /// The manual it restates: title and address.
    pub reference: (String, String),
    /// Its place among the entries of its kind where they are shown as a list.
    pub order: u8,
    /// What is special about it.
    pub traits: Vec<Trait>,
    /// Its texts.
    pub parts: Vec<(Part, Vec<Text>)>,
    /// Its options.
    pub options: Vec<EntryOption>,
    /// Its arguments, in the order that they are written in.
    pub arguments: Vec<Argument>,
}

/// An option of a command or an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryOption {
    /// All its names, dashes included.
    pub names: Vec<String>,
    /// What it takes.
    pub takes: Takes,
    /// What it means; empty where nothing is to be said.
    pub note: Text,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// The next word, or what follows `=`.
    Word,
    /// What follows `=`; never the next word.
    Equals,
    /// All words to the end of the command.
    Rest,
    /// All words to the end of the command, which are a command of their own.
    Command,
}

/// An argument of a command or an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name, in capitals.
    pub name: String,
    /// Whether it stands for several words.
    pub is_many: bool,
    /// What it means; empty where nothing is to be said.
    pub note: Text,
    /// Values that mean something of their own, and what they mean.
    pub values: Vec<(Vec<String>, Text)>,
}

impl Takes {
    /// Every variant, in the order of its code.
    pub(crate) const ALL: [Self; 5] = [Self::Nothing, Self::Word, Self::Equals, Self::Rest, Self::Command];
}

impl Entry {
    /// The texts of `part`.
    pub fn part(&self, part: Part) -> &[Text] {
        self.parts.iter().find(|(its, _)| *its == part).map_or(&[], |(_, texts)| texts)
    }

    /// Whether it has the trait `is`.
    pub fn is(&self, is: Trait) -> bool {
        self.traits.contains(&is)
    }

    /// The option called `name` and its index.
    pub fn option(&self, name: &str) -> Option<(usize, &EntryOption)> {
        let is_it = |(_, option): &(usize, &EntryOption)| option.names.iter().any(|its| its == name);
        self.options.iter().enumerate().find(is_it)
    }

    /// The option whose name is a pattern that `word` matches, and what `*` stands for.
    pub fn option_pattern<'w>(&self, word: &'w str) -> Option<(usize, &'w str)> {
        let rest = |name: &String| word.strip_prefix(name.strip_suffix('*')?);
        let mut options = self.options.iter().enumerate();
        options.find_map(|(index, option)| Some((index, option.names.iter().find_map(rest)?)))
    }

    /// The names it is found by.
    pub fn names(&self) -> &[String] {
        if self.names.is_empty() { std::slice::from_ref(&self.title) } else { &self.names }
    }
}
