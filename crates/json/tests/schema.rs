//! The published shapes are those of the types. After a change that is meant, take the files anew:
//! `ONIONSKIN_ACCEPT=1 cargo test -p onionskin-json --test schema`.

use std::path::Path;
use std::{fs, io};

use onionskin_json::schema::{json_schema, typescript};

/// Whether the published file `name` is `text`.
fn is_published(name: &str, text: &str) -> io::Result<bool> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
    if std::env::var_os("ONIONSKIN_ACCEPT").is_some() {
        fs::write(&path, text)?;
    }
    Ok(fs::read_to_string(&path)? == text)
}

#[test]
fn the_json_schema_is_that_of_the_types() {
    assert!(is_published("onionskin-1.schema.json", &json_schema()).unwrap());
}

#[test]
fn the_typescript_is_that_of_the_types() {
    assert!(is_published("onionskin-1.d.ts", &typescript()).unwrap());
}
