/// How much may be looked at to find out what the copies of one build select, in steps of about 20 nanoseconds. Real
/// builds take some thousands; a copy with two `--exclude` of a context of 100,000 files takes two million. Without a
/// bound a file full of wildcards would make a page stop for minutes.
const MAX_STEPS: usize = 20_000_000;

/// What looking at one entry takes, in steps.
const VISIT: usize = 5;

/// What may still be spent on finding out what copies select.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    n_left: usize,
}

/// There is not enough effort left to find out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooMuch;

impl Default for Effort {
    fn default() -> Self {
        Self { n_left: MAX_STEPS }
    }
}

impl Effort {
    /// Spends what looking at one entry takes.
    pub(crate) fn visit(&mut self) -> Result<(), TooMuch> {
        self.spend(VISIT)
    }

    /// Spends `n` steps.
    pub(crate) fn spend(&mut self, n: usize) -> Result<(), TooMuch> {
        let left = self.n_left.checked_sub(n);
        self.n_left = left.unwrap_or(0);
        left.map(|_| ()).ok_or(TooMuch)
    }
}

#[cfg(test)]
mod tests {
    use super::{Effort, MAX_STEPS};

    #[test]
    fn nothing_is_left_once_it_did_not_suffice() {
        let mut effort = Effort::default();
        assert!(effort.spend(MAX_STEPS).is_ok());
        let mut effort = Effort::default();
        assert!(effort.spend(MAX_STEPS + 1).is_err());
        assert!(effort.spend(1).is_err());
    }
}
