use std::cell::RefCell;
use std::rc::Rc;

use onionskin_app::{Action, OtherAction, Remembered, SingleKeys, State, Theme, WARM_UPS, update};

use crate::browser::address::{self, Entry};
use crate::browser::{storage, timer};
use crate::ports::link_opened;

/// What the page starts with.
#[derive(Clone)]
pub(crate) struct Start {
    /// What earlier visits left on this device, then the link, if any.
    pub(crate) state: Rc<State>,
    /// What there is to know of its source.
    pub(crate) remembered: Rc<RefCell<Remembered>>,
}

impl PartialEq for Start {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

impl Start {
    /// Works out what the first rendering shows, and lets the browser draw and answer in between: what is done in one go keeps
    /// somebody on a slow phone waiting who scrolls already.
    pub(crate) async fn new() -> Self {
        timer::rest().await;
        let state = found().await;
        let mut remembered = Remembered::default();
        for part in WARM_UPS {
            timer::rest().await;
            part(&state, &mut remembered);
        }
        timer::rest().await;
        Self { state, remembered: Rc::new(RefCell::new(remembered)) }
    }
}

async fn found() -> Rc<State> {
    let mut state = Rc::new(State::new(&address::page_url().unwrap_or_default()));
    if let Some(theme) = storage::read(storage::THEME) {
        state = update(state, Action::ThemeFound(Theme::from_name(&theme)));
    }
    if let Some(durations) = storage::read(storage::DURATIONS) {
        state = update(state, Action::DurationsFound(durations));
    }
    if let Some(draft) = storage::find_draft(storage::DRAFT) {
        state = update(state, Action::DraftFound(draft));
    }
    if let Some(other) = storage::find_draft(storage::OTHER) {
        state = update(state, Action::Other(OtherAction::Edited(other)));
    }
    if storage::read(storage::SINGLE_KEYS).is_some() {
        state = update(state, Action::SingleKeysSwitched(SingleKeys::Off));
    }
    state = update(state, link_opened().await);
    if address::entry() == Entry::Own {
        state = update(state, Action::OwnAddressFound);
    }
    if let Some(text) = storage::read(storage::RESCUED) {
        state = update(state, Action::RescueFound(text));
    }
    state
}
