use std::hash::{DefaultHasher, Hash, Hasher};

/// What identifies a step in the cache beside its inputs: its command and environment, its flags, where it writes.
///
/// It is opaque: equal for steps that would do the same to equal inputs, and good for nothing but comparing. Names
/// of stages, line numbers and comments are not part of it. Of the environment it holds every assignment in order,
/// so a variable that is assigned twice counts twice, while BuildKit looks at the resulting values only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Definition(u64);

impl Definition {
    /// The definition that is made of `parts`.
    pub(crate) fn of(parts: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        parts.hash(&mut hasher);
        Self(hasher.finish())
    }
}
