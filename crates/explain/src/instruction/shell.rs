//! What the commands of an instruction do, and what their words mean.

use onionskin_entries::{Entry, Part, Slot, Trait};
use onionskin_syntax::Args;

use super::directory::{Directories, directory_behind};
use crate::invocation::{Invocation, invocations};
use crate::notes::{group_notes, name_note, operator_note};
use crate::render::{render, render_all};
use crate::scene::Scene;
use crate::script::{Element, MAX_ELEMENTS, Rank, Sign, SimpleCommand, functions, is_function};
use crate::term::Term;
use crate::values::Values;
use crate::variables::shell_variable_note;
use crate::{Inline, Prose, WordKind, WordNote};

/// What is known about the commands of an instruction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Commands<'a> {
    /// What each of the known ones does, as a phrase.
    pub(crate) phrases: Vec<Prose>,
    /// The notes on their words, in the order written.
    pub(crate) notes: Vec<WordNote>,
    /// What the known ones do, beside the phrase.
    pub(crate) what: Vec<Prose>,
    /// Why that matters.
    pub(crate) why: Vec<Prose>,
    /// What never makes them run again.
    pub(crate) never: Vec<Prose>,
    /// The entries, each once.
    pub(crate) entries: Vec<&'a Entry>,
    /// How many commands there are.
    pub(crate) count: usize,
    /// Whether there is a command that nothing is known about.
    pub(crate) has_unknown: bool,
    /// Whether some of them run only sometimes, or several times.
    pub(crate) has_control: bool,
    /// The name of the first command as written.
    pub(crate) program: Option<String>,
}

impl Commands<'_> {
    /// Whether one of the commands has the trait.
    pub(crate) fn has(&self, its: Trait) -> bool {
        self.entries.iter().any(|entry| entry.is(its))
    }

    /// The phrases as one: "does this, that, then more"; `None` where there are none.
    pub(crate) fn does(&self) -> Option<Prose> {
        /// The most phrases of a sentence.
        const MAX_PHRASES: usize = 5;
        let mut phrases = self.phrases.clone();
        phrases.dedup();
        let is_cut = phrases.len() > MAX_PHRASES;
        phrases.truncate(MAX_PHRASES);
        if is_cut {
            phrases.push(Prose(vec![Inline::Text("more".to_owned())]));
        }
        let last = if is_cut { " and " } else { ", then " };
        (!phrases.is_empty()).then(|| crate::values::list(&phrases, last))
    }
}

/// Reads the commands in `args` of the scene's instruction. `values` are what is known about the instruction.
pub(crate) fn commands<'a>(scene: &Scene<'a>, args: &'a Args, values: &Values) -> Commands<'a> {
    let elements = scene.elements(scene.index, scene.instruction, args);
    let mut reader = Reader {
        scene,
        values: values.clone(),
        directories: Directories::new(scene.workdir().map(|(path, _)| path.to_owned())),
        functions: functions(&elements),
        operators: Vec::new(),
        found: Commands::default(),
    };
    for element in elements.iter().take(MAX_ELEMENTS) {
        reader.element(element);
    }
    reader.found
}

struct Reader<'s, 'a> {
    scene: &'s Scene<'a>,
    values: Values,
    directories: Directories,
    /// The functions that are defined, in alphabetical order.
    functions: Vec<String>,
    /// The operators that are explained already, and where among the notes.
    operators: Vec<(&'static str, usize)>,
    found: Commands<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn element(&mut self, element: &Element<'_>) {
        match element {
            Element::Command(command) => self.command(command),
            Element::Sign(sign) => self.sign(sign),
            Element::Control => self.found.has_control = true,
            Element::Enter(start) => self.directories.enter(*start),
            Element::Leave => self.directories.leave(),
            Element::Plain(name, WordKind::FunctionName) => self.operator("function", name),
            Element::Plain(..) => {}
        }
    }

    fn command(&mut self, SimpleCommand { terms, rank, .. }: &SimpleCommand<'_>) {
        let (known, is_last_known) = invocations(self.scene.subject.registry, terms);
        if *rank == Rank::Main {
            self.found.count += 1;
            let program = known.last().filter(|_| is_last_known).map(Invocation::title);
            let first = terms.first().map(|term| term.text.clone().into_owned());
            self.found.program = self.found.program.take().or(program).or(first);
        }
        self.found.has_unknown |= !is_last_known && *rank != Rank::Inner;
        let n_known: usize = known.iter().map(|invocation| invocation.terms.len()).sum();
        if let Some(name) = terms.get(n_known).filter(|term| is_function(&term.text, &self.functions)) {
            self.operator("function-call", name);
        }
        let mut directory = self.directories.current().map(str::to_owned);
        for invocation in &known {
            self.invocation(invocation, directory.as_deref(), *rank);
            directory = directory_behind(invocation, directory);
            self.directories.run(invocation, self.found.has_control);
        }
        self.directories.hand(directory);
    }

    fn operator(&mut self, id: &str, term: &Term<'_>) {
        let registry = self.scene.subject.registry;
        self.found.notes.extend(operator_note(registry, id, term, None, &mut self.values));
    }

    fn sign(&mut self, Sign { id, kind, term, value, .. }: &Sign<'_>) {
        // What an operator means is said once, and so is what belongs to it.
        let is_said_once = matches!(
            kind,
            WordKind::Operator | WordKind::ReservedWord | WordKind::Pattern | WordKind::Comment
        );
        if is_said_once {
            let known = self.operators.iter().find(|(known, _)| known == id);
            if let Some(note) = known.and_then(|(_, at)| self.found.notes.get_mut(*at)) {
                note.places.push(term.span);
                return;
            }
            self.operators.push((id, self.found.notes.len()));
        }
        let registry = self.scene.subject.registry;
        let noted = match (kind, value) {
            (WordKind::Variable, Some(name)) => shell_variable_note(self.scene, id, term, name),
            _ => operator_note(registry, id, term, value.as_ref(), &mut self.values),
        };
        self.found.notes.extend(noted);
    }

    fn invocation(&mut self, invocation: &Invocation<'a, '_>, workdir: Option<&str>, rank: Rank) {
        let Invocation { entry, name, groups, .. } = invocation;
        groups.fill(&mut self.values);
        match workdir {
            Some(workdir) => self.values.fill_code(Slot::Workdir, workdir),
            None => self.values.clear(Slot::Workdir),
        }
        let found = &mut self.found;
        let text = entry.part(Part::Note).first();
        found.notes.extend(text.and_then(|text| name_note(name, text, &self.values)));
        found.notes.extend(group_notes(entry, &groups.known, self.scene, workdir, &self.values));
        if let Some(end) = groups.end_of_options {
            let registry = self.scene.subject.registry;
            found.notes.extend(operator_note(registry, "end-of-options", end, None, &mut self.values));
        }
        if rank == Rank::Inner {
            // Its output is what counts.
            return;
        }
        let phrase = entry.part(Part::Sentence).first();
        found.phrases.extend(phrase.and_then(|phrase| render(phrase, &self.values)));
        if !found.entries.iter().any(|known| known.id == entry.id) {
            found.entries.push(entry);
            found.what.extend(render_all(entry.part(Part::What), &self.values));
            found.why.extend(render_all(entry.part(Part::Why), &self.values));
            found.never.extend(render_all(entry.part(Part::Never), &self.values));
        }
    }
}
