use std::rc::Rc;

use onionskin_app::{Action, OtherAction, SingleKeys, State, Theme, update};
use yew::prelude::*;

use crate::browser::{address, storage};
use crate::ports::link_opened;

/// The state of the page, as Yew keeps it.
pub(crate) struct Store(pub(crate) Rc<State>);

impl Store {
    /// The state that the page starts with: what earlier visits left on this device, then the link, if any.
    pub(crate) fn start() -> Self {
        let mut state = Rc::new(State::new(&address::page_url().unwrap_or_default()));
        if let Some(theme) = storage::read(storage::THEME) {
            state = update(state, Action::ThemeFound(Theme::from_name(&theme)));
        }
        if let Some(durations) = storage::read(storage::DURATIONS) {
            state = update(state, Action::DurationsFound(durations));
        }
        if let Some(draft) = storage::read(storage::DRAFT) {
            state = update(state, Action::DraftFound(draft));
        }
        if let Some(other) = storage::read(storage::OTHER) {
            state = update(state, Action::Other(OtherAction::Edited(other)));
        }
        if storage::read(storage::SINGLE_KEYS).is_some() {
            state = update(state, Action::SingleKeysSwitched(SingleKeys::Off));
        }
        state = update(state, link_opened());
        if let Some(text) = storage::read(storage::RESCUED) {
            state = update(state, Action::RescueFound(text));
        }
        Self(state)
    }
}

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = update(Rc::clone(&self.0), action);
        if Rc::ptr_eq(&next, &self.0) { self } else { Rc::new(Self(next)) }
    }
}
