named! {
    /// A part of an entry. Its name is the heading under which it stands.
    enum Part {
        /// What the word itself means; the text in front of the first heading.
        Note = "",
        /// What it does, as a phrase that goes on after "it": "installs the packages that …".
        Sentence = "In a sentence",
        /// What it does.
        What = "What it does",
        /// Why it matters.
        Why = "Why it matters",
        /// All that could ever rebuild it, a phrase each.
        Could = "What could rebuild it",
        /// What never rebuilds it, a phrase each.
        Never = "What never rebuilds it",
        /// Of an image: what is built on it, with its article: "a Python 3.11 app".
        App = "As an app",
        /// Of an image: what a number at the start of its tag means.
        Version = "Version",
    }
}
