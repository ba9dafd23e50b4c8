//! What the reader sees of several stages, of targets and of build arguments.

use onionskin_cache::Change;

use super::{after, arrived, edited, explained, stack};
use crate::{Action, Arrow, BandKind, LANE_GAP, LANE_PITCH, Layers, Screen, TargetChoice};

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

#[test]
fn no_arrow_crosses_a_row() {
    let many: String = (1..60)
        .map(|at| {
            format!(
                "FROM a AS s{at}\nRUN x\nCOPY --from=s{} /a /\nCOPY --from=s{} /b /\nUSER u\n",
                at / 2,
                at - 1
            )
        })
        .collect::<Vec<_>>()
        .concat();
    for file in [STAGES, &format!("FROM b AS s0\n{many}")] {
        let screen = after([edited(file)]);
        let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
        let lanes = screen.lanes.as_ref().unwrap();
        assert!(!lanes.arrows.is_empty());
        for arrow in &lanes.arrows {
            for (&(x0, y0), &(x1, y1)) in arrow.points.iter().zip(arrow.points.iter().skip(1)) {
                let (left, right) = (x0.min(x1), x0.max(x1));
                let (top, bottom) = (y0.min(y1), y0.max(y1));
                for row in rows {
                    let from = u32::try_from(row.lane).unwrap() * LANE_PITCH;
                    let to = from + LANE_PITCH - LANE_GAP;
                    let is_beside = right <= from || left >= to;
                    let top_of_row = row.place.top - row.heading_height();
                    assert!(is_beside || bottom < top_of_row || top > row.place.bottom, "{arrow:?} {row:?}");
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
