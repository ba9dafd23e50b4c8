use std::hash::{DefaultHasher, Hash, Hasher};

/// A number that stands for something: equal for equal things, different for different ones but for a chance of
/// one in 2^64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of `parts`. The first part names the kind of thing, so that no two kinds share keys.
    pub(crate) fn of(parts: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        parts.hash(&mut hasher);
        Self(hasher.finish())
    }
}
