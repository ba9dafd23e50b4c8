use std::hint::black_box;

use onionskin_graph::Inputs;

use crate::subject::subject;
use crate::{EXAMPLE, Remembered, State, screen};

/// A part of what leads to the first rendering of a state.
pub type WarmUp = fn(&State, &mut Remembered);

/// What leads to the first rendering, in parts. A browser compiles a function when it is first called, which is most of
/// what a first analysis takes; a page that rests between two parts draws and answers there. What one part has called, the
/// next one calls again in no time.
pub const WARM_UPS: [WarmUp; 4] = [
    |_, _| {
        black_box(onionskin_syntax::parse(EXAMPLE));
    },
    |_, _| {
        let parse = onionskin_syntax::parse(EXAMPLE);
        black_box(onionskin_graph::build(&parse.dockerfile, &Inputs::default()));
    },
    |state, remembered| {
        black_box(remembered.analysis(state).is_ok());
    },
    |state, remembered| {
        black_box(screen(state, remembered.analysis(state)));
    },
];

/// What leads to the first rendering of a state with [`Later`](crate::Later), in parts.
pub(crate) const LATER_WARM_UPS: [WarmUp; 3] = [
    |state, remembered| {
        if let (Some(later), Ok(analysis)) = (state.explanations.later, remembered.analysis(state)) {
            black_box((later.explain)(&subject(state, analysis), 0));
        }
    },
    |state, remembered| {
        if let (Some(later), Ok(analysis)) = (state.explanations.later, remembered.analysis(state)) {
            black_box((later.ideas)(&subject(state, analysis)));
        }
    },
    |state, remembered| {
        black_box(screen(state, remembered.analysis(state)));
    },
];
