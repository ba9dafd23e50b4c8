/// The highest mode that `--chmod` takes: the permissions, set-user-ID, set-group-ID and the sticky bit.
const MAX_MODE: u32 = 0o7777;

/// What `--chmod` says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Chmod {
    /// The mode itself.
    Octal(u32),
    /// Changes to the mode, as in `u+rwX,go=r`; BuildKit applies them when it copies.
    Symbolic(String),
}

impl Chmod {
    /// Reads the value of `--chmod`.
    ///
    /// # Errors
    ///
    /// What BuildKit says of a text that is neither a mode nor changes to one. A text that starts with a digit
    /// counts as meant to be a mode.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if !text.starts_with(|first: char| first.is_ascii_digit()) {
            return if is_symbolic(text) {
                Ok(Self::Symbolic(text.to_owned()))
            } else {
                Err("invalid syntax".to_owned())
            };
        }
        match u32::from_str_radix(text, 8) {
            Ok(mode) if mode <= MAX_MODE => Ok(Self::Octal(mode)),
            _ => Err(format!(
                "invalid chmod parameter: '{text}'. it should be octal string and between 0 and 07777"
            )),
        }
    }
}

/// Whether `text` is what chmod(1) takes: clauses of whom a change is for, and operators, each with permissions.
fn is_symbolic(text: &str) -> bool {
    const OPERATORS: [char; 3] = ['+', '-', '='];
    text.split(',').all(|clause| {
        let changes = clause.trim_start_matches(['u', 'g', 'o', 'a']);
        let is_permission = |c: char| matches!(c, 'r' | 'w' | 'x' | 'X' | 's' | 't' | 'u' | 'g' | 'o');
        changes.starts_with(OPERATORS) && changes.chars().all(|c| OPERATORS.contains(&c) || is_permission(c))
    })
}

#[cfg(test)]
mod tests {
    use super::Chmod;

    #[test]
    fn modes_are_octal() {
        for (text, mode) in [("0", 0), ("644", 0o644), ("0755", 0o755), ("07777", 0o7777)] {
            assert_eq!(Chmod::parse(text), Ok(Chmod::Octal(mode)));
        }
    }

    #[test]
    fn changes_are_kept_as_they_are_written() {
        for text in
            ["+x", "u+rwX,go=r", "=", "a=,u+rw", "u=g", "ug+s-t", "-w", "u+", "=rw,+X", "augo=ugo", "o+-="]
        {
            assert_eq!(Chmod::parse(text), Ok(Chmod::Symbolic(text.to_owned())));
        }
    }

    #[test]
    fn what_looks_like_a_number_is_told_to_be_octal() {
        for text in ["77777", "010000", "0888", "1x", "9", "0o644", "7_7", "77777777777777777777"] {
            let error = format!(
                "invalid chmod parameter: '{text}'. it should be octal string and between 0 and 07777"
            );
            assert_eq!(Chmod::parse(text), Err(error));
        }
    }

    #[test]
    fn other_texts_are_invalid() {
        for text in
            ["", "abc", "=+z", "u", "u+x,", ",u+x", "u+x,,g+x", "+644", "-1", "u+a", "é+x", "u+é", " +x"]
        {
            assert_eq!(Chmod::parse(text), Err("invalid syntax".to_owned()), "{text}");
        }
    }
}
