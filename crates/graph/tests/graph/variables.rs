use onionskin_graph::Inputs;

use crate::{check, draw, graph_for};

#[test]
fn variables_are_put_into_paths_and_images() {
    check(
        "ARG V=3.11\nARG IMAGE=python:$V\nFROM ${IMAGE:-x}-slim\nARG V\nENV APP=/srv V2=$V\nENV APP=/x OLD=$APP\nWORKDIR $OLD/$V2\nCOPY \"a$V\" '$V' ${APP}/\n",
        &[
            "[1/3] pull python:3.11-slim",
            "[2/3] mkdir /srv/3.11",
            "[3/3] copy context:a3.11 context:$V -> /x/",
        ],
    );
    check(
        "FROM a\nARG X=1\nWORKDIR /$X\nFROM a\nWORKDIR /$X\n",
        &[
            "[stage-0 1/2] pull a",
            "[stage-0 2/2] mkdir /1",
            "[stage-1 1/2] pull a",
            "[stage-1 2/2] mkdir /$X",
        ],
    );
}

#[test]
fn what_only_the_base_image_knows_stays_as_written() {
    check(
        "FROM tomcat\nWORKDIR $CATALINA_HOME/webapps\nCOPY a.war .\nCOPY ${V%x} /\n",
        &[
            "[1/4] pull tomcat",
            "[2/4] mkdir $CATALINA_HOME/webapps",
            "[3/4] copy context:a.war -> $CATALINA_HOME/webapps/",
            "[4/4] copy context:${V%x} -> /",
        ],
    );
    check("FROM scratch\nCOPY a $X/\n", &["[1/1] copy context:a -> /"]);
    check("FROM node:${V}\n", &["[1/1] pull node:${V}"]);
}

#[test]
fn build_arguments_win_over_defaults() {
    let inputs = Inputs { build_args: [("V".to_owned(), "$x".to_owned())].into(), ..Inputs::default() };
    let graph = graph_for("ARG V=1\nFROM a:$V\nARG V=2\nWORKDIR /$V\n", &inputs);
    assert_eq!(draw::graph(&graph), "[1/2] pull a:$x\n[2/2] mkdir /$x");
}
