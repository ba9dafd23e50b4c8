use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::rc::Rc;

use onionskin_entries::{Entry, Kind};
use onionskin_graph::{Base, InstructionNode, Operation, Stage, Step};
use onionskin_syntax::{Args, Instruction, Keyword};

use crate::script::{Element, Shell, elements, shells};
use crate::setters::Setters;
use crate::{Inline, Prose, Subject};

/// An instruction in its file.
#[derive(Clone, Debug)]
pub(crate) struct Scene<'a> {
    /// The file.
    pub(crate) subject: Subject<'a>,
    /// Its instructions.
    pub(crate) instructions: Rc<[&'a Instruction]>,
    /// Which one.
    pub(crate) index: usize,
    /// The instruction.
    pub(crate) instruction: &'a Instruction,
    /// The shell of Windows that carries out each instruction.
    pub(crate) shells: Rc<[Option<Shell>]>,
    /// Of each instruction whether it installs what the app depends on, once somebody has asked.
    pub(crate) installs: Rc<[Cell<Option<bool>>]>,
    /// What sets variables, once somebody has asked.
    pub(crate) setters: Rc<OnceCell<Setters<'a>>>,
}

impl<'a> Scene<'a> {
    /// The instruction with index `index`.
    pub(crate) fn new(subject: &Subject<'a>, index: usize) -> Option<Self> {
        let instructions: Rc<[_]> = subject.dockerfile.instructions().collect();
        let instruction = instructions.get(index)?;
        let installs = instructions.iter().map(|_| Cell::new(None)).collect();
        let shells = shells(subject).into();
        let setters = Rc::default();
        Some(Self { subject: *subject, index, instruction, instructions, installs, shells, setters })
    }

    /// The same file, seen from the instruction with index `index`.
    pub(crate) fn at(&self, index: usize) -> Option<Self> {
        let instruction = self.instructions.get(index)?;
        Some(Self { index, instruction, ..self.clone() })
    }

    /// The entry of the instruction's keyword.
    pub(crate) fn entry(&self) -> Option<&'a Entry> {
        self.subject
            .registry
            .by_id(Kind::Instructions, &self.instruction.keyword?.name().to_ascii_lowercase())
    }

    /// What the instruction is to the build.
    pub(crate) fn node(&self) -> Option<&'a InstructionNode> {
        self.subject.graph.instructions.get(self.index)
    }

    /// The instruction's step.
    pub(crate) fn step(&self) -> Option<&'a Step> {
        self.step_of(self.index)
    }

    /// The step of the instruction with index `at`.
    pub(crate) fn step_of(&self, at: usize) -> Option<&'a Step> {
        self.subject.graph.instructions.get(at)?.step.as_ref()
    }

    /// The keyword of the instruction with index `at`.
    pub(crate) fn keyword_of(&self, at: usize) -> Option<Keyword> {
        self.instructions.get(at)?.keyword
    }

    /// The instruction's stage.
    pub(crate) fn stage(&self) -> Option<&'a Stage> {
        self.subject.graph.stages.get(self.node()?.stage?)
    }

    /// What sets variables in the file.
    pub(crate) fn setters(&self) -> &Setters<'a> {
        self.setters.get_or_init(|| Setters::of(&self.instructions, self.subject.source))
    }

    /// The instructions in front of this one in its stage, the nearest first, then those of the stages that it
    /// is built on.
    pub(crate) fn before(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.ranges_before().flat_map(Iterator::rev)
    }

    /// The same as ranges: those of its stage, then those of each stage that it is built on.
    pub(crate) fn ranges_before(&self) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let stages = &self.subject.graph.stages;
        let own = self.stage();
        let first = own.map_or(0..0, |stage| stage.instructions.start..self.index);
        let base = |stage: &&'a Stage| match stage.base {
            // Every stage is built on an earlier one, so this ends.
            Base::Stage(base) => {
                stages.get(base).filter(|base| base.instructions.end <= stage.instructions.start)
            }
            Base::Image(_) | Base::Scratch => None,
        };
        let bases = std::iter::successors(own.as_ref().and_then(base), move |stage| base(stage));
        std::iter::once(first).chain(bases.map(|stage| stage.instructions.clone()))
    }

    /// The instructions behind this one in its stage.
    pub(crate) fn after(&self) -> Range<usize> {
        self.stage().map_or(0..0, |stage| self.index + 1..stage.instructions.end)
    }

    /// The instructions behind this one: those of its stage, then those of the stages that are built on it.
    pub(crate) fn downstream(&self) -> Vec<usize> {
        let stages = &self.subject.graph.stages;
        let own = self.node().and_then(|node| node.stage);
        let mut is_built_on = vec![false; stages.len()];
        let mut found: Vec<usize> = self.after().collect();
        for (at, stage) in stages.iter().enumerate() {
            let Base::Stage(base) = stage.base else { continue };
            if Some(base) == own || is_built_on.get(base) == Some(&true) {
                if let Some(is_it) = is_built_on.get_mut(at) {
                    *is_it = true;
                }
                found.extend(stage.instructions.clone());
            }
        }
        found
    }

    /// How the step of the instruction with index `at` is called in a sentence: "step 3", or "step [build 3/5]"
    /// where there are several stages. An instruction without a step is called by its line.
    pub(crate) fn name_of(&self, at: usize) -> Prose {
        let text = match (self.step_of(at), self.instructions.get(at)) {
            (Some(step), _) => step_name(step),
            (None, Some(instruction)) => format!("line {}", instruction.lines.first),
            (None, None) => return Prose::default(),
        };
        Prose(vec![Inline::Text(text)])
    }

    /// The working directory in force here, and which WORKDIR set it; `None` where it is that of a base image,
    /// which nobody here knows.
    pub(crate) fn workdir(&self) -> Option<(&'a str, usize)> {
        let mut set_by = None;
        for at in self.before().filter(|&at| self.keyword_of(at) == Some(Keyword::Workdir)) {
            let Args::Text(Some(path)) = &self.instructions.get(at)?.args else { continue };
            set_by = set_by.or(Some(at));
            if path.text.trim_start_matches(['"', '\'']).starts_with(['/', '$']) {
                let workdir = &*self.node()?.workdir;
                return set_by.filter(|_| workdir.starts_with('/')).map(|at| (workdir, at));
            }
        }
        None
    }

    /// The elements of the command that `args` of `instruction` hold, which stands where the instruction with index `at`
    /// does.
    pub(crate) fn elements(
        &self,
        at: usize,
        instruction: &'a Instruction,
        args: &'a Args,
    ) -> Vec<Element<'a>> {
        elements(&self.subject, self.shells.get(at).copied().flatten(), instruction, args)
    }

    /// Whether the instruction with index `at` installs what the app depends on; `find_out` is asked once.
    pub(crate) fn installs(&self, at: usize, find_out: impl FnOnce() -> bool) -> bool {
        let Some(known) = self.installs.get(at) else { return false };
        let installs = known.get().unwrap_or_else(find_out);
        known.set(Some(installs));
        installs
    }

    /// What the step of the instruction with index `at` does.
    pub(crate) fn operation_of(&self, at: usize) -> Option<&'a Operation> {
        self.step_of(at).map(|step| &step.operation)
    }
}

/// How a step is called in a sentence.
pub(crate) fn step_name(step: &Step) -> String {
    let is_only_number =
        step.label.trim_start_matches(['[', ' ']).starts_with(|first: char| first.is_ascii_digit());
    if is_only_number {
        return format!("step {}", step.number);
    }
    // `docker build` aligns numbers with blanks.
    let parts: Vec<&str> = step.label.split_whitespace().collect();
    format!("step {}", parts.join(" "))
}
