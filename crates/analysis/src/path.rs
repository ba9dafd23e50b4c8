/// The longest path that Linux opens (`PATH_MAX` without its final zero), in bytes: what is longer names no file.
const MAX_PATH_BYTES: usize = 4095;

/// Whether `path` can be that of a file in a build context.
pub(crate) fn is_clean_path(path: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
    path.len() <= MAX_PATH_BYTES && path.split('/').all(is_part)
}
