/// What is different now, compared with the build before.
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
    /// Several files, by their paths in the build context.
    Files(Vec<String>),
    /// The content of a base image, by the name that FROM has for it.
    BaseImage(String),
    /// The value of a build argument, by its name.
    Argument(String),
    /// The Dockerfile.
    Dockerfile,
    /// The reader does not want the cache to be used.
    NoCache,
}

impl Change {
    /// The files of the build context that it is about by name, by their paths.
    pub fn files(&self) -> &[String] {
        match self {
            Self::File(path) => std::slice::from_ref(path),
            Self::Files(paths) => paths,
            Self::FirstBuild
            | Self::Nothing
            | Self::AppCode
            | Self::BaseImage(_)
            | Self::Argument(_)
            | Self::Dockerfile
            | Self::NoCache => &[],
        }
    }
}
