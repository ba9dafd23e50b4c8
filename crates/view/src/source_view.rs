use onionskin_app::words::received;
use onionskin_app::{Action, Editor, Unfolded};
use yew::prelude::*;

use crate::editor::{problem_view, sheet};

/// The id of the error.
const PROBLEM_ID: &str = "received-problem";

/// A Dockerfile to be read: its text in colours, which can be selected and copied, and nothing to type into. Where there is
/// little room it is folded unless it is `unfolded`. A press on an instruction selects it, as the stack does.
pub fn source_view(editor: &Editor, unfolded: Unfolded, dispatch: &Callback<Action>) -> Html {
    let is_open = unfolded == Unfolded::Yes;
    let on_toggle = dispatch.reform(|_: MouseEvent| Action::ReceivedTextToggled);
    html! {
        <div class={classes!("editor", "source-view", is_open.then_some("source-open"))}>
            <button type="button" class="source-toggle" aria-expanded={is_open.to_string()} onclick={on_toggle}>
                { received::lines(editor.n_lines) }
            </button>
            { sheet(editor, Some(dispatch), Html::default()) }
            { for editor.problem.as_ref().map(|problem| problem_view(problem, PROBLEM_ID)) }
        </div>
    }
}
