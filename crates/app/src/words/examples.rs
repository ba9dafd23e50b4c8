//! What the worked examples are called, and what to look at in each.

use crate::LoadError;

/// Leads into the list.
pub const LEAD: &str = "Each one opens with a change that shows its point. Your own draft is kept.";
/// What is said where an example could not be loaded.
pub fn not_loaded(error: LoadError) -> String {
    format!("The example could not be loaded: {error}. Choose it again to try again.")
}
/// Takes the reader to the other one of two examples.
pub const SEE: &str = "See";

/// Goes back to the text that the reader wrote before another one took its place.
pub const BACK_TO_DRAFT: &str = "Back to your draft";
/// Goes back to an example or a link that the reader has edited.
pub const BACK_TO_EDITED: &str = "Back to what you edited";
/// What is said of the draft while a link or an example is shown.
pub const DRAFT_IS_KEPT: &str = "Your draft is kept.";
/// What is said of an edited example or link while another text is shown.
pub const EDITED_IS_KEPT: &str = "What you edited is kept.";
/// Hides a message.
pub const DISMISS: &str = "Dismiss";

/// Examples of how the order of lines decides what rebuilds.
pub const TOPIC_ORDER: &str = "The order of lines";
/// Examples that compile in one stage and ship another.
pub const TOPIC_STAGES: &str = "Compile in one stage, ship another";
/// Examples of what only BuildKit can do.
pub const TOPIC_BUILDKIT: &str = "Mounts, links, heredocs";
/// Examples that build more than one image, or one in several versions.
pub const TOPIC_VARIANTS: &str = "Several images from one file";

/// Title and hint of each example, in the order in which they are offered.
pub mod told {
    #![expect(missing_docs, reason = "each is named as its example, and says what it is")]

    /// What an example is called, and what to look at in it.
    pub type Told = (&'static str, &'static str);

    pub const PYTHON: Told = (
        "Python, packages first",
        "Edit the code: only the last copy runs again, the packages stay in the cache.",
    );
    pub const PYTHON_SLOW: Told =
        ("Python, code first", "Edit the code: every package is installed again, since they come after it.");
    pub const NODE: Told =
        ("Node.js with npm ci", "Edit the code: npm ci is reused, as the lock file is as before.");
    pub const NODE_SLOW: Told =
        ("Node.js, all copied at once", "Edit any file, even the README: npm install runs again.");
    pub const ARGUMENT: Told = (
        "A version number as an argument",
        "Another VERSION rebuilds the one step that uses it, since it is declared late.",
    );
    pub const GO: Told = (
        "Go, shipped on scratch",
        "The program is compiled again; whether the image changes depends on what comes out.",
    );
    pub const JAVA: Told =
        ("Java with Maven", "Edit the code: Maven compiles it, and need not fetch the dependencies again.");
    pub const DOTNET: Told =
        (".NET", "Change the project file: packages are restored again, and all that follows runs, too.");
    pub const STATIC_SITE: Told = (
        "A website of plain files",
        "Another base image for nginx: the stage that builds the site is reused.",
    );
    pub const RUST: Told = (
        "Rust with cache mounts",
        "The long RUN runs again with each edit, but starts from what the last run compiled.",
    );
    pub const LINK: Told = (
        "COPY --link",
        "The base image changes: copies that are linked are reused, the one that is not rebuilds.",
    );
    pub const HEREDOCS: Told =
        ("Heredocs", "A script and a file inside the Dockerfile: each is explained line by line.");
    pub const SECRETS: Told =
        ("Secrets and SSH keys", "A token that is mounted is in no layer, and a new one rebuilds nothing.");
    pub const MONOREPO: Told = (
        "A monorepo with several targets",
        "The API is built, the website and the tests are not: choose another target to see them.",
    );
    pub const PHP: Told = (
        "PHP and nginx",
        "Change composer.json, then look at the other target: each image has its own part of the work.",
    );
}
