use onionskin_syntax::Instruction;

use crate::outline::Outline;
use crate::source::Origin;
use crate::state::State;
use crate::{Mount, path};

/// Where the n-th SSH agent is seen that has no target of its own; the number follows.
const SSH_SOCKET: &str = "/run/buildkit/ssh_agent.";

/// The `--mount` flags of a RUN, and for each its options in the form in which they identify the step: what is
/// mounted is an input of its own, so it is left out.
pub(crate) fn mounts(run: &Instruction, state: &State, outline: &Outline<'_>) -> Vec<(Mount, Vec<String>)> {
    let mut n_sockets = 0;
    let flags = run.flags.iter().filter(|flag| flag.name == "mount").filter_map(|flag| flag.value.as_deref());
    let mounts = flags.map(|flag| {
        let options = Options::of(flag, state);
        let mount = options.mount(state, outline, n_sockets);
        n_sockets += usize::from(mount.kind == "ssh");
        (mount, options.identity())
    });
    mounts.collect()
}

/// The options of a mount: keys in small letters, values with variables put in; `None` for a key alone.
struct Options(Vec<(String, Option<String>)>);

impl Options {
    fn of(flag: &str, state: &State) -> Self {
        let option = |field: String| match field.split_once('=') {
            Some((key, value)) => {
                let key = key.to_ascii_lowercase();
                // BuildKit takes `from` as it is written.
                let value = if key == "from" { value.to_owned() } else { state.expand(value) };
                (key, Some(value))
            }
            None => (field.to_ascii_lowercase(), None),
        };
        Self(csv_fields(flag).into_iter().map(option).collect())
    }

    /// The value of the last option that has one of the `keys`.
    fn get(&self, keys: &[&str]) -> Option<&str> {
        self.0.iter().rev().find(|(key, _)| keys.contains(&key.as_str()))?.1.as_deref()
    }

    fn mount(&self, state: &State, outline: &Outline<'_>, n_sockets: usize) -> Mount {
        let kind = self.get(&["type"]).unwrap_or("bind").to_ascii_lowercase();
        let target = match self.get(&["target", "dst", "destination"]) {
            Some(target) => path::join(&state.workdir, target),
            None => self.default_target(&kind, state, n_sockets),
        };
        let from = self.get(&["from"]).map(|from| Origin::of_mount(from, outline));
        let origin = match (kind.as_str(), from) {
            ("bind", None) => Some(Origin::Context),
            ("bind" | "cache", from) => from,
            _ => None,
        };
        let source = origin.map(|origin| origin.source(self.get(&["source", "src"]).unwrap_or("/")));
        Mount { kind, target, source }
    }

    fn default_target(&self, kind: &str, state: &State, n_sockets: usize) -> String {
        match kind {
            "ssh" => format!("{SSH_SOCKET}{n_sockets}"),
            "secret" if self.get(&["env"]).is_some() => String::new(),
            "secret" => {
                let id = self.get(&["id", "source", "src"]).unwrap_or_default();
                path::join("/run/secrets", path::base_name(id))
            }
            _ => state.workdir.to_string(),
        }
    }

    fn identity(&self) -> Vec<String> {
        const INPUTS: [&str; 3] = ["from", "source", "src"];
        let kept = self.0.iter().filter(|(key, _)| !INPUTS.contains(&key.as_str()));
        let mut options: Vec<_> =
            kept.map(|(key, value)| format!("{key}={}", value.as_deref().unwrap_or("true"))).collect();
        options.sort_unstable();
        options
    }
}

/// The fields of one CSV record: between commas, a field in double quotes may hold commas and doubled quotes.
fn csv_fields(record: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut rest = record.chars().peekable();
    let mut is_quoted = false;
    while let Some(character) = rest.next() {
        let Some(field) = fields.last_mut() else {
            return fields;
        };
        match character {
            '"' if is_quoted && rest.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if is_quoted => is_quoted = false,
            '"' if field.is_empty() => is_quoted = true,
            ',' if !is_quoted => fields.push(String::new()),
            character => field.push(character),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::csv_fields;

    #[test]
    fn a_quoted_field_may_hold_commas() {
        assert_eq!(csv_fields(r#"type=bind,"source=a,b""c",rw"#), ["type=bind", "source=a,b\"c", "rw"]);
        assert_eq!(csv_fields(""), [""]);
    }
}
