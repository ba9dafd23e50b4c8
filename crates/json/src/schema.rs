//! The shapes as JSON Schema and as TypeScript, made from the types themselves.

use std::fmt::Write as _;

use schemars::generate::SchemaSettings;
use ts_rs::{Config, TS};

use crate::{
    Analysis, Argument, Choice, Document, Explanation, Format, Idea, Instruction, Link, Offsets, Place,
    Problem, Rendered, Rendering, Setup, Simulation, Stage, Step, Theme, Then, Verdict, View, Word,
};

/// The JSON Schema (draft 2020-12) of what is known of a file, and of a document: each is a definition of its name.
pub fn json_schema() -> String {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<Analysis>();
    generator.subschema_for::<Simulation>();
    generator.subschema_for::<Explanation>();
    generator.subschema_for::<Document>();
    let schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Onionskin knows of a Dockerfile",
        "anyOf": [
            { "$ref": "#/$defs/Analysis" },
            { "$ref": "#/$defs/Simulation" },
            { "$ref": "#/$defs/Explanation" },
            { "$ref": "#/$defs/Document" },
        ],
        "$defs": generator.take_definitions(true),
    });
    format!("{schema:#}\n")
}

/// The TypeScript of all questions and answers: an exported type each.
pub fn typescript() -> String {
    let mut out = String::new();
    let config = Config::default();
    for declaration in [
        declared::<Setup>(&config),
        declared::<Then>(&config),
        declared::<Analysis>(&config),
        declared::<Stage>(&config),
        declared::<Choice>(&config),
        declared::<Argument>(&config),
        declared::<Simulation>(&config),
        declared::<Step>(&config),
        declared::<Verdict>(&config),
        declared::<Problem>(&config),
        declared::<Explanation>(&config),
        declared::<Instruction>(&config),
        declared::<Word>(&config),
        declared::<Place>(&config),
        declared::<Link>(&config),
        declared::<Idea>(&config),
        declared::<Offsets>(&config),
        declared::<Document>(&config),
        declared::<Rendering>(&config),
        declared::<Format>(&config),
        declared::<Theme>(&config),
        declared::<View>(&config),
        declared::<Rendered>(&config),
    ] {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{declaration}\n");
    }
    out
}

fn declared<T: TS>(config: &Config) -> String {
    let docs = T::docs().unwrap_or_default();
    format!("{docs}export {}", T::decl(config))
}
