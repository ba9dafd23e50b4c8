use onionskin_entries::{Fact, Part, Slot};
use onionskin_syntax::{Args, Keyword, Pair, Word};

use super::{Told, tell, tell_words};
use crate::notes::note;
use crate::scene::Scene;
use crate::term::Term;
use crate::values::{Values, code_list};
use crate::{Inline, Prose, WordNote};

/// Tells of the instructions that only write settings.
pub(crate) fn tell_settings(scene: &Scene<'_>, told: &mut Told<'_>) {
    let keyword = scene.instruction.keyword;
    let later = scene.after().rfind(|&at| scene.keyword_of(at) == keyword);
    told.values.state(Fact::Later, later.is_some());
    told.values.fill_some(Slot::Later, later.map(|at| scene.name_of(at)));
    told.values.state(Fact::Global, scene.stage().is_none());
    if let Args::Words(words) | Args::Json(words) = &scene.instruction.args {
        told.values.state(Fact::Several, words.len() > 1);
    }
    match &scene.instruction.args {
        Args::Words(words) | Args::Json(words) => tell_words(scene, words, told),
        Args::Text(Some(word)) => tell_words(scene, std::slice::from_ref(word), told),
        Args::Pairs(pairs) => tell_pairs(scene, pairs, told),
        Args::Trigger(Some(trigger)) => {
            told.values.fill_code(Slot::Command, &trigger.text);
            let inner = Scene { instruction: trigger, ..scene.clone() };
            if trigger.keyword != Some(Keyword::Onbuild) {
                let inside = tell(&inner);
                told.words.extend(keyword_note(&inner, &inside.values));
                told.words.extend(inside.words);
            }
        }
        Args::Text(None) | Args::Unread(_) | Args::Healthcheck(_) | Args::Trigger(None) => {}
    }
}

/// The note on the keyword of an instruction that ONBUILD keeps: what it will do.
fn keyword_note(scene: &Scene<'_>, values: &Values) -> Option<WordNote> {
    let keyword = Term::of(&scene.instruction.word, scene.subject.source);
    note(&[&keyword], scene.entry()?.part(Part::What).first()?, values)
}

/// Tells of ENV and LABEL.
fn tell_pairs(scene: &Scene<'_>, pairs: &[Pair], told: &mut Told<'_>) {
    let unquoted = |text: &str| text.replace(['"', '\''], "");
    for pair in pairs {
        let span = onionskin_text::Span { start: pair.key.span.start, end: pair.value.span.end };
        // The key decides what there is to say; the value is shown.
        let word = Word { text: unquoted(&pair.key.text), span };
        told.values.fill_code(Slot::Setting, unquoted(&pair.value.text));
        tell_words(scene, std::slice::from_ref(&word), told);
    }
    let names: Vec<String> = pairs.iter().map(|pair| unquoted(&pair.key.text)).collect();
    told.values.fill(Slot::Names, code_list(names.iter().map(String::as_str)));
    told.values.state(Fact::Several, names.len() > 1);
    if let [pair] = pairs {
        told.values.fill(Slot::Setting, Prose(vec![Inline::Code(unquoted(&pair.value.text))]));
    } else {
        told.values.clear(Slot::Setting);
    }
}
