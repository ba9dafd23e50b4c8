use std::hash::{DefaultHasher, Hash, Hasher};

/// A number that stands for something: equal for equal things, different for different ones but for a chance of
/// one in 2^64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of `parts`. The first part names the kind of thing, so that no two kinds share keys.
    pub(crate) fn of(parts: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        parts.hash(&mut hasher);
        Self(hasher.finish())
    }

    /// The key of all that a step reads of one thing, in the order of the paths. One content stands for itself, so that a
    /// file is the same wherever it comes from.
    pub(crate) fn of_all(contents: &[Self]) -> Self {
        match contents {
            [content] => *content,
            contents => Self::of(("all of", contents)),
        }
    }

    /// The key of a set with `other` in it too, whatever the order in which its members came.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }

    /// The key of a set without its member `other`.
    pub(crate) fn minus(self, other: Self) -> Self {
        Self(self.0.wrapping_sub(other.0))
    }
}
