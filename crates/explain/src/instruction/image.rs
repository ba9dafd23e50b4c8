use onionskin_entries::{Entry, Fact, Kind, Part, Registry, Slot, Text};
use onionskin_graph::{Base, BuildGraph};
use onionskin_syntax::Word;
use onionskin_text::Span;

use crate::WordNote;
use crate::image::{ImageName, is_version};
use crate::notes::note;
use crate::path::matches;
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
    let term = Term::of(word, scene.subject.source);
    if term.written != term.text || term.span.len() != term.text.len() {
        return Vec::new();
    }
    let registry = scene.subject.registry;
    let name = ImageName::new(&word.text);
    let entry = name.entry(registry);
    let mut notes = Vec::new();
    let mut push = |range: &std::ops::Range<usize>, text: Option<&Text>, values: &mut Values| {
        let part = name.part(range).to_owned();
        let start = term.span.start as usize;
        let span = Span::new(start + range.start, start + range.end);
        let digits = part.find(|letter: char| letter.is_ascii_digit());
        values.fill_code(Slot::Value, &part);
        values.clear(Slot::Number);
        if let Some(number) = digits.and_then(|at| part.get(at..)).filter(|number| is_version(number)) {
            values.fill_text(Slot::Number, number);
        }
        let term = Term { text: part.clone(), written: part, span };
        let found = text.and_then(|text| note(&[&term], text, values));
        let is_found = found.is_some();
        notes.extend(found);
        is_found
    };
    if let Some(host) = &name.registry {
        push(host, tag_note(registry, "registry"), values);
    }
    let about = entry.and_then(|entry| entry.part(Part::Note).first());
    push(&name.repository, about.or_else(|| tag_note(registry, "repository")), values);
    let mut is_tag_noted = false;
    for (at, range) in name.tag_parts().iter().enumerate() {
        let part = name.part(range);
        let version = if at == 0 && is_version(part) {
            entry
                .and_then(|entry| entry.part(Part::Version).first())
                .or_else(|| tag_note(registry, "version"))
        } else {
            None
        };
        let own = entry.and_then(|entry| tag_value(entry, part));
        let general = registry
            .by_name(Kind::Tags, &|pattern| matches(pattern, part))
            .and_then(|tag| tag.part(Part::Note).first());
        is_tag_noted |= push(range, version.or(own).or(general), values);
    }
    if let (Some(tag), false) = (&name.tag, is_tag_noted) {
        push(tag, tag_note(registry, "tag"), values);
    }
    if let Some(digest) = &name.digest {
        push(digest, tag_note(registry, "digest"), values);
    }
    notes
}

/// What the entry of an image says of a part of its tags.
fn tag_value<'e>(entry: &'e Entry, part: &str) -> Option<&'e Text> {
    let values = entry.arguments.iter().flat_map(|argument| &argument.values);
    values.into_iter().find(|(words, _)| words.iter().any(|word| matches(word, part))).map(|(_, text)| text)
}

fn tag_note<'r>(registry: &'r Registry, id: &str) -> Option<&'r Text> {
    registry.by_id(Kind::Tags, id)?.part(Part::Note).first()
}
