named! {
    /// Something that may hold of what a text is about; the conditions of entries name it.
    enum Fact {
        // The arguments of the instruction.
        /// BuildKit refuses to read them.
        Unread = "unread",
        /// They are a JSON array.
        ExecForm = "exec-form",
        /// They hold a heredoc.
        Heredoc = "heredoc",
        /// They hold variables.
        Variables = "variables",
        /// There are several of what is told of.
        Several = "several",
        /// The same keyword comes again later in the stage; of a sentence, it goes on.
        Later = "repeated",

        // The step and its stage.
        /// It has a step.
        Step = "has-step",
        /// Its step makes a layer.
        Layer = "makes-layer",
        /// The file has several stages.
        SeveralStages = "several-stages",
        /// It stands in the stage that is built.
        FinalStage = "in-final-stage",
        /// It stands in front of the first FROM.
        Global = "global",

        // The base.
        /// The stage is built on an image.
        Image = "on-image",
        /// It is built on another stage.
        BaseStage = "on-stage",
        /// It is built on nothing.
        Scratch = "on-scratch",
        /// The image is named with its digest.
        Pinned = "pinned",
        /// The image is named without a tag.
        NoTag = "no-tag",
        /// The tag is `latest`.
        Latest = "latest",
        /// The tag says Alpine.
        Alpine = "alpine",
        /// The tag says slim.
        Slim = "slim",
        /// The tag says Windows.
        Windows = "windows",

        // COPY, ADD and WORKDIR.
        /// It copies out of the build context.
        FromContext = "from-context",
        /// It copies out of a stage.
        FromStage = "from-stage",
        /// It copies out of an image.
        FromImage = "from-image",
        /// It writes a file whose text is in the Dockerfile.
        Inline = "inline",
        /// It downloads.
        Remote = "remote",
        /// It downloads a Git repository.
        Git = "git",
        /// It reads the whole build context.
        WholeContext = "whole-context",
        /// All files that it copies list dependencies.
        Manifest = "manifest",
        /// It is linked: it does not depend on the steps before it.
        Link = "link",
        /// Its path is relative.
        Relative = "relative",
        /// Its destination is the working directory.
        Here = "here",

        // The order of things.
        /// It copies the code of the app.
        CopiesCode = "copies-code",
        /// The code is copied later only.
        BeforeCode = "before-code",
        /// The code is copied before.
        AfterCode = "after-code",
        /// It copies the code after dependencies are installed.
        AfterInstall = "after-install",
        /// Dependencies are installed later.
        BeforeInstall = "before-install",

        // RUN and the other commands.
        /// One of the commands is not known.
        Unknown = "unknown-command",
        /// Some commands run only sometimes, or several times.
        Control = "control-flow",
        /// It installs what a file of the app lists.
        Installs = "installs",
        /// It deletes what only the build needed.
        Cleans = "cleans",
        /// It has mounts.
        Mounts = "mounts",
        /// It mounts files.
        BindMount = "bind-mount",
        /// It mounts a cache directory.
        CacheMount = "cache-mount",
        /// It mounts a secret.
        SecretMount = "secret-mount",
        /// There is an ENTRYPOINT.
        Entrypoint = "with-entrypoint",
        /// The ENTRYPOINT is in shell form.
        EntrypointShell = "entrypoint-in-shell-form",
        /// A health check is switched off.
        Disabled = "disabled",

        // Reasons.
        /// The step is reused.
        Reused = "reused",
        /// The step that a reason is about copies.
        Copies = "copies",
        /// It is a RUN.
        IsRun = "is-run",
        /// The file that it reads is the one that changed.
        SameFile = "same-file",
        /// Its verdict depends on an output.
        UnlessSame = "unless-same",
        /// The setting is in the environment of later RUN steps.
        Environment = "environment",
        /// The instruction is FROM.
        IsFrom = "is-from",
        /// The instruction is WORKDIR.
        IsWorkdir = "is-workdir",

        // What could rebuild a step.
        /// The instruction is ADD.
        IsAdd = "is-add",
        /// The user of the base image is in force.
        ImageUser = "image-user",
        /// The working directory of the base image is in force.
        ImageWorkdir = "image-workdir",
        /// A cache is known by its target alone.
        DefaultId = "default-id",
        /// `--no-cache` makes the step run.
        CanBeForced = "can-be-forced",

        // Counts.
        /// It is the first of several.
        First = "first",
        /// It is the first build.
        FirstBuild = "first-build",
        /// The count is 0.
        Nothing = "nothing",
        /// The count is 1.
        One = "one",
        /// The count is the total.
        All = "all",
        /// The total is 1.
        OneStep = "one-step",
        /// The total is 0.
        NoSteps = "no-steps",
        /// It is ARG that sets or declares the variable.
        SetByArg = "set-by-arg",
        /// It is read when a container runs, not during the build.
        InContainer = "in-container",
        /// No line sets the variable, and no image beneath can.
        NotSet = "not-set",
    }
}
