use std::fmt;
use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_explain::{Explanation, Idea, Subject};
use onionskin_notes::{About, Notes};
use onionskin_share::DecodeError;
use onionskin_syntax::Dockerfile;
use onionskin_text::LineIndex;

use crate::notes::{self, Noted};
use crate::screen::annotations::{self, Annotations};
use crate::screen::views::{self, Shown, Views};
use crate::screen::{files_news, share};
use crate::warm_up::LATER_WARM_UPS;
use crate::{FilesNews, LayerRow, Linkable, OpenedLink, Share, State, WarmUp, opened_link};

/// Tells of an instruction.
pub(crate) type Explain = for<'a> fn(&Subject<'a>, usize) -> Option<Explanation>;

/// What the code editor shows of a text in and beside it.
pub(crate) type Annotate = fn(&str, &Analysis, &LineIndex, &[Rc<LayerRow>]) -> Annotations;

/// What nobody needs before the page is shown: functions that the page loads behind that, together with their words. It
/// holds no data, so one is like another.
#[derive(Clone, Copy)]
pub struct Later {
    /// [`onionskin_explain::explain`].
    pub(crate) explain: Explain,
    /// [`onionskin_explain::ideas`].
    pub(crate) ideas: for<'a> fn(&Subject<'a>) -> Vec<Idea>,
    /// What the views show that stand in the place of the stack.
    pub(crate) views: for<'a> fn(&Shown<'a>) -> Views,
    /// What the code editor shows in and beside the text.
    pub(crate) annotations: Annotate,
    /// [`onionskin_notes::notes`].
    pub(crate) notes: fn(&str, &Dockerfile) -> Notes,
    /// The document with another note.
    pub(crate) noted: fn(&State, About, &str) -> Option<Noted>,
    /// What every view says of the reader's files.
    pub(crate) files_news: fn(&State) -> FilesNews,
    /// What the share dialog shows.
    pub(crate) share: fn(&State) -> Share,
    /// What the address of the page carries; empty where no link can hold it.
    pub fragment: fn(&Linkable) -> String,
    /// What the address of the page says.
    pub open: fn(&str) -> Result<Rc<OpenedLink>, DecodeError>,
    /// What leads to the first rendering of a state that has all this, in parts.
    pub warm_ups: [WarmUp; 5],
}

impl Later {
    /// The functions. To name them is what makes them part of a module: a page that loads them later calls this nowhere
    /// else.
    pub fn here() -> Self {
        Self {
            explain: onionskin_explain::explain,
            ideas: onionskin_explain::ideas,
            views: views::views,
            annotations: annotations::annotations,
            notes: onionskin_notes::notes,
            noted: notes::noted,
            files_news: files_news::files_news,
            share: share::share,
            fragment: |linkable| linkable.link().map(|link| link.fragment).unwrap_or_default(),
            open: opened_link::open,
            warm_ups: LATER_WARM_UPS,
        }
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}

impl PartialEq for Later {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Later {}
