//! Short names for what the page's module and its script call of each other.
//!
//! `wasm-bindgen` ends each with a checksum of 16 digits, so that modules of several crates cannot clash, and nothing compresses
//! them: 4 KB in the two files together. Nobody but these two says them.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, Import, Imports, Parser};

/// What the names begin with that `wasm-bindgen` makes up.
const PREFIXES: [&str; 3] = ["__wbg_", "__wbindgen_", "wasm_bindgen__"];

/// Gives the module and its script short names for each other's functions.
///
/// # Errors
///
/// When the files cannot be read or written, are no module and no script of it, or the script lacks a name of the module.
pub(crate) fn shorten(module: &Path, script: &Path) -> Result<()> {
    let read = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let text = fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()))?;
    let (renamed, names) = rename_in_module(&read)?;
    fs::write(module, renamed).with_context(|| format!("cannot write {}", module.display()))?;
    fs::write(script, rename_in_script(&text, &names)?)
        .with_context(|| format!("cannot write {}", script.display()))
}

/// The new name of each old one.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn shorten(&mut self, name: &str) -> String {
        if !PREFIXES.iter().any(|prefix| name.starts_with(prefix)) {
            return name.to_owned();
        }
        let next = format!("w{}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<Infallible>> {
        let Imports::Single(offset, import) = imports else {
            return utils::parse_imports(self, section, imports);
        };
        let name = self.shorten(import.name);
        utils::parse_imports(self, section, Imports::Single(offset, Import { name: &name, ..import }))
    }

    fn parse_export(
        &mut self,
        section: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let name = self.shorten(export.name);
        utils::parse_export(self, section, Export { name: &name, ..export })
    }
}

fn rename_in_module(module: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, String>)> {
    let (mut names, mut renamed) = (Names::default(), Module::new());
    names
        .parse_core_module(&mut renamed, Parser::new(0), module)
        .map_err(|error| anyhow!("the page's module cannot be read: {error}"))?;
    Ok((renamed.finish(), names.0))
}

fn rename_in_script(script: &str, names: &BTreeMap<String, String>) -> Result<String> {
    let is_in_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut missing = names.clone();
    let mut renamed = String::with_capacity(script.len());
    for part in script.split_inclusive(|c| !is_in_word(c)) {
        let word = part.trim_end_matches(|c| !is_in_word(c));
        missing.remove(word);
        renamed.push_str(names.get(word).map_or(word, String::as_str));
        renamed.push_str(part.strip_prefix(word).unwrap_or_default());
    }
    if let Some(name) = missing.into_keys().next() {
        bail!("the script of the page's module does not say `{name}`");
    }
    Ok(renamed)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, EntityType, ExportKind, Function, FunctionSection, TypeSection};

    use super::*;

    /// A module that imports and exports one function under each of the names.
    fn module(imported: &str, exported: &str) -> Vec<u8> {
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        types.ty().function([], []);
        imports.import("./page.js", imported, EntityType::Function(0));
        functions.function(0);
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        exports.export(exported, ExportKind::Func, 1);
        let mut body = Function::new([]);
        body.instructions().call(0).end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn both_files_say_the_same_short_names() -> Result<()> {
        let (renamed, names) =
            rename_in_module(&module("__wbg_then_656f253a5dd7d8ea", "wasm_bindgen__call__h1502fa01"))?;
        assert_eq!(renamed, module("w0", "w1"));
        let script =
            "{ __wbg_then_656f253a5dd7d8ea: (f) => wasm.wasm_bindgen__call__h1502fa01(f, '__wbg_') }";
        assert_eq!(rename_in_script(script, &names)?, "{ w0: (f) => wasm.w1(f, '__wbg_') }");
        Ok(())
    }

    #[test]
    fn names_that_others_ask_for_stay() -> Result<()> {
        let (renamed, names) = rename_in_module(&module("__wasm_split_load_later", "memory"))?;
        assert_eq!(renamed, module("__wasm_split_load_later", "memory"));
        assert!(names.is_empty());
        Ok(())
    }

    #[test]
    fn a_script_that_lacks_a_name_of_the_module_is_refused() -> Result<()> {
        let (_, names) = rename_in_module(&module("__wbg_then_656f253a5dd7d8ea", "memory"))?;
        let error = rename_in_script("{ __wbg_then_656f253a5dd7d8ea2() {} }", &names)
            .map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err(String::from("the script of the page's module does not say `__wbg_then_656f253a5dd7d8ea`"))
        );
        Ok(())
    }
}
