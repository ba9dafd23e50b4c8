use std::hint::black_box;

use onionskin_graph::Inputs;

use onionskin_text::LineIndex;

use crate::screen::selection::selected;
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
pub(crate) const LATER_WARM_UPS: [WarmUp; 2] = [
    |state, remembered| {
        if let (Some(later), Ok(analysis)) = (state.explanations.later, remembered.analysis(state)) {
            let subject = subject(state, analysis);
            let line = LineIndex::new(&state.source).line_of(state.caret);
            if let Some(at) = selected(line, &analysis.dockerfile) {
                black_box((later.explain)(&subject, at));
            }
        }
    },
    |state, remembered| {
        black_box(screen(state, remembered.analysis(state)));
    },
];
