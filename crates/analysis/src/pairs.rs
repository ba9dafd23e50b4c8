use std::collections::{HashMap, HashSet};

use onionskin_graph::{BuildGraph, Effect, InstructionNode, Op};
use onionskin_syntax::{Dockerfile, Instruction, Keyword};

/// The most pairs of instructions that are weighed against each other in one stretch: 400 by 400. Files differ in a few
/// places, so stretches are short; a longer one is cut at what stands exactly once in each file, and what is still longer
/// has no pairs, so that time stays linear in the files.
pub(crate) const MAX_WEIGHED: usize = 160_000;

/// How many bytes from each end are looked at to tell how alike two instructions are.
const MAX_ALIKE: usize = 64;

/// What it counts in bytes that two instructions do the same.
const SAME: usize = 4;

/// A row of two Dockerfiles side by side. Instructions are named by their index in their file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// Both files have it: it is written the same, or BuildKit makes the same of it.
    Same {
        /// Where the first file has it.
        before: usize,
        /// Where the second file has it.
        after: usize,
    },
    /// An instruction of the same kind stands in its place.
    Edited {
        /// The one of the first file.
        before: usize,
        /// The one of the second file.
        after: usize,
    },
    /// Only the first file has it here.
    Removed {
        /// Where.
        before: usize,
        /// Where the second file has the same.
        moved_to: Option<usize>,
    },
    /// Only the second file has it here.
    Added {
        /// Where.
        after: usize,
        /// Where the first file has the same.
        moved_from: Option<usize>,
    },
}

/// The instructions of two files side by side, in the order of both files.
pub(crate) fn pairs(before: (&Dockerfile, &BuildGraph), after: (&Dockerfile, &BuildGraph)) -> Vec<Pair> {
    let mut known = HashMap::new();
    let (one, other) = (Lines::of(before, &mut known), Lines::of(after, &mut known));
    let (ids, other_ids) = (one.ids.iter().collect::<HashSet<_>>(), other.ids.iter().collect::<HashSet<_>>());
    let likeness = |at: usize, other_at: usize| {
        let (Some(id), Some(other_id)) = (one.ids.get(at), other.ids.get(other_at)) else { return 0 };
        // What stands in both files is paired with nothing else: if not here, it has moved.
        if id != other_id && (ids.contains(other_id) || other_ids.contains(id)) {
            return 0;
        }
        likeness(&one, at, &other, other_at)
    };
    let paired = paired(&one.ids, &other.ids, &likeness);
    let moved = moved(&one.ids, &other.ids, &paired);

    let mut rows = Vec::with_capacity(one.ids.len().max(other.ids.len()));
    let mut done = (0, 0);
    let mut leave_out = |rows: &mut Vec<Pair>, until: (usize, usize)| {
        let removed = |before: usize| Pair::Removed { before, moved_to: moved.away.get(&before).copied() };
        let added = |after: usize| Pair::Added { after, moved_from: moved.here.get(&after).copied() };
        rows.extend((done.0..until.0).map(removed));
        rows.extend((done.1..until.1).map(added));
        done = (until.0 + 1, until.1 + 1);
    };
    for (before, after) in paired {
        leave_out(&mut rows, (before, after));
        let is_same =
            one.ids.get(before) == other.ids.get(after) || does_the_same(&one, before, &other, after);
        rows.push(if is_same { Pair::Same { before, after } } else { Pair::Edited { before, after } });
    }
    leave_out(&mut rows, (one.ids.len(), other.ids.len()));
    rows
}

/// The instructions of a file.
struct Lines<'a> {
    instructions: Vec<&'a Instruction>,
    graph: &'a BuildGraph,
    /// A number for each instruction, equal for those that are written the same.
    ids: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(
        (dockerfile, graph): (&'a Dockerfile, &'a BuildGraph),
        known: &mut HashMap<Written<'a>, usize>,
    ) -> Self {
        let instructions: Vec<_> = dockerfile.instructions().collect();
        let id = |instruction: &&'a Instruction| {
            let next = known.len();
            *known.entry(Written::of(instruction)).or_insert(next)
        };
        let ids = instructions.iter().map(id).collect();
        Self { instructions, graph, ids }
    }
}

/// How an instruction is written.
#[derive(PartialEq, Eq, Hash)]
struct Written<'a> {
    keyword: Option<Keyword>,
    text: &'a str,
    heredocs: Vec<(&'a str, bool)>,
}

impl<'a> Written<'a> {
    fn of(instruction: &'a Instruction) -> Self {
        let text = match instruction.keyword {
            Some(_) => behind_word(instruction),
            None => &instruction.text,
        };
        let heredocs = instruction.heredocs.iter().map(|heredoc| (heredoc.content.as_str(), heredoc.expand));
        Self { keyword: instruction.keyword, text, heredocs: heredocs.collect() }
    }
}

fn behind_word(instruction: &Instruction) -> &str {
    instruction.text.get(instruction.word.text.len()..).unwrap_or_default()
}

/// Whether BuildKit makes the same of both instructions, variables of commands aside.
fn does_the_same(one: &Lines<'_>, at: usize, other: &Lines<'_>, other_at: usize) -> bool {
    let (Some(node), Some(other_node)) =
        (one.graph.instructions.get(at), other.graph.instructions.get(other_at))
    else {
        return false;
    };
    match (op(one.graph, node), op(other.graph, other_node)) {
        (Some(Op::Exec(exec)), Some(Op::Exec(other))) => {
            (&exec.args, &exec.cwd, &exec.user, &exec.mounts, &exec.secret_env)
                == (&other.args, &other.cwd, &other.user, &other.mounts, &other.secret_env)
                && (&exec.network, &exec.security, &exec.hostname, &exec.platform)
                    == (&other.network, &other.security, &other.hostname, &other.platform)
        }
        (Some(op), Some(other_op)) => op == other_op,
        (None, None) => {
            !matches!(node.effect, Effect::None | Effect::From) && node.effect == other_node.effect
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn op<'a>(graph: &'a BuildGraph, node: &InstructionNode) -> Option<&'a Op> {
    Some(&graph.vertices.get(node.step.as_ref()?.vertex)?.op)
}

/// How alike two instructions are: the longer what they share, the more; 0 where they are not of the same kind.
fn likeness(one: &Lines<'_>, at: usize, other: &Lines<'_>, other_at: usize) -> u32 {
    let (Some(instruction), Some(other_instruction)) =
        (one.instructions.get(at), other.instructions.get(other_at))
    else {
        return 0;
    };
    if instruction.keyword != other_instruction.keyword {
        return 0;
    }
    let (text, other_text) = (behind_word(instruction), behind_word(other_instruction));
    let n_shared = if one.ids.get(at) == other.ids.get(other_at) || does_the_same(one, at, other, other_at) {
        SAME + 2 * text.len().min(MAX_ALIKE)
    } else if instruction.keyword.is_none() {
        return 0;
    } else {
        let same = |(one, other): &(u8, u8)| one == other;
        let at_start = text.bytes().zip(other_text.bytes()).take(MAX_ALIKE).take_while(same).count();
        let at_end =
            text.bytes().rev().zip(other_text.bytes().rev()).take(MAX_ALIKE).take_while(same).count();
        at_start + at_end
    };
    1 + u32::try_from(n_shared).unwrap_or_default()
}

/// Instructions that stand elsewhere in the other file.
struct Moved {
    /// From the index in the first file to that in the second.
    away: HashMap<usize, usize>,
    /// From the index in the second file to that in the first.
    here: HashMap<usize, usize>,
}

/// What is written the same in both files but is in none of the pairs: each with the first that is left of its kind.
fn moved(one: &[usize], other: &[usize], pairs: &[(usize, usize)]) -> Moved {
    let mut is_paired = (vec![false; one.len()], vec![false; other.len()]);
    for &(at, other_at) in pairs {
        if let (Some(one), Some(other)) = (is_paired.0.get_mut(at), is_paired.1.get_mut(other_at)) {
            (*one, *other) = (true, true);
        }
    }
    let left = |ids: &[usize], is_paired: &[bool]| -> Vec<(usize, usize)> {
        let all = ids.iter().copied().enumerate().zip(is_paired);
        all.filter(|(_, is_paired)| !**is_paired).map(|(line, _)| line).collect()
    };
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, id) in left(one, &is_paired.0).into_iter().rev() {
        places.entry(id).or_default().push(at);
    }
    let mut moved = Moved { away: HashMap::new(), here: HashMap::new() };
    for (other_at, id) in left(other, &is_paired.1) {
        if let Some(at) = places.get_mut(&id).and_then(Vec::pop) {
            moved.away.insert(at, other_at);
            moved.here.insert(other_at, at);
        }
    }
    moved
}

/// Pairs of indices, in order in both lists, that are most alike in sum; where stretches that differ are too long for
/// that, fewer pairs. Equal ids at the ends of stretches are paired in any case.
fn paired(one: &[usize], other: &[usize], likeness: &dyn Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    let is_long = one.len().saturating_mul(other.len()) > MAX_WEIGHED;
    let anchors = if is_long { anchors(one, other) } else { Vec::new() };
    let mut found = Vec::new();
    let mut done = (0, 0);
    for anchor in anchors {
        pair_stretch(&mut found, one, other, (done, anchor), likeness);
        found.push(anchor);
        done = (anchor.0 + 1, anchor.1 + 1);
    }
    pair_stretch(&mut found, one, other, (done, (one.len(), other.len())), likeness);
    found
}

/// Adds the pairs of a stretch, from a place in both lists to another one.
fn pair_stretch(
    found: &mut Vec<(usize, usize)>,
    one: &[usize],
    other: &[usize],
    (from, to): ((usize, usize), (usize, usize)),
    likeness: &dyn Fn(usize, usize) -> u32,
) {
    let stretch = one.get(from.0..to.0).unwrap_or_default();
    let other_stretch = other.get(from.1..to.1).unwrap_or_default();
    let is_same = |(one, other): &(&usize, &usize)| one == other;
    let n_first = stretch.iter().zip(other_stretch).take_while(is_same).count();
    let n_left = stretch.len().min(other_stretch.len()) - n_first;
    let backwards = stretch.iter().rev().zip(other_stretch.iter().rev());
    let n_last = backwards.take(n_left).take_while(is_same).count();
    let start = (from.0 + n_first, from.1 + n_first);
    let end = (to.0 - n_last, to.1 - n_last);
    found.extend((0..n_first).map(|at| (from.0 + at, from.1 + at)));
    let inner =
        align(end.0 - start.0, end.1 - start.1, |at, other_at| likeness(start.0 + at, start.1 + other_at));
    found.extend(inner.into_iter().map(|(at, other_at)| (start.0 + at, start.1 + other_at)));
    found.extend((0..n_last).map(|at| (end.0 + at, end.1 + at)));
}

/// A longest sequence of what stands exactly once in each list and in the same order in both.
fn anchors(one: &[usize], other: &[usize]) -> Vec<(usize, usize)> {
    let places = (once(one), once(other));
    let place_in_other = |(at, id): (usize, &usize)| {
        let is_once = places.0.get(id).copied().flatten().is_some();
        let other_at = places.1.get(id).copied().flatten();
        other_at.filter(|_| is_once).map(|other_at| (at, other_at))
    };
    let candidates: Vec<(usize, usize)> = one.iter().enumerate().filter_map(place_in_other).collect();
    // For each length, the candidate that the sequence of this length with the lowest end ends with; and for each
    // candidate, the one in front of it.
    let mut ends: Vec<usize> = Vec::new();
    let mut in_front: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let end_of = |candidate: usize| candidates.get(candidate).map_or(0, |(_, other_at)| *other_at);
    for (candidate, (_, other_at)) in candidates.iter().enumerate() {
        let length = ends.partition_point(|end| end_of(*end) < *other_at);
        in_front.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = candidate,
            None => ends.push(candidate),
        }
    }
    let next = |candidate: &usize| in_front.get(*candidate).copied().flatten();
    let backwards = std::iter::successors(ends.last().copied(), next);
    let mut found: Vec<_> = backwards.filter_map(|candidate| candidates.get(candidate).copied()).collect();
    found.reverse();
    found
}

/// Where each id stands; `None` where it stands in several places.
fn once(ids: &[usize]) -> HashMap<usize, Option<usize>> {
    let mut places = HashMap::new();
    for (at, id) in ids.iter().enumerate() {
        places.entry(*id).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// Pairs of indices, in order in both, whose weights have the greatest sum; only pairs with a weight are made. None where
/// there are more than [`MAX_WEIGHED`] to choose from.
fn align(length: usize, other_length: usize, weight: impl Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    if length == 0 || other_length == 0 || length.saturating_mul(other_length) > MAX_WEIGHED {
        return Vec::new();
    }
    let places = (0..length).flat_map(|at| (0..other_length).map(move |other_at| (at, other_at)));
    let weights: Vec<u32> = places.map(|(at, other_at)| weight(at, other_at)).collect();
    let weight =
        |at: usize, other_at: usize| weights.get(at * other_length + other_at).copied().unwrap_or_default();
    // The best sum of what is behind each pair of places, the last ones first.
    let width = other_length + 1;
    let mut best = vec![0_u32; (length + 1) * width];
    let sum = |best: &[u32], at: usize, other_at: usize| {
        best.get(at * width + other_at).copied().unwrap_or_default()
    };
    for at in (0..length).rev() {
        for other_at in (0..other_length).rev() {
            let own = weight(at, other_at);
            let paired = if own == 0 { 0 } else { own + sum(&best, at + 1, other_at + 1) };
            let other = sum(&best, at + 1, other_at).max(sum(&best, at, other_at + 1));
            if let Some(place) = best.get_mut(at * width + other_at) {
                *place = paired.max(other);
            }
        }
    }
    let mut found = Vec::new();
    let (mut at, mut other_at) = (0, 0);
    while at < length && other_at < other_length {
        let own = weight(at, other_at);
        let reached = sum(&best, at, other_at);
        if own > 0 && reached == own + sum(&best, at + 1, other_at + 1) {
            found.push((at, other_at));
            (at, other_at) = (at + 1, other_at + 1);
        } else if reached == sum(&best, at + 1, other_at) {
            at += 1;
        } else {
            other_at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{MAX_WEIGHED, align, paired};

    /// The pairs of what is equal.
    fn common(one: &[usize], other: &[usize]) -> Vec<(usize, usize)> {
        paired(one, other, &|at, other_at| u32::from(one[at] == other[other_at]))
    }

    #[test]
    fn the_longest_common_sequence_is_found() {
        assert_eq!(common(&[1, 2, 3, 4], &[1, 3, 2, 4]).len(), 3);
        assert_eq!(common(&[1, 2, 1, 2], &[2, 1, 2, 1]), [(1, 0), (2, 1), (3, 2)]);
        assert_eq!(common(&[1, 2], &[]), []);
        assert_eq!(common(&[5, 1, 1], &[6, 1, 1]), [(1, 1), (2, 2)]);
        assert_eq!(common(&[1, 1], &[1, 1, 1]), [(0, 0), (1, 1)]);
    }

    #[test]
    fn as_many_pairs_as_the_limit_are_weighed_and_more_are_not() {
        let heaviest = |length: usize| align(400, length, |at, other_at| u32::from(at == other_at)).len();
        assert_eq!(400 * 400, MAX_WEIGHED);
        assert_eq!((heaviest(400), heaviest(401)), (400, 0));
    }

    #[test]
    fn long_files_are_cut_at_what_stands_once_in_each() {
        // Every third line is only in one of them, and each has 300 lines that the other has not.
        let file = |is_first: bool| -> Vec<usize> {
            let own = |at: usize| 10_000 + 2 * at + usize::from(is_first);
            let line = |at: usize| if at.is_multiple_of(3) { own(at) } else { at };
            let from = if is_first { 0 } else { 300 };
            (from..from + 600).map(line).collect()
        };
        let (one, other) = (file(true), file(false));
        let found = common(&one, &other);
        assert_eq!(found.len(), 200);
        assert!(found.iter().all(|(at, other_at)| one[*at] == other[*other_at]));
        assert!(found.is_sorted_by(|one, other| one.0 < other.0 && one.1 < other.1));
    }

    #[test]
    fn very_long_files_with_nothing_that_stands_once_share_their_ends() {
        let one: Vec<usize> = (0..1_000).map(|at| at % 7).collect();
        let mut other = one.clone();
        other.splice(500..500, [8; 500]);
        assert_eq!(common(&one, &one).len(), 1_000);
        assert_eq!(common(&one, &other).len(), 1_000);
    }
}
