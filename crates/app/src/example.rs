use onionskin_cache::Change;

/// The Dockerfile that a first visit shows.
pub const EXAMPLE: &str = "\
FROM python:3.11-slim
WORKDIR /app
COPY docker/requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD [\"python\", \"run.py\"]
";

/// What the example is compared with: the same, with the code copied first.
pub(crate) const OTHER: &str = "\
FROM python:3.11-slim
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -r docker/requirements.txt
CMD [\"python\", \"run.py\"]
";

/// The change that a first visit shows: the one whose effect is neither nothing nor everything.
pub(crate) fn change() -> Change {
    Change::File("docker/requirements.txt".to_owned())
}

/// Where the caret stands on a first visit: on the RUN, the instruction with the most to tell.
pub(crate) fn caret() -> u32 {
    let before_run = EXAMPLE.lines().take_while(|line| !line.starts_with("RUN"));
    let bytes: usize = before_run.map(|line| line.len() + 1).sum();
    u32::try_from(bytes).unwrap_or_default()
}
