use onionskin_cache::Verdict;
use onionskin_graph::BuildGraph;

use super::layers::LayerRow;
use super::takings::Taking;

/// The width of a lane with the gap behind it. Across, the drawing has units of its own: lanes are as wide as the page has
/// room for.
pub const LANE_PITCH: u32 = 1000;

/// The gap behind a lane, where arrows run up and down.
pub const LANE_GAP: u32 = 150;

/// How many arrows from different steps run side by side in a gap; where there are more, some share their way.
const N_TRACKS: usize = 3;

/// From a slab to the first track, and from track to track.
const TO_FIRST_TRACK: u32 = 60;
const TRACK_WIDTH: u32 = 32;

/// The drawing behind the stack of a file with several stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lanes {
    /// How many lanes there are: one for each stage, in file order.
    pub n_lanes: usize,
    /// The bottom of the last row.
    pub height: u32,
    /// From the left to each row that does not stand there.
    pub guides: Vec<Guide>,
    /// What lies behind the rows of each stage.
    pub beds: Vec<LaneBed>,
    /// From where something is taken to the step that takes it.
    pub arrows: Vec<Arrow>,
}

/// The way of a ribbon from the left to a row in another than the first lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The left side of the row (see [`LANE_PITCH`]).
    pub end: u32,
    /// Top and bottom of the row.
    pub height: (u32, u32),
    /// The verdict of the row.
    pub verdict: Verdict,
    /// Whether the row is selected.
    pub is_selected: bool,
}

/// What lies behind the rows of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneBed {
    /// The lane, counted from 0.
    pub lane: usize,
    /// The top of the heading.
    pub top: u32,
    /// The bottom of the last row.
    pub bottom: u32,
}

/// An arrow: across, along a gap between lanes, across. It crosses nothing but other arrows, since no two rows of the
/// stack stand at the same height, and no row stands in a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// Where it starts, turns twice and ends: the distances from the left (see [`LANE_PITCH`]) and from the top.
    pub points: [(u32, u32); 4],
    /// The verdict of the step that takes.
    pub verdict: Verdict,
    /// Whether that step, or the one that it takes from, is selected.
    pub is_selected: bool,
}

/// The drawing behind `rows`, whose `takings` are in the same order.
pub(crate) fn lanes(graph: &BuildGraph, rows: &[LayerRow], takings: &[Vec<Taking>]) -> Lanes {
    let mut tracks = Tracks::new(graph.stages.len());
    let mut arrows = Vec::new();
    for (row, taking) in
        rows.iter().zip(takings).flat_map(|(row, takings)| takings.iter().map(move |t| (row, t)))
    {
        let Some(source) = last_step(graph, taking.stage).and_then(|at| Some((at, rows.get(at)?))) else {
            continue;
        };
        if source.1.lane != row.lane {
            arrows.push(arrow(&mut tracks, source, row));
        }
    }
    Lanes {
        n_lanes: graph.stages.len(),
        height: rows.iter().map(|row| row.place.bottom).max().unwrap_or_default(),
        guides: rows.iter().filter(|row| row.lane > 0).map(guide).collect(),
        beds: beds(graph, rows),
        arrows,
    }
}

fn guide(row: &LayerRow) -> Guide {
    Guide {
        end: left(row.lane),
        height: (row.place.top, row.place.bottom),
        verdict: row.verdict,
        is_selected: row.is_selected,
    }
}

/// The left side of a lane.
fn left(lane: usize) -> u32 {
    u32::try_from(lane).unwrap_or(u32::MAX).saturating_mul(LANE_PITCH)
}

/// The index of the instruction whose result is taken from a stage: its last step, else its FROM.
fn last_step(graph: &BuildGraph, stage: usize) -> Option<usize> {
    let range = graph.stages.get(stage)?.instructions.clone();
    let has_step = |at: &usize| graph.instructions.get(*at).is_some_and(|node| node.step.is_some());
    range.clone().rev().find(has_step).or(Some(range.start))
}

fn arrow(tracks: &mut Tracks, (source_at, source): (usize, &LayerRow), row: &LayerRow) -> Arrow {
    let is_forward = source.lane < row.lane;
    let track = TO_FIRST_TRACK + TRACK_WIDTH * tracks.track(row.lane, is_forward, source_at);
    let right = |lane: usize| left(lane).saturating_add(LANE_PITCH - LANE_GAP);
    let (start, turn, end) = if is_forward {
        (right(source.lane), left(row.lane).saturating_sub(track), left(row.lane))
    } else {
        (left(source.lane), right(row.lane).saturating_add(track), right(row.lane))
    };
    let (from, to) = (middle(source), middle(row));
    Arrow {
        points: [(start, from), (turn, from), (turn, to), (end, to)],
        verdict: row.verdict,
        is_selected: row.is_selected || source.is_selected,
    }
}

fn middle(row: &LayerRow) -> u32 {
    row.place.top.midpoint(row.place.bottom)
}

/// Which steps have a track of their own, for each side of each lane.
struct Tracks(Vec<[Vec<usize>; 2]>);

impl Tracks {
    fn new(n_lanes: usize) -> Self {
        Self((0..n_lanes).map(|_| [Vec::new(), Vec::new()]).collect())
    }

    /// The track of the arrow from the row with index `source` into `lane`.
    fn track(&mut self, lane: usize, is_left: bool, source: usize) -> u32 {
        let [left, right] =
            self.0.get_mut(lane).map_or_else(|| [None, None], |[left, right]| [Some(left), Some(right)]);
        let Some(taken) = (if is_left { left } else { right }) else { return 0 };
        let known = taken.iter().position(|known| *known == source);
        if known.is_none() && taken.len() < N_TRACKS {
            taken.push(source);
        }
        let at = known.unwrap_or_else(|| taken.len().saturating_sub(1));
        u32::try_from(at).unwrap_or_default()
    }
}

fn beds(graph: &BuildGraph, rows: &[LayerRow]) -> Vec<LaneBed> {
    let bed = |(lane, stage): (usize, &onionskin_graph::Stage)| {
        let (first, last) =
            (rows.get(stage.instructions.start)?, rows.get(stage.instructions.end.checked_sub(1)?)?);
        let top = first.place.top.saturating_sub(first.heading_height());
        Some(LaneBed { lane, top, bottom: last.place.bottom })
    };
    graph.stages.iter().enumerate().filter_map(bed).collect()
}
