//! Where things stand in the source: what the page marks, selects and explains word by word.

#![expect(clippy::expect_used, reason = "a test may panic")]

use onionskin_syntax::{Args, Instruction, NodeKind, Word, parse};

/// The last instruction of `source`, drawn as its pieces in the source: word, flags, arguments.
#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let dockerfile = parse(source).dockerfile;
    let instruction = dockerfile.instructions().last().expect("an instruction");
    let mut spans = vec![instruction.word.span];
    spans.extend(instruction.flags.iter().map(|flag| flag.span));
    spans.extend(words(&instruction.args).map(|word| word.span));
    let pieces: Vec<&str> = spans.into_iter().map(|span| span.text(source)).collect();
    assert_eq!(pieces, expected);
}

fn words(args: &Args) -> Box<dyn Iterator<Item = &Word> + '_> {
    match args {
        Args::Unread(word) | Args::Text(Some(word)) => Box::new(std::iter::once(word)),
        Args::Words(words) | Args::Json(words) => Box::new(words.iter()),
        Args::Pairs(pairs) => Box::new(pairs.iter().flat_map(|pair| [&pair.key, &pair.value])),
        Args::Healthcheck(Some((kind, command))) => Box::new(std::iter::once(kind).chain(words(command))),
        Args::Trigger(Some(trigger)) => Box::new(trigger_words(trigger)),
        Args::Text(None) | Args::Healthcheck(None) | Args::Trigger(None) => Box::new(std::iter::empty()),
    }
}

fn trigger_words(trigger: &Instruction) -> impl Iterator<Item = &Word> {
    std::iter::once(&trigger.word).chain(words(&trigger.args))
}

#[test]
fn words_and_flags_stand_where_they_are_written() {
    check("FROM a AS b", &["FROM", "a", "AS", "b"]);
    check(
        "  copy --from=x  --chown='a b' s1 s2 /d/ \n",
        &["copy", "--from=x", "--chown='a b'", "s1", "s2", "/d/"],
    );
    check("FROM a\nRUN pip install -r r.txt  \nCMD [ \"a\", \"b\\n\" ]", &["CMD", "\"a\"", "\"b\\n\""]);
    check("ENV A=1 B=\"x y\"", &["ENV", "A", "1", "B", "\"x y\""]);
    check("ENV A  the rest of it", &["ENV", "A", "the rest of it"]);
    check("HEALTHCHECK --retries=3 CMD curl -f x", &["HEALTHCHECK", "--retries=3", "CMD", "curl -f x"]);
    check("ONBUILD COPY a b", &["ONBUILD", "COPY", "a", "b"]);
}

#[test]
fn wide_characters_do_not_move_spans() {
    check("\u{FEFF}RUN é 🐳\nCOPY é 🐳 ñ", &["COPY", "é", "🐳", "ñ"]);
}

#[test]
fn a_word_behind_a_continuation_stands_on_its_own_line() {
    check("COPY a \\\n  # why\n\n  b \\\r\n c", &["COPY", "a", "b", "c"]);
    check("CO\\\nPY a` b", &["CO\\\nPY", "a`", "b"]);
}

#[test]
fn a_word_over_a_continuation_spans_it() {
    check("COPY so\\\nurce dest", &["COPY", "so\\\nurce", "dest"]);
    check("# escape=`\nRUN one `\n  two", &["RUN", "one `\n  two"]);
}

#[test]
fn a_heredoc_body_is_part_of_its_instruction() {
    let source = "FROM a\nRUN <<EOF cat\nbody\nEOF\nCMD x\n";
    let dockerfile = parse(source).dockerfile;
    let run = dockerfile.instructions().nth(1).expect("RUN");
    assert_eq!(run.span.text(source), "RUN <<EOF cat");
    assert_eq!((run.lines.first, run.lines.last), (2, 4));
    let bodies: Vec<&str> = run.heredocs.iter().map(|heredoc| heredoc.span.text(source)).collect();
    assert_eq!(bodies, ["body\n"]);
    assert_eq!(dockerfile.nodes[1].span.text(source), "RUN <<EOF cat\nbody\nEOF\n");
    assert_eq!(run.whole_span(source).text(source), "RUN <<EOF cat\nbody\nEOF");
    for (source, whole) in [
        ("FROM a\nRUN x \\\n  y\n", "RUN x \\\n  y"),
        ("FROM a\nCOPY <<A <<B /\nA\nb\nB", "COPY <<A <<B /\nA\nb\nB"),
        ("FROM a\nRUN <<A\nb\n", "RUN <<A\nb\n"),
        ("FROM a\nRUN <<A\nb\r\nA\r\nRUN c", "RUN <<A\nb\r\nA"),
    ] {
        let run = parse(source).dockerfile.instructions().nth(1).expect("RUN").whole_span(source);
        assert_eq!(run.text(source), whole);
    }
}

#[test]
fn comments_blank_lines_and_directives_are_nodes() {
    let source = "#syntax=x\n\n \t\n# c\n  # d\nFROM a\n   ";
    let kinds: Vec<(&str, &str)> = parse(source)
        .dockerfile
        .nodes
        .iter()
        .map(|node| {
            let kind = match &node.kind {
                NodeKind::Directive(_) => "directive",
                NodeKind::Comment => "comment",
                NodeKind::Blank => "blank",
                NodeKind::Instruction(_) => "instruction",
            };
            (kind, node.span.text(source))
        })
        .collect();
    let expected = [
        ("directive", "#syntax=x\n"),
        ("blank", "\n \t\n"),
        ("comment", "# c\n"),
        ("comment", "  # d\n"),
        ("instruction", "FROM a\n"),
        ("blank", "   "),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn errors_point_at_the_broken_instruction_and_come_in_the_order_of_buildkit() {
    let source = "FROM a\nFOO x\nENV lonely\nCOPY a\n";
    let errors = parse(source).errors;
    let found: Vec<(Option<u32>, &str)> =
        errors.iter().map(|error| (error.line, error.span.text(source))).collect();
    // BuildKit splits the whole file into instructions before it types the first one.
    assert_eq!(found, [(Some(3), "ENV lonely"), (Some(2), "FOO x"), (Some(4), "COPY a")]);
}

#[test]
fn what_comes_behind_a_line_that_is_too_long_is_kept_as_one_broken_node() {
    let fits = format!("FROM a\nRUN {}\n", "x".repeat(65_531));
    assert_eq!(parse(&fits).errors, []);
    let source = format!("FROM a\nRUN {}\nCMD y\n", "x".repeat(65_532));
    let parsed = parse(&source);
    let error = &parsed.errors[0];
    assert_eq!(error.message, "dockerfile line greater than max allowed size of 65535");
    assert_eq!(error.line, Some(1), "the line before the long one, as BuildKit has it");
    assert_eq!(parsed.dockerfile.instructions().count(), 2);
    assert_eq!(parsed.dockerfile.nodes.last().map(|node| node.span.end as usize), Some(source.len()));
}
