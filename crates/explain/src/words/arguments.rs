use onionskin_entries::{Entry, Kind};
use onionskin_graph::Base;
use onionskin_syntax::{Instruction, Keyword, Pair, Word as Written};

use super::{Index, around_equals};
use crate::arguments::{Group, Role, group};
use crate::image_part::image_parts;
use crate::term::Term;
use crate::{EntryName, WordKind};

impl<'a> Index<'_, 'a> {
    /// The image and the name behind FROM.
    pub(super) fn from(&mut self, words: &'a [Written]) {
        let Some(entry) = self.registry().by_id(Kind::Instructions, "from") else { return };
        let name = EntryName::new(Kind::Instructions, entry);
        let terms: Vec<_> = words.iter().map(|word| Term::of(word, self.subject.source)).collect();
        let terms: Vec<_> = terms.iter().collect();
        for group in group(entry, &terms).known {
            match (&group.role, group.terms.as_slice()) {
                (Role::Options(_), [keyword, name_of_stage]) => {
                    let part = Some(name.part("AS"));
                    self.push(keyword.span, WordKind::Keyword, part);
                    self.push(name_of_stage.span, WordKind::StageName, part);
                }
                (_, [term]) => {
                    let Some(word) = words.iter().find(|word| word.span == term.span) else { continue };
                    match self.base() {
                        Some(Base::Stage(_)) => {
                            self.push(word.span, WordKind::StageName, Some(name.part("IMAGE")));
                        }
                        Some(Base::Scratch) => {
                            self.push(word.span, WordKind::Repository, Some(name.part("IMAGE")));
                        }
                        Some(Base::Image(_)) | None => self.image(word, name.part("IMAGE")),
                    }
                }
                _ => {}
            }
        }
    }

    fn image(&mut self, word: &'a Written, name: EntryName<'a>) {
        if word.text.contains('$') {
            self.push(word.span, WordKind::Image, Some(name));
        }
        for part in image_parts(self.subject, word) {
            // What is said of a tag that nobody knows is said of all of it.
            let is_whole_tag = part.kind == WordKind::Tag && part.text.contains('-');
            if !is_whole_tag {
                self.push(part.span, part.kind, part.says.map(|says| says.entry));
            }
        }
    }

    /// The arguments of an instruction that are words.
    pub(super) fn arguments(&mut self, keyword: Keyword, instruction: &'a Instruction, words: &'a [Written]) {
        let entry = self.registry().by_id(Kind::Instructions, &keyword.name().to_ascii_lowercase());
        let Some(entry) = entry else { return };
        let flags: Vec<_> = instruction.flags.iter().map(Term::of_flag).collect();
        let words: Vec<_> = words.iter().map(|word| Term::of(word, self.subject.source)).collect();
        let terms: Vec<_> = flags.iter().chain(&words).collect();
        // Flags stand in front of the words.
        let start = words.first().map(|word| word.span.start);
        for it in &group(entry, &terms).known {
            if it.terms.first().map(|term| term.span.start) >= start {
                self.group(keyword, entry, it);
            }
        }
    }

    fn group(&mut self, keyword: Keyword, entry: &'a Entry, group: &Group<'_>) {
        let [name, _] = part_names(Kind::Instructions, entry, &group.role);
        let name = name.filter(|_| group.notes(entry).any(|note| !note.0.is_empty()));
        for term in &group.terms {
            let is_arg = keyword == Keyword::Arg;
            let (head, tail) =
                if is_arg { around_equals(term.span, self.subject.source) } else { (term.span, None) };
            self.push(head, kind(keyword, term), name);
            if let Some(value) = tail {
                self.push(value, WordKind::VariableValue, name);
            }
        }
    }

    /// The keys and values of ENV and LABEL.
    pub(super) fn pairs(&mut self, keyword: Keyword, instruction: &Instruction, pairs: &'a [Pair]) {
        let entry = self.registry().by_id(Kind::Instructions, &keyword.name().to_ascii_lowercase());
        let Some(entry) = entry else { return };
        let kinds = if keyword == Keyword::Label {
            [WordKind::LabelName, WordKind::LabelValue]
        } else {
            [WordKind::VariableName, WordKind::VariableValue]
        };
        for pair in pairs {
            let key = pair.key.text.trim_matches(['"', '\'']);
            let term = Term::plain(key, pair.key.span);
            // Neither ENV nor LABEL has a flag, so that nothing is certain behind one.
            let groups = if instruction.flags.is_empty() { group(entry, &[&term]).known } else { Vec::new() };
            let name = groups.first().and_then(|group| {
                group.notes(entry).any(|note| !note.0.is_empty()).then_some(())?;
                part_names(Kind::Instructions, entry, &group.role)[0]
            });
            self.push(pair.key.span, kinds[0], name);
            self.push(pair.value.span, kinds[1], name);
        }
    }
}

/// What an argument of an instruction is.
fn kind(keyword: Keyword, term: &Term<'_>) -> WordKind {
    match keyword {
        Keyword::Arg | Keyword::Env => WordKind::VariableName,
        Keyword::Copy | Keyword::Add if term.text.starts_with("<<") => WordKind::Heredoc,
        Keyword::Copy | Keyword::Add | Keyword::Workdir | Keyword::Volume => WordKind::Path,
        Keyword::Expose => WordKind::Port,
        Keyword::User => WordKind::User,
        Keyword::Stopsignal => WordKind::Signal,
        Keyword::Shell => WordKind::ShellWord,
        Keyword::From => WordKind::StageName,
        Keyword::Label => WordKind::LabelName,
        Keyword::Maintainer
        | Keyword::Run
        | Keyword::Cmd
        | Keyword::Entrypoint
        | Keyword::Healthcheck
        | Keyword::Onbuild => WordKind::Text,
    }
}

/// The names of the parts of `entry` that say what a word is, and what those behind it are: of several letters in one word,
/// the last one takes these.
pub(super) fn part_names<'a>(kind: Kind, entry: &'a Entry, role: &Role) -> [Option<EntryName<'a>>; 2] {
    let option = |index: Option<&usize>| entry.options.get(*index?)?.names.first();
    let value = |index: usize, value: usize| entry.arguments.get(index)?.values.get(value)?.0.first();
    let parts = match role {
        Role::Options(indices) => [option(indices.first()), option(indices.last())],
        Role::Argument(index) => [entry.arguments.get(*index).map(|argument| &argument.name); 2],
        Role::Value(index, its) => [value(*index, *its); 2],
    };
    parts.map(|part| Some(EntryName::new(kind, entry).part(part?)))
}
