use onionskin_syntax::Dockerfile;

/// The index of the instruction that the line `caret_line` belongs to; on a comment or blank line, that of the
/// instruction below it, since a comment tells of what follows, and behind the last instruction the last.
pub(crate) fn selected(caret_line: u32, dockerfile: &Dockerfile) -> Option<usize> {
    let last = dockerfile.instructions().count().checked_sub(1)?;
    let n_above =
        dockerfile.instructions().take_while(|instruction| instruction.lines.last < caret_line).count();
    Some(n_above.min(last))
}
