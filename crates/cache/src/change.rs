/// What the reader says is different now, compared with the build before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// There was no build before: nothing is in the cache.
    FirstBuild,
    /// Nothing is different.
    #[default]
    Nothing,
    /// Source files that the Dockerfile does not name one by one.
    AppCode,
    /// One file, by its path in the build context.
    File(String),
}
