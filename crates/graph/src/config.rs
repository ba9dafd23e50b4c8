use std::collections::{BTreeMap, BTreeSet};

/// What an image says about the containers that run from it: the `config` of the OCI image format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageConfig {
    /// Variables with their values, in order.
    pub env: Vec<(String, String)>,
    /// The words of the command; empty for none.
    pub cmd: Vec<String>,
    /// The words in front of the command; empty for none.
    pub entrypoint: Vec<String>,
    /// The directory that the command starts in; empty for none.
    pub working_dir: String,
    /// The user that it runs as; empty for root.
    pub user: String,
    /// Ports that it listens on: `80/tcp`.
    pub exposed_ports: BTreeSet<String>,
    /// Paths whose content is kept outside of the container.
    pub volumes: BTreeSet<String>,
    /// Labels.
    pub labels: BTreeMap<String, String>,
    /// The signal that stops it; empty for the default.
    pub stop_signal: String,
    /// The words in front of commands that are no JSON array; empty for the default.
    pub shell: Vec<String>,
    /// How it is found out whether it still works.
    pub healthcheck: Option<Healthcheck>,
    /// Instructions that run in builds on top of it.
    pub on_build: Vec<String>,
}

/// HEALTHCHECK
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Healthcheck {
    /// `NONE`, or `CMD` and words, or `CMD-SHELL` and a text.
    pub test: Vec<String>,
    /// The time between two checks in nanoseconds; 0 for the default, here and below.
    pub interval: i64,
    /// After how many nanoseconds a check has failed.
    pub timeout: i64,
    /// For how many nanoseconds at the start failures do not count.
    pub start_period: i64,
    /// The time between two checks in the start period, in nanoseconds.
    pub start_interval: i64,
    /// How many failures in a row it takes.
    pub retries: i32,
}
