use std::fmt::{self, Display, Formatter, Write};

/// Whose a file is to be: what `--chown` says, or USER for the directory that WORKDIR makes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The user.
    pub user: Account,
    /// `None` leaves the group to BuildKit, which takes the user's.
    pub group: Option<Account>,
}

/// A user or a group.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Account {
    /// By number.
    Id(u32),
    /// Looked up in the image's `/etc/passwd` or `/etc/group` when the step runs.
    Name(String),
}

impl Owner {
    /// Reads `user[:group]`. Every text is one; all behind the first `:` is the group.
    pub(crate) fn of(text: &str) -> Self {
        let (user, group) = text.split_once(':').map_or((text, None), |(user, group)| (user, Some(group)));
        Self { user: Account::of(user), group: group.map(Account::of) }
    }
}

impl Account {
    /// `root` and an empty text are 0. A negative number wraps around, as it does in BuildKit.
    fn of(text: &str) -> Self {
        if matches!(text, "" | "root") {
            return Self::Id(0);
        }
        let id = text.parse::<i32>();
        id.map_or_else(|_| Self::Name(text.to_owned()), |id| Self::Id(id.cast_unsigned()))
    }
}

/// The owner as Go prints BuildKit's message for it in JSON, where 0 is left out.
impl Display for Owner {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{{\"user\":{}", self.user)?;
        if let Some(group) = &self.group {
            write!(f, ",\"group\":{group}")?;
        }
        f.write_char('}')
    }
}

impl Display for Account {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(0) => f.write_str("{\"User\":{}}"),
            Self::Id(id) => write!(f, "{{\"User\":{{\"byId\":{id}}}}}"),
            Self::Name(name) => {
                f.write_str("{\"User\":{\"byName\":{\"name\":\"")?;
                for character in name.chars() {
                    match character {
                        '"' | '\\' => write!(f, "\\{character}")?,
                        '\0'..='\x1F' => write!(f, "\\u{:04x}", u32::from(character))?,
                        _ => f.write_char(character)?,
                    }
                }
                f.write_str("\"}}}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Account, Owner};

    #[test]
    fn ids_and_names_are_told_apart() {
        let name = |name: &str| Account::Name(name.to_owned());
        for (text, user, group) in [
            ("12", Account::Id(12), None),
            ("root", Account::Id(0), None),
            ("", Account::Id(0), None),
            (":", Account::Id(0), Some(Account::Id(0))),
            ("app:", name("app"), Some(Account::Id(0))),
            (":app", Account::Id(0), Some(name("app"))),
            ("Root:root", name("Root"), Some(Account::Id(0))),
            ("+5:007", Account::Id(5), Some(Account::Id(7))),
            ("-1", Account::Id(u32::MAX), None),
            ("2147483647:2147483648", Account::Id(2_147_483_647), Some(name("2147483648"))),
            ("a:b:c", name("a"), Some(name("b:c"))),
            ("1 ", name("1 "), None),
        ] {
            assert_eq!(Owner::of(text), Owner { user, group }, "{text}");
        }
    }

    #[test]
    fn owners_are_printed_as_json() {
        for (text, json) in [
            ("12", r#"{"user":{"User":{"byId":12}}}"#),
            ("1001:0", r#"{"user":{"User":{"byId":1001}},"group":{"User":{}}}"#),
            ("root:conda", r#"{"user":{"User":{}},"group":{"User":{"byName":{"name":"conda"}}}}"#),
            ("a\\\"\tÃ", r#"{"user":{"User":{"byName":{"name":"a\\\"\u0009Ã"}}}}"#),
        ] {
            assert_eq!(Owner::of(text).to_string(), json);
        }
    }
}
