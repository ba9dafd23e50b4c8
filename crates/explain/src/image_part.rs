use std::ops::Range;

use onionskin_entries::{Entry, Kind, Part, Registry, Text};
use onionskin_syntax::Word;
use onionskin_text::Span;

use crate::image::{ImageName, is_version};
use crate::path::matches;
use crate::references::references;
use crate::{EntryName, Subject, WordKind};

/// A part of an image's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImagePart<'a> {
    /// Where it stands in the source.
    pub(crate) span: Span,
    /// As it is written.
    pub(crate) text: &'a str,
    /// What it is.
    pub(crate) kind: WordKind,
    /// What there is to say; `None` where nothing is known.
    pub(crate) says: Option<Says<'a>>,
}

/// What an entry says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Says<'a> {
    /// The entry, and which part of it.
    pub(crate) entry: EntryName<'a>,
    /// The text.
    pub(crate) text: &'a Text,
}

/// The parts of the image's name that `word` is, without those that hold variables. Where no part of the tag says
/// anything, all of it is one more part.
pub(crate) fn image_parts<'a>(subject: &Subject<'a>, word: &'a Word) -> Vec<ImagePart<'a>> {
    if word.span.text(subject.source) != word.text {
        return Vec::new();
    }
    let variables = references(&word.text, subject.dockerfile.escape.character(), false);
    let variables: Vec<Range<usize>> = variables.into_iter().map(|it| it.range).collect();
    let masked = masked(&word.text, &variables);
    let name = ImageName::new(&masked);
    let registry = subject.registry;
    let is_known =
        |range: &Range<usize>| !variables.iter().any(|it| it.start < range.end && range.start < it.end);
    let entry = name.entry(registry).filter(|_| is_known(&(0..name.repository.end)));
    let mut parts = Vec::new();
    let mut push = |range: &Range<usize>, kind: WordKind, says: Option<Says<'a>>| {
        if is_known(range) && !range.is_empty() {
            let text = word.text.get(range.clone()).unwrap_or_default();
            let start = word.span.start as usize;
            let span = Span::new(start + range.start, start + range.end);
            parts.push(ImagePart { span, text, kind, says });
        }
    };
    if let Some(host) = &name.registry {
        push(host, WordKind::Registry, general(registry, "registry"));
    }
    let about = entry.and_then(|entry| says(Kind::Images, entry, Part::Note));
    push(&name.repository, WordKind::Repository, about.or_else(|| general(registry, "repository")));
    let mut is_any_known = false;
    for (at, range) in name.tag_parts().iter().enumerate() {
        let says = tag_part(registry, entry, name.part(range), at == 0);
        is_any_known |= says.is_some() && is_known(range);
        push(range, WordKind::Tag, says);
    }
    if let (Some(tag), false) = (&name.tag, is_any_known) {
        push(tag, WordKind::Tag, general(registry, "tag"));
    }
    if let Some(digest) = &name.digest {
        push(digest, WordKind::Digest, general(registry, "digest"));
    }
    parts
}

/// `text` with letters in the place of its variables, so that nothing in these parts it.
fn masked(text: &str, variables: &[Range<usize>]) -> String {
    let mut masked = text.to_owned();
    for range in variables {
        masked.replace_range(range.clone(), &"x".repeat(range.len()));
    }
    masked
}

/// What is known about a part of the tag of the image that `entry` is about.
fn tag_part<'a>(
    registry: &'a Registry,
    entry: Option<&'a Entry>,
    part: &str,
    is_first: bool,
) -> Option<Says<'a>> {
    if is_first && is_version(part) {
        return entry
            .and_then(|entry| says(Kind::Images, entry, Part::Version))
            .or_else(|| general(registry, "version"));
    }
    entry.and_then(|entry| tag_value(entry, part)).or_else(|| {
        let tag = registry.by_name(Kind::Tags, &|pattern| matches(pattern, part))?;
        says(Kind::Tags, tag, Part::Note)
    })
}

/// What the entry of an image says of a part of its tags.
fn tag_value<'a>(entry: &'a Entry, part: &str) -> Option<Says<'a>> {
    let values = entry.arguments.iter().flat_map(|argument| &argument.values);
    let (words, text) = values.into_iter().find(|(words, _)| words.iter().any(|word| matches(word, part)))?;
    let name = EntryName::new(Kind::Images, entry);
    Some(Says { entry: words.first().map_or(name, |word| name.part(word)), text })
}

fn says(kind: Kind, entry: &Entry, part: Part) -> Option<Says<'_>> {
    let name = EntryName::new(kind, entry);
    let entry_name = if part == Part::Note { name } else { name.part(part.name()) };
    Some(Says { entry: entry_name, text: entry.part(part).first()? })
}

/// What is said of any image.
fn general<'a>(registry: &'a Registry, id: &str) -> Option<Says<'a>> {
    says(Kind::Tags, registry.by_id(Kind::Tags, id)?, Part::Note)
}
