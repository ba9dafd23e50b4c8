//! Random input that is the same in every run.

/// A generator of numbers (xorshift, Marsaglia 2003). It starts from any number but 0.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number from 0 to just below `end`, which must not be 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }

    /// One of `items`.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}
