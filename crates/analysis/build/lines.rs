/// A line of the data file that has a pattern.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub(crate) section: Section<'a>,
    pub(crate) pattern: &'a str,
    /// Whether most projects of the ecosystem have such a file.
    pub(crate) is_usual: bool,
}

/// What the lines below a heading are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section<'a> {
    /// Manifests, by the name that readers see.
    Ecosystem(&'a str),
    Tool,
    Code,
}

/// A line that breaks the format, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// Reads the text of a data file: its lines in their order, or the first that breaks the format.
pub(crate) fn read(text: &str) -> Result<Vec<Line<'_>>, Malformed> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut headings: Vec<&str> = Vec::new();
    let mut section = None;
    for (index, line) in text.lines().enumerate() {
        let malformed = |message: &str| Malformed { line: index + 1, message: message.to_owned() };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            let name = name.strip_suffix(']').ok_or_else(|| malformed("end the heading with `]`"))?;
            let heading = match name {
                "" => return Err(malformed("write a name between `[` and `]`")),
                "tool" => Section::Tool,
                "code" => Section::Code,
                name => Section::Ecosystem(name),
            };
            if headings.contains(&name) {
                return Err(malformed("this heading stands above already: move the lines there"));
            }
            headings.push(name);
            section = Some(heading);
            continue;
        }
        let section = section.ok_or_else(|| malformed("write a heading such as `[Python]` above"))?;
        let (is_usual, rest) = match line.strip_prefix('+') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, line),
        };
        let Some((pattern, _)) = rest.split_once(char::is_whitespace) else {
            return Err(malformed("write what such a file is behind the pattern"));
        };
        check(section, pattern, is_usual).map_err(malformed)?;
        if lines.iter().any(|line| line.pattern == pattern) {
            return Err(malformed("this pattern stands above already: remove one of the two"));
        }
        lines.push(Line { section, pattern, is_usual });
    }
    Ok(lines)
}

/// How many `*` a pattern can have: what stands between two is searched for once, so time stays linear.
const MAX_STARS: usize = 2;

/// The ending of a name or pattern with its dot.
pub(crate) fn ending(name: &str) -> Option<&str> {
    name.rfind('.').and_then(|dot| name.get(dot..))
}

/// Says what is wrong with a line, if anything is.
fn check(section: Section<'_>, pattern: &str, is_usual: bool) -> Result<(), &'static str> {
    let is_manifest = matches!(section, Section::Ecosystem(_));
    let directory = pattern.strip_suffix('/');
    let mut parts = directory.unwrap_or(pattern).split('/');
    if !pattern.bytes().all(|byte| byte.is_ascii_graphic()) {
        Err("write the pattern in ASCII")
    } else if parts.any(|part| matches!(part, "" | "." | "..")) {
        Err("write the pattern without `/` at its start, `//`, `.` and `..`")
    } else if pattern.contains(['?', '[', '\\']) {
        Err("no wildcard but `*` is known here")
    } else if pattern.rsplit_once('/').is_some_and(|(directory, _)| directory.contains('*')) {
        Err("write out the directory: only the name behind it can have `*`")
    } else if pattern.matches('*').count() > MAX_STARS {
        Err("write no more than two `*`")
    } else if pattern.contains('*') && ending(pattern).is_none_or(|ending| ending.contains('*')) {
        Err("write an ending such as `.txt` behind `*`, or one line for each name")
    } else if is_manifest && directory.is_some() {
        Err("write `*` and an ending behind the directory: not everything in it lists dependencies")
    } else if !is_manifest && is_usual {
        Err("remove the `+`: only manifests can have it")
    } else if is_usual && pattern.starts_with('*') {
        Err("remove the `+`: a wildcard stands for itself")
    } else if section == Section::Code && directory.is_none() && !pattern.starts_with("*.") {
        Err("write a directory or `*` with an ending: every other name is code anyway")
    } else {
        Ok(())
    }
}
