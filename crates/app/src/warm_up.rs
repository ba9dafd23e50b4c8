use std::hint::black_box;

use onionskin_graph::Inputs;

use crate::subject::subject;
use crate::{EXAMPLE, Remembered, State, screen};

/// A part of what leads to the first rendering of a state.
pub type WarmUp = fn(&State, &mut Remembered);

/// A Dockerfile that takes little of what others do: what it calls is compiled before the rest.
const SMALL: &str = "FROM scratch\n";

/// What leads to the first rendering, in parts. A browser compiles a function when it is first called, which is most of
/// what a first analysis takes; a page that rests between two parts draws and answers there. What one part has called, the
/// next one calls again in no time.
pub const WARM_UPS: [WarmUp; 8] = [
    |_, _| parse(SMALL),
    |_, _| parse(EXAMPLE),
    |_, _| build(SMALL),
    |_, _| build(EXAMPLE),
    |state, _| analyze(&small(state), &mut Remembered::default()),
    |state, _| show(&small(state), &mut Remembered::default()),
    analyze,
    show,
];

/// What leads to the first rendering of a state with [`Later`](crate::Later), in parts.
pub(crate) const LATER_WARM_UPS: [WarmUp; 5] = [
    |state, _| explain(&small(state), &mut Remembered::default()),
    explain,
    |state, _| list_ideas(&small(state), &mut Remembered::default()),
    list_ideas,
    show,
];

/// A state with [`SMALL`] in it.
fn small(state: &State) -> State {
    State { source: SMALL.into(), ..state.clone() }
}

fn parse(source: &str) {
    black_box(onionskin_syntax::parse(source));
}

fn build(source: &str) {
    let parse = onionskin_syntax::parse(source);
    black_box(onionskin_graph::build(&parse.dockerfile, &Inputs::default()));
}

fn analyze(state: &State, remembered: &mut Remembered) {
    black_box(remembered.analysis(state).is_ok());
}

fn show(state: &State, remembered: &mut Remembered) {
    black_box(screen(state, remembered.analysis(state)));
}

fn explain(state: &State, remembered: &mut Remembered) {
    if let (Some(later), Ok(analysis)) = (state.explanations.later, remembered.analysis(state)) {
        black_box((later.explain)(&subject(state, analysis), 0));
    }
}

fn list_ideas(state: &State, remembered: &mut Remembered) {
    if let (Some(later), Ok(analysis)) = (state.explanations.later, remembered.analysis(state)) {
        black_box((later.ideas)(&subject(state, analysis)));
    }
}
