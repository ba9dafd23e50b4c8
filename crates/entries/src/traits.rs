named! {
    /// What is special about a command, beside what it means.
    enum Trait {
        /// Its long options have one dash: `-name`. One-letter options cannot be written in one word.
        OneDash = "one-dash",
        /// Behind the first argument, everything is an argument.
        OptionsFirst = "options-first",
        /// Its first word may be options without a dash: `tar xzf`.
        BareOptions = "bare-options",
        /// It downloads and installs the dependencies of the app.
        Installs = "installs",
        /// It makes the layer smaller by deleting what only the build needed.
        Cleans = "cleans",
        /// The command behind its arguments is what really runs: `sudo`, `env`, `exec`; in the directory that its option
        /// `--chdir` names, where it has one.
        Prefix = "prefix",
        /// What its option `-c` takes is text for a shell.
        Shell = "shell",
        /// Its arguments together are text for a shell: `eval`.
        ShellText = "shell-text",
        /// The command behind it, or what it is handed, runs in a directory that nobody can tell: `chroot`.
        Elsewhere = "elsewhere",
        /// With its option `--login`, that starts in a home directory: `sudo`.
        Login = "login",
        /// What stands among its arguments as `NAME=value` or as a number only sets something, such as how many jobs run
        /// at once: no sentence names it.
        Settings = "settings",
        /// Its name is a word of a shell, or a common one that a program of the system has: at a path that is in no directory
        /// of programs, it is the name of something else.
        OfSystem = "of-system",
        /// Its option `-e` or `-f` takes the place of its first argument: `grep -e PATTERN FILE`.
        GivenFirst = "given-first",
        /// An image: it is there to build and run programs of one language.
        Language = "language",
        /// A file: it lists no dependencies.
        Plain = "plain",
    }
}
