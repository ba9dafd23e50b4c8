use std::mem;
use std::rc::Rc;

use crate::costs::CostInputs;
use crate::{FilesState, State};

/// What stands beside a Dockerfile, as far as it is exchanged: a link brings its own, and the reader's own come back when they
/// leave the link. Only the reader's own are saved on their device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The Dockerfile that it is compared with; `None` inside where there is none.
    pub other: Option<Option<Rc<str>>>,
    /// How long steps take.
    pub costs: Option<Rc<CostInputs>>,
    /// The files of the build context.
    pub files: Option<Rc<FilesState>>,
}

impl Beside {
    /// Puts these things on the page. What they take the place of is returned.
    pub(crate) fn exchange(self, state: &mut State) -> Self {
        Self {
            other: self.other.map(|other| mem::replace(&mut state.other, other)),
            costs: self.costs.map(|costs| mem::replace(&mut state.costs, costs)),
            files: self.files.map(|files| Rc::new(mem::replace(&mut state.files, FilesState::clone(&files)))),
        }
    }

    /// What a link has brought of what is on the page.
    pub(crate) fn brought(state: &State) -> Self {
        let own = &state.own;
        Self {
            other: own.other.is_some().then(|| state.other.clone()),
            costs: own.costs.is_some().then(|| Rc::clone(&state.costs)),
            files: own.files.is_some().then(|| Rc::new(state.files.clone())),
        }
    }

    /// Puts the reader's own things back on the page, as they leave a link.
    pub(crate) fn give_back(state: &mut State) {
        mem::take(&mut state.own).exchange(state);
    }
}
