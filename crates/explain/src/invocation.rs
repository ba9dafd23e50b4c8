use onionskin_entries::{Entry, Registry, Takes, Trait};

use crate::arguments::{Groups, group};
use crate::path::base_name;
use crate::term::Term;

/// A command that there is an entry for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invocation<'r, 't> {
    /// What there is to say.
    pub(crate) entry: &'r Entry,
    /// The words of its name, those that stand side by side together: `pip install`, `apt-get` and `install`.
    pub(crate) name: Vec<&'t [Term<'t>]>,
    /// Its options and arguments.
    pub(crate) groups: Groups<'t>,
    /// All its words.
    pub(crate) terms: &'t [Term<'t>],
}

impl<'t> Invocation<'_, 't> {
    /// All words of its name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'t Term<'t>> {
        self.name.iter().copied().flatten()
    }

    /// All words of its name as one text.
    pub(crate) fn title(&self) -> String {
        self.names().map(|term| &*term.text).collect::<Vec<_>>().join(" ")
    }
}

/// The commands in `terms`: one, and those in front that only start it, such as `sudo`. The second value says
/// whether the last one is known.
pub(crate) fn invocations<'r, 't>(
    registry: &'r Registry,
    terms: &'t [Term<'t>],
) -> (Vec<Invocation<'r, 't>>, bool) {
    let mut found = Vec::new();
    let mut rest = terms;
    loop {
        let Some((entry, places)) = find(registry, rest) else { return (found, rest.is_empty()) };
        let name = name(rest, &places);
        if !entry.is(Trait::Prefix) {
            let groups = group(entry, &others(rest, &places));
            found.push(Invocation { entry, name, groups, terms: rest });
            return (found, true);
        }
        let behind_name = places.last().map_or(1, |last| last + 1);
        let behind = rest.get(behind_name..).unwrap_or_default();
        let n_own = own_words(entry, behind);
        let own: Vec<&Term<'_>> = behind.iter().take(n_own).collect();
        let groups = group(entry, &own);
        let is_sure = !groups.has_unknown;
        let terms = rest.get(..behind_name + n_own).unwrap_or_default();
        found.push(Invocation { entry, name, groups, terms });
        rest = behind.get(n_own..).unwrap_or_default();
        if !is_sure {
            return (found, false);
        }
    }
}

/// The entry of the command in `terms`, behind those that only start it. It costs less than to read all of its words.
pub(crate) fn program<'r>(registry: &'r Registry, terms: &[Term<'_>]) -> Option<&'r Entry> {
    let mut rest = terms;
    loop {
        let (entry, places) = find(registry, rest)?;
        if !entry.is(Trait::Prefix) {
            return Some(entry);
        }
        let behind = rest.get(places.last().map_or(1, |last| last + 1)..)?;
        rest = behind.get(own_words(entry, behind)..)?;
    }
}

/// The entry whose name has the most words among those that `terms` start with, and the indices of these words but for the
/// first one. Options may stand between them. A program that has no entry is looked for by the ending of its name: `*.sh`.
fn find<'r>(registry: &'r Registry, terms: &[Term<'_>]) -> Option<(&'r Entry, Vec<usize>)> {
    let first = &*terms.first()?.text;
    let ending = || base_name(first).rsplit_once('.').map(|(_, ending)| format!("*.{ending}"));
    let known = find_named(registry, first, terms).or_else(|| find_named(registry, base_name(first), terms));
    known.filter(|(entry, _)| may_stand_at(entry, first)).or_else(|| find_named(registry, &ending()?, terms))
}

/// Whether a program called `path` may be the one that `entry` is about.
fn may_stand_at(entry: &Entry, path: &str) -> bool {
    const DIRECTORIES: [&str; 5] = ["bin", "sbin", "libexec", ".bin", "busybox"];
    let Some((directory, _)) = path.rsplit_once('/') else { return true };
    !entry.is(Trait::OfSystem) || DIRECTORIES.contains(&base_name(directory.trim_end_matches('/')))
}

/// The same among the entries of `program`.
fn find_named<'r>(
    registry: &'r Registry,
    program: &str,
    terms: &[Term<'_>],
) -> Option<(&'r Entry, Vec<usize>)> {
    let mut best: Option<(&Entry, Vec<usize>)> = None;
    for (name, entry) in registry.commands(program) {
        if let Some(places) = name_places(name, entry, terms)
            && best.as_ref().is_none_or(|(_, known)| known.len() < places.len())
        {
            best = Some((entry, places));
        }
    }
    best
}

/// Whether `terms` start with the name of a program of which only other subcommands are known.
pub(crate) fn is_partly_known(registry: &Registry, terms: &[Term<'_>]) -> bool {
    let Some(first) = terms.first() else { return false };
    registry.commands(base_name(&first.text)).any(|(_, entry)| may_stand_at(entry, &first.text))
}

/// Where the words of `name` behind its first one stand in `terms`; `None` where one is missing. It is asked for every
/// subcommand that a program has, so it looks at bytes, and makes no list for a name that does not fit.
fn name_places(name: &str, entry: &Entry, terms: &[Term<'_>]) -> Option<Vec<usize>> {
    let mut places = Vec::new();
    let mut at = 1;
    for word in name.as_bytes().split(|byte| *byte == b' ').skip(1) {
        while let Some(term) = terms.get(at)
            && term.text.starts_with('-')
            && !word.starts_with(b"-")
        {
            let takes = entry.option(&term.text).map(|(_, option)| option.takes);
            at += if takes == Some(Takes::Word) { 2 } else { 1 };
        }
        if terms.get(at)?.text.as_bytes() != word {
            return None;
        }
        places.push(at);
        at += 1;
    }
    Some(places)
}

/// The words of the name, the first one and those at `places`, those side by side together.
fn name<'t>(terms: &'t [Term<'t>], places: &[usize]) -> Vec<&'t [Term<'t>]> {
    let mut name = Vec::with_capacity(1);
    let mut run = 0..1;
    for &at in places {
        if at > run.end {
            name.extend(terms.get(run));
            run = at..at;
        }
        run.end = at + 1;
    }
    name.extend(terms.get(run));
    name
}

/// All words but those of the name.
fn others<'t>(terms: &'t [Term<'t>], places: &[usize]) -> Vec<&'t Term<'t>> {
    let is_other = |(at, _): &(usize, &Term<'_>)| *at > 0 && !places.contains(at);
    terms.iter().enumerate().filter(is_other).map(|(_, term)| term).collect()
}

/// How many of `terms` belong to `entry`, which starts the command behind them.
fn own_words(entry: &Entry, terms: &[Term<'_>]) -> usize {
    let mut at = 0;
    while let Some(term) = terms.get(at) {
        if term.text == "--" {
            at += 1;
            break;
        } else if term.text.starts_with('-') && !term.is_open {
            at += if takes_next(entry, &term.text) { 2 } else { 1 };
        } else if is_assignment(&term.text) {
            at += 1;
        } else {
            break;
        }
    }
    (at + entry.arguments.len()).min(terms.len())
}

/// Whether the option `written` of `entry` takes the next word; of several letters in one word, the last one may.
fn takes_next(entry: &Entry, written: &str) -> bool {
    let takes_word = |name: &str| entry.option(name).map(|(_, option)| option.takes == Takes::Word);
    if let Some(takes) = takes_word(written) {
        return takes;
    }
    let letters = written.strip_prefix('-').filter(|_| !entry.is(Trait::OneDash)).unwrap_or_default();
    for (at, letter) in letters.char_indices() {
        match takes_word(&format!("-{letter}")) {
            Some(false) => {}
            // What stands behind the letter in its word is what it takes.
            Some(true) => return at + letter.len_utf8() == letters.len(),
            None => return false,
        }
    }
    false
}

/// Whether `word` is `NAME=value`.
pub(crate) fn is_assignment(word: &str) -> bool {
    let is_first = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    word.split_once('=').is_some_and(|(name, _)| {
        name.starts_with(is_first) && name.chars().all(|letter| is_first(letter) || letter.is_ascii_digit())
    })
}
