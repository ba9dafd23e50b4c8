use std::fmt::Write as _;

use onionskin_syntax::go::quote;

use crate::env::Variable;
use crate::value::Value;
use crate::{Copied, Effect, Healthcheck, InstructionNode};

/// An entry of an image's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// What made it, as BuildKit writes it.
    pub created_by: String,
    /// Whether it made no layer.
    pub is_empty_layer: bool,
}

/// What BuildKit writes for an instruction; `None` for those that it does not record. `declared` is what ARG has
/// declared so far.
pub(crate) fn created_by(node: &InstructionNode, declared: &[(String, String)]) -> Option<String> {
    Some(match &node.effect {
        Effect::None | Effect::From | Effect::OnBuild(_) => return None,
        Effect::Arg(names) => {
            let word = |(name, value): &(String, Option<Value>)| match value {
                Some(value) => [name, "=", value.text()].concat(),
                None => name.clone(),
            };
            words("ARG", names.iter().map(word))
        }
        Effect::Env(values) => {
            words("ENV", values.iter().map(|(name, value)| [name, "=", value.text()].concat()))
        }
        Effect::Label(labels) => words("LABEL", labels.iter().map(|(key, value)| [key, "=", value].concat())),
        Effect::Run(args) => run(args, node, declared),
        Effect::Copy(copied) => copy(copied),
        Effect::Workdir(path) => ["WORKDIR ", path].concat(),
        Effect::User(user) => ["USER ", user].concat(),
        Effect::Expose(ports) => {
            let ports: Vec<_> =
                ports.iter().flat_map(|ports| ports.iter()).map(|port| port.to_string()).collect();
            list("EXPOSE", &ports)
        }
        Effect::Volume(paths) => list("VOLUME", paths),
        Effect::StopSignal(signal) => ["STOPSIGNAL ", signal].concat(),
        Effect::Shell(words) => list("SHELL", words),
        Effect::Cmd(words) => list("CMD", &quoted(words)),
        Effect::Entrypoint(words) => list("ENTRYPOINT", &quoted(words)),
        Effect::Healthcheck(check) => healthcheck(check),
        Effect::Maintainer(name) => ["MAINTAINER ", name].concat(),
    })
}

fn words(name: &str, words: impl Iterator<Item = String>) -> String {
    let mut text = name.to_owned();
    for word in words {
        text.push(' ');
        text.push_str(&word);
    }
    text
}

fn list(name: &str, items: &[String]) -> String {
    [name, " [", &items.join(" "), "]"].concat()
}

fn quoted(words: &[String]) -> Vec<String> {
    words.iter().map(|word| quote(word)).collect()
}

fn run(args: &[String], node: &InstructionNode, declared: &[(String, String)]) -> String {
    let mut text = "RUN ".to_owned();
    if !declared.is_empty() {
        let _ = write!(text, "|{} ", declared.len());
        for (name, given) in declared {
            let value = match node.env.get(name) {
                Variable::Set(value) => value,
                // Some arguments never become variables.
                Variable::Unset | Variable::Unknown => given.as_str().into(),
            };
            let _ = write!(text, "{name}={value} ");
        }
    }
    text.push_str(&args.join(" "));
    text.push_str(" # buildkit");
    text
}

fn copy(copied: &Copied) -> String {
    let mut text = if copied.is_add { "ADD" } else { "COPY" }.to_owned();
    if copied.keeps_parents {
        text.push_str(" --parents");
    }
    for (flag, value) in [(" --chown=", &copied.owner), (" --chmod=", &copied.mode)] {
        if !value.is_empty() {
            text.push_str(flag);
            text.push_str(value);
        }
    }
    for source in &copied.sources {
        text.push(' ');
        text.push_str(source);
    }
    for document in &copied.documents {
        text.push_str(" <<");
        text.push_str(document);
    }
    for part in [" ", &copied.destination, " # buildkit"] {
        text.push_str(part);
    }
    text
}

fn healthcheck(check: &Healthcheck) -> String {
    let Healthcheck { test, interval, timeout, start_period, start_interval, retries } = check;
    let [interval, timeout, start_period, start_interval] =
        [interval, timeout, start_period, start_interval].map(|nanoseconds| duration(*nanoseconds));
    let test = test.join(" ");
    format!(
        "HEALTHCHECK {{Test:[{test}] Interval:{interval} Timeout:{timeout} StartPeriod:{start_period} StartInterval:{start_interval} Retries:{retries}}}"
    )
}

/// A time as Go prints it: `1h30m0s`, `1.5s`, `300ms`.
fn duration(nanoseconds: i64) -> String {
    let total = nanoseconds.unsigned_abs();
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let (unit, name) = match total {
        0 => return "0s".to_owned(),
        1..1_000 => (1, "ns"),
        1_000..1_000_000 => (1_000, "µs"),
        1_000_000..1_000_000_000 => (1_000_000, "ms"),
        _ => {
            let (hours, minutes) = (total / 3_600_000_000_000, total / 60_000_000_000 % 60);
            let seconds = decimal(total % 60_000_000_000, 1_000_000_000);
            return match (hours, minutes) {
                (0, 0) => format!("{sign}{seconds}s"),
                (0, minutes) => format!("{sign}{minutes}m{seconds}s"),
                (hours, minutes) => format!("{sign}{hours}h{minutes}m{seconds}s"),
            };
        }
    };
    format!("{sign}{}{name}", decimal(total, unit))
}

/// `total` in `unit`s, with as many decimals as it takes.
fn decimal(total: u64, unit: u64) -> String {
    let width = unit.ilog10() as usize;
    let text = format!("{}.{:0width$}", total / unit, total % unit);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn times_are_written_as_go_does_it() {
        let cases = [
            (0, "0s"),
            (1, "1ns"),
            (1_500, "1.5µs"),
            (300_000_000, "300ms"),
            (1_500_000_000, "1.5s"),
            (30_000_000_000, "30s"),
            (90_000_000_000, "1m30s"),
            (3_600_000_000_000, "1h0m0s"),
            (5_400_500_000_000, "1h30m0.5s"),
        ];
        for (nanoseconds, text) in cases {
            assert_eq!(duration(nanoseconds), text);
        }
    }
}
