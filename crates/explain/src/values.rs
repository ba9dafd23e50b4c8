use onionskin_entries::{Fact, Slot};

use crate::{Inline, Prose};

/// What is known about the subject of a text: what its conditions and slots are filled with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    facts: Vec<Fact>,
    slots: Vec<(Slot, Prose)>,
    /// What the options of the entry are given, by their index.
    pub(crate) options: Vec<(usize, Prose)>,
    /// What the arguments of the entry are given, by their index.
    pub(crate) arguments: Vec<(usize, Prose)>,
}

impl Values {
    /// Notes whether `fact` holds.
    pub(crate) fn state(&mut self, fact: Fact, holds: bool) {
        self.facts.retain(|known| *known != fact);
        if holds {
            self.facts.push(fact);
        }
    }

    /// Fills `slot`.
    pub(crate) fn fill(&mut self, slot: Slot, value: Prose) {
        self.slots.retain(|(known, _)| *known != slot);
        self.slots.push((slot, value));
    }

    /// Empties `slot`.
    pub(crate) fn clear(&mut self, slot: Slot) {
        self.slots.retain(|(known, _)| *known != slot);
    }

    /// Fills `slot` with something written in the Dockerfile.
    pub(crate) fn fill_code(&mut self, slot: Slot, value: impl Into<String>) {
        self.fill(slot, Prose(vec![Inline::Code(value.into())]));
    }

    /// Fills `slot` with words of ours.
    pub(crate) fn fill_text(&mut self, slot: Slot, value: impl Into<String>) {
        self.fill(slot, Prose(vec![Inline::Text(value.into())]));
    }

    /// Fills `slot` where there is a value.
    pub(crate) fn fill_some(&mut self, slot: Slot, value: Option<Prose>) {
        if let Some(value) = value {
            self.fill(slot, value);
        }
    }

    /// Whether `fact` holds.
    pub(crate) fn holds(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }

    /// The value of `slot`.
    pub(crate) fn slot(&self, slot: Slot) -> Option<&Prose> {
        self.slots.iter().find(|(known, _)| *known == slot).map(|(_, value)| value)
    }
}

/// The values as a list: "a, b and c".
pub(crate) fn list(values: &[Prose], last: &str) -> Prose {
    let mut prose = Vec::new();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            let separator = if at + 1 == values.len() { last } else { ", " };
            prose.push(Inline::Text(separator.to_owned()));
        }
        prose.extend(value.0.iter().cloned());
    }
    Prose(prose)
}

/// The most words that a sentence lists; the others are counted.
const MAX_LISTED: usize = 4;

/// Words of a Dockerfile as a list: "`a`, `b`, `c` and 5 more".
pub(crate) fn code_list<'a>(words: impl IntoIterator<Item = &'a str>) -> Prose {
    let code = |word: &str| Prose(vec![Inline::Code(word.to_owned())]);
    short_list(words.into_iter().map(code).collect(), MAX_LISTED)
}

/// The values as a list of at most `max`; the others are counted.
pub(crate) fn short_list(mut values: Vec<Prose>, max: usize) -> Prose {
    if values.len() > max {
        let n_more = values.len() - (max - 1);
        values.truncate(max - 1);
        values.push(Prose(vec![Inline::Text(format!("{n_more} more"))]));
    }
    list(&values, " and ")
}

#[cfg(test)]
mod tests {
    use super::code_list;

    #[test]
    fn long_lists_are_cut_and_counted() {
        let list = |words: &str| code_list(words.split(' ')).plain();
        assert_eq!(list("a"), "a");
        assert_eq!(list("a b"), "a and b");
        assert_eq!(list("a b c d"), "a, b, c and d");
        assert_eq!(list("a b c d e"), "a, b, c and 2 more");
    }
}
