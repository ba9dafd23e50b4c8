/// How many characters may be compared to match wildcards with the files of one build. Real files take some
/// thousands; without a bound a file full of wildcards would make a page stop for minutes.
const MAX_COMPARED: usize = 20_000_000;

/// What looking at one file takes, in compared characters: about as long as its name is put together and stored.
const VISIT: usize = 50;

/// What may still be spent on matching wildcards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    n_left: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self { n_left: MAX_COMPARED }
    }
}

impl Effort {
    /// Spends what looking at one file takes; `None` where so much is not left.
    pub(crate) fn visit(&mut self) -> Option<()> {
        self.spend(VISIT)
    }

    /// Spends `n` comparisons; `None` where so many are not left.
    pub(crate) fn spend(&mut self, n: usize) -> Option<()> {
        let left = self.n_left.checked_sub(n);
        self.n_left = left.unwrap_or(0);
        left.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::{Effort, MAX_COMPARED};

    #[test]
    fn nothing_is_left_once_it_did_not_suffice() {
        let mut effort = Effort::default();
        assert!(effort.spend(MAX_COMPARED).is_some());
        let mut effort = Effort::default();
        assert!(effort.spend(MAX_COMPARED + 1).is_none());
        assert!(effort.spend(1).is_none());
    }
}
