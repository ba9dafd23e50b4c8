use std::rc::Rc;

use onionskin_app::{
    Action, HEADING_HEIGHT, LANE_SLAB_HEIGHT, LINE_HEIGHT, ROW_GAP, SETTING_HEIGHT, SLAB_HEIGHT, Screen,
    words,
};
use yew::prelude::*;

use crate::build_inputs::{BuildInputEvents, build_inputs};
use crate::change_bar::change_bar;
use crate::explanation::ExplanationPane;
use crate::header::header;
use crate::ideas::ideas;
use crate::layers::layers;
use crate::notice::notice;
use crate::prose::prose;
use crate::ribbons::ribbons;
use crate::standing::standing;
use crate::view_bar::view_bar;

/// The height of a stack that needs more than most windows have: beside it, the explanation has to follow.
const LONG: u32 = 40 * LINE_HEIGHT;

/// From how many lanes on the stack gets all of the width, and the explanation stands below.
const WIDE: usize = 4;

/// What the page is made of.
pub struct PageParts<'a> {
    /// What is on the page.
    pub screen: &'a Screen,
    /// Where facts go.
    pub dispatch: &'a Callback<Action>,
    /// The theme button was pressed.
    pub on_theme: Callback<()>,
    /// Reaches the list of targets. Browsers look at which option is marked as chosen only until the reader has chosen.
    pub target_list: &'a NodeRef,
    /// Another target was chosen in the list of targets.
    pub on_target: Callback<Event>,
    /// The build argument with this name was given a value.
    pub on_argument: Callback<(String, InputEvent)>,
    /// A key was pressed in the stack.
    pub on_layers_key: Callback<KeyboardEvent>,
    /// A key was pressed in the words of the explained instruction.
    pub on_words_key: Callback<KeyboardEvent>,
    /// A file was chosen to be opened.
    pub on_file: Callback<Event>,
    /// The editor, from [`editor`](crate::editor()).
    pub editor: Html,
    /// The dialog that is open, if any.
    pub dialog: Html,
}

/// All of the page.
pub fn page(parts: PageParts<'_>) -> Html {
    let PageParts {
        screen,
        dispatch,
        on_theme,
        target_list,
        on_target,
        on_argument,
        on_layers_key,
        on_words_key,
        on_file,
        editor,
        dialog,
    } = parts;
    let ribbon_ends = screen.ribbons.iter().map(|ribbon| ribbon.to.1.max(ribbon.from.1));
    let is_long = ribbon_ends.max().is_some_and(|end| end > LONG);
    let has_rows = !screen.ribbons.is_empty();
    let n_lanes = screen.lanes.as_ref().map_or(1, |lanes| lanes.n_lanes);
    let breadth = match n_lanes {
        0 | 1 => None,
        2..WIDE => Some("workbench-lanes"),
        WIDE.. => Some("workbench-lanes workbench-wide"),
    };
    html! {
        <div class="page">
            { header(dispatch, &on_theme) }
            <main>
                { for screen.notice.as_deref().map(|message| notice(message, dispatch)) }
                { for screen.standing.as_deref().map(|it| standing(it, dispatch)) }
                if !screen.summary.0.is_empty() {
                    <p class="summary">{ prose(&screen.summary) }</p>
                }
                <div class="controls">
                    { change_bar(&screen.choices, dispatch) }
                    {
                        build_inputs(
                            &screen.build_inputs,
                            &BuildInputEvents { target_list, on_target: &on_target, on_argument: &on_argument },
                        )
                    }
                    <p class="totals" role="status">
                        { prose(&screen.totals) }
                        if let Some(caveat) = screen.caveat {
                            <span>{ " " }{ caveat }</span>
                        }
                    </p>
                </div>
                { view_bar(screen.view, dispatch) }
                <div class={classes!("workbench", is_long.then_some("workbench-long"), breadth)} style={measures(n_lanes)}>
                    <div class="bench">
                        <div class="editor-pane">
                            <div class="pane-head"><h2>{ words::page::DOCKERFILE }</h2></div>
                            { editor }
                        </div>
                        <div class="ribbons-pane">{ ribbons(&screen.ribbons) }</div>
                        <div class="layers-pane">
                            <div class="pane-head">
                                <h2>{ words::page::LAYERS }</h2>
                                if n_lanes > 1 {
                                    <span>{ words::page::stages(n_lanes) }</span>
                                } else if has_rows {
                                    <span>{ words::page::BASE_FIRST }</span>
                                }
                            </div>
                            { layers(screen, dispatch, &on_layers_key, &on_file) }
                        </div>
                    </div>
                    if let Some(explained) = &screen.explanation {
                        <ExplanationPane
                            key={explained.start}
                            explained={Rc::clone(explained)}
                            {dispatch}
                            on_words_key={on_words_key}
                        />
                    }
                    { ideas(&screen.ideas) }
                </div>
            </main>
            <footer class="footer">
                <p>{ words::page::MODEL }{ " " }{ words::page::PRIVACY }</p>
            </footer>
            { dialog }
        </div>
    }
}

/// The measures that the app's coordinates are made of, for style sheets.
fn measures(n_lanes: usize) -> String {
    let slab_height = if n_lanes > 1 { LANE_SLAB_HEIGHT } else { SLAB_HEIGHT };
    format!(
        "--line-units:{LINE_HEIGHT};--slab-units:{slab_height};--setting-units:{SETTING_HEIGHT};\
         --heading-units:{HEADING_HEIGHT};--gap-units:{ROW_GAP}"
    )
}
