/// Why a file or a folder cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// The file is no text in UTF-8.
    NotText(String),
    /// The file has more bytes than are read.
    TooLarge {
        /// What it is called.
        name: String,
        /// How many bytes it has.
        n_bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The browser cannot read the file.
    Unreadable(String),
    /// The folder or list has more than [`MAX_FILES`](crate::MAX_FILES).
    TooMany,
    /// There is no file in the folder.
    EmptyFolder(String),
    /// The list names no file.
    EmptyList,
    /// What was dropped is neither a file nor a folder.
    Nothing,
}
