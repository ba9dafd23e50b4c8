use onionskin_text::{LineRange, sorted};

/// Which lines the editor does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineFolds {
    /// In order, with room between them.
    hidden: Vec<Hidden>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hidden {
    lines: LineRange,
    /// How many lines above them are hidden.
    n_above: u32,
}

impl LineFolds {
    /// The folds of `folded`, each of which shows its first line only. They may lie in each other.
    pub fn new(folded: &[LineRange]) -> Self {
        let mut hidden: Vec<Hidden> = Vec::with_capacity(folded.len());
        let folded = folded.iter().filter(|lines| lines.first < lines.last);
        let lines = folded
            .map(|lines| LineRange { first: lines.first.saturating_add(1), last: lines.last })
            .collect();
        for lines in sorted(lines) {
            match hidden.last_mut() {
                Some(last) if lines.first <= last.lines.last.saturating_add(1) => {
                    last.lines.last = last.lines.last.max(lines.last);
                }
                last => {
                    let n_above = last.map_or(0, |last| last.n_above.saturating_add(n_lines(last.lines)));
                    hidden.push(Hidden { lines, n_above });
                }
            }
        }
        Self { hidden }
    }

    /// Whether `line` is not shown.
    pub fn is_hidden(&self, line: u32) -> bool {
        let n_started = self.hidden.partition_point(|hidden| hidden.lines.first <= line);
        let last = n_started.checked_sub(1).and_then(|at| self.hidden.get(at));
        last.is_some_and(|hidden| line <= hidden.lines.last)
    }

    /// The same folds but for the one of which `line` is the first, which is shown.
    pub(crate) fn without(&self, line: u32) -> Self {
        let folded = self
            .hidden
            .iter()
            .map(|Hidden { lines, .. }| LineRange { first: lines.first.saturating_sub(1), last: lines.last });
        Self::new(&folded.filter(|lines| lines.first != line).collect::<Vec<_>>())
    }

    /// Where `line` stands among the lines that are shown, counted from 1; a hidden one stands in its fold.
    pub fn shown(&self, line: u32) -> u32 {
        let n_started = self.hidden.partition_point(|hidden| hidden.lines.first <= line);
        match n_started.checked_sub(1).and_then(|at| self.hidden.get(at)) {
            None => line,
            Some(Hidden { lines, n_above }) if line <= lines.last => {
                lines.first.saturating_sub(1).saturating_sub(*n_above)
            }
            Some(Hidden { lines, n_above }) => line.saturating_sub(*n_above).saturating_sub(n_lines(*lines)),
        }
    }
}

fn n_lines(lines: LineRange) -> u32 {
    lines.last.saturating_sub(lines.first).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use onionskin_text::LineRange;

    use super::LineFolds;

    #[track_caller]
    fn check(folded: &[(u32, u32)], expected: [u32; 9]) {
        let folded: Vec<_> = folded.iter().map(|&(first, last)| LineRange { first, last }).collect();
        let folds = LineFolds::new(&folded);
        assert_eq!([1, 2, 3, 4, 5, 6, 7, 8, 9].map(|line| folds.shown(line)), expected);
    }

    #[test]
    fn without_folds_every_line_stands_where_it_stands() {
        check(&[], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        check(&[(3, 3), (5, 2)], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn a_folded_line_stands_in_the_first_line_of_its_fold() {
        check(&[(2, 4)], [1, 2, 2, 2, 3, 4, 5, 6, 7]);
        check(&[(6, 8), (2, 4)], [1, 2, 2, 2, 3, 4, 4, 4, 5]);
    }

    #[test]
    fn a_fold_is_opened_by_the_line_that_is_shown_of_it() {
        let folds = LineFolds::new(&[LineRange { first: 2, last: 4 }, LineRange { first: 6, last: 7 }]);
        assert_eq!(
            [1, 2, 3, 4, 5, 6, 7, 8].map(|line| folds.is_hidden(line)),
            [false, false, true, true, false, false, true, false]
        );
        assert_eq!(folds.without(2), LineFolds::new(&[LineRange { first: 6, last: 7 }]));
        assert_eq!(folds.without(3), folds);
    }

    #[test]
    fn folds_in_each_other_and_side_by_side_hide_each_line_once() {
        check(&[(2, 6), (3, 4)], [1, 2, 2, 2, 2, 2, 3, 4, 5]);
        check(&[(1, 3), (4, 6)], [1, 1, 1, 2, 2, 2, 3, 4, 5]);
        check(&[(1, 3), (3, 6)], [1, 1, 1, 1, 1, 1, 2, 3, 4]);
    }
}
