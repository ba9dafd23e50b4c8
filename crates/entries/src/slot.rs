named! {
    /// A place in a text that a value goes to. Values from the Dockerfile are shown as code.
    enum Slot {
        // The instruction.
        /// Its first word.
        Word = "word",
        /// How its step is called: "step 3"; else its line.
        Step = "step",
        /// The step before it.
        Parent = "parent",
        /// The working directory in force.
        Workdir = "workdir",
        /// The step that set the working directory.
        WorkdirStep = "workdir-step",
        /// The first step that sees what it sets.
        NextRun = "next-run",
        /// The last instruction of the stage with the same keyword.
        Later = "last",
        /// The names that it sets.
        Names = "names",
        /// The value that it sets.
        Setting = "setting",

        // A word.
        /// The word, or the value in it.
        Value = "value",
        /// A path, absolute where it can be.
        Path = "path",
        /// The step that puts the file there; of a reason, the step whose output is taken.
        Producer = "producer",
        /// The number at the end of a word.
        Number = "number",
        /// The value of `source`.
        Source = "source",
        /// The value of `id`.
        Id = "id",
        /// The value of `env`.
        Env = "env",
        /// The value of `sharing`.
        Sharing = "sharing",

        // Stages and images.
        /// The name of the stage.
        Stage = "stage",
        /// The stage that it is built on.
        BaseStage = "base-stage",
        /// The stage that is built.
        Target = "target",
        /// The steps that take files out of it or start from it.
        Takers = "takers",
        /// The image, as written.
        Image = "image",
        /// The image, after variables are filled in.
        Resolved = "resolved",
        /// An image that is not named with its digest.
        Moving = "moving-image",
        /// What the image is of: Python.
        Product = "product",
        /// The version at the start of its tag.
        Version = "version",
        /// What the image starts the stage with, as a phrase.
        Starts = "starts",

        // COPY.
        /// The stage or image that files are taken from.
        From = "from",
        /// The last step of that stage.
        FromStep = "from-step",
        /// Where files go to, absolute.
        Destination = "destination",
        /// The name of the one file.
        File = "file",
        /// The folder of the one file in the build context.
        Folder = "folder",
        /// What the files are for, as a sentence.
        AboutFiles = "about-files",
        /// The step that copies the code of the app.
        Code = "code",
        /// The step that installs its dependencies.
        Install = "install",

        // Commands.
        /// What the commands do, as a phrase.
        Does = "does",
        /// The name of the first command.
        Program = "program",
        /// The command as a whole.
        Command = "command",
        /// The ENTRYPOINT.
        Entrypoint = "entrypoint",
        /// The last RUN.
        Run = "run",

        // Counts.
        /// A number, maybe with its noun.
        Count = "count",
        /// Another number.
        More = "more",
        /// The number of steps.
        Total = "total",
        /// The number of stages.
        Stages = "stages",
        /// Steps by their numbers.
        Steps = "steps",
        /// What is built, with its article.
        App = "app",
        /// What it is built on.
        Base = "base",
    }
}
