use onionskin_syntax::Instruction;

use crate::outline::Outline;
use crate::{Source, expand, mount_options, path};

/// Where the sources of a COPY, ADD or mount come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TakenFrom {
    Context,
    Stage(usize),
    Image(String),
}

impl TakenFrom {
    /// What `--from=text` of a COPY names, or BuildKit's message.
    pub(crate) fn of_copy(text: &str, outline: &Outline<'_>) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::Context);
        }
        if expand::changes(text, outline.escape) {
            return Err(
                "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround"
                    .to_owned(),
            );
        }
        // Go reads a sign and leading zeros as this does.
        if let Ok(index) = text.parse::<i64>() {
            let stage = usize::try_from(index).ok().filter(|index| *index < outline.stages.len());
            return stage.map(Self::Stage).ok_or_else(|| format!("invalid stage index {index}"));
        }
        Ok(Self::of_name(text, outline))
    }

    /// What `from=text` of a mount names; a number is the name of an image.
    pub(crate) fn of_name(text: &str, outline: &Outline<'_>) -> Self {
        outline.stage_called(text).map_or_else(|| Self::Image(text.to_owned()), Self::Stage)
    }

    /// The source `path` there.
    pub(crate) fn source(&self, path: &str) -> Source {
        let path = path::clean(path);
        match self {
            Self::Context => Source::Context { path: path.trim_start_matches('/').to_owned() },
            Self::Stage(stage) => Source::Stage { stage: *stage, path },
            Self::Image(image) => Source::Image { image: image.clone(), path },
        }
    }
}

/// The `--from` of a COPY, where it has one that is not empty.
pub(crate) fn from_flag(copy: &Instruction) -> Option<&str> {
    copy.flag("from").filter(|from| !from.is_empty())
}

/// What the mounts of a RUN name as `from`, in order; `None` for those that name nothing.
pub(crate) fn mounted(run: &Instruction) -> impl Iterator<Item = Option<String>> {
    let flags = run.flags.iter().filter(|flag| flag.name == "mount").filter_map(|flag| flag.value.as_deref());
    flags.map(mount_options::from_of)
}
