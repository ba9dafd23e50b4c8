//! What the page loads once it is shown: with the feature `split` a module of its own, otherwise a part of the page's.

use onionskin_app::{Later, LoadError};

/// The functions that come later.
#[cfg(not(feature = "split"))]
pub(crate) async fn later() -> Result<Later, LoadError> {
    Ok(Later::here())
}

/// The functions in the module, which is loaded with the first call, and again after one that failed.
#[cfg(feature = "split")]
pub(crate) async fn later() -> Result<Later, LoadError> {
    split::functions().await.map_err(|split::NotLoaded| LoadError::NoAnswer)
}

#[cfg(feature = "split")]
mod split {
    use onionskin_app::Later;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// The module could not be had.
    pub(super) struct NotLoaded;

    impl From<SplitLoaderError> for NotLoaded {
        fn from(_: SplitLoaderError) -> Self {
            Self
        }
    }

    #[wasm_split(later, fallible)]
    pub(super) fn functions() -> Result<Later, NotLoaded> {
        Ok(Later::here())
    }
}
