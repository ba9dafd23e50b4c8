//! The published shapes are those of the types. After a change that is meant, take the files anew:
//! `ONIONSKIN_ACCEPT=1 cargo test -p onionskin-json --test schema`.

use std::path::Path;

use onionskin_json::schema::{json_schema, typescript};

#[track_caller]
fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
    if std::env::var_os("ONIONSKIN_ACCEPT").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap();
    assert!(published == text, "{name} is not what the types say; `ONIONSKIN_ACCEPT=1` takes it anew");
}

#[test]
fn the_json_schema_is_that_of_the_types() {
    check("onionskin-1.schema.json", &json_schema());
}

#[test]
fn the_typescript_is_that_of_the_types() {
    check("onionskin-1.d.ts", &typescript());
}
