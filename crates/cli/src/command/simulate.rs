//! `onionskin simulate`: what a second build rebuilds, and why.

use std::collections::BTreeMap;
use std::io::{self, Write};

use onionskin_analysis::assumed_files;
use onionskin_cache::{Entry, FileTree, NoCache, Reruns, simulate as replay};
use onionskin_explain::{Subject, embedded, totals};
use onionskin_graph::{BuildGraph, full_reference};
use onionskin_json::{Problem, Side, Simulation};

use super::{source, table};
use crate::args::Simulate as Options;
use crate::context::DiskContext;
use crate::failure::Failure;

/// What stands for the content of something that is not as it was.
const OTHER: &str = "other";

/// Prints what the second build does with every instruction.
pub(crate) fn simulate(options: &Options, output: &mut impl Write) -> Result<(), Failure> {
    let target = &options.build.target;
    let side = |source, build_args: &[(String, String)]| {
        Side::new(source, target.clone(), build_args.iter().cloned().collect())
    };
    let before = side(source::read(&options.build.dockerfile)?, &options.build.arguments);
    let build_args = [options.build.arguments.as_slice(), &options.then_build_args].concat();
    let then = match &options.then {
        Some(path) => source::read(path)?,
        None => before.source.clone(),
    };
    let after = side(then, &build_args);
    let files = files(options, &[&before.graph, &after.graph])?;
    let images = options.base_changed.iter().map(|image| (full_reference(image), OTHER.to_owned()));
    let before_world = before.world(files.0, BTreeMap::new(), NoCache::None);
    let no_cache = if options.no_cache { NoCache::All } else { NoCache::None };
    let after_world = after.world(files.1, images.collect(), no_cache);
    let replay = replay(Some(&before_world), &after_world, Reruns::Unknown);

    warn_about_images(options, &after.graph)?;
    let knows_files = options.context.is_some() || options.files.is_some();
    let failure = || Problem::missing(&after.parse.dockerfile, &replay).filter(|_| knows_files);
    let error = after.error.clone().or_else(failure);
    if options.json {
        let registry = embedded();
        serde_json::to_writer_pretty(
            &mut *output,
            &Simulation::of(&registry, &after, &replay, error.clone()),
        )?;
        writeln!(output)?;
    } else {
        let registry = embedded();
        let subject = Subject {
            registry: &registry,
            source: &after.source,
            dockerfile: &after.parse.dockerfile,
            graph: &after.graph,
            replay: &replay,
        };
        write!(output, "{}", table::table(&after.parse.dockerfile, &after.graph, &replay))?;
        writeln!(output, "\n{}", totals(&subject).plain())?;
    }
    error.map_or(Ok(()), |error| Err(Failure::Refused(error.to_string())))
}

/// The files of both builds: those of the context, or those that the Dockerfiles name.
fn files(options: &Options, graphs: &[&BuildGraph]) -> Result<(FileTree, FileTree), Failure> {
    let changed: Vec<String> = options.changed.iter().map(|path| cleaned(path)).collect();
    let ignore = options.ignore.as_deref();
    let context = match (&options.context, &options.files) {
        (Some(directory), _) => DiskContext::read(directory, &options.build.dockerfile, ignore)?,
        (None, Some(list)) => DiskContext::listed(source::paths(list)?, &options.build.dockerfile, ignore)?,
        (None, None) => return Ok(assumed_files(graphs, &changed)),
    };
    for warning in &context.warnings {
        warn(warning)?;
    }
    let mut entries = Vec::new();
    for path in &changed {
        let ignored =
            context.ignore.as_ref().and_then(|(name, ignore)| Some((name, ignore.ignored_by(path)?)));
        if let Some((name, pattern)) = ignored {
            let (line, text) = (pattern.line, &pattern.text);
            warn(&format!("{path} is not sent to the builder: line {line} of {name} ({text}) ignores it"))?;
        } else if !context.files.has(path) {
            warn(&format!("{path} is not in the context: it is taken to be new"))?;
        }
        let below = context.files.files_below(path);
        let paths = if below.is_empty() { vec![path.clone()] } else { below };
        entries.extend(paths.into_iter().map(|path| (path, Some(Entry::named_file(OTHER, 0o644)))));
    }
    let after = context.files.with_changes(entries);
    let sent = context.sent();
    let after = match &context.ignore {
        Some((_, ignore)) => after.without(ignore),
        None => after,
    };
    Ok((sent, after))
}

/// A path as it stands in the context.
fn cleaned(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
    parts.collect::<Vec<_>>().join("/")
}

fn warn_about_images(options: &Options, graph: &BuildGraph) -> Result<(), Failure> {
    for image in &options.base_changed {
        let reference = full_reference(image);
        let is_used = graph.images().any(|used| used == reference);
        if !is_used {
            warn(&format!("{image} is no image of this Dockerfile"))?;
        }
    }
    Ok(())
}

fn warn(warning: &str) -> Result<(), Failure> {
    Ok(writeln!(io::stderr(), "onionskin: {warning}")?)
}
