//! What is read of each construct: a line of shell, and its commands as a drawing.

use onionskin_shell::{FaultKind, parse};
use onionskin_text::Span;

use crate::draw::draw;

#[track_caller]
fn check(text: &str, expected: &str) {
    let script = parse(text);
    assert_eq!(draw(text, &script), expected, "{text}");
    assert_eq!(script.faults, [], "{text}");
}

/// A broken text: what is read of it, and each fault with the text that it is about.
#[track_caller]
fn check_broken(text: &str, expected: &str, faults: &[(FaultKind, &str)]) {
    let script = parse(text);
    assert_eq!(draw(text, &script), expected, "{text}");
    let found: Vec<_> = script.faults.iter().map(|fault| (fault.kind, fault.span.text(text))).collect();
    assert_eq!(found, faults, "{text}");
}

#[test]
fn operators_part_commands() {
    check("a b && c||d; e | f &", "(a b) && (c) || (d) ; (e) | (f) &");
    check("a\n\n b |& c\n", "(a) ; (b) |& (c)");
    check("a &&\n\n b |\n c", "(a) && (b) | (c)");
    check("! a | b", "! (a) | (b)");
    check("time -p a; time ! b", "time -p (a) ; time ! (b)");
    check("! -p a", "! (-p a)");
    check("", "");
    check(" \t\n", "");
}

#[test]
fn assignments_stand_in_front() {
    check("A=1 B=\"2 3\" c D=4", "(A=1 B=\"2 3\" c D=4)");
    check("A= B+=x", "(A= B+=x)");
    check("a[1]=b a[$i]+=c", "(a[1]=b a[$i]+=c)");
    check("a=(1 \"2 3\"\n4) b", "(a=(1 \"2 3\" 4) b)");
    check("1=a", "(1=a)");
    check("a\\=b", "(a\\=b)");
}

#[test]
fn redirections_are_no_words() {
    check("a > b 2>&1 >>c <d &>e", "(a >b 2>&1 >>c <d &>e)");
    check("a <>b >|c <&3 >&- &>>d <<<e", "(a <>b >|c <&3 >&- &>>d <<<e)");
    check(">a", "(>a)");
    check("a b2>c 3 >d {x}>e", "(a b2 >c 3 >d {x}>e)");
    check("(a) >b 2>c", "((subshell (a)) >b 2>c)");
}

#[test]
fn compound_commands_hold_commands() {
    check("(a; b) && { c; d; }", "((subshell (a) ; (b))) && ((group (c) ; (d)))");
    check(
        "if a; then b; elif c; then d; else e; fi",
        "((if (a)) (then (b)) (elif (c)) (then (d)) (else (e)))",
    );
    check("for x in a b; do c; done", "(for x (in a b) (do (c)))");
    check("for x\ndo c; done", "(for x (do (c)))");
    check("for x in a; { b; }", "(for x (in a) (do (b)))");
    check("select x in a; do b; done", "(for x (in a) (do (b)))");
    check("for ((i=0; i<3; i++)); do a; done", "(for ((i=0;i<3;i++ )) (do (a)))");
    check("while a; do b; done <c", "((while (a)) (do (b)) <c)");
    check("until a; do b; done", "((until (a)) (do (b)))");
    check(
        "case $x in a|b) c;; (d) ;& *) e; esac",
        "(case $x (a | b (do (c)) ;;) (d (do) ;&) (* (do (e)) ;;))",
    );
    check("[[ -f a && ! (b == c || d =~ ^(e|f g)$) ]]", "([[ -f a && ! [ b == c || d =~ ^(e|f g)$ ])");
    check("(( a + (b) ))", "(((a + (b) )))");
    check("(( ${#x} + ${x#((} ))", "(((${#x} + ${x#((} )))");
    check("((a) || b)", "((subshell ((subshell (a))) || (b)))");
    check("( (a) )", "((subshell ((subshell (a)))))");
    check("f() { a; }; f", "(function f ((group (a)))) ; (f)");
    check("function f { a; } >b", "(function f ((group (a)) >b))");
    check("f ( )\n(a)", "(function f ((subshell (a))))");
}

#[test]
fn keywords_count_only_where_a_command_starts() {
    check("echo if then; a=if b", "(echo if then) ; (a=if b)");
    check("'if' a; \\if b; i\"f\"", "('if' a) ; (\\if b) ; (i\"f\")");
    check("{a; }b", "({a) ; (}b)");
    check("echo ! } {", "(echo ! } {)");
}

#[test]
fn patterns_may_have_brackets() {
    check("rm !(a|b c) @(x)y +(?(z))", "(rm !(a|b c) @(x)y +(?(z)))");
    check("!(a)", "! ((subshell (a)))");
    check("[[ a == !(b) ]]", "([[ a == !(b))");
    check("case $x in !(a)) rm x;; esac", "(case $x (!(a) (do (rm x)) ;;))");
    check("case $x in\na) b;;\n!(c)|!(d)) e;; esac", "(case $x (a (do (b)) ;;) (!(c) | !(d) (do (e)) ;;))");
}

#[test]
fn heredocs_start_at_the_next_line() {
    let text = "cat <<A <<-'B' | c\na $x\nA\n\tb $y\n\tB\nd\n";
    check(text, "(cat <<A <<-'B') | (c) ; (d)");
    let script = parse(text);
    let bodies: Vec<_> = script.heredocs.iter().map(|it| it.body.text(text)).collect();
    assert_eq!(bodies, ["a $x\n", "\tb $y\n"]);
    let ends: Vec<_> = script.heredocs.iter().map(|it| it.terminator.text(text)).collect();
    assert_eq!(ends, ["A", "\tB"]);
    assert_eq!(script.heredocs[0].parts.len(), 3, "a variable in it");
    assert_eq!(script.heredocs[1].parts, [], "quotes keep it as it is");
}

#[test]
fn heredocs_in_substitutions_start_there() {
    check("x=\"$(cat <<E\n)\"\nE\n)\" b", "(x=\"$(cat <<E\n)\"\nE\n)\" b)");
    check("if a; then\ncat <<E\nfi\nE\nfi", "((if (a)) (then (cat <<E)))");
}

#[test]
fn a_heredoc_in_the_body_of_another_one_ends_with_it() {
    let text = "cat <<E\n$(a <<F)\nE\nb";
    check_broken(text, "(cat <<E) ; (b)", &[(FaultKind::UnterminatedHeredoc, "<<")]);
    let script = parse(text);
    assert_eq!(script.faults[0].span.range().start, text.rfind("<<").expect("an operator"));
    let body_end = script.heredocs[0].body.end;
    assert_eq!(script.heredocs[1].body, Span { start: body_end, end: body_end });
}

#[test]
fn quotes_around_the_delimiter_of_a_heredoc_are_no_part_of_it() {
    check("cat <<'a'\\$b\n$c\na$b\nd", "(cat <<'a'\\$b) ; (d)");
    check("cat <<\"$a\"\nb\n$a\nc", "(cat <<\"$a\") ; (c)");
}

#[test]
fn comments_and_line_joins_are_left_out() {
    check("a # b && c\n#d\ne#f", "(a) ; (e#f)");
    check("a \\\n b\\\nc\\\n && d", "(a bc) && (d)");
    check("a $(b # )\n)#c; (d)#e", "(a $(b # )\n)#c) ; ((subshell (d)))");
    let text = "a # b\n(c #d\n)";
    let comments: Vec<_> = parse(text).comments.iter().map(|span| span.text(text)).collect();
    assert_eq!(comments, ["# b", "#d"]);
}

#[test]
fn what_is_left_open_is_read_to_the_end() {
    check_broken("a 'b && c", "(a 'b && c)", &[(FaultKind::Unclosed, "'")]);
    check_broken("a $'b\\'", "(a $'b\\')", &[(FaultKind::Unclosed, "$'")]);
    check("a $'b\\\\' 'c\\'", "(a $'b\\\\' 'c\\')");
    check_broken("a \"b $c", "(a \"b $c)", &[(FaultKind::Unclosed, "\"")]);
    check_broken("a $(b; c", "(a $(b; c)", &[(FaultKind::Unclosed, "$(")]);
    check_broken("a `b", "(a `b)", &[(FaultKind::Unclosed, "`")]);
    check_broken("a ${b:-c d", "(a ${b:-c d)", &[(FaultKind::Unclosed, "${")]);
    check_broken("(a; b", "((subshell (a) ; (b)))", &[(FaultKind::Unclosed, "(")]);
    check_broken("{ a", "((group (a)))", &[(FaultKind::MissingKeyword, "")]);
    check_broken("if a; then b", "((if (a)) (then (b)))", &[(FaultKind::MissingKeyword, "")]);
    check_broken("a <<E\nb", "(a <<E)", &[(FaultKind::UnterminatedHeredoc, "<<")]);
    check_broken("a <<E", "(a <<E)", &[(FaultKind::UnterminatedHeredoc, "<<")]);
    check_broken("a $((1 + ", "(a $((1 + )", &[(FaultKind::Unclosed, "("), (FaultKind::Unclosed, "$((")]);
    check_broken("[[ a", "([[ a)", &[(FaultKind::MissingKeyword, "")]);
}

#[test]
fn what_may_not_stand_there_is_a_node_and_reading_goes_on() {
    check_broken("a; ) b", "(a) ; (unexpected)) ; (b)", &[(FaultKind::Unexpected, ")")]);
    check_broken("fi; a", "(unexpected fi) ; (a)", &[(FaultKind::Unexpected, "fi")]);
    check_broken("&& a", "(unexpected &&) ; (a)", &[(FaultKind::Unexpected, "&&")]);
    check_broken("a &&", "(a) && (missing)", &[(FaultKind::MissingCommand, "")]);
    check_broken("a | ; b", "(a) | (missing) ; (b)", &[(FaultKind::MissingCommand, "")]);
    check_broken("a >", "(a >)", &[(FaultKind::MissingWord, "")]);
    check_broken("a (b)", "(a) ; ((subshell (b)))", &[(FaultKind::Unexpected, "(")]);
    check_broken(
        "for; a",
        "(for (do)) ; (a)",
        &[(FaultKind::MissingWord, ""), (FaultKind::MissingKeyword, ""), (FaultKind::Unexpected, "a")],
    );
    check_broken(
        "(if a; then b) && c",
        "((subshell ((if (a)) (then (b))))) && (c)",
        &[(FaultKind::MissingKeyword, "")],
    );
    check_broken(
        "if a; then (b; fi; c",
        "((if (a)) (then ((subshell (b))))) ; (c)",
        &[(FaultKind::Unclosed, "(")],
    );
    check_broken(
        "a ${} ${{ b }}",
        "(a ${} ${{ b }})",
        &[(FaultKind::BadSubstitution, "${"), (FaultKind::BadSubstitution, "${")],
    );
}

#[test]
fn templates_are_words() {
    check("a {{ b }} {{c}} {%d%} <%= e", "(a {{ b }} {{c}} {%d%} <%= e)");
    check("{{ a }}", "({{ a }})");
}

#[test]
fn nesting_has_a_bound() {
    let nested = |n: usize| format!("{}a{}", "( ".repeat(n), " )".repeat(n));
    assert_eq!(parse(&nested(32)).faults, []);
    assert_eq!(parse(&nested(33)).faults[0].kind, FaultKind::TooDeep);
    let nested = |n: usize| format!("a {}b{}", "$(a ".repeat(n), ")".repeat(n));
    assert_eq!(parse(&nested(32)).faults, []);
    assert_eq!(parse(&nested(33)).faults[0].kind, FaultKind::TooDeep);
}
