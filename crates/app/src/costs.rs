//! How long steps take, as the reader says.

mod build_log;
mod log_match;
mod seconds;
mod times;

use std::rc::Rc;

pub use build_log::MAX_LOG_BYTES;
pub use seconds::MAX_SECONDS;
pub use times::{MAX_TIMES, StepKey, Times};

pub(crate) use build_log::{LoggedStep, logged_steps};
pub(crate) use log_match::{LogMatch, matched};
pub(crate) use seconds::{NotSeconds, told as told_seconds};
pub(crate) use times::{Time, step_keys};

/// What the reader says of durations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostInputs {
    /// How long steps take.
    pub times: Times,
    /// The log in the field for one. It is not kept.
    pub log: Rc<str>,
    /// How many durations the last log has filled in.
    pub n_taken: Option<usize>,
}

impl CostInputs {
    /// The log has done its work.
    pub(crate) fn close(&mut self) {
        self.log = Rc::default();
        self.n_taken = None;
    }

    /// There is another text in the field.
    pub(crate) fn paste(&mut self, log: Rc<str>) {
        self.log = log;
        self.n_taken = None;
    }

    /// Takes what a log says of these steps.
    pub(crate) fn take(&mut self, times: &[(StepKey, u32)]) {
        for &(key, tenths) in times {
            self.times.set(key, tenths);
        }
        self.log = Rc::default();
        self.n_taken = Some(times.len());
    }
}
