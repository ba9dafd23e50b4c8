use std::cell::OnceCell;
use std::rc::Rc;

use onionskin_cache::{Change, Replay};

use crate::rebuilt::Rebuilt;

/// A change and what it rebuilds.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What is different.
    pub change: Change,
    replay: OnceCell<Replay>,
    rebuilt: Rc<Rebuilt>,
}

impl Scenario {
    /// What becomes of the build that `rebuilt` is about after `change`.
    pub(crate) fn new(change: Change, rebuilt: &Rc<Rebuilt>) -> Self {
        Self { change, replay: OnceCell::new(), rebuilt: Rc::clone(rebuilt) }
    }

    /// What the second build does. It is found out where it is asked for first: who types looks at few of the changes, and each
    /// takes as long as half a graph.
    pub fn replay(&self) -> &Replay {
        self.replay.get_or_init(|| self.rebuilt.replay(&self.change))
    }
}

impl PartialEq for Scenario {
    fn eq(&self, other: &Self) -> bool {
        self.change == other.change && self.replay() == other.replay()
    }
}

impl Eq for Scenario {}
