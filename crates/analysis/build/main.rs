//! Compiles `data/manifests.txt` into Rust constants, so that no parser is part of the page.
//!
//! The format is described at the top of the file. A line that cannot be read fails the build with its number and
//! what to do about it.

mod lines;

use std::cmp::Reverse;
use std::error::Error;
use std::fs;
use std::path::Path;

use lines::{Line, Malformed, Section, ending, read};

#[expect(clippy::print_stdout, reason = "it is how a build script talks to Cargo")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=data/manifests.txt");
    let text = fs::read_to_string("data/manifests.txt")?;
    let place = |Malformed { line, message }| format!("crates/analysis/data/manifests.txt:{line}: {message}");
    let lines = read(&text).map_err(place)?;
    let out = std::env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("manifests.rs"), constants(&lines))?;
    Ok(())
}

/// The Rust text that says what `lines` say.
fn constants(lines: &[Line<'_>]) -> String {
    let mut ecosystems: Vec<&str> = Vec::new();
    let (mut names, mut placed, mut wildcards) = (Vec::new(), Vec::new(), Vec::new());
    let (mut usual_names, mut usual_placed) = (Vec::new(), Vec::new());
    let (mut tool_directories, mut code_directories) = (Vec::new(), Vec::new());
    let mut code_wildcards = Vec::new();
    for &Line { section, pattern, is_usual } in lines {
        let group = match (section, pattern.strip_suffix('/')) {
            (Section::Code, None) => {
                code_wildcards.push(pattern);
                continue;
            }
            (Section::Code, Some(directory)) => {
                code_directories.push(directory);
                continue;
            }
            (Section::Tool | Section::Ecosystem(_), Some(directory)) => {
                tool_directories.push(directory);
                continue;
            }
            (Section::Tool, None) => "TOOL".to_owned(),
            (Section::Ecosystem(name), None) => {
                if ecosystems.last() != Some(&name) {
                    ecosystems.push(name);
                }
                (ecosystems.len() - 1).to_string()
            }
        };
        let n_fixed = pattern.chars().filter(|character| *character != '*').count();
        if let Some((directory, name)) = pattern.rsplit_once('/') {
            placed.push((Reverse(n_fixed), format!("({directory:?}, {name:?}, {group})")));
            usual_placed.extend(is_usual.then_some(pattern));
        } else if pattern.contains('*') {
            wildcards.push((ending(pattern), Reverse(n_fixed), format!("({pattern:?}, {group})")));
        } else {
            names.push((pattern, group));
            usual_names.extend(is_usual.then_some(pattern));
        }
    }
    // Names are found by binary search, and so are wildcards, by their ending. Of several that fit, the first is the
    // one that counts.
    names.sort();
    placed.sort();
    wildcards.sort();
    let place = |usual: &&str| names.iter().position(|(name, _)| name == usual);
    let usual_names: Vec<_> = usual_names.iter().filter_map(place).map(|place| place.to_string()).collect();
    let (names, name_groups): (Vec<_>, Vec<_>) = names.into_iter().unzip();
    let placed: Vec<_> = placed.into_iter().map(|(_, entry)| entry).collect();
    let wildcards: Vec<_> = wildcards.into_iter().map(|(_, _, entry)| entry).collect();
    [
        format!("const TOOL: u8 = {};\n", ecosystems.len()),
        array("ECOSYSTEMS", "&str", &quoted(&ecosystems)),
        array("NAMES", "&str", &quoted(&names)),
        array("NAME_GROUPS", "u8", &name_groups),
        array("PLACED", "(&str, &str, u8)", &placed),
        array("WILDCARDS", "(&str, u8)", &wildcards),
        array("USUAL_NAMES", "u16", &usual_names),
        array("USUAL_PLACED", "&str", &quoted(&usual_placed)),
        array("TOOL_DIRECTORIES", "&str", &quoted(&tool_directories)),
        array("CODE_DIRECTORIES", "&str", &quoted(&code_directories)),
        array("CODE_WILDCARDS", "&str", &quoted(&code_wildcards)),
    ]
    .concat()
}

fn quoted(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| format!("{text:?}")).collect()
}

/// A static array, named `name`, of `elements`, each of the type `element`.
fn array(name: &str, element: &str, elements: &[String]) -> String {
    format!("static {name}: [{element}; {}] = [{}];\n", elements.len(), elements.join(", "))
}
