use std::rc::Rc;

use crate::key::Key;

/// The bits of a mode that count: permissions, set-user-ID, set-group-ID and sticky.
const MODE_BITS: u32 = 0o7777;

/// The mode of a directory that is known only from what is in it, which `umask 022` gives.
const DEFAULT_DIRECTORY_MODE: u32 = 0o755;

/// What stands at a path of a build context, as far as BuildKit's cache looks at it. Times and owners do not count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A file.
    File(Content),
    /// A directory with the bits of its mode. What is in it follows from the paths of other entries.
    Directory(u32),
    /// A symbolic link with its target.
    Link(Rc<str>),
    /// A file or a directory, whichever it is, with more in it than is listed.
    Unlisted(Content),
}

/// What is in a file and its mode: equal for equal ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Content(Key);

impl Content {
    /// The content of a file whose bytes are known.
    pub fn of(bytes: &[u8], mode: u32) -> Self {
        Self(Key::of(("bytes", bytes, mode & MODE_BITS)))
    }

    /// The content of a file whose bytes are not known, but a name that is the same for equal bytes, such as the hash
    /// that Git lists. It never equals a content that is made of bytes.
    pub fn named(name: &str, mode: u32) -> Self {
        Self(Key::of(("named", name, mode & MODE_BITS)))
    }
}

impl Entry {
    /// A file with these bytes.
    pub fn file(bytes: &[u8], mode: u32) -> Self {
        Self::File(Content::of(bytes, mode))
    }

    /// A file whose bytes have the name `name`; see [`Content::named`].
    pub fn named_file(name: &str, mode: u32) -> Self {
        Self::File(Content::named(name, mode))
    }

    /// A directory.
    pub fn directory(mode: u32) -> Self {
        Self::Directory(mode & MODE_BITS)
    }

    /// A symbolic link to `target`, which is seen from the directory of the link; one that starts with `/` is seen from
    /// the root of the context.
    pub fn link(target: &str) -> Self {
        Self::Link(target.into())
    }

    /// A file or a directory that is assumed to be there. `name` stands for all that is not listed of it.
    pub fn unlisted(name: &str) -> Self {
        Self::Unlisted(Content::named(name, 0))
    }

    /// Stands for the entry alone, without what is in it. A directory that is known only from what is in it is `None`.
    pub(crate) fn own_content(entry: Option<&Self>) -> Key {
        match entry {
            None => Key::of(("directory", DEFAULT_DIRECTORY_MODE)),
            Some(Self::Directory(mode)) => Key::of(("directory", mode & MODE_BITS)),
            Some(Self::File(content)) => Key::of(("file", content)),
            Some(Self::Link(target)) => Key::of(("link", target)),
            Some(Self::Unlisted(content)) => Key::of(("unlisted", content)),
        }
    }
}
