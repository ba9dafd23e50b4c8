use onionskin_entries::{Entry, Kind, Registry, Takes, Trait};

use crate::arguments::{Groups, group};
use crate::path::base_name;
use crate::shell_line::is_assignment;
use crate::term::Term;

/// A command that there is an entry for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invocation<'r, 't> {
    /// What there is to say.
    pub(crate) entry: &'r Entry,
    /// All words of its name: `pip install`.
    pub(crate) title: String,
    /// Those of them that stand side by side at its end.
    pub(crate) name: Vec<&'t Term>,
    /// Its options and arguments.
    pub(crate) groups: Groups<'t>,
}

/// The commands in `terms`: one, and those in front that only start it, such as `sudo`. The second value says
/// whether the last one is known.
pub(crate) fn invocations<'r, 't>(
    registry: &'r Registry,
    terms: &'t [Term],
) -> (Vec<Invocation<'r, 't>>, bool) {
    let mut found = Vec::new();
    let mut rest = terms;
    loop {
        let Some((entry, places)) = find(registry, rest) else { return (found, rest.is_empty()) };
        let behind_name = places.last().map_or(0, |last| last + 1);
        let words = places.iter().filter_map(|&at| rest.get(at)).map(|term| term.text.as_str());
        let title = words.collect::<Vec<_>>().join(" ");
        let (name, others) = name_and_others(rest, &places);
        if !entry.is(Trait::Prefix) {
            found.push(Invocation { entry, title, name, groups: group(entry, &others) });
            return (found, true);
        }
        let behind = rest.get(behind_name..).unwrap_or_default();
        let n_own = own_words(entry, behind);
        let own: Vec<&Term> = behind.iter().take(n_own).collect();
        let groups = group(entry, &own);
        let is_sure = !groups.has_unknown;
        found.push(Invocation { entry, title, name, groups });
        rest = behind.get(n_own..).unwrap_or_default();
        if !is_sure {
            return (found, false);
        }
    }
}

/// The entry whose name has the most words among those that `terms` start with, and the indices of these words.
/// Options may stand between them.
fn find<'r>(registry: &'r Registry, terms: &[Term]) -> Option<(&'r Entry, Vec<usize>)> {
    let mut best: Option<(&Entry, Vec<usize>)> = None;
    for entry in registry.of(Kind::Commands) {
        for name in entry.names() {
            if let Some(places) = name_places(name, terms)
                && best.as_ref().is_none_or(|(_, known)| known.len() < places.len())
            {
                best = Some((entry, places));
            }
        }
    }
    best
}

fn name_places(name: &str, terms: &[Term]) -> Option<Vec<usize>> {
    let mut words = name.split(' ');
    let program = words.next()?;
    let first = terms.first()?;
    if first.text != program && base_name(&first.text) != program {
        return None;
    }
    let mut places = vec![0];
    let mut at = 1;
    for word in words {
        while terms.get(at).is_some_and(|term| term.text.starts_with('-') && !word.starts_with('-')) {
            at += 1;
        }
        if terms.get(at)?.text != word {
            return None;
        }
        places.push(at);
        at += 1;
    }
    Some(places)
}

/// The words of the name that stand side by side at its end, and all words that are not part of the name.
fn name_and_others<'t>(terms: &'t [Term], places: &[usize]) -> (Vec<&'t Term>, Vec<&'t Term>) {
    let n_apart = places.windows(2).rposition(|pair| matches!(pair, [first, second] if first + 1 != *second));
    let joined = places.get(n_apart.map_or(0, |at| at + 1)..).unwrap_or_default();
    let name = joined.iter().filter_map(|&at| terms.get(at)).collect();
    let others =
        terms.iter().enumerate().filter(|(at, _)| !places.contains(at)).map(|(_, term)| term).collect();
    (name, others)
}

/// How many of `terms` belong to `entry`, which starts the command behind them.
fn own_words(entry: &Entry, terms: &[Term]) -> usize {
    let mut at = 0;
    while let Some(term) = terms.get(at) {
        if term.text == "--" {
            at += 1;
            break;
        } else if term.text.starts_with('-') {
            let takes_next = entry.option(&term.text).is_some_and(|(_, option)| option.takes == Takes::Word);
            at += if takes_next { 2 } else { 1 };
        } else if is_assignment(&term.text) {
            at += 1;
        } else {
            break;
        }
    }
    (at + entry.arguments.len()).min(terms.len())
}
