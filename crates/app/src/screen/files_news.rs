use std::rc::Rc;

use crate::State;
use crate::words::files as words;

/// What every view says of the reader's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesNews {
    /// Beside the change bar: whose files are taken, where they are known.
    pub with: Option<String>,
    /// What is going on.
    pub news: Option<News>,
}

/// What is going on with the reader's files, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// They are being listed, which can be cancelled.
    Reading(String),
    /// A Dockerfile was found; whether it is used is asked.
    Offer(String),
    /// Something could not be taken.
    Problem(Rc<str>),
}

/// What every view says of the reader's files.
pub(crate) fn files_news(state: &State) -> FilesNews {
    let files = &state.files;
    let reading = files.reading.as_ref().map(|reading| News::Reading(words::reading(reading)));
    let problem = || files.message.clone().map(News::Problem);
    let offer = || files.offer.as_ref().map(|offer| News::Offer(words::offer(offer)));
    FilesNews {
        with: files.context.as_ref().map(|context| words::with_files(context.listing.n_files())),
        news: reading.or_else(problem).or_else(offer),
    }
}
