use std::rc::Rc;

use crate::Cause;
use crate::key::Key;

/// The result of a vertex in the build that is replayed: what other vertices start from.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    /// What it is stored under; without meaning where the step does not come from the cache.
    pub(crate) key: Key,
    /// The same for whatever the steps that made it have read.
    pub(crate) shape: Key,
    pub(crate) freshness: Freshness,
    /// Why it is not the one of the build before: the chain of causes up to the step that is new by itself, or
    /// that takes something new. Empty where it is the same.
    pub(crate) origin: Rc<[Cause]>,
    /// The instruction of the step that made it.
    pub(crate) made_by: Option<usize>,
}

/// How a snapshot relates to the one of the build before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Freshness {
    /// It is the same.
    Same,
    /// It is the same if commands that run again have the same output as before.
    Open,
    /// It is made anew.
    New,
}

impl Snapshot {
    /// An empty file system.
    pub(crate) fn scratch() -> Self {
        let key = Key::of("scratch");
        Self { key, shape: key, freshness: Freshness::Same, origin: Rc::new([]), made_by: None }
    }
}
