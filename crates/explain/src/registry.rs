//! What holds for every entry.

mod told;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use onionskin_cache::{Cause, Change};
use onionskin_entries::markup::{ARGUMENT, ELSE, HOLDS, OPTION, SLOT};
use onionskin_entries::{Entry, Fact, Kind, Part, Registry, Slot, Text};
use onionskin_syntax::{Keyword, NodeKind};

use crate::{Inline, Prose, Subject, embedded, explain, first_words};
use told::{changes, silent, told, told_at_once};

static EXAMPLES: &[(Kind, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

static REGISTRY: LazyLock<Registry> = LazyLock::new(embedded);

/// The kind and id of each example's entry, and all that is told of it.
static TOLD: LazyLock<Vec<(Kind, &str, Vec<Prose>)>> = LazyLock::new(|| {
    EXAMPLES
        .iter()
        .map(|(kind, id, example)| (*kind, *id, told(&REGISTRY, example, &changes(*kind, example))))
        .collect()
});

fn entries() -> impl Iterator<Item = (Kind, &'static Entry)> {
    Kind::ALL.iter().flat_map(|kind| REGISTRY.of(*kind).iter().map(move |entry| (*kind, entry)))
}

/// The alternatives of `text`, without their conditions.
fn alternatives(text: &'static Text) -> impl Iterator<Item = &'static str> {
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
            let is_told = |text: &'static Text| {
                alternatives(text).any(|alternative| said.contains(&plain(alternative).to_lowercase()))
            };
            let missing = texts.iter().filter(|text| !is_told(text)).map(|text| &text.0);
            silent.extend(missing.map(|text| format!("{kind:?}/{}.md: {}: {text:?}", entry.id, part.name())));
        }
    }
    assert!(silent.is_empty(), "their own examples do not show\n{}", silent.join("\n"));
}

#[test]
fn every_word_that_counts_as_explained_has_a_note() {
    let silent = |(kind, id, example): &(Kind, &str, &str)| {
        silent(&REGISTRY, example)
            .into_iter()
            .map(|word| format!("{kind:?}/{id}.md: {word}"))
            .collect::<Vec<_>>()
    };
    let silent: Vec<_> = EXAMPLES.iter().flat_map(silent).collect();
    assert!(silent.is_empty(), "no note on\n{}", silent.join("\n"));
}

#[test]
fn examples_are_dockerfiles_without_errors() {
    let is_broken = |id: &str| ["unknown", "refused"].contains(&id);
    for (kind, id, example) in EXAMPLES.iter().filter(|(_, id, _)| !is_broken(id)) {
        assert_eq!(onionskin_syntax::parse(example).errors, [], "{kind:?}/{id}.md");
    }
}

#[test]
fn every_alternative_of_the_most_read_entries_is_shown_by_an_example() {
    let told = TOLD.iter().flat_map(|(_, _, told)| told);
    let said: String = told.map(|prose| prose.plain().to_lowercase()).collect();
    let is_read = |kind: Kind| {
        matches!(
            kind,
            Kind::Instructions
                | Kind::Reasons
                | Kind::Ideas
                | Kind::Sentences
                | Kind::Mounts
                | Kind::Dependencies
                | Kind::Bystanders
        )
    };
    let mut silent = Vec::new();
    for (kind, entry) in entries().filter(|(kind, _)| is_read(*kind)) {
        for alternative in entry.parts.iter().flat_map(|(_, texts)| texts).flat_map(alternatives) {
            if !said.contains(&plain(alternative).to_lowercase()) {
                silent.push(format!("{kind:?}/{}.md: {alternative:?}", entry.id));
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
            assert!(!has_hole && !text.ends_with(" .") && text.trim() == text, "{kind:?}/{id}.md: {text:?}");
        }
    }
}

#[test]
fn every_keyword_cause_and_mount_has_an_entry() {
    for keyword in Keyword::ALL {
        assert!(
            REGISTRY.by_id(Kind::Instructions, &keyword.name().to_ascii_lowercase()).is_some(),
            "{keyword:?}"
        );
    }
    assert_eq!(REGISTRY.of(Kind::Instructions).len(), Keyword::ALL.len());
    let nothing = String::new;
    let causes = [
        Cause::Changed(Change::FirstBuild),
        Cause::Changed(Change::Nothing),
        Cause::Changed(Change::AppCode),
        Cause::Changed(Change::File(nothing())),
        Cause::Changed(Change::Files(Vec::new())),
        Cause::Changed(Change::BaseImage(nothing())),
        Cause::Changed(Change::Argument(nothing())),
        Cause::Changed(Change::Dockerfile),
        Cause::Changed(Change::NoCache),
        Cause::Edited { instruction: 0, variable: None },
        Cause::Reads { instruction: 0, path: nothing() },
        Cause::StartsFrom { instruction: 0, parent: 0 },
        Cause::TakesFrom { instruction: 0, producer: 0, path: nothing() },
        Cause::NothingItReadsChanged,
        Cause::SameBaseImage,
        Cause::StageNotNeeded(0),
        Cause::OnlySettings,
    ];
    let ids: BTreeSet<_> = causes.iter().map(crate::causes::id).collect();
    assert_eq!(
        REGISTRY.of(Kind::Reasons).iter().map(|entry| entry.id.as_str()).collect::<BTreeSet<_>>(),
        ids
    );
    for kind in ["bind", "cache", "secret", "ssh", "tmpfs"] {
        assert!(REGISTRY.by_id(Kind::Mounts, kind).is_some(), "{kind}");
    }
}

#[test]
fn every_dependency_and_bystander_of_a_step_is_told() {
    for (kind, id, example) in EXAMPLES {
        let dockerfile = onionskin_syntax::parse(example).dockerfile;
        let graph = onionskin_graph::build(&dockerfile, &onionskin_graph::Inputs::default());
        let replay = onionskin_cache::Replay::default();
        let subject = Subject {
            registry: &REGISTRY,
            source: example,
            dockerfile: &dockerfile,
            graph: &graph,
            replay: &replay,
        };
        for at in 0..graph.instructions.len() {
            let explanation = explain(&subject, at).expect("an explanation");
            let listed = onionskin_cache::dependencies(&graph, at).unwrap_or_default();
            let (could, never) = (explanation.could_rebuild, explanation.never_rebuilds);
            assert_eq!(could.len(), listed.could.len(), "{kind:?}/{id}.md: {at}: {could:?}");
            assert!(never.len() >= listed.never.len(), "{kind:?}/{id}.md: {at}: {never:?}");
        }
    }
}

#[test]
fn names_and_options_mean_one_thing() {
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Ideas) {
        let mut seen = BTreeSet::new();
        for entry in REGISTRY.of(*kind) {
            for name in entry.names() {
                assert!(seen.insert(name), "{kind:?}: `{name}` is there twice");
            }
        }
    }
    for (kind, entry) in entries() {
        let mut seen = BTreeSet::new();
        for name in entry.options.iter().flat_map(|option| &option.names) {
            assert!(seen.insert(name), "{kind:?}/{}.md: `{name}` is there twice", entry.id);
        }
    }
    let facts: BTreeSet<_> = Fact::ALL.iter().map(|fact| fact.name()).collect();
    let slots: BTreeSet<_> = Slot::ALL.iter().map(|slot| slot.name()).collect();
    assert_eq!((facts.len(), slots.len()), (Fact::ALL.len(), Slot::ALL.len()));
    assert_eq!(facts.intersection(&slots).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn paragraphs_are_sentences_and_phrases_are_not() {
    for (kind, entry) in entries().filter(|(kind, _)| *kind != Kind::Sentences) {
        for (part, texts) in &entry.parts {
            let is_phrase = matches!(part, Part::Sentence | Part::Could | Part::Never | Part::App);
            let alternatives = texts.iter().flat_map(alternatives);
            for alternative in alternatives.filter(|alternative| !alternative.is_empty()) {
                let mut ends = alternative.chars().rev();
                let is_mark = ends.next().is_some_and(|last| ['.', ':'].contains(&last));
                let is_key = ends.next().is_some_and(|mark| [SLOT, OPTION, ARGUMENT].contains(&mark));
                let is_sentence = is_mark && !is_key;
                assert_ne!(is_sentence, is_phrase, "{kind:?}/{}.md: {alternative:?}", entry.id);
            }
        }
        let notes = entry.options.iter().map(|option| &option.note);
        let values = entry.arguments.iter().flat_map(|argument| &argument.values).map(|(_, note)| note);
        let notes = notes.chain(values).chain(entry.arguments.iter().map(|argument| &argument.note));
        for note in notes.flat_map(alternatives).filter(|note| !note.is_empty()) {
            assert!(note.ends_with('.'), "{kind:?}/{}.md: {note:?}", entry.id);
        }
    }
}

#[test]
fn references_are_named_and_safe_to_follow() {
    for (kind, entry) in entries() {
        let (title, url) = &entry.reference;
        assert!(
            !title.is_empty() && url.starts_with("https://") && !url.contains(' '),
            "{kind:?}/{}.md",
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
            told(&REGISTRY, example.get(..end).unwrap_or_default(), &[Change::AppCode]);
        }
    }
}

/// The first paint says what the page says for good: only more comes with the explanations.
#[test]
fn the_first_words_are_the_last_ones() {
    let first_words = first_words();
    for (kind, id, example) in EXAMPLES {
        let told = |registry| told_at_once(registry, example, &changes(*kind, example));
        assert_eq!(told(&first_words), told(&REGISTRY), "{kind:?}/{id}.md");
    }
}
