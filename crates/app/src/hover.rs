use onionskin_analysis::Analysis;
use onionskin_explain::{Prose, WordNote, explain};
use onionskin_text::utf16::{self, Offsets};
use onionskin_text::{Span, sorted_by};

use crate::State;
use crate::screen::annotations::squiggled;
use crate::screen::problems::{is_in_the_text, told};
use crate::subject::subject;

/// What there is to say where the reader points in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Where what it is about starts, in UTF-16.
    pub from_utf16: u32,
    /// Where it ends.
    pub to_utf16: u32,
    /// What BuildKit refuses there, in its words.
    pub problems: Vec<String>,
    /// The innermost word there, as written, and what it means.
    pub word: Option<(String, Prose)>,
}

/// What there is to say of what stands at an offset of the source, in UTF-16: of any instruction, not only the selected
/// one.
pub fn hover(state: &State, analysis: &Analysis, offset_utf16: u32) -> Option<Hover> {
    let offset = utf16::to_byte(&state.source, offset_utf16);
    let mut refused: Vec<(Span, String)> = Vec::new();
    for problem in analysis.problems.iter().filter(|problem| is_in_the_text(problem)) {
        let span = squiggled(&state.source, &analysis.dockerfile, problem.span);
        if span.contains(offset) {
            refused.push((span, told(problem)));
        }
    }
    let word = word_at(state, analysis, offset);
    let span = word.as_ref().map(|(span, ..)| *span).or(refused.first().map(|(span, _)| *span))?;
    let mut offsets = Offsets::new(&state.source);
    Some(Hover {
        from_utf16: offsets.from_byte(span.start),
        to_utf16: offsets.from_byte(span.end),
        problems: refused.into_iter().map(|(_, message)| message).collect(),
        word: word.map(|(_, text, note)| (text, note)),
    })
}

/// The innermost word at a byte of the source.
fn word_at(state: &State, analysis: &Analysis, offset: usize) -> Option<(Span, String, Prose)> {
    let instructions: Vec<_> = analysis.dockerfile.instructions().collect();
    let n_started = instructions.partition_point(|instruction| instruction.span.start as usize <= offset);
    let at = n_started.checked_sub(1)?;
    if !instructions.get(at)?.whole_span(&state.source).contains(offset) {
        return None;
    }
    let subject = subject(state, analysis);
    let words = explain(&subject, at)?.words;
    let place = |word: WordNote| {
        let place = word.places.iter().copied().find(|place| place.contains(offset))?;
        Some((place, word.text, word.note))
    };
    let found = words.into_iter().filter_map(place).collect();
    sorted_by(found, |(one, ..), (other, ..)| one.len().cmp(&other.len())).into_iter().next()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use onionskin_explain::embedded;

    use super::{Hover, hover};
    use crate::{Action, State, analyze, update};

    /// What is said at the `|` of `text`.
    fn at(text: &str, has_explanations: bool) -> Option<Hover> {
        let caret = text.find('|').unwrap();
        let offset = u32::try_from(text.get(..caret).unwrap().encode_utf16().count()).unwrap();
        let edited = Action::SourceEdited { text: text.replacen('|', "", 1), caret_utf16: 0 };
        let mut state = update(Rc::new(State::new("https://x.test/")), edited);
        if has_explanations {
            state = update(state, Action::ExplanationsArrived(Ok(Rc::new(embedded()))));
        }
        hover(&state, &analyze(&state.source, &state.setup()).unwrap(), offset)
    }

    #[test]
    fn the_innermost_word_of_any_instruction_is_explained() {
        let found = at("# 🐳\nFROM a\nRUN pip install --no-|cache-dir x\n", true).unwrap();
        assert_eq!((found.from_utf16, found.to_utf16), (28, 42));
        let (text, note) = found.word.unwrap();
        assert_eq!(text, "--no-cache-dir");
        assert!(note.plain().contains("not to keep"), "{}", note.plain());
    }

    #[test]
    fn there_is_nothing_to_say_of_comments_and_behind_the_file() {
        assert_eq!(at("# a co|mment\nFROM a\n", true), None);
        assert_eq!(at("FROM a\n\n|", true), None);
        assert_eq!(at("|", true), None);
    }

    #[test]
    fn a_mistake_is_told_without_explanations() {
        let found = at("FROM a\nRU|M x\n", false).unwrap();
        assert_eq!((found.from_utf16, found.to_utf16, found.word), (7, 10, None));
        assert!(found.problems[0].contains("unknown instruction: RUM"), "{:?}", found.problems);
    }
}
