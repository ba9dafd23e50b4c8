//! The versions of the tools, all in one place — but for wasm-bindgen: its tool must be of the version of the library,
//! which is in `Cargo.lock` (see `wasm_bindgen.rs`).

/// The newest one that the project's own compiler can build: the next one wants Rust 1.96.1.
pub(super) const TRUNK: &str = "0.22.0-beta.1";

/// Binaryen's version, as `wasm-opt --version` tells it. The same number is in `wasm-opt/package.json` and, as
/// `version_<number>`, in `Trunk.toml`.
pub(super) const WASM_OPT: &str = "132";

/// The oldest Node that Playwright supports.
pub(super) const NODE_MAJOR: u32 = 20;

/// The oldest compiler that the project supports, as the workspace's `Cargo.toml` says.
pub(super) const RUSTC: &str = env!("CARGO_PKG_RUST_VERSION");

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workspace;

    #[track_caller]
    fn check(file: &str, expected: &str) {
        let text = fs::read_to_string(workspace::root().join(file)).unwrap();
        assert!(text.contains(expected), "{file} should contain {expected}");
    }

    #[test]
    fn other_files_name_the_same_versions() {
        check("Trunk.toml", &format!("wasm_opt = \"version_{WASM_OPT}\""));
        check("xtask/wasm-opt/package.json", &format!("\"binaryen\": \"{WASM_OPT}.0.0\""));
        check("e2e/package.json", &format!("\"node\": \">={NODE_MAJOR}\""));
    }
}
