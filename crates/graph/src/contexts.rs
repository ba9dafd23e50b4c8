use crate::{Inputs, reference};

/// A named context (`--build-context`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NamedContext {
    /// An image.
    Image(String),
    /// Files of the machine that builds.
    Local(String),
    /// Something to download: a Git repository or an archive.
    Remote(String),
}

/// The context that stands for the image or stage `name`, where one is given. Names are those that people write:
/// without `docker.io/library/` and `:latest`, and never `scratch` or `context`.
pub(crate) fn find(name: &str, inputs: &Inputs) -> Option<NamedContext> {
    if inputs.contexts.is_empty() || ["scratch", "context"].iter().any(|kept| name.eq_ignore_ascii_case(kept))
    {
        return None;
    }
    let full = reference::normalize(name).ok()?;
    let familiar = reference::familiar(&full);
    let platform = inputs.platform.as_deref().unwrap_or("linux/amd64");
    let for_platform = inputs.contexts.get(&[familiar, "::", platform].concat());
    let value = for_platform.or_else(|| inputs.contexts.get(familiar))?;
    Some(match value.split_once("://") {
        Some(("docker-image", image)) => NamedContext::Image(image.to_owned()),
        Some(("oci-layout" | "http" | "https" | "git" | "ssh", _)) => NamedContext::Remote(value.clone()),
        _ => NamedContext::Local(familiar.to_owned()),
    })
}
