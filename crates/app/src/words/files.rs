//! What the view of the build context says.

use crate::files::Why;
use crate::{FileProblem, MAX_FILES, Offer, Phase, Reading};

/// Opens the view of the build context.
pub const CHOOSE_FILES: &str = "Choose files…";
/// The heading of the view.
pub const BUILD_CONTEXT: &str = "Build context";
/// Where no files are known.
pub const NO_FILES: &str = "No files yet. Drop your project's folder here, or a Dockerfile, and each file says which step \
                            takes it and what it costs to change it.";
/// What is read of the reader's files.
pub const PRIVACY: &str = "Nothing is uploaded: all of it stays in this browser. Only the names of files are read, and the \
                           text of the Dockerfile and of the ignore file.";
/// Picks a folder.
pub const CHOOSE_FOLDER: &str = "Choose a folder…";
/// Picks a Dockerfile.
pub const CHOOSE_DOCKERFILE: &str = "Choose a Dockerfile…";
/// Where a list of files goes.
pub const PASTE_LIST: &str = "Paste a list of files";
/// The text field for a list of files.
pub const LIST_FIELD: &str = "Files, one path a line";
/// How to come by such a list.
pub const LIST_HINT: &str = "As `git ls-files` or `find . -type f` prints it in the folder that you build.";
/// Takes the list.
pub const USE_LIST: &str = "Use this list";
/// The ignore file.
pub const IGNORE_FILE: &str = ".dockerignore";
/// The text field for an ignore file.
pub const IGNORE_FIELD: &str = "What the builder does not get, a pattern a line";
/// What an ignore file may look like.
pub const IGNORE_EXAMPLE: &str = ".git\nnode_modules\n**/*.log";
/// Takes the ignore file.
pub const APPLY_IGNORE: &str = "Apply";
/// Where an ignore file is given and no files are.
pub const IGNORE_WAITS: &str = "It shows what it ignores once there are files.";
/// A Dockerfile in a folder.
pub const DOCKERFILE: &str = "Dockerfile";
/// Forgets the files.
pub const FORGET: &str = "Forget them";
/// Stops listing files.
pub const CANCEL: &str = "Cancel";
/// Takes a message away.
pub const DISMISS: &str = "Dismiss";
/// Puts a Dockerfile that was found into the editor.
pub const USE_DOCKERFILE: &str = "Use it";
/// Leaves the editor as it is.
pub const KEEP_MINE: &str = "Keep what is here";
/// The field that narrows down the files.
pub const FILTER: &str = "Find files";
/// The list of files.
pub const FILES: &str = "Files";
/// The heading of the column of files.
pub const COLUMN_FILE: &str = "File";
/// The heading of the column of steps.
pub const COLUMN_TAKEN: &str = "Taken by";
/// The heading of the column of costs.
pub const COLUMN_COST: &str = "A change";
/// Of a file that no instruction copies or mounts.
pub const TAKEN_BY_NONE: &str = "no step";
/// What the change of a file that nothing takes costs.
pub const COSTS_NOTHING: &str = "rebuilds nothing";
/// Draws more rows.
pub const MORE: &str = "Show more";
/// While something is dragged over the page.
pub const DROP_HERE: &str = "Drop a folder or a Dockerfile";
/// What happens with it.
pub const DROP_NOTE: &str = "It is not uploaded.";
/// Says that a file has changed.
pub const IS_CHANGED: &str = "changed";

/// `n` with a comma between thousands.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `n` files.
pub fn n_files(n: usize) -> String {
    if n == 1 { "1 file".to_owned() } else { format!("{} files", number(n)) }
}

/// Beside the change bar: the reader's files count.
pub fn with_files(n: usize) -> String {
    format!("with your {}", n_files(n))
}

/// What is known of the context.
pub fn known(name: Option<&str>, n: usize, n_ignored: usize) -> String {
    let place = name.map(|name| format!(" in {}", one_line(name))).unwrap_or_default();
    let ignored = match n_ignored {
        0 => String::new(),
        n_ignored if n_ignored == n => ", all of them ignored".to_owned(),
        n_ignored => format!(", {} of them ignored", number(n_ignored)),
    };
    format!("{}{place}{ignored}", n_files(n))
}

/// How many patterns an ignore file has.
pub fn n_patterns(n: usize) -> String {
    if n == 1 { "1 pattern".to_owned() } else { format!("{} patterns", number(n)) }
}

/// A step that takes a file.
pub fn taker(step: &str, instruction: &str) -> String {
    format!("Step {step}: {instruction}")
}

/// Steps that are not named.
pub fn more_takers(n: usize) -> String {
    format!("and {n} more")
}

/// While files are listed.
pub fn reading(reading: &Reading) -> String {
    let n = n_files(reading.n_files);
    match reading.phase {
        Phase::Finding => format!("Looking through the folder: {n} so far…"),
        Phase::Sorting => format!("Putting the files in order: {n} so far…"),
    }
}

/// A Dockerfile was found.
pub fn offer(offer: &Offer) -> String {
    let n_lines = offer.text.lines().count();
    let lines = if n_lines == 1 { "1 line".to_owned() } else { format!("{} lines", number(n_lines)) };
    format!("{} was found, with {lines}. It would replace the text in the editor.", one_line(&offer.name))
}

/// Why something could not be taken, and what to do.
pub fn problem(problem: &FileProblem) -> String {
    match problem {
        FileProblem::NotText(name) => format!(
            "{} is no text in UTF-8, so it cannot be a Dockerfile or an ignore file. The text in the editor stays as it is.",
            one_line(name)
        ),
        FileProblem::TooLarge { name, n_bytes, limit } => format!(
            "{} is too large: it has {} bytes, and at most {} are read. The text in the editor stays as it is.",
            one_line(name),
            number(*n_bytes),
            number(*limit)
        ),
        FileProblem::Unreadable(name) => format!(
            "The browser cannot read {}. Everything else stays as it is; try to choose it again.",
            one_line(name)
        ),
        FileProblem::TooMany => format!(
            "These are more than {} files, which is more than a browser can hold, and none was taken. Drop a folder without \
             what you do not build from, such as node_modules, or paste what `git ls-files` prints. Everything else \
             works as before.",
            number(MAX_FILES)
        ),
        FileProblem::EmptyFolder(name) => format!(
            "There is no file in {}. Choose the folder that you build, the one that the Dockerfile copies from.",
            if name.is_empty() { "this folder".to_owned() } else { one_line(name) }
        ),
        FileProblem::EmptyList => {
            "This list names no file. It takes one path a line, as `git ls-files` prints it.".to_owned()
        }
        FileProblem::Nothing => {
            "That is neither a file nor a folder. Drop a folder or a Dockerfile, or paste a list of files."
                .to_owned()
        }
    }
}

/// What is left out of the context.
pub fn left_out(n: usize, examples: &[(String, Why)]) -> String {
    let verb =
        if n == 1 { "1 path is left out".to_owned() } else { format!("{} paths are left out", number(n)) };
    let example = |(path, why): &(String, Why)| {
        let why = match why {
            Why::Outside => "leads out of the folder",
            Why::TooLong => "is too long",
            Why::NoName => "is no name of a file",
            Why::Unreadable => "cannot be read by the browser",
        };
        let path: String = one_line(path).chars().take(MAX_SHOWN).collect();
        format!("{path} {why}")
    };
    let examples: Vec<String> = examples.iter().map(example).collect();
    let more = if n > examples.len() { ", …" } else { "" };
    format!("{verb}: {}{more}.", examples.join(", "))
}

/// The most characters of a path in a message; all of it would hide the message.
const MAX_SHOWN: usize = 80;

/// Why a file is not sent.
pub fn ignored_by(line: usize, pattern: &str) -> String {
    format!("ignored by line {line}: {pattern}")
}

/// Of a directory: what is in it.
pub fn inside(n: usize, n_ignored: usize) -> String {
    match n_ignored {
        0 => n_files(n),
        n_ignored if n_ignored == n => format!("{}, ignored", n_files(n)),
        n_ignored => format!("{}, {} ignored", n_files(n), number(n_ignored)),
    }
}

/// What the change of a file costs.
pub fn costs(n_certain: usize, n_maybe: usize, n_steps: usize) -> String {
    let steps = if n_steps == 1 { "step" } else { "steps" };
    match (n_certain, n_maybe) {
        (0, 0) => COSTS_NOTHING.to_owned(),
        (n, 0) => format!("rebuilds {n} of {n_steps} {steps}"),
        (n, maybe) => format!("rebuilds {n} to {} of {n_steps} {steps}", n + maybe),
    }
}

/// An error in the ignore file, with what BuildKit says of it.
pub fn ignore_error(name: &str, line: usize, problem: &str) -> String {
    format!(
        "{name}, line {line}: {problem}. BuildKit builds nothing until it is right; here, the line is left out."
    )
}

/// The ignore file has too many patterns.
pub fn ignores_too_much(name: &str) -> String {
    format!(
        "{name} has too many patterns for so many files, so that nothing is ignored here. All else counts."
    )
}

/// A path that a step names is ignored.
pub fn named_and_ignored(path: &str, line: usize, pattern: &str) -> String {
    format!("{} is ignored by line {line} of the ignore file: {pattern}", one_line(path))
}

/// What BuildKit says, and of which line.
pub fn build_error(line: Option<u32>, message: &str) -> String {
    line.map_or_else(|| message.to_owned(), |line| format!("Line {line}: {message}"))
}

/// More rows than are drawn.
pub fn not_drawn(n_drawn: usize) -> String {
    format!("{} rows are shown, and there are more.", number(n_drawn))
}

/// So many rows are drawn that more would make the page slow.
pub fn too_many_rows(n_drawn: usize) -> String {
    format!(
        "{} rows are shown; with more, this page would get slow. Fold folders, or type a part of a path above.",
        number(n_drawn)
    )
}

/// How many paths have what is looked for.
pub fn found(n: usize) -> String {
    if n == 0 { "No file has this in its path.".to_owned() } else { format!("{} found", n_files(n)) }
}

/// Adds a file to those that have changed.
pub fn also(path: &str) -> String {
    format!("Change {} too", one_line(path))
}

/// Takes a file from those that have changed.
pub fn not(path: &str) -> String {
    format!("Leave {} unchanged", one_line(path))
}

/// A name that may have line ends, to be seen on one line.
pub fn one_line(name: &str) -> String {
    name.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

#[cfg(test)]
mod tests {
    use super::{costs, inside, known, number, one_line};

    #[test]
    fn numbers_have_commas() {
        let told = [0, 999, 1_000, 12_345, 1_234_567].map(number);
        assert_eq!(told, ["0", "999", "1,000", "12,345", "1,234,567"]);
    }

    #[test]
    fn one_is_one() {
        assert_eq!(known(Some("app"), 1, 0), "1 file in app");
        assert_eq!(known(None, 1_234, 56), "1,234 files, 56 of them ignored");
        assert_eq!(inside(2, 2), "2 files, ignored");
        assert_eq!(costs(1, 0, 1), "rebuilds 1 of 1 step");
        assert_eq!(costs(1, 2, 5), "rebuilds 1 to 3 of 5 steps");
        assert_eq!(costs(0, 0, 5), "rebuilds nothing");
    }

    #[test]
    fn names_stand_on_one_line() {
        assert_eq!(one_line("a\nb\tc\r"), r"a\nb\tc\r");
    }
}
