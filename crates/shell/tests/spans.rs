//! What holds for any text: parsing ends, never panics, every byte belongs to one leaf or is blank, and the time is linear.

#![expect(
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    clippy::too_many_lines,
    reason = "a test may panic, and lists what it tries"
)]

use onionskin_shell::{List, Part, PartKind, Word, commands, leaves, parse, words};
use onionskin_text::Span;

const BODIES: &str = include_str!("data/run-bodies.txt");

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
        let range = leaf.span.range();
        assert!(at <= range.start && !leaf.span.is_empty(), "{leaf:?} overlaps in {text:?}");
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
    }
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
            PartKind::Arithmetic(it) => check_parts(&it.parts, it.span, text),
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
    for text in BODIES.split("\n---\n").chain(BROKEN.iter().copied()) {
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

/// Much of any one thing, and of what may be around it. Where the time were not linear, this would not end soon.
#[test]
fn long_texts_of_every_shape_are_parsed_in_one_go() {
    for unit in [
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
    ] {
        let long = unit.repeat(5_000 / unit.len());
        check(&long);
        let short = unit.repeat(250 / unit.len());
        for start in ["[[ a =~ ", "a \"", "a $(", "a ${b:-", "a $((", "a `", "cat <<E\n", "((a)\n"] {
            check(&format!("{start}{short}"));
        }
    }
}

/// As long as a line gets that BuildKit reads, and longer.
#[test]
fn lines_of_100_kb_can_be_parsed() {
    for unit in ["\"a $b\" ", "((a);", "{a,", "`"] {
        check(&unit.repeat(100_000 / unit.len()));
    }
}

#[test]
fn ten_thousand_commands_can_be_parsed() {
    for unit in ["a && ", "if a; then b; fi\n"] {
        let text = unit.repeat(10_000);
        check(&text);
        assert!(commands(&parse(&text).list).count() >= 10_000);
    }
}
