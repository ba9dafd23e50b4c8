use std::rc::Rc;

use onionskin_app::{Action, State, update};
use yew::prelude::*;

/// The state of the page, as Yew keeps it.
pub(crate) struct Store(pub(crate) Rc<State>);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = update(Rc::clone(&self.0), action);
        if Rc::ptr_eq(&next, &self.0) { self } else { Rc::new(Self(next)) }
    }
}
