use std::cmp::Ordering;

use onionskin_cache::Verdict;
use onionskin_graph::{BuildGraph, Stage};

use super::layers::LayerRow;
use super::takings::Taking;

/// The most lanes side by side. With more stages than that, stages share lanes: those that need nothing stand in the first
/// lane, each other one further on than all that it takes from.
pub const MAX_LANES: usize = 7;

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
    /// How many lanes there are.
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

/// An arrow: across, along a gap between lanes, across. It crosses nothing but other arrows: beside the row that it comes
/// from no row stands in a lane that it passes, and no row stands in a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// Where it starts, turns twice and ends: the distances from the left (see [`LANE_PITCH`]) and from the top.
    pub points: [(u32, u32); 4],
    /// The verdict of the step that takes.
    pub verdict: Verdict,
    /// Whether that step, or the one that it takes from, is selected.
    pub is_selected: bool,
}

/// Which lane each stage stands in.
pub(crate) struct LanePlan {
    /// How many lanes there are.
    pub(crate) n_lanes: usize,
    /// The lane of each stage.
    pub(crate) lanes: Vec<usize>,
    /// For each stage, the furthest lane that something leads to from it; its own where nothing does.
    pub(crate) reaches: Vec<usize>,
}

/// The lanes of the stages of `graph`, whose instructions take `takings`.
pub(crate) fn plan(graph: &BuildGraph, takings: &[Vec<Taking>]) -> LanePlan {
    let taken = |stage: usize| {
        let own = graph.stages.get(stage).and_then(|stage| takings.get(stage.instructions.clone()));
        own.unwrap_or_default().iter().flatten().map(|taking| taking.stage)
    };
    let n_stages = graph.stages.len();
    let mut lanes: Vec<usize> = Vec::with_capacity(n_stages);
    for stage in 0..n_stages {
        let behind = taken(stage).filter_map(|source| lanes.get(source)).max().map_or(0, |lane| lane + 1);
        lanes.push(if n_stages <= MAX_LANES { stage } else { behind.min(MAX_LANES - 1) });
    }
    let mut reaches = lanes.clone();
    for (stage, lane) in lanes.iter().enumerate() {
        for source in taken(stage) {
            if let Some(reach) = reaches.get_mut(source) {
                *reach = (*reach).max(*lane);
            }
        }
    }
    let n_lanes = lanes.iter().max().map_or(0, |last| last + 1);
    LanePlan { n_lanes, lanes, reaches }
}

/// The drawing behind `rows`, whose `takings` are in the same order.
pub(crate) fn lanes(graph: &BuildGraph, rows: &[LayerRow], takings: &[Vec<Taking>], n_lanes: usize) -> Lanes {
    let mut tracks = Tracks::new(n_lanes);
    let mut arrows = Vec::new();
    // What leads into one slab is one arrow for each stage that it comes from.
    let mut into_slab: (u32, Vec<usize>) = (0, Vec::new());
    let all = takings.iter().enumerate().flat_map(|(at, takings)| takings.iter().map(move |t| (at, t)));
    for (at, taking) in all {
        let Some(source_at) = last_step(graph, taking.stage) else { continue };
        let (Some(source), Some(row)) = (shown(graph, rows, source_at), shown(graph, rows, at)) else {
            continue;
        };
        if source.stage == row.stage {
            continue;
        }
        if into_slab.0 != row.start {
            into_slab = (row.start, Vec::new());
        }
        if row.folded.is_some() && into_slab.1.contains(&taking.stage) {
            continue;
        }
        into_slab.1.push(taking.stage);
        arrows.push(arrow(&mut tracks, (source_at, source), row));
    }
    Lanes {
        n_lanes,
        height: rows.iter().map(|row| row.place.bottom).max().unwrap_or_default(),
        guides: rows.iter().filter(|row| row.lane > 0 && !row.is_hidden).map(guide).collect(),
        beds: beds(graph, rows),
        arrows,
    }
}

/// What is shown of the row with index `at`: itself, or the slab of its stage.
fn shown<'a>(graph: &BuildGraph, rows: &'a [LayerRow], at: usize) -> Option<&'a LayerRow> {
    let row = rows.get(at)?;
    if row.is_hidden { rows.get(graph.stages.get(row.stage?)?.instructions.start) } else { Some(row) }
}

fn guide(row: &LayerRow) -> Guide {
    Guide {
        end: left(row.lane),
        height: (row.place.top, row.place.bottom),
        verdict: row.shown_verdict(),
        is_selected: row.is_marked(),
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
    let (start, turn, end) = match source.lane.cmp(&row.lane) {
        Ordering::Less => (right(source.lane), left(row.lane).saturating_sub(track), left(row.lane)),
        // Out of the lane and back into it.
        Ordering::Equal => (right(row.lane), right(row.lane).saturating_add(track), right(row.lane)),
        Ordering::Greater => (left(source.lane), right(row.lane).saturating_add(track), right(row.lane)),
    };
    let (from, to) = (middle(source), middle(row));
    Arrow {
        points: [(start, from), (turn, from), (turn, to), (end, to)],
        verdict: row.shown_verdict(),
        is_selected: row.is_marked() || source.is_marked(),
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

/// The beds of the stages whose rows are shown.
fn beds(graph: &BuildGraph, rows: &[LayerRow]) -> Vec<LaneBed> {
    let bed = |stage: &Stage| {
        let own = rows.get(stage.instructions.clone())?;
        let first = own.first().filter(|row| row.folded.is_none())?;
        let (top, bottom) = first.with_heading();
        let top = own.iter().map(|row| row.place.top).min()?.min(top);
        let bottom = own.iter().map(|row| row.place.bottom).max()?.max(bottom);
        Some(LaneBed { lane: first.lane, top, bottom })
    };
    graph.stages.iter().filter_map(bed).collect()
}
