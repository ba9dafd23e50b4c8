//! RUN's flags: devices, mounts, network and security, in BuildKit's order. Of a mount only `from` is looked at
//! here; everything else is checked when the step is built.

use crate::Flag;
use crate::go::{csv_fields, parse_bool, quote};

/// Checks the values of RUN's flags.
pub(super) fn check(flags: &[Flag]) -> Result<(), String> {
    let values = |name: &'static str| {
        flags.iter().filter(move |flag| flag.name == name).filter_map(|flag| flag.value.as_deref())
    };
    values("device").try_for_each(device)?;
    values("mount").try_for_each(mount)?;
    for network in values("network") {
        if !matches!(network, "default" | "none" | "host") {
            return Err(format!("invalid network mode {}", quote(network)));
        }
    }
    for security in values("security") {
        if !matches!(security, "sandbox" | "insecure") {
            return Err(format!("security {} is not valid", quote(security)));
        }
    }
    Ok(())
}

fn mount(value: &str) -> Result<(), String> {
    let fields = csv_fields(value).map_err(|error| format!("failed to parse csv mounts: {error}"))?;
    for field in fields {
        let Some((key, value)) = field.split_once('=') else {
            continue;
        };
        // A `$` at the end is a character like any other.
        let has_variable = value.find('$').is_some_and(|at| at + 1 < value.len());
        if key.eq_ignore_ascii_case("from") && has_variable {
            return Err("'from' doesn't support variable expansion, define alias stage instead".to_owned());
        }
    }
    Ok(())
}

fn device(value: &str) -> Result<(), String> {
    let fields = csv_fields(value).map_err(|error| format!("failed to parse csv devices: {error}"))?;
    let mut name = String::new();
    for field in fields {
        let (key, value) =
            field.split_once('=').map_or((field.as_str(), None), |(key, value)| (key, Some(value)));
        match (key.to_ascii_lowercase().as_str(), value) {
            ("required", None) => {}
            ("required", Some(value)) if parse_bool(value).is_some() => {}
            ("required", Some(value)) => return Err(format!("invalid value for required: {value}")),
            ("name", Some(value)) if name.is_empty() => value.clone_into(&mut name),
            ("name", Some(_)) => return Err(format!("device name already set to {name}")),
            // Anything else is the name, and there is one name.
            _ if name.is_empty() => name = field,
            (_, None) => return Err(format!("invalid field '{field}' must be a key=value pair")),
            (key, Some(_)) => return Err(format!("unexpected key '{key}' in '{field}'")),
        }
    }
    Ok(())
}
