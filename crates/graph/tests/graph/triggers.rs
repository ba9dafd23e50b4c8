//! ONBUILD: instructions that wait for a build on top.

use onionskin_graph::{ImageConfig, image};

use crate::draw::{self, names};
use crate::{graph_for, inputs};

#[test]
fn triggers_of_a_stage_run_in_front_of_the_stage_on_it_and_no_further() {
    let source = "FROM a AS b\nONBUILD RUN x\nONBUILD ENV A=1\nFROM b AS c\nRUN y\nFROM c\nRUN z\n";
    assert_eq!(
        names(source, &inputs(None, &[])),
        [
            "[b 1/1] FROM docker.io/library/a:latest",
            "[c 1/3] ONBUILD RUN x",
            "[c 2/3] RUN y",
            "[stage-2 1/1] RUN z",
        ]
    );
    let graph = graph_for(source, &inputs(None, &[]));
    let image = image(&graph, &inputs(None, &[]));
    assert_eq!(draw::config(&image.config), ["Env: A=1"]);
}

#[test]
fn triggers_of_an_image_count_when_the_image_is_known() {
    let mut inputs = inputs(None, &[]);
    let on_build = vec!["RUN x".to_owned(), "LABEL a=b".to_owned()];
    let config = ImageConfig { on_build, ..ImageConfig::default() };
    inputs.images.configs.insert("docker.io/library/a:latest".to_owned(), config);
    let source = "FROM a\nRUN y\n";
    assert_eq!(
        names(source, &inputs),
        ["[1/2] FROM docker.io/library/a:latest", "[2/4] ONBUILD RUN x", "[3/4] RUN y"]
    );
    let image = image(&graph_for(source, &inputs), &inputs);
    assert_eq!(draw::config(&image.config), ["Labels: a=b"], "ONBUILD is not handed on");
}

#[test]
fn the_image_of_a_stage_holds_its_own_triggers() {
    let source = "FROM a\nONBUILD  copy   a  /\nONBUILD RUN x\n";
    let image = image(&graph_for(source, &inputs(None, &[])), &inputs(None, &[]));
    assert_eq!(draw::config(&image.config), ["OnBuild: copy   a  / RUN x"]);
    assert!(image.history.is_empty(), "ONBUILD is not recorded");
}

#[test]
fn a_stage_that_only_a_trigger_needs_has_its_from_counted_twice() {
    let source = "FROM a AS s\nRUN x\nFROM b AS base\nONBUILD COPY --from=s /o /\nFROM base\n";
    assert_eq!(
        names(source, &inputs(None, &[])),
        [
            "[base 1/1] FROM docker.io/library/b:latest",
            "[s 2/2] FROM docker.io/library/a:latest",
            "[s 3/2] RUN x",
            "[stage-2 1/1] ONBUILD COPY --from=s /o /",
        ]
    );
}
