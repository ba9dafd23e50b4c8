use std::rc::Rc;

use onionskin_cache::Verdict;
use onionskin_text::LineRange;

use super::layers::LayerRow;

/// The height of a line of the editor. All heights are in sixteenths of the root font size, which are CSS pixels
/// until the reader scales the text.
pub const LINE_HEIGHT: u32 = 30;

/// The height of the row of a step: the slab, its edge and the gap below.
pub const SLAB_HEIGHT: u32 = 40;

/// The height of the row of a setting.
pub const SETTING_HEIGHT: u32 = 30;

/// The height of the heading of a stage: its name, and below it what becomes of it.
pub const HEADING_HEIGHT: u32 = 44;

/// The height of the row of a step where stages stand side by side: a slab with two lines of text.
pub const LANE_SLAB_HEIGHT: u32 = 44;

/// How much of a row's height is the gap below what it shows.
pub const ROW_GAP: u32 = 6;

/// A band from the lines of an instruction to its row in the stack, both measured from the top of the first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ribbon {
    /// Top and bottom at the editor.
    pub from: (u32, u32),
    /// Top and bottom at the stack.
    pub to: (u32, u32),
    /// The verdict of the instruction.
    pub verdict: Verdict,
    /// Whether the instruction is selected.
    pub is_selected: bool,
}

/// Where a row stands when the stack is beside the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The room to leave free above the row, so that it stands beside its source where it can.
    pub room_above: u32,
    /// The top of what the row shows, behind its heading.
    pub top: u32,
    /// The bottom of what the row shows.
    pub bottom: u32,
    /// Whether its heading stands below it, since the stack is turned over.
    pub heading_is_below: bool,
}

/// The size of a row to be placed.
pub(crate) struct Size {
    /// Where its instruction stands, among the lines that are shown.
    pub(crate) lines: LineRange,
    /// Its height without a heading.
    pub(crate) height: u32,
    /// The height of the heading above it, 0 where there is none.
    pub(crate) heading: u32,
}

/// Places rows from top to bottom, each beside the first line of its instruction or as close below as the rows
/// before it let it.
pub(crate) fn places(sizes: impl Iterator<Item = Size>) -> Vec<Place> {
    let mut end = 0;
    let mut place = |size: Size| {
        let start = line_top(size.lines.first).saturating_sub(size.heading).max(end);
        let top = start.saturating_add(size.heading);
        let room_above = start - end;
        end = top.saturating_add(size.height);
        Place { room_above, top, bottom: end.saturating_sub(ROW_GAP), heading_is_below: false }
    };
    sizes.map(&mut place).collect()
}

/// The ribbons of `rows`: from the lines of an instruction, or of a folded stage, to its row.
pub(crate) fn ribbons(rows: &[Rc<LayerRow>]) -> Vec<Ribbon> {
    let mut ribbons: Vec<Ribbon> = Vec::with_capacity(rows.len());
    for row in rows {
        let bottom = line_top(row.beside.last.saturating_add(1));
        if row.is_hidden {
            if let Some(slab) = ribbons.last_mut() {
                slab.from.1 = bottom;
            }
            continue;
        }
        ribbons.push(Ribbon {
            from: (line_top(row.beside.first), bottom),
            to: (row.place.top, row.place.bottom),
            verdict: row.shown_verdict(),
            is_selected: row.is_marked(),
        });
    }
    ribbons
}

/// The distance from the top of the first line to that of `line`, which is counted from 1 among those that are shown.
pub(crate) fn line_top(line: u32) -> u32 {
    line.saturating_sub(1).saturating_mul(LINE_HEIGHT)
}

#[cfg(test)]
mod tests {
    use onionskin_text::LineRange;

    use super::{HEADING_HEIGHT, LINE_HEIGHT, ROW_GAP, SETTING_HEIGHT, SLAB_HEIGHT, Size, places};

    fn step(first: u32, last: u32) -> Size {
        Size { lines: LineRange { first, last }, height: SLAB_HEIGHT, heading: 0 }
    }

    #[test]
    fn a_row_stands_beside_its_line() {
        let placed = places([step(1, 1), step(5, 9), step(10, 10)].into_iter());
        let tops: Vec<u32> = placed.iter().map(|place| place.top).collect();
        assert_eq!(tops, [0, 4 * LINE_HEIGHT, 9 * LINE_HEIGHT]);
    }

    #[test]
    fn rows_never_overlap() {
        let sizes = (1..50).map(|line| Size {
            lines: LineRange { first: line, last: line },
            height: if line % 3 == 0 { SETTING_HEIGHT } else { SLAB_HEIGHT },
            heading: if line % 7 == 0 { HEADING_HEIGHT } else { 0 },
        });
        let placed = places(sizes);
        for (above, below) in placed.iter().zip(placed.iter().skip(1)) {
            assert!(above.bottom < below.top, "{above:?} {below:?}");
        }
    }

    #[test]
    fn a_heading_pushes_its_row_down_where_there_is_no_free_line_above() {
        let heading = Size { heading: HEADING_HEIGHT, ..step(1, 1) };
        let placed = places([heading].into_iter());
        let bottom = HEADING_HEIGHT + SLAB_HEIGHT - ROW_GAP;
        assert_eq!((placed[0].room_above, placed[0].top, placed[0].bottom), (0, HEADING_HEIGHT, bottom));
    }

    #[test]
    fn a_heading_uses_the_free_line_above_its_row() {
        let placed = places([step(1, 1), Size { heading: HEADING_HEIGHT, ..step(5, 5) }].into_iter());
        assert_eq!(placed[1].top, 4 * LINE_HEIGHT);
    }
}
