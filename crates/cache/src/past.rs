use std::collections::{HashMap, HashSet};

use crate::key::Key;

/// What a build left in the cache.
///
/// A step is stored under its full key, and beside it in a form that can be asked while some of what it reads is
/// not known yet: that there was such a step at all, and what it read in each place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    keys: HashSet<Key>,
    /// The key of a step by its place alone.
    at_places: HashMap<Place, Key>,
    /// The vertex of a command by its place, variables left out.
    commands: HashMap<Key, usize>,
}

/// A step without what it reads: what it does and what it starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place(Key);

impl Place {
    /// The place of a step that does `op` to `parent`.
    pub(crate) fn new(op: Key, parent: Key) -> Self {
        Self(Key::of(("place", op, parent)))
    }

    /// The key of the step when it reads `contents`.
    pub(crate) fn key(self, contents: &[Key]) -> Key {
        Key::of(("step", self.0, contents))
    }

    /// The key of the step whatever it reads.
    pub(crate) fn shape(self) -> Key {
        self.0
    }

    fn reading(self, at: usize, content: Key) -> Key {
        Key::of(("reading", self.0, at, content))
    }
}

impl Past {
    /// Stores that there is a step with the operation `op` somewhere.
    pub(crate) fn store_op(&mut self, op: Key) {
        self.keys.insert(Key::of(("op", op)));
    }

    /// Whether there is a step with the operation `op` anywhere.
    pub(crate) fn has_op(&self, op: Key) -> bool {
        self.has(Key::of(("op", op)))
    }

    /// Stores a step at `place` that reads `contents`.
    pub(crate) fn store(&mut self, place: Place, contents: &[Key]) {
        let key = place.key(contents);
        let readings = contents.iter().enumerate().map(|(at, content)| place.reading(at, *content));
        self.keys.extend(readings.chain([key]));
        self.at_places.insert(place, key);
    }

    /// Stores something that is found by its key alone.
    pub(crate) fn store_key(&mut self, key: Key) {
        self.keys.insert(key);
    }

    /// Whether there is something with `key`.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }

    /// The key of a step at `place`, whatever it read; `None` where there is no such step.
    pub(crate) fn at(&self, place: Place) -> Option<Key> {
        self.at_places.get(&place).copied()
    }

    /// Whether there is a step at `place` that read `content` as the one with index `at`.
    pub(crate) fn has_reading(&self, place: Place, at: usize, content: Key) -> bool {
        self.has(place.reading(at, content))
    }

    /// Stores the vertex of a command under a key in which variables are left out.
    pub(crate) fn store_command(&mut self, key: Key, vertex: usize) {
        self.commands.entry(key).or_insert(vertex);
    }

    /// The vertex of a command that is the same but for its variables.
    pub(crate) fn command(&self, key: Key) -> Option<usize> {
        self.commands.get(&key).copied()
    }
}
