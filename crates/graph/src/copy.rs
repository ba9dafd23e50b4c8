use std::collections::HashMap;

use onionskin_syntax::go::{parse_bool, quote};
use onionskin_syntax::{Args, Heredoc, Instruction, Keyword, Word};

use crate::chmod::Chmod;
use crate::copy_source::{CopySource, DownloadFlags, takes_checksum};
use crate::git_url::GitUrl;
use crate::owner::Owner;
use crate::source::{TakenFrom, from_flag};
use crate::value::Value;
use crate::vertex::{CopyAction, Inputs as VertexInputs};
use crate::walk::{Current, Made, Stop, Walk};
use crate::{Copied, Effect, FileAction, FileOp, Op, Operation, Origin, Source, SourceOp, path, run};

/// The permission bits of the files that heredocs are, before `--chmod`.
const DOCUMENT_MODE: u32 = 0o644;

/// Carries out a COPY or an ADD.
pub(crate) fn copy(
    walk: &mut Walk<'_>,
    instruction: &Instruction,
    current: &mut Current<'_>,
) -> Result<(Effect, Made), Stop> {
    let arguments = Arguments::of(instruction, current)?;
    let taken_from = match from_flag(instruction).filter(|_| !arguments.text.is_add) {
        Some(from) => TakenFrom::of_copy(from, walk.outline)?,
        None => TakenFrom::Context,
    };
    let input = source_of(walk, instruction, current, &taken_from)?;
    let mut copies = Copies::new(instruction, current, &arguments)?;
    for source in &arguments.text.sources {
        copies.take(walk, current, source, input)?;
    }
    for document in &arguments.documents {
        copies.take_document(walk, document);
    }
    let is_link = instruction.has_flag("link") && arguments.text.mode.is_empty();
    let before = current.result;
    let Copies { actions, sources, destination, excludes, keeps_parents, .. } = copies;
    let vertex = add(walk, current, actions, is_link);
    // On top of nothing there is nothing to merge with.
    current.result = Some(match before.filter(|_| is_link) {
        Some(before) => {
            let mut inputs = VertexInputs::default();
            inputs.place(Some(before), &walk.vertices);
            inputs.place(Some(vertex), &walk.vertices);
            walk.vertices.add(Op::Merge, inputs, Origin::Link(current.place))
        }
        None => vertex,
    });
    let names = arguments.documents.iter().map(|(name, _)| Source::Inline { name: name.clone() });
    let sources = sources.into_iter().map(|text| match text {
        Taken::Path(path) => taken_from.source(&path),
        Taken::Remote { url, is_git } => Source::Remote { url, is_git },
    });
    let sources = sources.chain(names).collect();
    let operation = Operation::Copy { sources, destination, is_link, excludes, keeps_parents };
    Ok((Effect::Copy(Box::new(arguments.text)), Some((operation, vertex))))
}

/// Adds the vertex of a copy on top of what is there; on top of nothing where it is linked in later.
fn add(
    walk: &mut Walk<'_>,
    current: &Current<'_>,
    actions: Vec<(FileAction, Option<usize>)>,
    is_link: bool,
) -> usize {
    let mut inputs = VertexInputs::default();
    let base = if is_link { None } else { inputs.place(current.result, &walk.vertices) };
    let place = |(mut action, vertex): (FileAction, Option<usize>)| {
        if let FileAction::Copy(copy) = &mut action {
            copy.input = inputs.place(vertex, &walk.vertices);
        }
        action
    };
    let actions = actions.into_iter().map(place).collect();
    walk.vertices.add(Op::File(FileOp { base, actions }), inputs, Origin::Instruction(current.place))
}

/// The vertex that paths are copied from; `None` for something empty.
fn source_of(
    walk: &mut Walk<'_>,
    instruction: &Instruction,
    current: &Current<'_>,
    taken_from: &TakenFrom,
) -> Result<Option<usize>, Stop> {
    match taken_from {
        // Made only where a path needs it: sources may all be downloads.
        TakenFrom::Context => Ok(None),
        TakenFrom::Stage(stage) => {
            let end = walk.end_of(*stage, current).ok_or_else(|| {
                let from = quote(from_flag(instruction).unwrap_or_default());
                let name = quote(current.name);
                format!("cannot copy from stage {from}, it needs to be defined before current stage {name}")
            })?;
            Ok(end.result)
        }
        TakenFrom::Image(image) => Ok(walk.foreign_image(image, Some(current.place.instruction))),
    }
}

/// The arguments of a copy with variables put in.
struct Arguments {
    text: Copied,
    /// The heredocs that are copied: names and contents.
    documents: Vec<(String, String)>,
    checksum: String,
    is_from_context: bool,
    /// Whether the value of `--chmod` is known.
    knows_mode: bool,
}

impl Arguments {
    fn of(instruction: &Instruction, current: &Current<'_>) -> Result<Self, Stop> {
        let (words, heredocs) = match &instruction.args {
            Args::Words(words) => (words, instruction.heredocs.as_slice()),
            Args::Json(words) => (words, [].as_slice()),
            Args::Unread(_) | Args::Text(_) | Args::Pairs(_) | Args::Healthcheck(_) | Args::Trigger(_) => {
                return Err(Stop::Broken);
            }
        };
        let (last, words) = words.split_last().filter(|(_, words)| !words.is_empty()).ok_or(Stop::Broken)?;
        let state = &current.state;
        let is_add = instruction.keyword == Some(Keyword::Add);
        let flag = |name| state.expand(instruction.flag(name).unwrap_or_default());
        let owner = flag("chown")?;
        let mode = flag("chmod")?;
        let is_known = |name| {
            let value = state.value(instruction.flag(name).unwrap_or_default());
            matches!(value, Ok(Value::Known(_)))
        };
        let checksum = if is_add { flag("checksum")? } else { String::new() };
        // What is not known may be right, or empty.
        let checksum = Some(checksum).filter(|_| is_known("checksum")).unwrap_or_default();
        let knows_mode = is_known("chmod");
        let openers = Openers::of(heredocs);
        let (documents, paths): (Vec<_>, Vec<_>) =
            words.iter().map(|word| (word, openers.heredoc_of(word))).partition(|(_, found)| found.is_some());
        let sources =
            paths.iter().map(|(word, _)| state.expand(&word.text)).collect::<Result<Vec<_>, _>>()?;
        let destination = state.expand(&last.text)?;
        let document = |heredoc: &Heredoc| {
            let body = run::body(heredoc);
            let body = if heredoc.expand { state.expand_body(&body)? } else { body };
            Ok::<_, String>((heredoc.name.clone(), body))
        };
        let documents =
            documents.iter().filter_map(|(_, found)| *found).map(document).collect::<Result<Vec<_>, _>>()?;
        let text = Copied {
            is_add,
            keeps_parents: instruction.has_flag("parents"),
            owner,
            mode,
            sources,
            documents: documents.iter().map(|(name, _)| name.clone()).collect(),
            destination,
        };
        let is_from_context = from_flag(instruction).is_none() || is_add;
        Ok(Self { text, documents, checksum, is_from_context, knows_mode })
    }
}

/// The heredocs of an instruction by the words that open them.
struct Openers<'a> {
    heredocs: &'a [Heredoc],
    /// Their places by whether their lines lose their tabs, and by name.
    places: HashMap<(bool, String), usize>,
}

impl<'a> Openers<'a> {
    fn of(heredocs: &'a [Heredoc]) -> Self {
        let key = |heredoc: &Heredoc| (heredoc.chomp, heredoc.name.clone());
        let places = heredocs.iter().enumerate().map(|(place, heredoc)| (key(heredoc), place)).collect();
        Self { heredocs, places }
    }

    /// The heredoc that `word` opens; of several with one name the last, as BuildKit has it.
    fn heredoc_of(&self, word: &Word) -> Option<&'a Heredoc> {
        if self.heredocs.is_empty() {
            return None;
        }
        let name = word.text.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("<<")?;
        let plain = |name: &str| name.replace(['"', '\'', '\\'], "");
        let kept = self.places.get(&(false, plain(name)));
        let chomped = self.places.get(&(true, plain(name.strip_prefix('-').unwrap_or(name))));
        let place = kept.max(chomped)?;
        self.heredocs.get(*place)
    }
}

/// What a source turns out to be.
enum Taken {
    Path(String),
    Remote { url: String, is_git: bool },
}

/// The actions of a copy as they come together.
struct Copies<'a> {
    arguments: &'a Arguments,
    actions: Vec<(FileAction, Option<usize>)>,
    sources: Vec<Taken>,
    destination: String,
    excludes: Vec<String>,
    keeps_parents: bool,
    mode: Option<Chmod>,
    owner: Option<Owner>,
    flags: DownloadFlags,
    unpacks: Option<bool>,
}

impl<'a> Copies<'a> {
    fn new(instruction: &Instruction, current: &Current<'_>, arguments: &'a Arguments) -> Result<Self, Stop> {
        let Copied { mode, owner, sources, destination, is_add, keeps_parents, .. } = &arguments.text;
        let mode = match Chmod::parse(mode) {
            _ if mode.is_empty() => None,
            // What is not known may be right.
            Err(_) if !arguments.knows_mode => None,
            mode => Some(mode?),
        };
        if !arguments.checksum.is_empty() {
            let [source] = sources.as_slice() else {
                return Err(Stop::Refused("checksum can't be specified for multiple sources".to_owned()));
            };
            if !takes_checksum(source) {
                return Err(Stop::Refused("checksum requires HTTP(S) or Git sources".to_owned()));
            }
        }
        let boolean = |name: &str| {
            let flag = instruction.flags.iter().find(|flag| flag.name == name)?;
            Some(flag.value.as_deref().and_then(parse_bool).unwrap_or(true))
        };
        let is_exclude = |flag: &&onionskin_syntax::Flag| flag.name == "exclude";
        let excludes =
            instruction.flags.iter().filter(is_exclude).filter_map(|flag| flag.value.clone()).collect();
        Ok(Self {
            arguments,
            actions: Vec::new(),
            sources: Vec::new(),
            destination: path::destination(&current.state.workdir, destination),
            excludes,
            keeps_parents: *keeps_parents,
            mode,
            owner: (!owner.is_empty()).then(|| Owner::of(owner)),
            flags: DownloadFlags {
                keep_git_dir: boolean("keep-git-dir"),
                checksum: arguments.checksum.clone(),
            },
            unpacks: boolean("unpack").filter(|_| *is_add),
        })
    }

    /// A copy of `source` to the destination, with what is the same for all.
    fn action(&self, source: String) -> CopyAction {
        CopyAction {
            input: None,
            source,
            destination: self.destination.clone(),
            mode: self.mode.clone(),
            owner: self.owner.clone(),
            include: Vec::new(),
            exclude: self.excludes.clone(),
            required: Vec::new(),
            unpacks: false,
            is_path: false,
        }
    }

    fn take(
        &mut self,
        walk: &mut Walk<'_>,
        current: &Current<'_>,
        source: &str,
        input: Option<usize>,
    ) -> Result<(), Stop> {
        let is_add = self.arguments.text.is_add;
        let kind = CopySource::parse(source)?;
        let refused = |what| Err(Stop::Refused(format!("source can't be a {what} for COPY")));
        match &kind {
            CopySource::Git(_) if !is_add => return refused("git ref"),
            CopySource::Http { .. } if !is_add => return refused("URL"),
            CopySource::Git(_) | CopySource::Http { .. } | CopySource::Path => self.flags.apply(&kind)?,
        }
        match kind {
            CopySource::Git(git) => {
                let op = self.git(&git);
                self.download(walk, current, source, op, "/".to_owned());
            }
            CopySource::Http { file_name } => {
                let path = path::clean(&file_name);
                let checksum = Some(self.flags.checksum.clone()).filter(|checksum| !checksum.is_empty());
                let op = SourceOp::Http { url: source.to_owned(), file_name, checksum };
                self.download(walk, current, source, op, path);
            }
            CopySource::Path => self.take_path(walk, source, input),
        }
        Ok(())
    }

    /// Copies a path of the build context, a stage or an image.
    fn take_path(&mut self, walk: &mut Walk<'_>, source: &str, input: Option<usize>) {
        let is_add = self.arguments.text.is_add;
        self.sources.push(Taken::Path(source.to_owned()));
        let unpacks = self.unpacks.unwrap_or(is_add);
        let action = if self.keeps_parents {
            let (root, pattern) = source.split_once("/./").unwrap_or(("/", source));
            let (root, pattern) = (path::clean(root), path::clean(pattern));
            let is_literal = !path::has_wildcards(&root) && !path::has_wildcards(&pattern);
            let required = is_literal.then(|| path::clean(&[&root, "/", &pattern].concat()));
            let include = vec![pattern.trim_start_matches('/').to_owned()];
            let required = required.into_iter().collect();
            CopyAction { include, required, unpacks, is_path: true, ..self.action(root) }
        } else {
            CopyAction { unpacks, is_path: true, ..self.action(path::clean(source)) }
        };
        let input = if self.arguments.is_from_context { Some(walk.build_context()) } else { input };
        self.actions.push((FileAction::Copy(Box::new(action)), input));
    }

    fn git(&self, git: &GitUrl) -> SourceOp {
        SourceOp::Git {
            identifier: git.identifier(),
            keeps_git_dir: self.flags.keep_git_dir.unwrap_or_default(),
            checksum: Some(self.flags.checksum.clone()).filter(|checksum| !checksum.is_empty()),
            skips_submodules: git.submodules == Some(false),
        }
    }

    fn download(
        &mut self,
        walk: &mut Walk<'_>,
        current: &Current<'_>,
        source: &str,
        op: SourceOp,
        path: String,
    ) {
        let is_git = matches!(op, SourceOp::Git { .. });
        let origin = Origin::Download(current.place);
        let vertex = walk.vertices.add(Op::Source(op), VertexInputs::default(), origin);
        let unpacks = !is_git && self.unpacks.unwrap_or_default();
        let action = CopyAction { unpacks, ..self.action(path) };
        self.actions.push((FileAction::Copy(Box::new(action)), Some(vertex)));
        self.sources.push(Taken::Remote { url: source.to_owned(), is_git });
    }

    fn take_document(&mut self, walk: &mut Walk<'_>, (name, data): &(String, String)) {
        let path = path::clean(name);
        let file = FileAction::Mkfile { path: path.clone(), mode: DOCUMENT_MODE, data: data.clone() };
        let vertex = walk.vertices.add(
            Op::File(FileOp { base: None, actions: vec![file] }),
            VertexInputs::default(),
            Origin::InlineDocument,
        );
        let action = self.action(path);
        self.actions.push((FileAction::Copy(Box::new(action)), Some(vertex)));
    }
}
