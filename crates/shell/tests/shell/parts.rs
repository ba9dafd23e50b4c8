//! What a word consists of, and what it stands for.

use onionskin_shell::{CommandKind, Part, PartKind, Word, parse};

use crate::walk::{commands, words};

/// The last word of a command line.
fn word(text: &str) -> Word {
    let script = parse(text);
    let command = *commands(&script.list).last().expect("a command");
    (*words(command).last().expect("a word")).clone()
}

fn draw(parts: &[Part], text: &str) -> String {
    let mut drawn = Vec::new();
    for part in parts {
        let written = part.span.text(text);
        drawn.push(match &part.kind {
            PartKind::Literal => written.to_owned(),
            PartKind::Escaped => format!("escaped({written})"),
            PartKind::SingleQuoted => format!("single({written})"),
            PartKind::DoubleQuoted(inner) => format!("double({})", draw(inner, text)),
            PartKind::Variable(name) => format!("variable({})", name.text(text)),
            PartKind::Parameter(it) => {
                let fields = [it.prefix, Some(it.name), it.subscript, it.operator];
                let mut fields: Vec<_> =
                    fields.into_iter().flatten().map(|it| it.text(text).to_owned()).collect();
                fields.push(draw(&it.word.parts, text));
                format!("parameter({})", fields.join(" ").trim_end())
            }
            PartKind::Command(list) => format!("command({})", list.items.len()),
            PartKind::Process(list) => format!("process({})", list.items.len()),
            PartKind::Arithmetic(it) => format!("arithmetic({})", draw(&it.parts, text)),
            PartKind::Glob => format!("glob({written})"),
            PartKind::Brace => format!("brace({written})"),
            PartKind::Tilde => format!("tilde({written})"),
            PartKind::Array(words) => format!("array({})", words.len()),
            PartKind::LineJoin => "join".to_owned(),
        });
    }
    drawn.join(" ")
}

#[track_caller]
fn check(written: &str, expected: &str) {
    let text = format!("echo {written}");
    assert_eq!(draw(&word(&text).parts, &text), expected, "{written}");
}

#[test]
fn a_word_has_parts() {
    check("a'b c'\"d\"\\ e", "a single('b c') double(d) escaped(\\ ) e");
    check("$'a\\'b'$\"c\"", "single($'a\\'b') double(c)");
    check("\"a\\\"b\\n$c'd'\"", "double(a escaped(\\\") b\\n variable(c) 'd')");
    check("$a${b}c$1$@$10", "variable(a) variable(b) c variable(1) variable(@) variable(1) 0");
    check("$-$.$", "variable(-) $.$");
    check("a*b?[c-d][!e][[:alpha:]]", "a glob(*) b glob(?) glob([c-d]) glob([!e]) glob([[:alpha:]])");
    check("[a b", "b");
    check("~/a~b", "tilde(~) /a~b");
    check("{a,$b}c", "brace({) a brace(,) variable(b) brace(}) c");
    check("@(a|b)", "@ glob(() a glob(|) b glob())");
    check("a\\\nb", "a join b");
    check("x=(a b)", "x= array(2)");
    check("é🐳", "é🐳");
}

#[test]
fn substitutions_have_commands() {
    check("$(a; b)`c`", "command(2) command(1)");
    check("\"$(a \"$(b)\")\"", "double(command(1))");
    check("<(a)", "process(1)");
    check("$((1 + $a * (b)))", "arithmetic(1 +  variable(a)  * (b))");
    check("$((a); b)", "command(2)");
    check("$( (a) )", "command(1)");
    check("`a \\`b\\``", "command(1)");
}

#[test]
fn parameters_have_operators_and_words() {
    check("${a:-b $c}", "parameter(a :- b  variable(c))");
    check("${#a}${!b}${#}${##}", "parameter(# a) parameter(! b) variable(#) parameter(# #)");
    check("${a[1]}${a[@]:1:2}", "parameter(a [1]) parameter(a [@] : 1:2)");
    check("${a##*/}${a%%.*}${a//b/c}", "parameter(a ## */) parameter(a %% .*) parameter(a // b/c)");
    check("\"${a:-'b'}${a#'b}'}\"", "double(parameter(a :- 'b') parameter(a # single('b}')))");
    check("${a:-${b:-'}'}}", "parameter(a :- parameter(b :- single('}')))");
    check("${}", "parameter()");
}

#[test]
fn a_constant_word_has_a_value() {
    let value = |written: &str| {
        let text = format!("echo {written}");
        word(&text).literal(&text).map(std::borrow::Cow::into_owned)
    };
    for (written, expected) in [
        ("a'b'\"c\\\"d\\n\"\\ e", "abc\"d\\n e"),
        ("a", "a"),
        ("'a b'", "a b"),
        ("\"\"", ""),
        ("$'a\\tb\\'c'", "a\tb'c"),
        ("fo\\\no", "foo"),
        ("'open", "open"),
        ("é\"🐳\"", "é🐳"),
        ("--a=b", "--a=b"),
        ("{}", "{}"),
    ] {
        assert_eq!(value(written).as_deref(), Some(expected), "{written}");
    }
    for written in ["$a", "a\"$b\"", "$(c)", "`c`", "*", "a?", "{a,b}", "~", "$((1))", "${a:-b}", "$'\\x41'"]
    {
        assert_eq!(value(written), None, "{written}");
    }
}

#[test]
fn a_word_can_be_read_without_its_quotes() {
    let value = |written: &str| {
        let text = format!("echo {written}");
        word(&text).unquoted(&text).into_owned()
    };
    for (written, expected) in [
        ("a'b'\"c\\\"\"\\ d", "abc\" d"),
        ("'a b'", "a b"),
        ("a\"$b\"${c}", "a$b${c}"),
        ("\"$(c 'd')\"*", "$(c 'd')*"),
        ("$'a\\tb\\x41'", "a\tb\\x41"),
        ("$'a\\'", "a'"),
        ("\\", "\\"),
    ] {
        assert_eq!(value(written), expected, "{written}");
    }
}

#[test]
fn assignments_have_a_name_and_a_value() {
    let text = "A=1 b[2]+=\"x $y\" C= D=~/z e";
    let script = parse(text);
    let CommandKind::Simple { assignments, words } = &script.list.items[0].and_or.first.first.kind else {
        panic!("a simple command")
    };
    let drawn: Vec<_> = assignments
        .iter()
        .map(|it| (it.name.text(text), it.operator.text(text), draw(&it.value.parts, text)))
        .collect();
    let expected =
        [("A", "=", "1"), ("b[2]", "+=", "double(x  variable(y))"), ("C", "=", ""), ("D", "=", "~/z")];
    assert_eq!(drawn.iter().map(|(a, b, c)| (*a, *b, c.as_str())).collect::<Vec<_>>(), expected);
    assert_eq!(words.len(), 1);
}
