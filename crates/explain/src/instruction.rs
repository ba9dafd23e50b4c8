//! What is known about each instruction, and what its words mean.

mod code;
mod copy;
mod directory;
mod from;
mod image;
mod run;
mod settings;
mod shell;
mod start;
mod workdir;

use onionskin_cache::reached;
use onionskin_entries::{Entry, Fact, Slot};
use onionskin_graph::{Base, stage_name};
use onionskin_syntax::{Args, Keyword, Word};
use onionskin_text::{Span, sorted_by};

pub(crate) use code::{
    copies_everything, copies_manifest, installs_dependencies, tell_order as tell_code_order,
};
pub(crate) use image::{image_of, tell_image};
pub(crate) use start::is_own_command;

use crate::arguments::group;
use crate::notes::group_notes;
use crate::scene::Scene;
use crate::syntax::{continuation_note, directive_notes};
use crate::term::Term;
use crate::values::Values;
use crate::variables::variable_notes;
use crate::{Prose, WordNote};

/// Everything that is known about an instruction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told<'a> {
    /// What fills the texts about it.
    pub(crate) values: Values,
    /// The notes on its words, in the order written.
    pub(crate) words: Vec<WordNote>,
    /// What programs and images in it do.
    pub(crate) what: Vec<Prose>,
    /// Why that matters.
    pub(crate) why: Vec<Prose>,
    /// What programs in it get from elsewhere, so that it never rebuilds it.
    pub(crate) never: Vec<Prose>,
    /// The entries of these programs and images.
    pub(crate) entries: Vec<&'a Entry>,
}

/// Tells of the scene's instruction.
pub(crate) fn tell<'a>(scene: &Scene<'a>) -> Told<'a> {
    let mut told = Told { values: common(scene), ..Told::default() };
    match scene.instruction.keyword {
        Some(Keyword::From) => from::tell(scene, &mut told),
        Some(Keyword::Workdir) => workdir::tell(scene, &mut told),
        Some(Keyword::Copy | Keyword::Add) => copy::tell(scene, &mut told),
        Some(Keyword::Run) => run::tell(scene, &mut told),
        Some(Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck) => start::tell(scene, &mut told),
        Some(
            Keyword::Arg
            | Keyword::Env
            | Keyword::Expose
            | Keyword::Label
            | Keyword::Maintainer
            | Keyword::Onbuild
            | Keyword::Shell
            | Keyword::Stopsignal
            | Keyword::User
            | Keyword::Volume,
        ) => settings::tell_settings(scene, &mut told),
        None => {}
    }
    told.words.extend(variable_notes(scene));
    told.words.extend(continuation_note(scene));
    if scene.index == 0 {
        // They stand in front of all instructions.
        told.words.extend(directive_notes(&scene.subject));
    }
    told.words = in_order(scene.subject.source, told.words);
    told
}

/// `notes` in the order of their words, a longer one in front of those inside of it, without those that stand nowhere in
/// `source`. Several about the same word become one.
fn in_order(source: &str, mut notes: Vec<WordNote>) -> Vec<WordNote> {
    for note in &mut notes {
        note.places.retain(|place| !place.text(source).is_empty());
        note.places = sorted_by(std::mem::take(&mut note.places), |one, other| one.start.cmp(&other.start));
    }
    notes.retain(|note| !note.places.is_empty());
    let place = |note: &WordNote| note.places.first().map(|place| (place.start, u32::MAX - place.end));
    let mut ordered: Vec<WordNote> = Vec::with_capacity(notes.len());
    for mut note in sorted_by(notes, |one, other| place(one).cmp(&place(other))) {
        if let Some(last) = ordered.last_mut().filter(|last| last.places == note.places) {
            last.note.add(note.note);
            continue;
        }
        note.text = written(source, &note.places).unwrap_or(note.text);
        ordered.push(note);
    }
    ordered
}

/// What stands at `places`, each text once; `None` where one goes on over a line.
fn written(source: &str, places: &[Span]) -> Option<String> {
    let mut texts: Vec<&str> = Vec::new();
    for text in places.iter().map(|place| place.text(source)) {
        if text.contains('\n') {
            return None;
        }
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    Some(texts.join(" … "))
}

/// What is known about any instruction.
pub(crate) fn common(scene: &Scene<'_>) -> Values {
    let mut values = Values::default();
    values.fill_code(Slot::Word, &scene.instruction.word.text);
    values.fill(Slot::Step, scene.name_of(scene.index));
    let parent = scene.before().find(|&at| scene.step_of(at).is_some());
    values.fill_some(Slot::Parent, parent.map(|at| scene.name_of(at)));
    let workdir = scene.workdir();
    values.fill_some(Slot::WorkdirStep, workdir.map(|(_, at)| scene.name_of(at)));
    if let Some((path, _)) = workdir {
        values.fill_code(Slot::Workdir, path);
    }
    values.state(Fact::Unread, matches!(scene.instruction.args, Args::Unread(_)));
    values.state(Fact::Step, scene.step().is_some());
    values.state(Fact::Layer, scene.step().is_some_and(|step| step.makes_layer));
    values.state(Fact::SeveralStages, scene.subject.graph.stages.len() > 1);
    if let Some(stage) = scene.node().and_then(|node| node.stage) {
        values.state(Fact::FinalStage, scene.subject.graph.target == Some(stage));
        values.fill_code(Slot::Stage, stage_name(scene.subject.graph, stage));
        let base = scene.stage().map(|stage| &stage.base);
        values.state(Fact::Scratch, base == Some(&Base::Scratch));
    }
    let next_run = reached(scene.subject.graph, scene.index);
    values.fill_some(Slot::NextRun, next_run.map(|at| scene.name_of(at)));
    values
}

/// The flags of the scene's instruction, then `words`.
fn terms<'t>(scene: &'t Scene<'_>, words: &'t [Word]) -> Vec<Term<'t>> {
    let source = scene.subject.source;
    let flags = scene.instruction.flags.iter().map(Term::of_flag);
    flags.chain(words.iter().map(|word| Term::of(word, source))).collect()
}

/// Notes what the entry of the instruction says of its flags and of `words`, and fills the keys of both.
fn tell_words(scene: &Scene<'_>, words: &[Word], told: &mut Told<'_>) {
    let Some(entry) = scene.entry() else { return };
    let terms = terms(scene, words);
    let terms: Vec<&Term<'_>> = terms.iter().collect();
    let groups = group(entry, &terms);
    groups.fill(&mut told.values);
    let workdir = scene.workdir().map(|(path, _)| path);
    told.words.extend(group_notes(entry, &groups.known, scene, workdir, &told.values));
}
