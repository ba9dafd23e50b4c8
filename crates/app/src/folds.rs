use std::rc::Rc;

/// The most stages whose steps are all shown until the reader asks for something else. In 99 of 100 public Dockerfiles
/// there are no more; of one with more, the stages alone say more at a glance.
pub const MAX_OPEN_STAGES: usize = 12;

/// Which way up the stack is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PileOrder {
    /// As in the file: the first instruction on top.
    #[default]
    AsInFile,
    /// As images are drawn: the base at the bottom, the last layer on top.
    BaseAtBottom,
}

impl PileOrder {
    /// The other one.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::AsInFile => Self::BaseAtBottom,
            Self::BaseAtBottom => Self::AsInFile,
        }
    }
}

/// Whether the steps of a stage are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// One slab each.
    Open,
    /// One slab for all of them.
    Folded,
}

/// Which stages are folded, as far as the reader asked for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folds {
    /// What was last asked of all stages; until then, it depends on how many there are.
    all: Option<Fold>,
    /// What was asked of single stages since then, in their order.
    single: Rc<Vec<(usize, Fold)>>,
    /// Whether something was folded since the caret last moved. Until it moves again, it opens no stage.
    is_caret_passed_over: bool,
}

impl Folds {
    /// All stages are open, however many there are.
    pub fn open() -> Self {
        Self { all: Some(Fold::Open), ..Self::default() }
    }

    /// Folds or opens all stages.
    pub(crate) fn set_all(&mut self, fold: Fold) {
        self.all = Some(fold);
        self.single = Rc::default();
        self.is_caret_passed_over |= fold == Fold::Folded;
    }

    /// Folds or opens one stage.
    pub(crate) fn set(&mut self, stage: usize, fold: Fold) {
        let single = Rc::make_mut(&mut self.single);
        match single.binary_search_by_key(&stage, |(known, _)| *known) {
            Ok(at) => {
                if let Some(known) = single.get_mut(at) {
                    known.1 = fold;
                }
            }
            Err(at) => single.insert(at, (stage, fold)),
        }
        self.is_caret_passed_over |= fold == Fold::Folded;
    }

    /// The caret stands elsewhere now.
    pub(crate) fn move_caret(&mut self) {
        self.is_caret_passed_over = false;
    }

    /// What holds for all stages of a file with `n_stages`.
    pub(crate) fn all(&self, n_stages: usize) -> Fold {
        let by_number = if n_stages > MAX_OPEN_STAGES { Fold::Folded } else { Fold::Open };
        self.all.unwrap_or(by_number)
    }

    /// What holds for a stage. The one with the caret is open, unless it was folded with the caret in it.
    pub(crate) fn of(&self, stage: usize, n_stages: usize, caret: CaretIn) -> Fold {
        if caret == CaretIn::ThisStage && !self.is_caret_passed_over {
            return Fold::Open;
        }
        let single = self.single.binary_search_by_key(&stage, |(known, _)| *known);
        let asked = single.ok().and_then(|at| self.single.get(at)).map(|(_, fold)| *fold);
        asked.unwrap_or_else(|| self.all(n_stages))
    }
}

/// Where the caret stands, seen from a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaretIn {
    /// In it.
    ThisStage,
    /// Elsewhere.
    Elsewhere,
}

#[cfg(test)]
mod tests {
    use super::{CaretIn, Fold, Folds, MAX_OPEN_STAGES};

    fn folded(folds: &Folds, n_stages: usize) -> Vec<usize> {
        (0..n_stages).filter(|stage| folds.of(*stage, n_stages, CaretIn::Elsewhere) == Fold::Folded).collect()
    }

    #[test]
    fn stages_are_folded_at_first_where_there_are_many() {
        assert_eq!(folded(&Folds::default(), MAX_OPEN_STAGES).len(), 0);
        assert_eq!(folded(&Folds::default(), MAX_OPEN_STAGES + 1).len(), MAX_OPEN_STAGES + 1);
    }

    #[test]
    fn a_stage_is_folded_by_itself_until_all_are_asked() {
        let mut folds = Folds::default();
        folds.set(2, Fold::Folded);
        folds.set(0, Fold::Folded);
        folds.set(2, Fold::Open);
        assert_eq!(folded(&folds, 4), [0]);
        folds.set_all(Fold::Folded);
        folds.set(1, Fold::Open);
        assert_eq!(folded(&folds, 4), [0, 2, 3]);
        folds.set_all(Fold::Open);
        assert_eq!(folded(&folds, 4), [0; 0]);
    }

    #[test]
    fn the_caret_opens_its_stage_but_not_one_that_was_folded_around_it() {
        let mut folds = Folds::default();
        folds.set_all(Fold::Folded);
        assert_eq!(folds.of(1, 3, CaretIn::ThisStage), Fold::Folded);
        folds.move_caret();
        assert_eq!(folds.of(1, 3, CaretIn::ThisStage), Fold::Open);
    }
}
