use onionskin_graph::{Definition, Operation, Source, Step};

use crate::key::Key;
use crate::past::Past;
use crate::selector::Selector;
use crate::trace::{Built, Tracer};
use crate::{Selection, World};

/// Something that a step reads and whose content is part of its key.
pub(crate) struct Reading<'a> {
    /// Its content; `None` where it depends on the output of commands that run again.
    pub(crate) content: Option<Key>,
    pub(crate) from: ReadFrom<'a>,
}

/// Where a reading comes from.
pub(crate) enum ReadFrom<'a> {
    /// The build context.
    Context(&'a str),
    /// A stage.
    Stage {
        /// Its index.
        stage: usize,
        path: &'a str,
        /// The one step whose files are read, where it is known.
        copied_by: Option<Definition>,
    },
    /// An image that is no stage.
    Image,
}

/// Finds out what steps read, and remembers the contents that are costly to find.
pub(crate) struct Reader<'a> {
    world: &'a World<'a>,
    selector: Selector<'a>,
    tracer: Tracer<'a>,
}

impl Reading<'_> {
    /// Whether another content than in `past` certainly means other files.
    pub(crate) fn is_exact(&self, past: &Past) -> bool {
        match self.from {
            ReadFrom::Context(_) | ReadFrom::Image => true,
            ReadFrom::Stage { copied_by, .. } => {
                copied_by.is_some_and(|definition| past.has_definition(definition))
            }
        }
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(world: &'a World<'a>) -> Self {
        Self { world, selector: Selector::new(&world.files), tracer: Tracer::new(world) }
    }

    /// All that `step` reads beside the result of the step before it, where `built` are the stages so far.
    ///
    /// A heredoc and what is downloaded are not among it: the one is part of the step's definition, the other
    /// taken to be unchanged.
    pub(crate) fn readings(&mut self, step: &'a Step, built: &[Option<Built<'a>>]) -> Vec<Reading<'a>> {
        match &step.operation {
            Operation::Pull { .. } | Operation::MakeDirectory { .. } => Vec::new(),
            Operation::Copy { sources, excludes, keeps_parents, .. } => {
                let selection = |path: &str| copied(path, *keeps_parents, excludes);
                sources.iter().filter_map(|source| self.reading(source, &selection, built)).collect()
            }
            Operation::Run { mounts } => {
                let sources = mounts.iter().filter_map(|mount| mount.source.as_ref());
                sources.filter_map(|source| self.reading(source, &Selection::of, built)).collect()
            }
        }
    }

    fn reading(
        &mut self,
        source: &'a Source,
        selection: &dyn Fn(&str) -> Selection,
        built: &[Option<Built<'a>>],
    ) -> Option<Reading<'a>> {
        match source {
            Source::Context { path } => {
                Some(Reading { content: Some(self.context(&selection(path))), from: ReadFrom::Context(path) })
            }
            Source::Stage { stage, path } => Some(self.stage(*stage, path, built)),
            Source::Image { image, path } => {
                let content = Key::of(("in image", self.image(image), path));
                Some(Reading { content: Some(content), from: ReadFrom::Image })
            }
            Source::Inline { .. } | Source::Remote { .. } => None,
        }
    }

    fn stage(&mut self, stage: usize, path: &'a str, built: &[Option<Built<'a>>]) -> Reading<'a> {
        let is_built = built.get(stage).is_some_and(Option::is_some);
        if !is_built {
            // A stage that stands later in the file cannot be read, as BuildKit says too.
            let content = Some(Key::of(("in no stage", stage, path)));
            return Reading { content, from: ReadFrom::Stage { stage, path, copied_by: None } };
        }
        let traced = self.tracer.trace(built, stage, path).ok();
        let copied_by = traced.and_then(|traced| traced.copied_by);
        let content = traced.map(|traced| traced.content);
        Reading { content, from: ReadFrom::Stage { stage, path, copied_by } }
    }

    fn context(&mut self, selection: &Selection) -> Key {
        self.selector.content(selection).unwrap_or_else(|error| Key::of(("error", error.to_string())))
    }

    /// The key of an image.
    pub(crate) fn image(&self, image: &str) -> Key {
        Key::of(("image", image, self.world.images.get(image)))
    }
}

/// What a copy takes of a context for its source `path`.
pub(crate) fn copied(path: &str, keeps_parents: bool, excludes: &[String]) -> Selection {
    let selection = if keeps_parents { Selection::with_parents(path) } else { Selection::of(path) };
    selection.excluding(excludes)
}
