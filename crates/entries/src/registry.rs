use crate::entry::Entry;
use crate::kind::Kind;

/// Entries of every kind. Those of a kind stand in the order of their lists and, where they have no place in one, of
/// their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    /// The entries of each kind, in the order of [`Kind::ALL`].
    pub(crate) kinds: Vec<Vec<Entry>>,
}

impl Registry {
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
        Self { kinds: Kind::ALL.iter().map(chosen).collect() }
    }
}
