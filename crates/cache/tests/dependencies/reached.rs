use onionskin_cache::reached;
use onionskin_graph::Inputs;

use crate::graph;

#[test]
fn a_setting_reaches_the_first_step_that_sees_it() {
    let cases: [(&str, usize, Option<usize>); 16] = [
        ("FROM x\nENV A=1\nCOPY a /\nRUN b\n", 1, Some(3)),
        ("FROM x\nARG A\nRUN b\n", 1, Some(2)),
        ("FROM x\nARG A=1\nENV A=2\nRUN b\n", 1, None),
        ("FROM x\nARG A=1 B=1\nENV A=2\nRUN b\n", 1, Some(3)),
        ("FROM x\nENV A=1\nARG A\nRUN b\n", 1, Some(3)),
        ("FROM x AS s\nENV A=1\nFROM y\nRUN c\nFROM s\nRUN b\n", 1, Some(5)),
        ("FROM x AS s\nENV A=1\nFROM s AS t\nENV A=2\nFROM t\nRUN b\n", 1, None),
        ("FROM x AS s\nENV A=1\nFROM y\nRUN c\n", 1, None),
        ("FROM x\nUSER u\nCOPY a /\nWORKDIR /w\n", 1, Some(3)),
        ("FROM x\nUSER u\nUSER v\nRUN a\n", 1, None),
        ("FROM x\nSHELL [\"a\"]\nRUN [\"b\"]\nRUN c\n", 1, Some(3)),
        ("FROM x\nSHELL [\"a\"]\nSHELL [\"b\"]\nRUN c\n", 1, None),
        ("FROM x\nLABEL a=b\nRUN c\n", 1, None),
        ("FROM x\nCMD a\nRUN c\n", 1, None),
        ("ARG A=1\nFROM x\nRUN c\n", 0, None),
        ("FROM x\nRUN c\n", 9, None),
    ];
    for (source, setting, expected) in cases {
        assert_eq!(reached(&graph(source, &Inputs::default()), setting), expected, "{source}");
    }
}
