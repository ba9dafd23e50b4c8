use onionskin_analysis::Analysis;
use onionskin_explain::{
    Explanation, Prose, Reference, Registry, Subject, explain, heading, ideas, summarize,
};
use onionskin_notes::{Note, notes};
use onionskin_report::{cause_chain, markdown_inline};

use crate::json_writer::Value;

/// What is known of `source`, which `analysis` is about, as JSON: what `onionskin explain --format json` prints, and as
/// `steps` what `onionskin simulate --json` prints of them for the chosen change.
pub fn json(registry: &Registry, source: &str, analysis: &Analysis) -> String {
    let replay = analysis.replay();
    let Analysis { dockerfile, graph, .. } = analysis;
    let subject = Subject { registry, source, dockerfile, graph, replay };
    let error = analysis.problems.first().map_or(Value::Null, |problem| {
        let line = problem.line.map_or(Value::Null, |line| Value::Number(line.into()));
        Value::Object(vec![("message", Value::text(&problem.message)), ("line", line)])
    });
    let ideas = ideas(&subject)
        .into_iter()
        .map(|idea| Value::Object(vec![("title", Value::Text(idea.title)), ("text", all(&idea.text))]));
    let notes = notes(source, dockerfile);
    let mut remarks = notes.instructions.into_iter();
    let instructions = dockerfile.instructions().enumerate().map_while(|(at, written)| {
        let said = remarks.next().and_then(|remarks| remarks.note);
        instruction(&subject, at, written, said)
    });
    let mut members = vec![
        // The version of this shape, and what places in the source are counted in.
        ("version", Value::Number(1)),
        ("offsets", Value::text("utf-8")),
        ("error", error),
        ("summary", sentence(&summarize(&subject))),
    ];
    members.extend(notes.file.map(said));
    members.extend([
        ("instructions", Value::array(instructions)),
        ("ideas", Value::array(ideas)),
        ("steps", steps(&subject)),
    ]);
    Value::Object(members).pretty()
}

/// What the author says.
fn said(note: Note) -> (&'static str, Value) {
    ("note", Value::Text(note.text))
}

fn instruction(
    subject: &Subject<'_>,
    at: usize,
    written: &onionskin_syntax::Instruction,
    note: Option<Note>,
) -> Option<Value> {
    let lines = written.lines;
    let heading = heading(subject, at)?;
    let Explanation {
        what, words, why_it_matters, could_rebuild, never_rebuilds, reference, further, ..
    } = explain(subject, at)?;
    let words = words.into_iter().map(|word| {
        let places = word.places.iter().map(|place| {
            Value::Object(vec![
                ("start", Value::Number(place.start.into())),
                ("end", Value::Number(place.end.into())),
            ])
        });
        Value::Object(vec![
            ("places", Value::array(places)),
            ("text", Value::Text(word.text)),
            ("note", sentence(&word.note)),
        ])
    });
    let references = reference.into_iter().chain(further).map(|Reference { title, url }| {
        Value::Object(vec![("title", Value::Text(title)), ("url", Value::Text(url))])
    });
    let mut members = vec![
        ("lines", Value::array([lines.first, lines.last].map(|line| Value::Number(line.into())))),
        ("title", Value::Text(heading.title)),
        ("kind", Value::text(heading.kind)),
    ];
    members.extend(note.map(said));
    members.extend([
        ("what", all(&what)),
        ("words", Value::array(words)),
        ("why_it_matters", all(&why_it_matters)),
        ("could_rebuild", all(&could_rebuild)),
        ("never_rebuilds", all(&never_rebuilds)),
        ("references", Value::array(references)),
    ]);
    Some(Value::Object(members))
}

fn steps(subject: &Subject<'_>) -> Value {
    let Subject { dockerfile, graph, replay, .. } = subject;
    let nodes = graph.instructions.iter().zip(&replay.outcomes);
    let step = |(at, (instruction, (node, outcome))): (usize, (&onionskin_syntax::Instruction, _))| {
        let (node, outcome): (&onionskin_graph::InstructionNode, &onionskin_cache::Outcome) = (node, outcome);
        let mut members = vec![
            (
                "lines",
                Value::array(
                    [instruction.lines.first, instruction.lines.last].map(|line| Value::Number(line.into())),
                ),
            ),
            ("instruction", Value::text(instruction.keyword.map_or("", |keyword| keyword.name()))),
            // −1 in front of the first FROM.
            ("stage", Value::Number(node.stage.and_then(|stage| i64::try_from(stage).ok()).unwrap_or(-1))),
        ];
        members.extend(node.step.as_ref().map(|step| ("step", Value::text(&step.label))));
        members.push(("verdict", Value::text(outcome.verdict.name())));
        members.push(("cause", Value::Text(cause_chain(at, &outcome.causes, graph))));
        Value::Object(members)
    };
    Value::array(dockerfile.instructions().zip(nodes).enumerate().map(step))
}

fn sentence(prose: &Prose) -> Value {
    Value::Text(markdown_inline(prose))
}

fn all(paragraphs: &[Prose]) -> Value {
    Value::array(paragraphs.iter().map(sentence))
}
