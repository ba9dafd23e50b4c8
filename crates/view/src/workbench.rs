use onionskin_app::{
    Action, HEADING_HEIGHT, LANE_SLAB_HEIGHT, LINE_HEIGHT, Layers, ROW_GAP, SETTING_HEIGHT, SLAB_HEIGHT,
    Screen, words,
};
use yew::prelude::*;

use crate::explanation::explanation;
use crate::layers::layers;
use crate::pane_events::PaneEvents;
use crate::ribbons::ribbons;
use crate::stack_head::stack_head;
use crate::styled::styled;

/// The height of a stack that needs more than most windows have: beside it, the explanation has to follow.
const LONG: u32 = 40 * LINE_HEIGHT;

/// The height of a stack of which the browser leaves out what is out of sight. In a shorter one that costs each key more than it
/// saves.
const HUGE: u32 = 150 * LINE_HEIGHT;

/// From how many lanes on the stack gets all of the width, and the explanation stands below.
const WIDE: usize = 4;

/// What the workbench is made of.
pub struct WorkbenchParts<'a> {
    /// What is on the page.
    pub screen: &'a Screen,
    /// How many rows of the stack are shown, from the top.
    pub n_rows: usize,
    /// Where facts go.
    pub dispatch: &'a Callback<Action>,
    /// A key was pressed in the stack.
    pub on_layers_key: &'a Callback<KeyboardEvent>,
    /// What happens in the explanation.
    pub pane: &'a PaneEvents,
    /// A file was chosen to be opened; `None` where the text is somebody else's to give.
    pub on_file: Option<&'a Callback<Event>>,
    /// The editor, from [`editor`](crate::editor()).
    pub editor: Html,
    /// The key ideas, from [`ideas`](crate::ideas()).
    pub ideas: Html,
}

/// The Dockerfile, its layers, and the explanation of one of them.
pub fn workbench(parts: WorkbenchParts<'_>) -> Html {
    let WorkbenchParts { screen, n_rows, dispatch, on_layers_key, pane, on_file, editor, ideas } = parts;
    let arrangement = screen.arrangement;
    let n_lines = u32::try_from(screen.editor.n_lines).unwrap_or(u32::MAX);
    let stack_end = screen.ribbons.iter().map(|ribbon| ribbon.to.1).max().or(arrangement.free_height);
    let has_rows = matches!(*screen.layers, Layers::Rows(_));
    let height = stack_end.max(Some(n_lines.saturating_mul(LINE_HEIGHT)));
    let is_long = has_rows && height > Some(LONG);
    let is_huge = has_rows && height > Some(HUGE);
    let breadth = match screen.lanes.as_ref().map(|lanes| lanes.n_lanes) {
        None => None,
        Some(..WIDE) => Some("workbench-lanes"),
        Some(WIDE..) => Some("workbench-lanes workbench-wide"),
    };
    let received = screen.is_received.then_some("workbench-received");
    let apart = arrangement.free_height.is_some().then_some("workbench-apart");
    let long = is_long.then_some("workbench-long");
    let huge = is_huge.then_some("workbench-huge");
    styled(html! {
        <div
            class={classes!("workbench", long, huge, breadth, apart, received)}
            style={measures(arrangement.n_stages)}
        >
            <div class="bench">
                <div class="editor-pane">
                    <div class="pane-head"><h2>{ words::DOCKERFILE }</h2></div>
                    { editor }
                </div>
                <div class="ribbons-pane">{ ribbons(&screen.ribbons) }</div>
                <div class="layers-pane">
                    { stack_head(arrangement, has_rows, dispatch) }
                    { layers(screen, n_rows, dispatch, on_layers_key, on_file) }
                </div>
            </div>
            { explanation(screen.explanation.as_ref(), dispatch, pane) }
            { ideas }
        </div>
    })
}

/// The measures that the app's coordinates are made of, for style sheets.
pub(crate) fn measures(n_stages: usize) -> String {
    let slab_height = if n_stages > 1 { LANE_SLAB_HEIGHT } else { SLAB_HEIGHT };
    format!(
        "--line-units:{LINE_HEIGHT};--slab-units:{slab_height};--setting-units:{SETTING_HEIGHT};\
         --heading-units:{HEADING_HEIGHT};--gap-units:{ROW_GAP}"
    )
}
