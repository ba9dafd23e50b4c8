//! What the reader sees of several stages, of targets and of build arguments.

use onionskin_cache::Change;

use super::{after, arrived, edited, explained, stack};
use crate::{
    Action, Arrow, BandKind, Fold, LANE_GAP, LANE_PITCH, Layers, MAX_LANES, MAX_OPEN_STAGES, PileOrder,
    Screen, TargetChoice, Verdict,
};

/// What is drawn behind the stack, a line for each arrow: the lines of the steps, and where the arrow turns.
fn drawn(screen: &Screen) -> Vec<String> {
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    let row_at = |y: u32| rows.iter().find(|row| (row.place.top..row.place.bottom).contains(&y)).unwrap();
    let lanes = screen.lanes.as_ref().unwrap();
    let line = |arrow: &Arrow| {
        let [(start, from), (turn, _), (_, to), (end, _)] = arrow.points;
        let (from, to) = (row_at(from), row_at(to));
        format!("{} -> {}: {start} {turn} {end} {:?}", from.lines.first, to.lines.first, arrow.verdict)
    };
    lanes.arrows.iter().map(line).collect()
}

const STAGES: &str = "\
FROM golang AS build
RUN go build -o /out/app
USER x
FROM build AS test
RUN go test
FROM scratch AS files
COPY --from=build /out/app /out/lib /
COPY --from=build /a /b /c /d /e/
FROM alpine
RUN --mount=from=files,source=/x,target=/x --mount=from=build,target=/b y
CMD [\"/x\"]
";

#[test]
fn arrows_lead_from_the_last_step_of_a_stage_to_what_takes_from_it() {
    let screen = after([edited(STAGES), Action::ChangeChosen(Change::FirstBuild)]);
    assert_eq!(
        drawn(&screen),
        [
            "2 -> 4: 850 940 1000 NotBuilt",
            "2 -> 7: 850 1940 2000 Rebuilds",
            "2 -> 8: 850 1940 2000 Rebuilds",
            "8 -> 10: 2850 2940 3000 Rebuilds",
            "2 -> 10: 850 2908 3000 Rebuilds",
        ]
    );
}

#[test]
fn what_a_step_takes_from_other_stages_is_told() {
    let screen = after([edited(STAGES)]);
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    let told: Vec<_> = rows.iter().flat_map(|row| &row.takes).map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "starts from build",
            "takes /out/app, /out/lib from build",
            "takes /a, /b, /c and 1 more from build",
            "mounts /x from files",
            "mounts all files from build",
        ]
    );
}

/// A file of many stages, each of which takes from two others.
fn many_stages(n_stages: usize) -> String {
    let stage = |at: usize| match at {
        0 => "FROM b AS s0\n".to_owned(),
        _ => format!(
            "FROM a AS s{at}\nRUN x\nCOPY --from=s{} /a /\nCOPY --from=s{} /b /\nUSER u\n",
            at / 2,
            at - 1
        ),
    };
    (0..n_stages).map(stage).collect::<Vec<_>>().concat()
}

/// What is shown of the stack: each row with its lane, its top with the heading, and its bottom.
fn boxes(screen: &Screen) -> Vec<(usize, u32, u32)> {
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    let shown = rows.iter().filter(|row| !row.is_hidden);
    shown.map(|row| (row.lane, row.with_heading().0, row.with_heading().1)).collect()
}

/// Every way to look at a stack of several stages.
fn arrangements() -> Vec<Vec<Action>> {
    let (folded, open) = (Action::StagesFolded(Fold::Folded), Action::StagesFolded(Fold::Open));
    let one = Action::StageFolded { stage: 1, fold: Fold::Folded };
    let other = Action::StageOpened { stage: 2, start: 0 };
    let mut all =
        vec![vec![], vec![folded.clone()], vec![open.clone()], vec![open, one], vec![folded, other]];
    let turned = |actions: &Vec<Action>| [actions.as_slice(), &[Action::PileTurned]].concat();
    all.extend(all.iter().map(turned).collect::<Vec<_>>());
    all
}

#[test]
fn no_arrow_crosses_a_row_and_no_row_another() {
    for file in [STAGES, &many_stages(60), &many_stages(8)] {
        for actions in arrangements() {
            let screen = after([vec![edited(file)], actions.clone()].concat());
            let lanes = screen.lanes.as_ref().unwrap();
            assert!(!lanes.arrows.is_empty());
            let boxes = boxes(&screen);
            for (at, (lane, top, bottom)) in boxes.iter().enumerate() {
                let mut below = boxes.iter().skip(at + 1).filter(|other| other.0 == *lane);
                assert!(below.all(|other| other.1 >= *bottom || other.2 <= *top), "{actions:?}");
            }
            for arrow in &lanes.arrows {
                for (&(x0, y0), &(x1, y1)) in arrow.points.iter().zip(arrow.points.iter().skip(1)) {
                    let (left, right) = (x0.min(x1), x0.max(x1));
                    let (top, bottom) = (y0.min(y1), y0.max(y1));
                    for (lane, top_of_row, bottom_of_row) in &boxes {
                        let from = u32::try_from(*lane).unwrap() * LANE_PITCH;
                        let to = from + LANE_PITCH - LANE_GAP;
                        let is_beside = right <= from || left >= to;
                        assert!(
                            is_beside || bottom < *top_of_row || top > *bottom_of_row,
                            "{actions:?} {arrow:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn one_stage_has_no_lanes() {
    assert!(after([]).lanes.is_none());
}

/// The targets to choose from, the chosen one in brackets.
fn targets(screen: &Screen) -> Vec<String> {
    let choice = |choice: &TargetChoice| {
        if choice.is_chosen { format!("[{}]", choice.label) } else { choice.label.clone() }
    };
    screen.build_inputs.targets.iter().map(choice).collect()
}

fn target(name: &str) -> Action {
    Action::TargetChosen(Some(name.into()))
}

#[test]
fn stages_with_a_name_and_the_last_one_can_be_the_target() {
    let file = || edited("FROM a AS Base\nFROM b\nFROM base AS prod\nRUN c\n");
    assert_eq!(targets(&after([])), [""; 0]);
    assert_eq!(targets(&after([file()])), ["base", "[prod (last stage)]"]);
    assert_eq!(targets(&after([file(), target("BASE")])), ["[base]", "prod (last stage)"]);
    assert_eq!(targets(&after([file(), target("prod")])), ["base", "[prod (last stage)]"]);
    let verdicts: Vec<bool> =
        stack(&after([file(), target("base")])).iter().map(|row| row.ends_with("NotBuilt")).collect();
    assert_eq!(verdicts, [false, false, false, true, false, true, true]);
}

#[test]
fn a_target_that_the_file_does_not_have_is_told_and_all_else_stays() {
    let screen = after([edited("FROM a AS build\nRUN b\nFROM build\nRUN c\n"), target("biuld")]);
    let problem = screen.editor.problem.as_ref().unwrap();
    assert_eq!(problem.message, "target stage \"biuld\" could not be found (did you mean build?)");
    assert_eq!(targets(&screen), ["build", "stage-1 (last stage)", "[biuld (not in this file)]"]);
    assert!(stack(&screen).iter().all(|row| !row.contains("NotBuilt")));
    assert!(screen.editor.bands.iter().all(|band| band.kind != BandKind::Error));
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    assert!(rows.iter().all(|row| !row.has_error));
}

#[test]
fn arguments_are_offered_with_their_defaults_and_stay_while_they_are_given() {
    let fields = |actions: Vec<Action>| -> Vec<(String, String, Option<String>, bool)> {
        let screen = after(actions);
        let fields = screen.build_inputs.arguments.iter();
        fields.map(|it| (it.name.clone(), it.value.clone(), it.default.clone(), it.is_declared)).collect()
    };
    let file = || edited("ARG TAG=3.19\nFROM alpine:$TAG\nARG NAME\nRUN echo $NAME\n");
    let given = || Action::ArgumentGiven { name: "TAG".to_owned(), value: "3.20".to_owned() };
    let field = |name: &str, value: &str, default: Option<&str>, is_declared: bool| {
        (name.to_owned(), value.to_owned(), default.map(str::to_owned), is_declared)
    };
    let name = || field("NAME", "", None, true);
    assert_eq!(fields(vec![file()]), [field("TAG", "", Some("3.19"), true), name()]);
    assert_eq!(fields(vec![file(), given()]), [field("TAG", "3.20", None, true), name()]);
    let without = edited("ARG TAGG=3.19\nFROM alpine:$TAGG\nARG NAME\nRUN echo $NAME\n");
    assert_eq!(fields(vec![file(), given(), without]).last(), Some(&field("TAG", "3.20", None, false)));
    assert!(stack(&after([file(), given()]))[1].contains("FROM alpine:$TAG"));
}

#[test]
fn errors_of_the_graph_are_told_and_marked_and_the_picture_stays() {
    for (file, message, line) in [
        ("FROM $X\nRUN a\n", "base name ($X) should not be blank", Some(1)),
        ("FROM a AS a\nCOPY --from=b /x /\nFROM c AS b\nCOPY --from=a /x /\n", "circular dependency", None),
    ] {
        let screen = after([edited(file)]);
        let problem = screen.editor.problem.as_ref().unwrap();
        assert!(problem.message.contains(message), "{}", problem.message);
        let marked = screen.editor.bands.iter().find(|band| band.kind == BandKind::Error);
        if let Some(line) = line {
            assert_eq!(marked.map(|band| band.first_line), Some(line));
        }
        let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
        assert_eq!(rows.len(), file.lines().count());
    }
}

#[test]
fn each_link_of_the_chain_leads_to_its_step() {
    let explained = explained([arrived()]);
    let links: Vec<_> = explained
        .chain
        .iter()
        .map(|link| link.step.as_ref().map(|step| (step.name.as_str(), step.start)))
        .collect();
    assert_eq!(links, [None, Some(("Step 3 of 5", 35)), None]);
    let sentences: Vec<_> = explained.chain.iter().map(|link| link.sentence.clone()).collect();
    assert_eq!(sentences, explained.text.causes);
}

/// What is shown of each stage: "3 steps, 2 Rebuilds" of a folded one, and how many rows of one that is open.
fn shown_stages(screen: &Screen) -> Vec<String> {
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    let mut told = Vec::new();
    for row in rows.iter().filter(|row| row.heading.is_some()) {
        let own = rows.iter().filter(|other| other.stage == row.stage && !other.is_hidden);
        told.push(match &row.folded {
            Some(stage) => format!("{}, {} {:?}", stage.steps, stage.n_with_verdict, stage.verdict),
            None => format!("{} rows", own.count()),
        });
    }
    told
}

fn folded(stage: usize) -> Action {
    Action::StageFolded { stage, fold: Fold::Folded }
}

#[test]
fn a_folded_stage_is_one_slab_that_tells_what_most_matters_of_it() {
    let file = || edited("FROM a AS x\nCOPY . .\nRUN y\nUSER z\nFROM b AS n\nFROM c|\nCOPY --from=x /x /\n");
    let screen = after([file(), Action::ChangeChosen(Change::AppCode), folded(0), folded(1)]);
    assert_eq!(shown_stages(&screen), ["3 steps, 2 Rebuilds", "1 step, 1 NotBuilt", "2 rows"]);
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    assert_eq!(rows.len(), 7);
    assert_eq!(rows[0].folded.as_ref().map(|stage| stage.skins.len()), Some(3));
    let screen = after([file(), Action::ChangeChosen(Change::AppCode), Action::StagesFolded(Fold::Folded)]);
    assert_eq!(shown_stages(&screen).last().map(String::as_str), Some("2 steps, 1 RebuildsUnlessSame"));
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    let last = rows[5].folded.as_ref().unwrap();
    assert_eq!((last.takes.as_deref(), last.has_selected), (Some("takes from x"), true));
    assert_eq!(rows[0].folded.as_ref().unwrap().verdict, Verdict::Rebuilds);
}

#[test]
fn an_arrow_leads_to_a_folded_stage_once_from_each_stage_that_it_takes_from() {
    let screen = after([edited(STAGES), Action::ChangeChosen(Change::FirstBuild), folded(2)]);
    let from_to: Vec<String> =
        drawn(&screen).iter().map(|arrow| arrow.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(from_to, ["2 -> 4", "2 -> 6", "6 -> 10", "2 -> 10"]);
}

#[test]
fn the_caret_opens_the_stage_that_it_comes_to() {
    let at_line_2 = || Action::InstructionChosen { start: 16 };
    let all = || Action::StagesFolded(Fold::Folded);
    assert_eq!(
        shown_stages(&after([edited(STAGES), all()])).iter().filter(|it| it.contains("rows")).count(),
        0
    );
    let opened = after([edited(STAGES), all(), at_line_2()]);
    assert_eq!(shown_stages(&opened)[0], "3 rows");
    let folded_again = after([edited(STAGES), all(), at_line_2(), folded(0)]);
    assert!(shown_stages(&folded_again)[0].contains("steps"));
}

#[test]
fn the_slab_of_a_folded_stage_opens_it_and_selects_its_first_instruction() {
    let opened = Action::StageOpened { stage: 1, start: 52 };
    let away = Action::InstructionChosen { start: 0 };
    let screen = after([edited(STAGES), Action::StagesFolded(Fold::Folded), opened, away]);
    assert_eq!(shown_stages(&screen)[..2], ["3 rows", "2 rows"]);
}

#[test]
fn many_stages_are_folded_at_first_and_share_few_lanes() {
    let n_folded = |n_stages: usize, actions: Vec<Action>| {
        let screen = after([vec![edited(&many_stages(n_stages))], actions].concat());
        assert!(screen.lanes.as_ref().unwrap().n_lanes <= MAX_LANES);
        shown_stages(&screen).iter().filter(|stage| stage.contains("step")).count()
    };
    assert_eq!(n_folded(MAX_OPEN_STAGES, vec![]), 0);
    // All but the one with the caret.
    assert_eq!(n_folded(MAX_OPEN_STAGES + 1, vec![]), MAX_OPEN_STAGES);
    assert_eq!(n_folded(98, vec![Action::StagesFolded(Fold::Open)]), 0);
}

#[test]
fn another_document_is_shown_as_documents_are_at_first() {
    let arranged = [edited(STAGES), Action::PileTurned, Action::StagesFolded(Fold::Folded)];
    let other = "FROM other AS one\nRUN something\nFROM one\nRUN more of it\n";
    let screen = after(arranged.into_iter().chain([edited(other)]));
    assert_eq!(screen.arrangement.order, PileOrder::AsInFile);
    assert_eq!(shown_stages(&screen), ["2 rows", "2 rows"]);
}

#[test]
fn a_stack_that_is_turned_over_has_the_base_at_the_bottom_and_stays_in_file_order() {
    let file = || edited("FROM a\n\n\nRUN b\nUSER c\n");
    let screen = after([file(), Action::PileTurned]);
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(texts, ["FROM a", "RUN b", "USER c"]);
    let tops: Vec<u32> = rows.iter().map(|row| row.place.top).collect();
    assert!(tops[0] > tops[1] && tops[1] > tops[2] && tops[2] == 0, "{tops:?}");
    assert_eq!(screen.arrangement.free_height, Some(rows[0].place.bottom));
    assert!(screen.ribbons.is_empty());
    assert_eq!(after([file(), Action::PileTurned, Action::PileTurned]), after([file()]));
}

#[test]
fn one_stage_cannot_be_folded() {
    assert_eq!(after([]).arrangement.all, None);
    assert_eq!(after([folded(0)]), after([]));
}
