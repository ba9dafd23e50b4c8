//! Nothing but tests: shell text that `onionskin-shell` and another parser have to read alike.
