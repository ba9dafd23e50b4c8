use onionskin_app::{Arrow, Guide, LANE_GAP, LANE_PITCH, LaneBed, Lanes};
use yew::prelude::*;

use crate::styled::styled;

/// How round the corners of an arrow are, up and down; across it is as much of a lane as looks the same.
const CORNER: u32 = 6;
const CORNER_ACROSS: u32 = 30;

/// The beds of the stages and the arrows between them, behind the rows. It says nothing that the list does not say.
pub(crate) fn lanes(lanes: &Lanes) -> Html {
    let width = u32::try_from(lanes.n_lanes).unwrap_or(u32::MAX).saturating_mul(LANE_PITCH);
    let height = lanes.height.max(1);
    styled(html! {
        <svg
            class="lanes-drawing"
            aria-hidden="true"
            focusable="false"
            preserveAspectRatio="none"
            viewBox={format!("0 0 {width} {height}")}
            style={format!("height:calc({height} * var(--unit))")}
        >
            { for lanes.guides.iter().map(guide) }
            { for lanes.beds.iter().map(bed) }
            { for lanes.arrows.iter().map(arrow) }
        </svg>
    })
}

fn guide(guide: &Guide) -> Html {
    let (top, bottom) = guide.height;
    let class = classes!("ribbon", guide.verdict.name(), guide.is_selected.then_some("ribbon-selected"));
    html! {
        <rect
            {class}
            y={top.to_string()}
            width={guide.end.to_string()}
            height={bottom.saturating_sub(top).to_string()}
        />
    }
}

fn bed(bed: &LaneBed) -> Html {
    let x = u32::try_from(bed.lane).unwrap_or(u32::MAX).saturating_mul(LANE_PITCH);
    html! {
        <rect
            class="lane-bed"
            x={x.to_string()}
            y={bed.top.to_string()}
            width={(LANE_PITCH - LANE_GAP).to_string()}
            height={bed.bottom.saturating_sub(bed.top).to_string()}
        />
    }
}

fn arrow(arrow: &Arrow) -> Html {
    let [(start, from), (turn, _), (_, to), (end, _)] = arrow.points;
    let is_rightward = start < turn;
    let (before, after) = if is_rightward {
        (turn.saturating_sub(CORNER_ACROSS), turn.saturating_add(CORNER_ACROSS).min(end))
    } else {
        (turn.saturating_add(CORNER_ACROSS), turn.saturating_sub(CORNER_ACROSS).max(end))
    };
    let corner = CORNER.min(from.abs_diff(to) / 2);
    let (below, above) = if from < to {
        (from.saturating_add(corner), to.saturating_sub(corner))
    } else {
        (from.saturating_sub(corner), to.saturating_add(corner))
    };
    let path = format!(
        "M{start} {from}H{before}Q{turn} {from} {turn} {below}V{above}Q{turn} {to} {after} {to}H{end}"
    );
    let class = classes!("arrow", arrow.verdict.name(), arrow.is_selected.then_some("arrow-selected"));
    html! { <path {class} d={path} vector-effect="non-scaling-stroke" /> }
}
