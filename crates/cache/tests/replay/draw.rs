use onionskin_cache::{Cause, Change, Outcome, Replay, Verdict};

/// The outcomes of `replay`, a line each.
pub(crate) fn replay(replay: &Replay) -> Vec<String> {
    replay.outcomes.iter().map(outcome).collect()
}

fn outcome(outcome: &Outcome) -> String {
    let verdict = match outcome.verdict {
        Verdict::Reused => "reused",
        Verdict::Rebuilds => "rebuilds",
        Verdict::RebuildsUnlessSame => "unless same",
        Verdict::NotBuilt => "not built",
        Verdict::Settings => "settings",
    };
    let causes: Vec<_> = outcome.causes.iter().filter_map(cause).collect();
    if causes.is_empty() { verdict.to_owned() } else { format!("{verdict}: {}", causes.join(" > ")) }
}

/// `None` for the cause that goes without saying.
fn cause(cause: &Cause) -> Option<String> {
    Some(match cause {
        Cause::Changed(changed) => change(changed),
        Cause::Edited { instruction, variable: None } => format!("{instruction} is edited"),
        Cause::Edited { instruction, variable: Some(variable) } => {
            format!("{instruction} sees another {variable}")
        }
        Cause::Reads { instruction, path } => format!("{instruction} reads {path:?}"),
        Cause::StartsFrom { instruction, parent } => format!("{instruction} starts from {parent}"),
        Cause::TakesFrom { instruction, producer, path } => {
            format!("{instruction} takes {path} from {producer}")
        }
        Cause::SameBaseImage => "same image".to_owned(),
        Cause::NothingItReadsChanged | Cause::StageNotNeeded(_) | Cause::OnlySettings => return None,
    })
}

fn change(change: &Change) -> String {
    match change {
        Change::FirstBuild => "first build".to_owned(),
        Change::Nothing => "nothing".to_owned(),
        Change::AppCode => "app code".to_owned(),
        Change::File(path) => path.clone(),
        Change::Files(paths) => paths.join(" and "),
        Change::BaseImage(image) => format!("image {image}"),
        Change::Argument(name) => format!("argument {name}"),
        Change::Dockerfile => "the file".to_owned(),
        Change::NoCache => "no cache".to_owned(),
    }
}
