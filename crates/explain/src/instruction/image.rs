use onionskin_entries::{Entry, Fact, Part, Registry, Slot};
use onionskin_graph::{Base, BuildGraph};
use onionskin_syntax::Word;

use crate::WordNote;
use crate::image::{ImageName, is_version};
use crate::image_part::{ImagePart, image_parts};
use crate::notes::note;
use crate::render::render;
use crate::scene::Scene;
use crate::term::Term;
use crate::values::Values;

/// The image that the stage with index `stage` is built on, through the stages between.
pub(crate) fn image_of(graph: &BuildGraph, stage: usize) -> Option<&str> {
    let mut at = stage;
    loop {
        match &graph.stages.get(at)?.base {
            Base::Image(image) => return Some(image),
            Base::Stage(base) if *base < at => at = *base,
            Base::Stage(_) | Base::Scratch => return None,
        }
    }
}

/// Fills what the name of `image` says, and finds its entry.
pub(crate) fn tell_image<'r>(registry: &'r Registry, image: &str, values: &mut Values) -> Option<&'r Entry> {
    let name = ImageName::new(image);
    let tag = name.tag().unwrap_or_default();
    let has_part = |word: &str| tag.split('-').any(|part| part.starts_with(word));
    values.state(Fact::Image, true);
    values.fill_code(Slot::Image, image);
    values.state(Fact::Pinned, name.digest.is_some());
    values.state(Fact::NoTag, name.tag.is_none() && name.digest.is_none());
    values.state(Fact::Latest, tag == "latest");
    values.state(Fact::Alpine, has_part("alpine"));
    values.state(Fact::Slim, has_part("slim"));
    values.state(Fact::Windows, has_part("windowsservercore") || has_part("nanoserver"));
    values.clear(Slot::Version);
    if let Some(version) = name.version() {
        values.fill_text(Slot::Version, version);
    }
    let entry = name.entry(registry)?;
    values.fill_text(Slot::Product, entry.title.as_str());
    let starts = entry.part(Part::Sentence).first().and_then(|text| render(text, values));
    values.fill_some(Slot::Starts, starts);
    Some(entry)
}

/// The notes on the parts of an image's name.
pub(crate) fn image_notes(scene: &Scene<'_>, word: &Word, values: &mut Values) -> Vec<WordNote> {
    let subject = &scene.subject;
    let mut notes = Vec::new();
    for ImagePart { span, text, says, .. } in image_parts(subject, word) {
        let digits = text.find(|letter: char| letter.is_ascii_digit());
        values.fill_code(Slot::Value, text);
        values.clear(Slot::Number);
        if let Some(number) = digits.and_then(|at| text.get(at..)).filter(|number| is_version(number)) {
            values.fill_text(Slot::Number, number);
        }
        notes.extend(says.and_then(|says| note(&[&Term::plain(text, span)], says.text, values)));
    }
    notes
}
