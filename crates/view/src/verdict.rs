use onionskin_app::Verdict;
use yew::prelude::*;

use crate::icon::{Icon, icon};

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
