use onionskin_entries::{Entry, Fact, Part, Slot};
use onionskin_graph::{Operation, Source, stage_name};
use onionskin_syntax::{Args, Keyword, Word};

use super::{Told, code, tell_words};
use crate::path::base_name;
use crate::render::render;
use crate::scene::Scene;
use crate::syntax::heredoc_end_notes;
use crate::values::{Values, list};
use crate::{Inline, Prose};

/// Tells of COPY and ADD.
pub(crate) fn tell(scene: &Scene<'_>, told: &mut Told<'_>) {
    let (Args::Words(words) | Args::Json(words)) = &scene.instruction.args else { return };
    let values = &mut told.values;
    values.state(Fact::ExecForm, matches!(scene.instruction.args, Args::Json(_)));
    if let Some(Operation::Copy { sources, destination, is_link, .. }) = scene.operation_of(scene.index) {
        values.state(Fact::Link, *is_link);
        tell_sources(scene, sources, values);
        let written = words.last().map(|word| word.text.as_str()).unwrap_or_default();
        let is_absolute = written.starts_with('/');
        values.state(Fact::Relative, !is_absolute);
        let is_here = matches!(written, "." | "./" | "");
        values.state(Fact::Here, is_here);
        if is_absolute || scene.workdir().is_some() {
            let path = destination.trim_end_matches("/.").trim_end_matches('/');
            values.fill_code(Slot::Destination, if path.is_empty() { "/" } else { path });
        }
        code::tell_order(scene, values);
        values.state(Fact::Later, scene.after().any(|at| scene.keyword_of(at) == Some(Keyword::Copy)));
    } else {
        tell_written(scene, words, values);
    }
    tell_words(scene, words, told);
    told.words.extend(heredoc_end_notes(scene));
}

fn tell_sources(scene: &Scene<'_>, sources: &[Source], values: &mut Values) {
    let any = |is_it: &dyn Fn(&Source) -> bool| sources.iter().any(is_it);
    values.state(Fact::Several, sources.len() > 1);
    values.state(Fact::FromContext, any(&|source| matches!(source, Source::Context { .. })));
    values.state(
        Fact::WholeContext,
        any(&|source| matches!(source, Source::Context { path } if path.is_empty())),
    );
    values.state(Fact::Inline, any(&|source| matches!(source, Source::Inline { .. })));
    values.state(Fact::Remote, any(&|source| matches!(source, Source::Remote { .. })));
    values.state(Fact::Git, any(&|source| matches!(source, Source::Remote { is_git: true, .. })));
    let paths: Vec<&str> = sources.iter().filter_map(context_path).collect();
    let registry = scene.subject.registry;
    let known: Vec<(&str, &Entry)> =
        paths.iter().filter_map(|path| Some((base_name(path), code::known_file(registry, path)?))).collect();
    values.state(Fact::Manifest, code::copies_manifest(scene, scene.index));
    values.fill_some(Slot::AboutFiles, about_files(&known, values));
    if let [path] = paths.as_slice()
        && !path.contains(['*', '?', '[', '$'])
        && let Some((folder, file)) = path.rsplit_once('/')
    {
        values.fill_code(Slot::Folder, folder);
        values.fill_code(Slot::File, file);
    }
    match sources.iter().find(|source| matches!(source, Source::Stage { .. } | Source::Image { .. })) {
        Some(Source::Stage { stage, .. }) => {
            values.state(Fact::FromStage, true);
            values.fill_code(Slot::From, stage_name(scene.subject.graph, *stage));
            let range = scene.subject.graph.stages.get(*stage).map(|stage| stage.instructions.clone());
            let last = range.into_iter().flatten().rev().find(|&at| scene.step_of(at).is_some());
            values.fill_some(Slot::FromStep, last.map(|at| scene.name_of(at)));
        }
        Some(Source::Image { image, .. }) => {
            values.state(Fact::FromImage, true);
            values.fill_code(Slot::From, image);
        }
        _ => {}
    }
}

/// Tells what the words alone say, where there is no step: of what ONBUILD keeps for later.
fn tell_written(scene: &Scene<'_>, words: &[Word], values: &mut Values) {
    let Some((destination, written)) = words.split_last() else { return };
    let from = scene.instruction.flags.iter().find(|flag| flag.name == "from");
    // It may be an address.
    let is_open = |word: &Word| word.text.starts_with('$');
    if let Some(from) = from.and_then(|flag| flag.value.as_deref()) {
        // Whether that is a stage or an image, the file that it runs in decides.
        values.fill_code(Slot::From, from);
        values.state(Fact::Several, written.len() > 1);
    } else if scene.instruction.keyword == Some(Keyword::Add) && written.iter().any(is_open) {
        return;
    } else {
        let sources: Vec<_> = written.iter().map(|word| source(&word.text)).collect();
        tell_sources(scene, &sources, values);
    }
    if destination.text.starts_with('/') {
        let path = destination.text.trim_end_matches("/.").trim_end_matches('/');
        values.fill_code(Slot::Destination, if path.is_empty() { "/" } else { path });
    }
}

/// What the source `written` is, as far as the word itself says.
fn source(written: &str) -> Source {
    let (address, _) = written.split_once(['#', '?']).unwrap_or((written, ""));
    let starts_with_any = |starts: &[&str]| starts.iter().any(|start| written.starts_with(start));
    let is_git = starts_with_any(&["git@", "git://", "ssh://"]);
    let is_download = starts_with_any(&["http://", "https://"]);
    if is_git || is_download {
        let is_git = is_git || matches!(address.rsplit_once('.'), Some((_, "git")));
        return Source::Remote { url: written.to_owned(), is_git };
    }
    let path = written.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
    Source::Context { path: if path == "." { String::new() } else { path.to_owned() } }
}

fn context_path(source: &Source) -> Option<&str> {
    match source {
        Source::Context { path } => Some(path),
        Source::Stage { .. } | Source::Image { .. } | Source::Inline { .. } | Source::Remote { .. } => None,
    }
}

/// What the files are for: "`requirements.txt` lists …".
fn about_files(files: &[(&str, &Entry)], values: &Values) -> Option<Prose> {
    /// The most files that are told of in one sentence.
    const MAX_FILES: usize = 3;
    let about = |(name, entry): &(&str, &Entry)| {
        let mut prose = vec![Inline::Code((*name).to_owned()), Inline::Text(" ".to_owned())];
        prose.extend(render(entry.part(Part::Sentence).first()?, values)?.0);
        Some(Prose(prose))
    };
    let told: Vec<Prose> = files.iter().take(MAX_FILES).filter_map(about).collect();
    (!told.is_empty()).then(|| list(&told, ", and "))
}
