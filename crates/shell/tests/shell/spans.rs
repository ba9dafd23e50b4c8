//! What holds for any text: parsing ends, never panics, every byte belongs to one leaf or is blank, and the time is linear.

use onionskin_shell::{Arithmetic, List, Part, PartKind, Word, parse};
use onionskin_text::Span;

use crate::bodies::bodies;
use crate::leaves::leaves;
use crate::walk::{arithmetic, commands, words};

/// Broken in every way that comes to mind.
const BROKEN: &[&str] = &[
    "a 'b",
    "a \"b",
    "a `b",
    "a $(b",
    "a ${b",
    "a $((b",
    "a <(b",
    "a <<",
    "a <<E",
    "a <<E\nb",
    "a >",
    "2>",
    "&&",
    "|",
    ";;",
    ")",
    "}",
    "fi",
    "done",
    "esac",
    "then",
    "if",
    "if a",
    "if a; then",
    "for",
    "for x",
    "for x in",
    "for ((",
    "while a; do",
    "case",
    "case a",
    "case a in",
    "case a in b",
    "case a in b)",
    "case a in (",
    "[[",
    "[[ a",
    "[[ a =~ (",
    "((",
    "((a)",
    "f()",
    "f(",
    "function",
    "function f",
    "a=(",
    "a=(b",
    "!",
    "! !",
    "time",
    "{",
    "{ a",
    "(",
    "\\",
    "$",
    "${",
    "${}",
    "${{ a }}",
    "${a[",
    "${a[b",
    "a@(b|",
    "\"$(\"${`'",
    "a\\\n",
    "\\\n",
    "a;;b",
    "a;&b",
    "( ) {",
    "\u{0}\u{7}\r\n\r",
    "é'🐳",
    "{a,b",
    "[a",
    "~",
    "$'a\\",
    "$\"a",
    "<<<",
    "a &>",
    "`\\`",
    "\"`\"",
    "a | | b",
    "a && && b",
    "if then fi",
    "{{ a }} {% b %}",
    "a #",
    "#",
    "$(case a in b) c;; esac",
    "`a $(b`",
    "\"${a:-\"",
    "${a:-`b}",
    "x=$(cat <<E\nE\n",
    "cat <<E `\nE\n`",
];

/// Checks spans: of the leaves, and of everything in a word.
fn check(text: &str) {
    let script = parse(text);
    let mut at = 0;
    for leaf in leaves(&script) {
        let range = leaf.range();
        assert!(at <= range.start, "{leaf:?} overlaps in {text:?}");
        assert!(text.get(range.clone()).is_some(), "{leaf:?} cuts a character of {text:?}");
        check_blank(text, at, range.start);
        at = range.end;
    }
    check_blank(text, at, text.len());
    check_list(&script.list, text);
    for fault in &script.faults {
        assert!(text.get(fault.span.range()).is_some(), "{fault:?} is not in {text:?}");
    }
    for heredoc in &script.heredocs {
        assert!(text.get(heredoc.body.range()).is_some(), "{heredoc:?} is not in {text:?}");
        if !heredoc.parts.is_empty() {
            check_parts(&heredoc.parts, heredoc.body, text);
        }
    }
}

fn check_blank(text: &str, start: usize, end: usize) {
    let gap = text[start..end].replace("\\\n", "");
    assert!(gap.chars().all(|it| matches!(it, ' ' | '\t' | '\n')), "{gap:?} is in no leaf of {text:?}");
}

fn check_list(list: &List, text: &str) {
    for command in commands(list) {
        assert!(text.get(command.span.range()).is_some(), "{command:?} is not in {text:?}");
        for word in words(command) {
            check_word(word, text);
        }
        if let Some(it) = arithmetic(command) {
            check_arithmetic(it, text);
        }
    }
}

fn check_arithmetic(arithmetic: &Arithmetic, text: &str) {
    check_parts(&arithmetic.parts, arithmetic.span, text);
}

fn check_word(word: &Word, text: &str) {
    check_parts(&word.parts, word.span, text);
    let _ = word.literal(text);
}

fn check_parts(parts: &[Part], span: Span, text: &str) {
    let mut at = span.start;
    for part in parts {
        assert_eq!(part.span.start, at, "a gap or an overlap in {parts:?} of {text:?}");
        assert!(!part.span.is_empty(), "an empty part in {text:?}");
        at = part.span.end;
        match &part.kind {
            PartKind::Parameter(parameter) => check_word(&parameter.word, text),
            PartKind::Arithmetic(it) => check_arithmetic(it, text),
            PartKind::Array(words) => words.iter().for_each(|word| check_word(word, text)),
            PartKind::DoubleQuoted(inner) if !inner.is_empty() => {
                let span = Span { start: inner[0].span.start, end: inner[inner.len() - 1].span.end };
                check_parts(inner, span, text);
            }
            PartKind::Command(list) | PartKind::Process(list) => check_list(list, text),
            _ => {}
        }
    }
    assert_eq!(at, span.end, "the parts {parts:?} end early in {text:?}");
}

#[test]
fn every_prefix_and_suffix_of_good_and_bad_text_can_be_parsed() {
    for text in bodies().chain(BROKEN.iter().copied()) {
        for (at, _) in text.char_indices() {
            check(&text[..at]);
            check(&text[at..]);
        }
        check(text);
    }
}

#[test]
fn any_two_broken_texts_behind_each_other_can_be_parsed() {
    for first in BROKEN {
        for second in BROKEN {
            for between in ["", "\n"] {
                check(&format!("{first}{between}{second}"));
            }
        }
    }
}

/// Pieces of shell at random, from a generator that gives the same ones each time.
#[test]
fn random_text_can_be_parsed() {
    const PIECES: &[&str] = &[
        "a",
        " ",
        "\n",
        "'",
        "\"",
        "`",
        "$",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        "&",
        "|",
        ";",
        "\\",
        "#",
        "!",
        "=",
        "1",
        "*",
        "~",
        "$(",
        "${",
        "$((",
        "<<E",
        "\nE\n",
        "if ",
        "then ",
        "fi ",
        "case ",
        "in ",
        "esac ",
        "do ",
        "done ",
        "for ",
        "[[ ",
        "]] ",
        "=~ ",
        "é",
        "🐳",
        "\r",
        "\t",
        "\u{0}",
        ",",
        "..",
        "-",
        "@(",
        "a=(",
        "$'",
        "<(",
        "time ",
        "! ",
        "function ",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..5_000 {
        let mut text = String::new();
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let n_pieces = state % 40;
        for _ in 0..n_pieces {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let n = u64::try_from(PIECES.len()).expect("few pieces");
            text.push_str(PIECES[usize::try_from(state % n).expect("an index")]);
        }
        check(&text);
    }
}

/// As long as a line gets that BuildKit reads, and longer.
const LONG: usize = 100_000;

/// What any text may be made of: each of these is repeated.
const UNITS: &[&str] = &[
    "a",
    "a ",
    "a b c\n",
    "a && ",
    "a | ",
    "a; ",
    "& ",
    "'",
    "\"",
    "`",
    "$",
    "\\",
    "\\\n",
    "{",
    "}",
    "(",
    ")",
    "( ",
    "((",
    "))",
    "[",
    "[a",
    "[[ ",
    "]",
    "<",
    "<<",
    "<<<",
    "> ",
    ">a ",
    "2>&1 ",
    "<<E ",
    "<<E\n",
    "<<E\nE\n",
    "<<'E'\n$x\nE\n",
    "$(",
    "$(a)",
    "\"$(",
    "\"$(\"",
    "${",
    "${a:-",
    "${a[",
    "${a",
    "$((",
    "$((a)",
    "$((a))",
    "((a)",
    "((a);",
    "`a`",
    "\"`",
    "'a' ",
    "\"a $b\" ",
    "$'",
    "$'\\",
    "#",
    "#\n",
    "a #b\n",
    "if a; ",
    "if a; then ",
    "if a; then b; fi; ",
    "then ",
    "fi ",
    "for ",
    "for a in ",
    "for ((",
    "while a; do ",
    "case a in ",
    "case a in b) ",
    "case a in b) c;; esac; ",
    "f() ",
    "f() { ",
    "function ",
    "a=(",
    "a=(b) ",
    "a=",
    "a[",
    "a[b",
    "a[1]=2 ",
    "@(",
    "a@(b)",
    "a@(b",
    "=~ (",
    "!",
    "! ",
    "time ",
    "{a,",
    "{a,b}",
    "{1..",
    "{",
    "~",
    "*",
    "?",
    "é",
    "🐳",
    "<(",
    "<(a) ",
    "{{ a }} ",
    "\t",
    "\n",
    ";;",
    "( a",
    "a\\\nb",
    "=",
    "$a",
    "${a}",
    "\u{0}",
    "((#((\n))\n",
    "((${x#((})); ",
    "((a & ",
    "$((a & ",
    "@(a & ",
    "{1..2}{",
    "{{1..2}",
    "$'\\'",
];

/// What opens something and what closes it.
const PAIRS: &[(&str, &str)] = &[
    ("{", "}"),
    ("{,", "}"),
    ("{1..", "}"),
    ("a{", ",}"),
    ("(", ")"),
    ("( ", " )"),
    ("$(", ")"),
    ("$((", "))"),
    ("((", "))"),
    ("((", ")"),
    ("${a:-", "}"),
    ("@(", ")"),
    ("a=(", ")"),
    ("[", "]"),
    ("[[ ", " ]]"),
    ("\"$(", ")\""),
    ("`", "`"),
    ("<(", ")"),
    ("if a; then ", "; fi"),
    ("{ ", "; }"),
    ("case a in b) ", ";; esac"),
    ("<<E ", "\nE\n"),
    ("cat <<E\n$(", ")\nE\n"),
];

/// Much of any one thing. Where the time is not linear, this takes minutes.
#[test]
fn long_texts_of_every_shape_are_parsed_in_one_go() {
    for unit in UNITS {
        check(&unit.repeat(LONG / unit.len()));
    }
}

/// Shapes whose end is looked for again and again where nobody takes care.
#[test]
fn ends_are_looked_for_in_linear_time() {
    let n_pairs = 5 * LONG / 2;
    let nested = |open: &str| format!("{}{}", open.repeat(n_pairs / open.len()), "}".repeat(n_pairs));
    let again = |unit: &str| unit.repeat(5 * LONG / unit.len());
    for text in [nested("{"), nested("{1.."), again("((#((\n))\n"), again("((${x#((})); ")] {
        check(&text);
    }
}

/// Much that is opened, and as much that is closed.
#[test]
fn long_nests_of_every_shape_are_parsed_in_one_go() {
    for (open, close) in PAIRS {
        let n_pairs = LONG / (open.len() + close.len());
        check(&format!("{}{}", open.repeat(n_pairs), close.repeat(n_pairs)));
    }
}

/// Some of any one thing inside of any other thing.
#[test]
fn what_stands_in_something_else_can_be_parsed() {
    for unit in UNITS {
        let short = unit.repeat(250 / unit.len());
        for start in ["[[ a =~ ", "a \"", "a $(", "a ${b:-", "a $((", "a `", "cat <<E\n", "((a)\n"] {
            check(&format!("{start}{short}"));
        }
    }
}

#[test]
fn ten_thousand_commands_can_be_parsed() {
    for unit in ["a && ", "if a; then b; fi\n"] {
        let text = unit.repeat(10_000);
        check(&text);
        assert!(commands(&parse(&text).list).len() >= 10_000);
    }
}
