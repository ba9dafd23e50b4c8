use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use onionskin_cache::Change;
use onionskin_render::{Info, id_start, page_url, read_info};
use onionskin_share::parse_change_word;

/// Shows what a Dockerfile does, and what it costs to change it, as BuildKit does it.
#[derive(Debug, Parser)]
#[command(name = "onionskin", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show which steps a second build rebuilds, and why.
    ///
    /// The first build is of the Dockerfile as it is, the second of what the options say is different then. Without
    /// --context, the files are those that the Dockerfile names.
    Simulate(Simulate),
    /// Explain a Dockerfile: what it does, line by line and word by word.
    Explain(Explain),
    /// Show the steps that BuildKit makes of a Dockerfile, and what each of them needs.
    Graph(Graph),
    /// Show what a Dockerfile does as HTML or as a drawing, for where no script runs.
    ///
    /// A Dockerfile that BuildKit refuses is shown as far as it can be read; the exit code is 1 then.
    Render(Render),
    /// Print a link to a Dockerfile, with what is to be shown of it.
    ///
    /// The link carries all of it, behind the `#` of the address: no program sends that to a server. Without --page it is only
    /// that part, which goes behind the address of any Onionskin page.
    Link(Link),
    /// Print the Dockerfile that a link carries.
    Open(Open),
    /// Answer questions, each a line of JSON on standard input, with a line of JSON each.
    Batch {
        /// What the questions are about.
        kind: Kind,
    },
}

/// What is built.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// The Dockerfile; `-` for standard input.
    pub(crate) dockerfile: PathBuf,
    /// The stage to build; the last one where there is none.
    #[arg(long, value_name = "STAGE")]
    pub(crate) target: Option<String>,
    /// A build argument.
    #[arg(long = "build-arg", value_name = "NAME=VALUE", value_parser = argument)]
    pub(crate) arguments: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    #[command(flatten)]
    pub(crate) build: Build,
    /// The directory that is the build context. Its files are listed, not read.
    #[arg(long, value_name = "DIR")]
    pub(crate) context: Option<PathBuf>,
    /// A list of the files in the build context, a path a line, as `git ls-files` prints it; `-` for standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "context")]
    pub(crate) files: Option<PathBuf>,
    /// The ignore file, where it is not `.dockerignore` in the context or beside the Dockerfile with its name.
    #[arg(long, value_name = "FILE")]
    pub(crate) ignore: Option<PathBuf>,
    /// A file that changed, by its path in the build context; a directory for all that is in it.
    #[arg(long, value_name = "PATH")]
    pub(crate) changed: Vec<String>,
    /// A build argument that the second build has, in place of one of the first or beside them.
    #[arg(long = "then-build-arg", value_name = "NAME=VALUE", value_parser = argument)]
    pub(crate) then_build_args: Vec<(String, String)>,
    /// An image that has new content in the second build, as FROM names it.
    #[arg(long, value_name = "IMAGE")]
    pub(crate) base_changed: Vec<String>,
    /// The Dockerfile of the second build.
    #[arg(long, value_name = "DOCKERFILE")]
    pub(crate) then: Option<PathBuf>,
    /// Do not use the cache in the second build.
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) build: Build,
    /// How it is printed.
    #[arg(long, default_value = "text")]
    pub(crate) format: ExplainFormat,
}

/// How an explanation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// Plain text, as wide as the terminal.
    Text,
    /// Markdown.
    Md,
    /// A page of HTML that needs nothing else.
    Html,
    /// JSON, for other programs; its sentences are Markdown.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// The Dockerfile; `-` for standard input.
    #[arg(required_unless_present = "css")]
    pub(crate) dockerfile: Option<PathBuf>,
    /// The stage to build; the last one where there is none.
    #[arg(long, value_name = "STAGE")]
    pub(crate) target: Option<String>,
    /// A build argument.
    #[arg(long = "build-arg", value_name = "NAME=VALUE", value_parser = argument)]
    pub(crate) arguments: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) format: RenderFormat,
    /// What is different now: first-build, nothing, app-code, no-cache, image:NAME, arg:NAME, or files, with commas between
    /// them.
    #[arg(long, value_name = "CHANGE", value_parser = parse_change_word)]
    pub(crate) change: Option<Change>,
    /// The line whose instruction is shown with its explanation open.
    #[arg(long, value_name = "LINE", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) select: Option<u32>,
    /// The address of an Onionskin that a link leads to.
    #[arg(long, value_name = "URL", value_parser = page_url)]
    pub(crate) page: Option<String>,
    /// What ids start with, where several parts stand in one page.
    #[arg(long, value_name = "ID", default_value = "onionskin", value_parser = id_start)]
    pub(crate) id: String,
    /// The colours: those of the reader's system, or the same for everybody.
    #[arg(long, default_value = "auto")]
    pub(crate) theme: RenderTheme,
    /// The view that an element comes to life with.
    #[arg(long, requires = "element")]
    pub(crate) view: Option<RenderView>,
    /// What stands behind the fence of a block of code in Markdown, such as "dockerfile onionskin select=4". What is wrong with
    /// it is told, and left out.
    #[arg(long, value_name = "INFO", requires = "element", value_parser = info)]
    #[arg(conflicts_with_all = ["change", "select", "target", "theme", "view"])]
    pub(crate) info: Option<(Info, Vec<String>)>,
    /// The file to write; standard output where there is none.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What `render` makes; a page of HTML where nothing is asked for.
#[derive(Debug, Args)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "options of which one is given at most")]
pub(crate) struct RenderFormat {
    /// A page of HTML that needs nothing else.
    #[arg(long)]
    pub(crate) html: bool,
    /// A drawing, for a README: light or dark as the reader's system is, unless --theme says otherwise. It has no links.
    #[arg(long, conflicts_with_all = ["page", "id"])]
    pub(crate) svg: bool,
    /// A part of another page of HTML, which needs the style sheet that --css prints.
    #[arg(long)]
    pub(crate) fragment: bool,
    /// The same below the Dockerfile as a block of code, in an element that embed.js brings to life.
    #[arg(long)]
    pub(crate) element: bool,
    /// The style sheet of fragments and elements. It takes no Dockerfile.
    #[arg(long)]
    pub(crate) css: bool,
}

/// The colours of what is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RenderTheme {
    /// As the reader's system has it.
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A view of the page that is embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RenderView {
    /// The layers beside the source.
    Stack,
    /// The same facts as a table.
    Table,
    /// Every change and what it does to every step.
    Changes,
}

#[derive(Debug, Args)]
pub(crate) struct Link {
    #[command(flatten)]
    pub(crate) build: Build,
    /// What changed: first-build, nothing, app-code, no-cache, image:NAME, arg:NAME, or paths of files with commas between
    /// them.
    #[arg(long, value_name = "CHANGE", value_parser = parse_change_word)]
    pub(crate) change: Option<Change>,
    /// The Dockerfile that it is compared with.
    #[arg(long, value_name = "DOCKERFILE")]
    pub(crate) compare: Option<PathBuf>,
    /// The ignore file.
    #[arg(long, value_name = "FILE")]
    pub(crate) ignore: Option<PathBuf>,
    /// A list of the files in the build context, a path a line, as `git ls-files` prints it; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) files: Option<PathBuf>,
    /// The line whose instruction is selected, counted from 1.
    #[arg(long, value_name = "LINE", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) select: Option<u32>,
    /// What is shown; with --compare both Dockerfiles, unless something else is said.
    #[arg(long, value_name = "VIEW")]
    pub(crate) view: Option<LinkView>,
    /// The address of the page that the link leads to, without what is behind its `#`.
    #[arg(long, value_name = "URL", value_parser = page_url)]
    pub(crate) page: Option<String>,
}

/// What a link shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinkView {
    /// The layers.
    Stack,
    /// The layers as a table.
    Table,
    /// Every change, and what it does to every step.
    Changes,
    /// Two Dockerfiles side by side.
    Compare,
    /// The build context.
    Files,
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    /// The link, or the part of it behind the `#`; `-` for standard input.
    pub(crate) link: String,
    /// Print all that it carries, as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Graph {
    #[command(flatten)]
    pub(crate) build: Build,
    /// How it is printed.
    #[arg(long, default_value = "json")]
    pub(crate) format: GraphFormat,
}

/// How a graph is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphFormat {
    /// Every vertex with all of its fields, and the image.
    Json,
    /// For Graphviz: `onionskin graph Dockerfile --format dot | dot -Tsvg`.
    Dot,
    /// For Mermaid, as Markdown on many sites shows it.
    Mermaid,
}

/// What the questions of `batch` are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// `{"id", "text"}`: the instructions of a Dockerfile, or the error that BuildKit stops at.
    Parse,
    /// `{"id", "text", "target"?, "build_args"?}`: the steps and the image that it makes.
    Graph,
    /// `{"id", "before", "after", "reruns"?}`: what a build of one state of the world reuses of that of another.
    Simulate,
    /// `{"id", "text"}`: every word with its place, what it is, and the entry that explains it.
    Explain,
}

fn argument(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("it has to be NAME=VALUE")?;
    if name.is_empty() {
        Err("the name is missing".to_owned())
    } else {
        Ok((name.to_owned(), value.to_owned()))
    }
}

fn info(info: &str) -> Result<(Info, Vec<String>), String> {
    read_info(info).ok_or_else(|| "it has to start with \"dockerfile onionskin\"".to_owned())
}
