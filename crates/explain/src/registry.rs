//! What holds for every entry.

mod told;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use onionskin_cache::{Cause, Change};
use onionskin_syntax::{Keyword, NodeKind};

use crate::entry::{
    COMMANDS, Entries, Entry, FILES, IDEAS, IMAGES, INSTRUCTIONS, MOUNTS, OPERATORS, REASONS, SENTENCES,
    TAGS, Text, by_id,
};
use crate::fact::Fact;
use crate::markup::{ARGUMENT, ELSE, HOLDS, OPTION, SLOT};
use crate::part::Part;
use crate::slot::Slot;
use crate::{Inline, Prose};
use told::{changes, told};

/// `(kind, id, example)`.
static EXAMPLES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The kind and id of each example's entry, and all that is told of it.
static TOLD: LazyLock<Vec<(&str, &str, Vec<Prose>)>> = LazyLock::new(|| {
    EXAMPLES.iter().map(|(kind, id, example)| (*kind, *id, told(example, &changes()))).collect()
});

static KINDS: [(&str, &Entries); 10] = [
    ("commands", &COMMANDS),
    ("files", &FILES),
    ("ideas", &IDEAS),
    ("images", &IMAGES),
    ("instructions", &INSTRUCTIONS),
    ("mounts", &MOUNTS),
    ("operators", &OPERATORS),
    ("reasons", &REASONS),
    ("sentences", &SENTENCES),
    ("tags", &TAGS),
];

fn entries() -> impl Iterator<Item = (&'static str, &'static Entry)> {
    KINDS.iter().flat_map(|(kind, entries)| entries.iter().map(move |entry| (*kind, entry)))
}

/// The alternatives of `text`, without their conditions.
fn alternatives(text: Text) -> impl Iterator<Item = &'static str> {
    let inline =
        |alternative: &'static str| alternative.split_once(HOLDS).map_or(alternative, |(_, inline)| inline);
    text.0.split(ELSE).map(inline)
}

/// The longest stretch of plain text in an alternative.
fn plain(alternative: &str) -> String {
    let mut pieces = vec![String::new()];
    let mut characters = alternative.chars();
    while let Some(character) = characters.next() {
        if [SLOT, OPTION, ARGUMENT].contains(&character) {
            characters.next();
            pieces.push(String::new());
        } else if !character.is_control() {
            pieces.last_mut().expect("a piece").push(character);
        }
    }
    pieces.into_iter().max_by_key(String::len).unwrap_or_default()
}

#[test]
fn every_example_is_explained_and_shows_its_entry() {
    let mut silent = Vec::new();
    for (kind, entry) in entries() {
        let told = TOLD.iter().filter(|(its, id, _)| *its == kind && *id == entry.id);
        let said: String =
            told.flat_map(|(_, _, told)| told).map(|prose| prose.plain().to_lowercase()).collect();
        for (part, texts) in &entry.parts {
            let is_told = |text: &Text| {
                alternatives(*text).any(|alternative| said.contains(&plain(alternative).to_lowercase()))
            };
            let missing = texts.iter().filter(|text| !is_told(text)).map(|text| text.0);
            silent.extend(missing.map(|text| format!("{kind}/{}.md: {}: {text:?}", entry.id, part.name())));
        }
    }
    assert!(silent.is_empty(), "their own examples do not show\n{}", silent.join("\n"));
}

#[test]
fn examples_are_dockerfiles_without_errors() {
    let is_broken = |id: &str| ["unknown", "refused"].contains(&id);
    for (kind, id, example) in EXAMPLES.iter().filter(|(_, id, _)| !is_broken(id)) {
        assert_eq!(onionskin_syntax::parse(example).errors, [], "{kind}/{id}.md");
    }
}

#[test]
fn every_alternative_of_the_most_read_entries_is_shown_by_an_example() {
    let told = TOLD.iter().flat_map(|(_, _, told)| told);
    let said: String = told.map(|prose| prose.plain().to_lowercase()).collect();
    let is_read = |kind: &str| ["instructions", "reasons", "ideas", "sentences", "mounts"].contains(&kind);
    let mut silent = Vec::new();
    for (kind, entry) in entries().filter(|(kind, _)| is_read(kind)) {
        for alternative in entry.parts.iter().flat_map(|(_, texts)| texts).copied().flat_map(alternatives) {
            if !said.contains(&plain(alternative).to_lowercase()) {
                silent.push(format!("{kind}/{}.md: {alternative:?}", entry.id));
            }
        }
    }
    assert!(silent.is_empty(), "no example shows\n{}", silent.join("\n"));
}

#[test]
fn nothing_told_has_a_hole() {
    // What comes from a Dockerfile may look like anything.
    let ours = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) => text.clone(),
        Inline::Code(_) => "code".to_owned(),
    };
    for (kind, id, told) in TOLD.iter() {
        for Prose(pieces) in told {
            let text: String = pieces.iter().map(ours).collect();
            let has_hole = text.contains(char::is_control)
                || ["  ", " ,", " ;", " :", "codecode"].iter().any(|hole| text.contains(hole));
            assert!(!has_hole && !text.ends_with(" .") && text.trim() == text, "{kind}/{id}.md: {text:?}");
        }
    }
}

#[test]
fn every_keyword_cause_and_mount_has_an_entry() {
    for keyword in Keyword::ALL {
        assert!(by_id(&INSTRUCTIONS, &keyword.name().to_ascii_lowercase()).is_some(), "{keyword:?}");
    }
    assert_eq!(INSTRUCTIONS.len(), Keyword::ALL.len());
    let nothing = String::new;
    let causes = [
        Cause::Changed(Change::FirstBuild),
        Cause::Changed(Change::Nothing),
        Cause::Changed(Change::AppCode),
        Cause::Changed(Change::File(nothing())),
        Cause::Reads { instruction: 0, path: nothing() },
        Cause::StartsFrom { instruction: 0, parent: 0 },
        Cause::TakesFrom { instruction: 0, producer: 0, path: nothing() },
        Cause::NothingItReadsChanged,
        Cause::SameBaseImage,
        Cause::StageNotNeeded(0),
        Cause::OnlySettings,
    ];
    let ids: BTreeSet<_> = causes.iter().map(crate::causes::id).collect();
    assert_eq!(REASONS.iter().map(|entry| entry.id).collect::<BTreeSet<_>>(), ids);
    for kind in ["bind", "cache", "secret", "ssh", "tmpfs"] {
        assert!(by_id(&MOUNTS, kind).is_some(), "{kind}");
    }
}

#[test]
fn names_and_options_mean_one_thing() {
    for (kind, entries) in KINDS.iter().filter(|(kind, _)| *kind != "ideas") {
        let mut seen = BTreeSet::new();
        for entry in entries.iter() {
            for name in entry.names() {
                assert!(seen.insert(name), "{kind}: `{name}` is there twice");
            }
        }
    }
    for (kind, entry) in entries() {
        let mut seen = BTreeSet::new();
        for name in entry.options.iter().flat_map(|option| &option.names) {
            assert!(seen.insert(name), "{kind}/{}.md: `{name}` is there twice", entry.id);
        }
    }
    let facts: BTreeSet<_> = Fact::ALL.iter().map(|fact| fact.name()).collect();
    let slots: BTreeSet<_> = Slot::ALL.iter().map(|slot| slot.name()).collect();
    assert_eq!((facts.len(), slots.len()), (Fact::ALL.len(), Slot::ALL.len()));
    assert_eq!(facts.intersection(&slots).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn paragraphs_are_sentences_and_phrases_are_not() {
    for (kind, entry) in entries().filter(|(kind, _)| *kind != "sentences") {
        for (part, texts) in &entry.parts {
            let is_phrase = matches!(part, Part::Sentence | Part::Could | Part::Never | Part::App);
            let alternatives = texts.iter().copied().flat_map(alternatives);
            for alternative in alternatives.filter(|alternative| !alternative.is_empty()) {
                let is_sentence = alternative.ends_with(['.', ':']);
                assert_ne!(is_sentence, is_phrase, "{kind}/{}.md: {alternative:?}", entry.id);
            }
        }
        let notes = entry.options.iter().map(|option| option.note);
        let values = entry.arguments.iter().flat_map(|argument| &argument.values).map(|(_, note)| *note);
        let notes = notes.chain(values).chain(entry.arguments.iter().map(|argument| argument.note));
        for note in notes.flat_map(alternatives).filter(|note| !note.is_empty()) {
            assert!(note.ends_with('.'), "{kind}/{}.md: {note:?}", entry.id);
        }
    }
}

#[test]
fn references_are_named_and_safe_to_follow() {
    for (kind, entry) in entries() {
        let (title, url) = entry.reference;
        assert!(
            !title.is_empty() && url.starts_with("https://") && !url.contains(' '),
            "{kind}/{}.md",
            entry.id
        );
    }
}

/// A source that stops anywhere, as it does while somebody types, is explained as far as it goes.
#[test]
fn half_written_examples_are_explained() {
    for (_, _, example) in EXAMPLES {
        let dockerfile = onionskin_syntax::parse(example).dockerfile;
        let ends = dockerfile.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Instruction(_)));
        for end in ends.map(|node| node.span.start as usize + node.span.len() / 2) {
            told(example.get(..end).unwrap_or_default(), &[Change::AppCode]);
        }
    }
}
