use onionskin_app::{Verdict, words};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// A verdict as icon and words.
pub(crate) fn verdict(verdict: Verdict) -> Html {
    let (lead, rest) = words::verdict(verdict);
    html! {
        <span class="verdict">
            { icon(drawing(verdict)) }
            <span class="verdict-words">
                // A narrow lane shows no more than what sets the verdict apart.
                if !lead.is_empty() { <span class="verdict-lead">{ lead }</span> }
                { rest }
            </span>
        </span>
    }
}

/// The icon of a verdict.
pub(crate) const fn drawing(verdict: Verdict) -> Icon {
    match verdict {
        Verdict::Reused => Icon::Check,
        Verdict::Rebuilds => Icon::Rebuild,
        Verdict::RebuildsUnlessSame => Icon::Maybe,
        Verdict::NotBuilt => Icon::Dash,
        Verdict::Settings => Icon::Setting,
    }
}
