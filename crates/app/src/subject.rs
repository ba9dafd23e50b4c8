use onionskin_analysis::Analysis;
use onionskin_explain::Subject;

use crate::State;

/// What there is to explain: the document of `state`, of which `analysis` is what is known, after the chosen change.
pub(crate) fn subject<'a>(state: &'a State, analysis: &'a Analysis) -> Subject<'a> {
    Subject {
        registry: &state.explanations.registry,
        source: &state.source,
        dockerfile: &analysis.dockerfile,
        graph: &analysis.graph,
        replay: analysis.replay(),
    }
}
