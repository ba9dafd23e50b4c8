use onionskin_shell::RedirectionKind;

/// The id of the entry about a redirection of this `kind`, with the number `fd` in front and `target` behind it.
pub(super) fn id(kind: RedirectionKind, fd: &str, target: &str) -> &'static str {
    let is_nothing = target == "/dev/null";
    match kind {
        RedirectionKind::Input if matches!(fd, "" | "0") => "input",
        RedirectionKind::Input | RedirectionKind::DuplicateInput => "numbered",
        RedirectionKind::InputOutput => "input-output",
        RedirectionKind::Output | RedirectionKind::Clobber | RedirectionKind::Append => {
            match (fd, is_nothing) {
                ("2", true) => "discard-errors",
                ("2", false) => "errors",
                ("" | "1", true) => "discard",
                ("" | "1", false) if kind == RedirectionKind::Append => "append",
                ("" | "1", false) => "output",
                _ => "numbered",
            }
        }
        RedirectionKind::DuplicateOutput => match (fd, target) {
            ("2", "1") => "errors-too",
            ("" | "1", "2") => "to-errors",
            ("", file) if !is_number(file) => "both",
            _ => "numbered",
        },
        RedirectionKind::OutputAndError | RedirectionKind::AppendOutputAndError if is_nothing => {
            "discard-both"
        }
        RedirectionKind::OutputAndError | RedirectionKind::AppendOutputAndError => "both",
        RedirectionKind::Heredoc | RedirectionKind::HeredocWithoutTabs => "heredoc",
        RedirectionKind::HereString => "here-string",
    }
}

fn is_number(target: &str) -> bool {
    target == "-" || target.bytes().all(|byte| byte.is_ascii_digit())
}
