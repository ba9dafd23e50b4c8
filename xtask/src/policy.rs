//! What the page may do, as a Content-Security-Policy says it: only what it brings along.
//!
//! It stands in the page itself, since not every web server can be told to send it, and this one sends it as a header, too.
//! Files for other servers repeat it (`static/_headers`, `docs/nginx.conf`); a test holds them to it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Compiling WebAssembly has to be allowed by name. A picture that is saved is drawn from what the page has made (`blob:`).
/// No style stands in the page, and no script.
pub(crate) const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                                 img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; \
                                 base-uri 'none'; form-action 'none'";

/// Writes the policy into the page in the folder `dist`, in front of all that it is about.
pub(crate) fn write_into(dist: &Path) -> Result<()> {
    // The first element of all; minifiers leave the tag in front of it out.
    const START: &str = "<meta charset";
    let path = dist.join("index.html");
    let page = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if page.matches(START).count() != 1 {
        bail!("the page has no single {START}, in front of which its policy belongs");
    }
    let tag = format!("<meta http-equiv=Content-Security-Policy content=\"{POLICY}\">{START}");
    fs::write(&path, page.replace(START, &tag)).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn files_for_other_servers_say_the_same() {
        for name in ["static/_headers", "docs/nginx.conf"] {
            let text = fs::read_to_string(workspace::root().join(name)).unwrap();
            assert!(text.contains(POLICY), "{name} should contain {POLICY}");
        }
    }

    #[test]
    fn no_text_of_the_page_can_become_code() {
        assert!(!POLICY.contains("unsafe-inline") && !POLICY.contains("'unsafe-eval'"));
    }
}
