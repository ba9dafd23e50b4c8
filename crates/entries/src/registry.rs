use crate::entry::Entry;
use crate::kind::Kind;

/// Entries of every kind. Those of a kind stand in the order of their lists and, where they have no place in one, of
/// their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    /// The entries of each kind, in the order of [`Kind::ALL`].
    pub(crate) kinds: Vec<Vec<Entry>>,
    /// All names of commands in the order of their first words and, where these are the same, of the whole names; each
    /// with the index of its entry.
    pub(crate) commands: Vec<(String, usize)>,
}

/// The first word of a name: `pip` of `pip install`.
pub(crate) fn first_word(name: &str) -> &str {
    name.split_once(' ').map_or(name, |(first, _)| first)
}

impl Registry {
    /// A registry of entries of each kind, in the order of [`Kind::ALL`]. The page has no use for it, and so does not
    /// hold what it takes to sort.
    pub(crate) fn new(kinds: Vec<Vec<Entry>>) -> Self {
        let entries = kinds.get(Kind::Commands as usize).map_or(&[][..], Vec::as_slice).iter().enumerate();
        let names = |(at, entry): (usize, &Entry)| {
            entry.names().iter().map(|name| (name.clone(), at)).collect::<Vec<_>>()
        };
        let mut commands: Vec<_> = entries.flat_map(names).collect();
        commands.sort_by(|(one, _), (other, _)| (first_word(one), one).cmp(&(first_word(other), other)));
        Self { kinds, commands }
    }

    /// The names of commands whose first word is `program`, each with its entry.
    pub fn commands<'r>(&'r self, program: &str) -> impl Iterator<Item = (&'r str, &'r Entry)> {
        let start = self.commands.partition_point(|(name, _)| first_word(name) < program);
        let names = self.commands.get(start..).unwrap_or_default();
        let count = names.partition_point(|(name, _)| first_word(name) == program);
        let entries = self.of(Kind::Commands);
        let named = names.get(..count).unwrap_or_default().iter();
        named.filter_map(|(name, at)| Some((name.as_str(), entries.get(*at)?)))
    }

    /// The entries of a kind.
    pub fn of(&self, kind: Kind) -> &[Entry] {
        self.kinds.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// The entry of a kind with the id `id`.
    pub fn by_id(&self, kind: Kind, id: &str) -> Option<&Entry> {
        self.of(kind).iter().find(|entry| entry.id == id)
    }

    /// The first entry of a kind with a name that `is_it`.
    pub fn by_name(&self, kind: Kind, is_it: &dyn Fn(&str) -> bool) -> Option<&Entry> {
        self.of(kind).iter().find(|entry| entry.names().iter().any(|name| is_it(name)))
    }

    /// What `choose` makes of each entry.
    #[must_use]
    pub fn choose(&self, choose: impl Fn(Kind, &Entry) -> Option<Entry>) -> Self {
        let chosen = |&kind: &Kind| self.of(kind).iter().filter_map(|entry| choose(kind, entry)).collect();
        Self::new(Kind::ALL.iter().map(chosen).collect())
    }
}
