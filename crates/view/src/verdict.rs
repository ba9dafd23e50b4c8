use onionskin_app::{Mark, Verdict};
use yew::prelude::*;

use crate::icon::{Icon, icon, path};

/// What can stand beside a line of the editor: the name of each kind of mark, and its drawing on 16 by 16.
pub const MARK_KINDS: [(&str, &str); 6] = [
    (Verdict::Reused.name(), path(Icon::Check)),
    (Verdict::Rebuilds.name(), path(Icon::Rebuild)),
    (Verdict::RebuildsUnlessSame.name(), path(Icon::Maybe)),
    (Verdict::NotBuilt.name(), path(Icon::Dash)),
    (Verdict::Settings.name(), path(Icon::Setting)),
    ("error", path(Icon::Warning)),
];

/// Which of [`MARK_KINDS`] a mark is.
pub const fn mark_kind(mark: &Mark) -> u32 {
    match mark.verdict {
        _ if mark.has_error => 5,
        Verdict::Reused => 0,
        Verdict::Rebuilds => 1,
        Verdict::RebuildsUnlessSame => 2,
        Verdict::NotBuilt => 3,
        Verdict::Settings => 4,
    }
}

/// A verdict as icon and words.
pub(crate) fn verdict(verdict: Verdict) -> Html {
    let (drawing, lead, words) = match verdict {
        Verdict::Reused => (Icon::Check, "", "reused"),
        Verdict::Rebuilds => (Icon::Rebuild, "", "rebuilds"),
        Verdict::RebuildsUnlessSame => (Icon::Maybe, "rebuilds ", "unless same"),
        Verdict::NotBuilt => (Icon::Dash, "", "not built"),
        Verdict::Settings => (Icon::Setting, "", "setting"),
    };
    html! {
        <span class="verdict">
            { icon(drawing) }
            <span class="verdict-words">
                // A narrow lane shows no more than what sets the verdict apart.
                if !lead.is_empty() { <span class="verdict-lead">{ lead }</span> }
                { words }
            </span>
        </span>
    }
}
