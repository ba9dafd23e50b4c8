//! Why a vertex is not as in the build before.

use std::rc::Rc;

use onionskin_graph::{EnvList, Op, SourceOp, Vertex};

use crate::differences::Differences;
use crate::key::Key;
use crate::op_key::command_key;
use crate::past::Past;
use crate::readings::{ReadFrom, Reading};
use crate::snapshot::Snapshot;
use crate::{Cause, Change, Selection, World};

/// The build before.
#[derive(Clone, Copy)]
pub(crate) struct Before<'a> {
    pub(crate) world: &'a World<'a>,
    pub(crate) differences: &'a Differences,
    /// What it left.
    pub(crate) past: &'a Past,
}

/// Finds the causes for what is not as in the build before: the chain from the change on, up to the vertex.
#[derive(Clone, Copy)]
pub(crate) struct Blame<'a> {
    pub(crate) world: &'a World<'a>,
    /// `None` where there was no build: then that is why.
    pub(crate) before: Option<Before<'a>>,
}

impl Blame<'_> {
    /// Why a vertex is none that there was before.
    pub(crate) fn of_edit(&self, vertex: &Vertex) -> Rc<[Cause]> {
        self.edited(vertex.origin.instruction(), None)
    }

    /// Why a vertex is none that there was before, where it starts from `parent`: where only a variable of its command
    /// is another one, that.
    pub(crate) fn of_command(&self, vertex: &Vertex, parent: &Snapshot) -> Rc<[Cause]> {
        let (Some(before), Op::Exec(exec)) = (self.before, &vertex.op) else { return self.of_edit(vertex) };
        let same = before.past.command(Key::of((command_key(exec), parent.shape)));
        let same = same.and_then(|vertex| before.world.graph.vertices.get(vertex)).map(|vertex| &vertex.op);
        let Some(Op::Exec(old)) = same else { return self.of_edit(vertex) };
        self.edited(vertex.origin.instruction(), first_difference(&old.env, &exec.env))
    }

    /// Why something from outside of the build is not as before.
    pub(crate) fn of_source(&self, source: &SourceOp, vertex: &Vertex) -> Rc<[Cause]> {
        if let (SourceOp::Image { reference, .. }, Some(before)) = (source, self.before) {
            let state = |world: &World<'_>| world.images.get(reference).cloned();
            if state(before.world) != state(self.world)
                && before.world.graph.images().any(|image| image == reference)
            {
                return Rc::new([Cause::Changed(Change::BaseImage(self.written_image(vertex, reference)))]);
            }
        }
        self.of_edit(vertex)
    }

    /// Why what the instruction with index `at` reads is not as before, where `snapshots` are the results of the
    /// vertices so far.
    pub(crate) fn of_reading(
        &self,
        at: usize,
        reading: &Reading,
        snapshots: &[Option<Snapshot>],
    ) -> Rc<[Cause]> {
        match &reading.from {
            ReadFrom::Context(selections) => {
                let Some(before) = self.before else { return self.edited(None, None) };
                let is_changed =
                    |selection: &&Selection| selection.differs(&before.world.files, &self.world.files);
                let Some(selection) = selections.iter().find(is_changed) else {
                    return self.edited(Some(at), None);
                };
                let changed = before.differences.file_in(selection).unwrap_or(Change::Dockerfile);
                let path = selection.shown();
                Rc::new([Cause::Changed(changed), Cause::Reads { instruction: at, path }])
            }
            ReadFrom::Vertex { vertex, path, .. } => {
                let end = snapshots.get(*vertex).and_then(Option::as_ref);
                let Some(end) = end.filter(|end| !end.origin.is_empty()) else {
                    return self.edited(Some(at), None);
                };
                // The chain names where it starts and how it ends: stages between them would make it longer with
                // each stage.
                let is_start = |cause: &&Cause| {
                    matches!(cause, Cause::Changed(_) | Cause::Reads { .. } | Cause::Edited { .. })
                };
                let takes = |producer| Cause::TakesFrom { instruction: at, producer, path: path.clone() };
                end.origin.iter().filter(is_start).cloned().chain(end.made_by.map(takes)).collect()
            }
        }
    }

    /// The causes of an instruction that is not as before, as far as it is one, or of which `variable` is not.
    fn edited(&self, instruction: Option<usize>, variable: Option<String>) -> Rc<[Cause]> {
        let Some(before) = self.before else { return Rc::new([Cause::Changed(Change::FirstBuild)]) };
        let changed = before.differences.of_instruction(variable.as_deref());
        let edited = instruction.map(|instruction| Cause::Edited { instruction, variable });
        [Cause::Changed(changed)].into_iter().chain(edited).collect()
    }

    /// An image as the file has it.
    fn written_image(&self, vertex: &Vertex, reference: &str) -> String {
        let node = vertex.origin.instruction().and_then(|at| self.world.graph.instructions.get(at));
        match node.and_then(|node| node.step.as_ref()).map(|step| &step.operation) {
            Some(onionskin_graph::Operation::Pull { image }) => image.clone(),
            _ => reference.to_owned(),
        }
    }
}

/// The name of the first variable that is not the same in both lists.
fn first_difference(before: &EnvList, after: &EnvList) -> Option<String> {
    let mut old = before.iter();
    for (name, value) in after.iter() {
        match old.next() {
            Some(same) if same == (name, value) => {}
            _ => return Some(name.to_owned()),
        }
    }
    old.next().map(|(name, _)| name.to_owned())
}
