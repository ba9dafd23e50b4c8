//! Bodies of RUN lines as they are written in the wild, which several tests read.

/// The bodies, one after the other.
pub(crate) fn bodies() -> impl Iterator<Item = &'static str> {
    include_str!("../data/run-bodies.txt").split("\n---\n")
}
