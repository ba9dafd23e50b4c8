//! Where rows stand when they are not beside their source: each stage is a pile of its own, as high up in its lane as
//! the piles before it let it.

use super::layout::{Place, ROW_GAP};

/// The room between two piles of one lane where the upper one has a heading: it belongs to what is below it.
pub(crate) const PILE_GAP: u32 = 14;

/// Rows that stand one on the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pile {
    /// The lane, counted from 0.
    pub(crate) lane: usize,
    /// Up to which lane, itself left out, something leads from here past the lanes between. They stay free beside it.
    pub(crate) reach: usize,
    /// The height of the heading, 0 where there is none.
    pub(crate) heading: u32,
    /// The heights of its rows.
    pub(crate) rows: Vec<u32>,
}

/// The places of the rows of all piles, in the order of `piles`, and the height of all.
pub(crate) fn places(piles: &[Pile], n_lanes: usize) -> (Vec<Place>, u32) {
    let mut ends = vec![0_u32; n_lanes.max(1)];
    let mut places = Vec::new();
    for pile in piles {
        let beside = pile.lane..pile.reach.max(pile.lane + 1).min(ends.len());
        let Some(ends) = ends.get_mut(beside) else { continue };
        let top = ends.iter().copied().max().unwrap_or_default();
        let mut end = top.saturating_add(pile.heading);
        for height in &pile.rows {
            let bottom = end.saturating_add(*height);
            places.push(Place { top: end, bottom: bottom.saturating_sub(ROW_GAP), ..Place::default() });
            end = bottom;
        }
        let gap = if pile.heading > 0 { PILE_GAP } else { 0 };
        ends.fill(end.saturating_add(gap));
    }
    let height = places.iter().map(|place| place.bottom).max().unwrap_or_default();
    (places, height)
}

/// The same place in a stack of this height that is turned over.
pub(crate) fn turned(place: Place, height: u32) -> Place {
    Place {
        room_above: 0,
        top: height.saturating_sub(place.bottom),
        bottom: height.saturating_sub(place.top),
        heading_is_below: !place.heading_is_below,
    }
}

#[cfg(test)]
mod tests {
    use super::{PILE_GAP, Pile, places, turned};
    use crate::screen::layout::{Place, ROW_GAP};

    fn pile(lane: usize, reach: usize, rows: &[u32]) -> Pile {
        Pile { lane, reach, heading: 20, rows: rows.to_vec() }
    }

    fn spans(piles: &[Pile], n_lanes: usize) -> Vec<(u32, u32)> {
        places(piles, n_lanes).0.into_iter().map(|place| (place.top, place.bottom + ROW_GAP)).collect()
    }

    #[test]
    fn piles_of_different_lanes_stand_side_by_side() {
        assert_eq!(spans(&[pile(0, 1, &[40, 30]), pile(1, 2, &[40])], 2), [(20, 60), (60, 90), (20, 60)]);
    }

    #[test]
    fn piles_of_one_lane_stand_below_each_other() {
        let below = 20 + 40 + PILE_GAP + 20;
        assert_eq!(spans(&[pile(0, 1, &[40]), pile(0, 1, &[40])], 1), [(20, 60), (below, below + 40)]);
    }

    #[test]
    fn nothing_stands_beside_a_pile_that_something_leads_from_past_a_lane() {
        let placed = spans(&[pile(0, 2, &[40]), pile(1, 2, &[40]), pile(2, 3, &[40])], 3);
        assert_eq!(placed, [(20, 60), (60 + PILE_GAP + 20, 60 + PILE_GAP + 60), (20, 60)]);
    }

    #[test]
    fn a_stack_that_is_turned_over_is_as_high_and_turned_again_it_is_as_before() {
        let (placed, height) = places(&[pile(0, 1, &[40, 30, 40])], 1);
        let over: Vec<Place> = placed.iter().map(|place| turned(*place, height)).collect();
        assert_eq!(over.last().map(|place| place.top), Some(0));
        assert!(over.iter().zip(over.iter().skip(1)).all(|(below, above)| above.bottom < below.top));
        let back: Vec<Place> = over.iter().map(|place| turned(*place, height)).collect();
        assert_eq!(back, placed);
    }
}
