use std::cmp::Ordering;

use crate::entry::Entry;
use crate::kind::Kind;

/// Entries of every kind. Those of a kind stand in the order of their lists and, where they have no place in one, of
/// their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    /// The entries of each kind, in the order of [`Kind::ALL`].
    pub(crate) kinds: Vec<Vec<Entry>>,
    /// All names of commands in order, each with the index of its entry.
    pub(crate) commands: Vec<(String, usize)>,
}

/// How the first word of `name`, `pip` of `pip install`, compares with `word`. It is asked for every command of a file.
fn compare_first(name: &str, word: &str) -> Ordering {
    let (name, word) = (name.as_bytes(), word.as_bytes());
    let n_bytes = name.len().min(word.len());
    let start = name.get(..n_bytes).cmp(&word.get(..n_bytes));
    start.then_with(|| match name.get(n_bytes) {
        Some(b' ') | None => n_bytes.cmp(&word.len()),
        Some(_) => Ordering::Greater,
    })
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
        // A blank comes in front of all that a name may have in it, so names with the same first word are neighbours.
        commands.sort();
        Self { kinds, commands }
    }

    /// The names of commands whose first word is `program`, each with its entry.
    pub fn commands<'r>(&'r self, program: &str) -> impl Iterator<Item = (&'r str, &'r Entry)> {
        // A word with a blank in it is no first word, though a name may start with it.
        let known = if program.as_bytes().contains(&b' ') { &[][..] } else { &self.commands };
        let start = known.partition_point(|(name, _)| compare_first(name, program).is_lt());
        let names = known.get(start..).unwrap_or_default();
        let entries = self.of(Kind::Commands);
        let found = names.iter().take_while(move |(name, _)| compare_first(name, program).is_eq());
        found.filter_map(|(name, at)| Some((name.as_str(), entries.get(*at)?)))
    }

    /// The entries of a kind.
    pub fn of(&self, kind: Kind) -> &[Entry] {
        self.kinds.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// The entry of a kind with the id `id`.
    pub fn by_id(&self, kind: Kind, id: &str) -> Option<&Entry> {
        let entries = self.of(kind);
        // Those without a place in a list stand in the order of their ids.
        let found = entries.binary_search_by(|entry| (entry.order, entry.id.as_str()).cmp(&(0, id)));
        found.ok().and_then(|at| entries.get(at)).or_else(|| entries.iter().find(|entry| entry.id == id))
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

#[cfg(test)]
mod tests {
    use super::Registry;
    use crate::{Entry, Kind};

    #[test]
    fn commands_are_found_by_their_first_word() {
        let names = ["npm", "npm ci", "npm-run-all", "np", "npx", "npm run build", "git", "n"];
        let entry = |name: &&str| Entry { names: vec![(*name).to_owned()], ..Entry::default() };
        let mut kinds = vec![Vec::new(); Kind::ALL.len()];
        kinds[Kind::Commands as usize] = names.iter().map(entry).collect();
        let registry = Registry::new(kinds);
        for (word, expected) in [
            ("npm", &["npm", "npm ci", "npm run build"][..]),
            ("np", &["np"]),
            ("npm-run-all", &["npm-run-all"]),
            ("n", &["n"]),
            ("npm ci", &[]),
            ("", &[]),
            ("zz", &[]),
        ] {
            let found: Vec<_> =
                registry.commands(word).map(|(name, entry)| (name, entry.names[0].as_str())).collect();
            let expected: Vec<_> = expected.iter().map(|name| (*name, *name)).collect();
            assert_eq!(found, expected, "{word}");
        }
    }
}
