use onionskin_entries::{Entry, Takes, Text, Trait};
use onionskin_text::sorted_by;

use super::{Group, Groups, Role};
use crate::invocation::is_assignment;
use crate::path::matches;
use crate::term::Term;

/// Finds out what `terms` are to `entry`.
pub(crate) fn group<'t>(entry: &Entry, terms: &[&'t Term<'t>]) -> Groups<'t> {
    let mut reader = Reader {
        entry,
        terms,
        at: 0,
        groups: Vec::new(),
        bare: Vec::new(),
        has_unknown: false,
        is_unsure: false,
        end_of_options: None,
    };
    reader.read();
    reader.assign();
    let start = |group: &Group<'_>| group.terms.first().map(|term| term.span.start);
    let groups = sorted_by(reader.groups, |one, other| start(one).cmp(&start(other)));
    Groups { known: groups, has_unknown: reader.has_unknown, end_of_options: reader.end_of_options }
}

struct Reader<'t, 'r> {
    entry: &'r Entry,
    terms: &'r [&'t Term<'t>],
    at: usize,
    groups: Vec<Group<'t>>,
    /// The words that are no options, with their index.
    bare: Vec<(usize, &'t Term<'t>)>,
    has_unknown: bool,
    /// Whether words that are no options are no longer certain to be one argument or another.
    is_unsure: bool,
    end_of_options: Option<&'t Term<'t>>,
}

impl<'t> Reader<'t, '_> {
    fn read(&mut self) {
        let mut only_arguments = false;
        while let Some(term) = self.take() {
            if term.is_open && !only_arguments {
                // It may stand for options, for several arguments, or for nothing.
                self.be_unsure();
            } else if only_arguments || !(term.is_option() || self.is_word_option(term)) {
                let is_bare = self.at == 1 && self.entry.is(Trait::BareOptions);
                if is_bare && self.letters(term, &term.text, true) {
                    continue;
                }
                if !self.is_unsure {
                    self.bare.push((self.at - 1, term));
                }
                only_arguments |= self.entry.is(Trait::OptionsFirst);
            } else if term.text == "--" {
                only_arguments = true;
                self.end_of_options = Some(term);
            } else if !self.option(term) {
                self.be_unsure();
                // The next word may belong to the option.
                if self.terms.get(self.at).is_some_and(|next| !next.text.starts_with('-'))
                    && !term.text.contains('=')
                {
                    self.at += 1;
                }
            }
        }
    }

    /// Notes that there may be more words than there seem to be, or less. Which argument is which cannot be told any
    /// more, unless they all are the same.
    fn be_unsure(&mut self) {
        self.has_unknown = true;
        self.is_unsure |= !matches!(self.entry.arguments.as_slice(), [only] if only.is_many);
    }

    /// Whether `term` is an option without a dash, such as AS.
    fn is_word_option(&self, term: &Term<'_>) -> bool {
        let is_it = |name: &String| !name.starts_with('-') && name.eq_ignore_ascii_case(&term.text);
        self.entry.options.iter().any(|option| option.names.iter().any(is_it))
    }

    fn take(&mut self) -> Option<&'t Term<'t>> {
        let term = self.terms.get(self.at).copied()?;
        self.at += 1;
        Some(term)
    }

    fn option(&mut self, term: &'t Term<'t>) -> bool {
        let find = |name: &str| {
            let upper = name.to_ascii_uppercase();
            self.entry.option(name).or_else(|| self.entry.option(&upper).filter(|_| !name.starts_with('-')))
        };
        if let Some((index, option)) = find(&term.text) {
            self.push(vec![index], term, option.takes, None);
            return true;
        }
        if let Some((name, value)) = term.text.split_once('=')
            && !is_all_value(name, value)
            && let Some((index, option)) = find(name)
        {
            let is_switch = option.takes == Takes::Nothing;
            if !is_switch || value == SWITCHED_ON {
                self.push(vec![index], term, Takes::Nothing, Some(value).filter(|_| !is_switch));
                return true;
            }
        }
        if let Some((index, value)) = self.entry.option_pattern(&term.text) {
            self.push(vec![index], term, Takes::Nothing, Some(value));
            return true;
        }
        let letters = term.text.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        !self.entry.is(Trait::OneDash) && letters.is_some_and(|letters| self.letters(term, letters, false))
    }

    /// Reads one-letter options in one word; the last one may take what follows. Without a dash, only the next
    /// words are values.
    fn letters(&mut self, term: &'t Term<'t>, letters: &'t str, is_bare: bool) -> bool {
        let mut indices = Vec::new();
        let mut rest = letters.chars();
        while let Some(letter) = rest.next() {
            let Some((index, option)) = self.entry.option(&format!("-{letter}")) else { return false };
            indices.push(index);
            if option.takes != Takes::Nothing {
                let value = Some(rest.as_str()).filter(|value| !value.is_empty());
                if is_bare && value.is_some() {
                    return false;
                }
                let takes = if value.is_some() { Takes::Nothing } else { option.takes };
                self.push(indices, term, takes, value);
                return true;
            }
        }
        self.push(indices, term, Takes::Nothing, None);
        true
    }

    fn push(&mut self, indices: Vec<usize>, term: &'t Term<'t>, takes: Takes, value: Option<&'t str>) {
        let mut terms = vec![term];
        match takes {
            Takes::Nothing | Takes::Equals => {}
            Takes::Word => terms.extend(self.take()),
            Takes::Rest | Takes::Command => {
                while let Some(term) = self.take() {
                    terms.push(term);
                    if takes == Takes::Command && matches!(&*term.text, ";" | "+") {
                        break;
                    }
                }
            }
        }
        let values = match value {
            Some(value) => vec![value],
            None => terms.iter().skip(1).map(|term| &*term.text).collect(),
        };
        self.groups.push(Group { terms, role: Role::Options(indices), values });
    }

    /// Hands the words that are no options to the arguments.
    fn assign(&mut self) {
        // The words start with an argument further behind where an option is given instead of the first one.
        let is_given = |group: &Group<'_>| ["-e", "-f"].iter().any(|name| group.is_option(self.entry, name));
        let n_given = usize::from(self.entry.is(Trait::GivenFirst) && self.groups.iter().any(is_given));
        let arguments = self.entry.arguments.get(n_given..).unwrap_or_default();
        let n_before = arguments.iter().position(|argument| argument.is_many).unwrap_or(arguments.len());
        let n_behind = arguments.len().saturating_sub(n_before + 1);
        let n_bare = self.bare.len();
        let mut behind = None;
        for (at, (place, term)) in std::mem::take(&mut self.bare).into_iter().enumerate() {
            let index = if at < n_before {
                at
            } else if at + n_behind >= n_bare {
                // The words behind the argument that takes many are counted from the end.
                arguments.len() + at - n_bare
            } else {
                n_before
            };
            self.argument(n_given + index, term, behind == Some(place));
            behind = Some(place + 1);
        }
    }

    /// Adds `term` to the argument `index`; `follows` says whether it stands right behind the one before.
    fn argument(&mut self, index: usize, term: &'t Term<'t>, follows: bool) {
        let Some(argument) = self.entry.arguments.get(index) else { return };
        let is_it = |(words, _): &(Vec<String>, Text)| words.iter().any(|word| matches(word, &term.text));
        let role = match argument.values.iter().position(is_it) {
            Some(value) => Role::Value(index, value),
            None => Role::Argument(index),
        };
        if self.is_setting(&term.text) {
            self.groups.push(Group { terms: vec![term], role, values: Vec::new() });
            return;
        }
        let joins = follows && argument.is_many && role == Role::Argument(index);
        match self.groups.last_mut().filter(|last| joins && last.role == role) {
            Some(last) => {
                last.terms.push(term);
                last.values.push(&term.text);
            }
            None => self.groups.push(Group { terms: vec![term], role, values: vec![&term.text] }),
        }
    }

    /// Whether `word` only sets something.
    fn is_setting(&self, word: &str) -> bool {
        let is_number = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit());
        // What a command prints is a number, as a rule: that of the processors.
        let is_printed = word.starts_with('`') || word.starts_with("$(");
        self.entry.is(Trait::Settings) && (is_number || is_printed || is_assignment(word))
    }
}

/// What switches an option on that otherwise takes nothing: `--link=true`.
pub(crate) const SWITCHED_ON: &str = "true";

/// Whether `=value` behind the option `name` is what the option is given, as in `cut -d=` and `awk -F==`.
fn is_all_value(name: &str, value: &str) -> bool {
    let is_letter = name.len() == 2 && name.starts_with('-');
    is_letter && (value.is_empty() || value.starts_with('='))
}
