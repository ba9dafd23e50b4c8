use onionskin_cache::{Assigned, Bystander, Dependency};
use onionskin_graph::Source;

/// A dependency as one line: its kind, then what it is about.
pub(crate) fn dependency(dependency: &Dependency) -> String {
    match dependency {
        Dependency::StartsFrom(at) => format!("starts from {at}"),
        Dependency::Files { sources, target } => {
            let sources: Vec<_> = sources.iter().map(source).collect();
            let target = target.as_ref().map_or_else(String::new, |target| format!(" at {target}"));
            format!("files {}{target}", sources.join(", "))
        }
        Dependency::Command => "command".to_owned(),
        Dependency::Arguments(names) => format!("arguments {}", assigned(names)),
        Dependency::Unset(names) => format!("unset {}", assigned(names)),
        Dependency::Variables(names) => format!("variables {}", assigned(names)),
        Dependency::ImageSettings { from, user, workdir } => {
            let user = if *user { ", user" } else { "" };
            let workdir = if *workdir { ", workdir" } else { "" };
            format!("settings of image {from}{user}{workdir}")
        }
        Dependency::Workdir { path, instruction } => format!("workdir {path} of {instruction}"),
        Dependency::User(user) => format!("user {}", assigned(std::slice::from_ref(user))),
        Dependency::Shell(at) => format!("shell of {at}"),
        Dependency::Caches { targets, has_default } => {
            format!("caches {}{}", targets.join(", "), if *has_default { " with namespace" } else { "" })
        }
        Dependency::Secrets(ids) => format!("secrets {}", ids.join(", ")),
        Dependency::Agents => "agents".to_owned(),
        Dependency::Memory(targets) => format!("memory {}", targets.join(", ")),
        Dependency::CommandOptions { platform } => format!("options {platform}"),
        Dependency::NewSettings => "new settings".to_owned(),
        Dependency::Names(names) => format!("names {}", names.join(", ")),
        Dependency::Destination(path) => format!("destination {path}"),
        Dependency::CopyFlags => "flags".to_owned(),
        Dependency::Documents(names) => format!("documents {}", names.join(", ")),
        Dependency::Download { url, is_git, is_pinned } => {
            format!("download {url}{}{}", flag(*is_git, " git"), flag(*is_pinned, " pinned"))
        }
        Dependency::Directory(path) => format!("directory {path}"),
        Dependency::Epoch => "epoch".to_owned(),
        Dependency::Image { image, is_pinned } => format!("image {image}{}", flag(*is_pinned, " pinned")),
        Dependency::Platform(platform) => format!("platform {platform}"),
        Dependency::Uses(names) => format!("uses {}", assigned(names)),
        Dependency::Cache { can_be_forced, stage } => {
            let stage = stage.as_ref().map_or_else(String::new, |stage| format!(" of {stage}"));
            format!("cache{}{stage}", flag(*can_be_forced, " or no-cache"))
        }
    }
}

/// A bystander as one line: its kind, then what it is about.
pub(crate) fn bystander(bystander: &Bystander) -> String {
    match bystander {
        Bystander::Elsewhere => "elsewhere".to_owned(),
        Bystander::Time => "time".to_owned(),
        Bystander::CacheContents(targets) => format!("in caches {}", targets.join(", ")),
        Bystander::SecretValues(ids) => format!("secret values {}", ids.join(", ")),
        Bystander::AgentKeys => "agent keys".to_owned(),
        Bystander::StepsBefore => "steps before".to_owned(),
        Bystander::SameFiles(stage) => format!("same files of {stage}"),
        Bystander::FileTimes => "file times".to_owned(),
        Bystander::OtherFiles { takers, is_all } => {
            format!("other files than {takers:?}{}", flag(*is_all, " all"))
        }
        Bystander::SameDownload { is_pinned } => format!("same download{}", flag(*is_pinned, " pinned")),
        Bystander::Variables(names) => format!("unread variables {}", assigned(names)),
        Bystander::Arguments(names) => format!("other arguments {}", assigned(names)),
        Bystander::Declarations(names) => format!("declarations {}", assigned(names)),
        Bystander::Settings => "settings".to_owned(),
        Bystander::Formatting => "formatting".to_owned(),
        Bystander::BuildOptions => "build options".to_owned(),
        Bystander::NoCache => "no-cache".to_owned(),
        Bystander::MovedTag { is_pinned } => format!("moved tag{}", flag(*is_pinned, " pinned")),
        Bystander::OtherName => "other name".to_owned(),
    }
}

fn flag(holds: bool, text: &str) -> &str {
    if holds { text } else { "" }
}

fn assigned(names: &[Assigned]) -> String {
    let one = |Assigned { name, instruction }: &Assigned| format!("{name} of {instruction}");
    names.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn source(source: &Source) -> String {
    match source {
        Source::Context { path } => format!("context:{path}"),
        Source::Stage { stage, path } => format!("{stage}:{path}"),
        Source::Image { image, path } => format!("{image}:{path}"),
        Source::Inline { name } => format!("<<{name}"),
        Source::Remote { url, .. } => url.clone(),
    }
}
