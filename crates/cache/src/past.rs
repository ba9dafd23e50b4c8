use std::collections::HashSet;

use onionskin_graph::Definition;

use crate::key::Key;

/// What a build left in the cache.
///
/// A step is stored under its full key, and beside it in a form that can be asked while some of what it reads is
/// not known yet: that there was such a step at all, and what it read in each place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    keys: HashSet<Key>,
}

/// A step without what it reads: its definition and what it starts from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(Key);

impl Place {
    pub(crate) fn new(definition: Definition, parent: Key) -> Self {
        Self(Key::of(("place", definition, parent)))
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
    /// Stores that there is a step with `definition` somewhere.
    pub(crate) fn store_definition(&mut self, definition: Definition) {
        self.keys.insert(Key::of(("definition", definition)));
    }

    /// Whether there is a step with `definition` anywhere.
    pub(crate) fn has_definition(&self, definition: Definition) -> bool {
        self.has(Key::of(("definition", definition)))
    }

    /// Stores a step at `place` that reads `contents`.
    pub(crate) fn store(&mut self, place: Place, contents: &[Key]) {
        let readings = contents.iter().enumerate().map(|(at, content)| place.reading(at, *content));
        self.keys.extend(readings.chain([place.0, place.key(contents)]));
    }

    /// Stores something that is found by its key alone.
    pub(crate) fn store_key(&mut self, key: Key) {
        self.keys.insert(key);
    }

    /// Whether there is something with `key`.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }

    /// Whether there is a step at `place`, whatever it read.
    pub(crate) fn has_place(&self, place: Place) -> bool {
        self.has(place.0)
    }

    /// Whether there is a step at `place` that read `content` as the one with index `at`.
    pub(crate) fn has_reading(&self, place: Place, at: usize, content: Key) -> bool {
        self.has(place.reading(at, content))
    }
}
