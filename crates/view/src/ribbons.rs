use onionskin_app::Ribbon;
use yew::prelude::*;

use crate::styled::styled;

/// The width of the drawing, in its own units; on the page it is as wide as the room between the panes.
const WIDTH: u32 = 48;

/// Bands from the lines of the editor to the rows of the stack. They say nothing that the list does not say.
pub(crate) fn ribbons(ribbons: &[Ribbon]) -> Html {
    let ends = ribbons.iter().map(|ribbon| ribbon.from.1.max(ribbon.to.1));
    let height = ends.max().unwrap_or(0);
    styled(html! {
        <svg
            class="ribbons"
            aria-hidden="true"
            focusable="false"
            preserveAspectRatio="none"
            viewBox={format!("0 0 {WIDTH} {}", height.max(1))}
            style={format!("height:calc({height} * var(--unit))")}
        >
            { for ribbons.iter().map(band) }
        </svg>
    })
}

fn band(ribbon: &Ribbon) -> Html {
    let (from_top, from_bottom) = ribbon.from;
    let (to_top, to_bottom) = ribbon.to;
    let (from_top, from_bottom) = (from_top + 2, from_bottom.saturating_sub(2));
    let middle = WIDTH / 2;
    let path = format!(
        "M0 {from_top}C{middle} {from_top} {middle} {to_top} {WIDTH} {to_top}V{to_bottom}\
         C{middle} {to_bottom} {middle} {from_bottom} 0 {from_bottom}Z"
    );
    let class = classes!("ribbon", ribbon.verdict.name(), ribbon.is_selected.then_some("ribbon-selected"));
    html! { <path {class} d={path} /> }
}
