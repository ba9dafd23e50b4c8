//! What the editor says.

use onionskin_cache::Verdict;
use onionskin_syntax::Keyword;

/// How the keyboard leaves the editor.
pub const HINT: &str = "Esc, then Tab leaves the editor";

/// Stands below the text where the rest of the editor could not be loaded.
pub const PLAIN: &str = "Folding, completion and search could not be loaded. Everything else works here as it is; a \
     reload tries again.";

/// Leaves only the first of some lines in sight.
pub const FOLD: &str = "Fold these lines";
/// Takes that back.
pub const UNFOLD: &str = "Show the folded lines";

/// What CodeMirror says by itself, and what it says here.
pub const PHRASES: [(&str, &str); 9] = [
    ("next", "Next"),
    ("previous", "Previous"),
    ("all", "Select all"),
    ("match case", "Match case"),
    ("regexp", "Regular expression"),
    ("by word", "Whole words"),
    ("replace", "Replace"),
    ("replace all", "Replace all"),
    ("close", "Close"),
];

/// What the margin says of a verdict.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reused => "reused",
        Verdict::Rebuilds => "rebuilds",
        Verdict::RebuildsUnlessSame => "rebuilds unless the output is identical",
        Verdict::NotBuilt => "not built",
        Verdict::Settings => "settings only",
    }
}

/// What an instruction does, in a word or two.
pub const fn instruction(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::Add => "copies, downloads, unpacks",
        Keyword::Arg => "a variable of the build",
        Keyword::Cmd => "what a container runs",
        Keyword::Copy => "copies files",
        Keyword::Entrypoint => "what a container always runs",
        Keyword::Env => "variables of the image",
        Keyword::Expose => "names a port",
        Keyword::From => "starts a stage",
        Keyword::Healthcheck => "how to see that it works",
        Keyword::Label => "notes on the image",
        Keyword::Maintainer => "deprecated: use LABEL",
        Keyword::Onbuild => "waits for images built on this",
        Keyword::Run => "runs a command",
        Keyword::Shell => "what reads RUN and CMD",
        Keyword::Stopsignal => "what stops a container",
        Keyword::User => "who runs it",
        Keyword::Volume => "a place for data",
        Keyword::Workdir => "the directory from here on",
    }
}

/// An image to start from that holds nothing.
pub const EMPTY_IMAGE: &str = "an empty image";
/// An image that the file names.
pub const IMAGE: &str = "image";
/// A file of the build context, or one that the Dockerfile names.
pub const FILE: &str = "file";
/// A directory of the build context.
pub const DIRECTORY: &str = "directory";
/// A variable without a value that is known.
pub const VARIABLE: &str = "variable";
/// A variable that BuildKit sets.
pub const AUTOMATIC: &str = "set by BuildKit";
/// The word that names a stage.
pub const NAMES_STAGE: &str = "names the stage";

/// A stage of the file, counted from 0 as BuildKit does.
pub fn stage(number: usize) -> String {
    format!("stage {number}")
}
