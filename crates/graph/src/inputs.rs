use std::collections::BTreeMap;

use crate::ImageConfig;

/// What a build is told beside the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The stage to build (`--target`); the last one where there is none, or an empty name.
    pub target: Option<String>,
    /// Build arguments (`--build-arg`) by name.
    pub build_args: BTreeMap<String, String>,
    /// The platform to build for (`--platform`); `linux/amd64` where there is none.
    pub platform: Option<String>,
    /// Named contexts (`--build-context`) by name, each as it is written: `docker-image://alpine`, a path, an address.
    pub contexts: BTreeMap<String, String>,
    /// What is known of images.
    pub images: KnownImages,
}

/// What is known of images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownImages {
    /// Configurations by full reference: `docker.io/library/alpine:3.20`.
    pub configs: BTreeMap<String, ImageConfig>,
    /// What is taken of all other images.
    pub others: OtherImages,
}

/// What is taken of images that nothing is known of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OtherImages {
    /// They may set anything: where that decides, nothing is decided.
    #[default]
    Unknown,
    /// They set nothing.
    Empty,
}
