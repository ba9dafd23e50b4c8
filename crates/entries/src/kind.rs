named! {
    /// What an entry is about. Its name is the folder that the entry stands in.
    enum Kind {
        /// Something that never rebuilds a step: a `cache::Bystander`.
        Bystanders = "bystanders",
        /// A command of a RUN, CMD, ENTRYPOINT or HEALTHCHECK.
        Commands = "commands",
        /// Something that could rebuild a step: a `cache::Dependency`.
        Dependencies = "dependencies",
        /// A file that lists dependencies.
        Files = "files",
        /// A key idea that a file shows.
        Ideas = "ideas",
        /// A base image.
        Images = "images",
        /// An instruction of the Dockerfile language.
        Instructions = "instructions",
        /// A kind of `RUN --mount`.
        Mounts = "mounts",
        /// An operator of the shell, or the bracket of the exec form.
        Operators = "operators",
        /// A link of the chain that leads to a verdict.
        Reasons = "reasons",
        /// A sentence about a file as a whole, or about a broken line.
        Sentences = "sentences",
        /// Something that may stand in any instruction, or in front of all: a variable, a directive, a line join.
        Syntax = "syntax",
        /// A part of the name of an image.
        Tags = "tags",
    }
}
