use super::evaluation::{MAX_NESTED, MAX_WORK};
use super::{ExpandError, Language, MAX_GROWN_BYTES};
use crate::env::Variable;

const WORDS: Language = Language::Words { escape: '\\' };

fn expand(text: &str) -> Result<String, ExpandError> {
    super::expand(text, WORDS, &variable)
}

fn variable(name: &str) -> Variable {
    match name {
        "v" => Variable::Set("x".into()),
        "s" => Variable::Set("foo.bar.baz".into()),
        "e" => Variable::Set("".into()),
        "blank" => Variable::Set("a b".into()),
        "bs" => Variable::Set("\\".into()),
        "path" => Variable::Set("/usr/lib/*".into()),
        "group" => Variable::Set("<$0>".into()),
        "10" => Variable::Set("ten".into()),
        "é" => Variable::Set("E".into()),
        "image" => Variable::Unknown,
        "long" => Variable::Set("1234567890".repeat(1000).into()),
        _ => Variable::Unset,
    }
}

#[track_caller]
fn expands(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(expand(text).as_deref(), Ok(*expected), "{text}");
    }
}

/// The texts are refused, with these reasons.
#[track_caller]
fn refuses(cases: &[(&str, &str)]) {
    for (text, reason) in cases {
        match expand(text) {
            Err(ExpandError::Refused(message)) if message.ends_with(&format!("\": {reason}")) => {}
            other => panic!("{text}: {other:?}, but expected {reason}"),
        }
    }
}

#[test]
fn names_are_letters_digits_or_one_special_character() {
    expands(&[
        ("a-$v.b", "a-x.b"),
        ("${v}y$vy", "xy"),
        ("$v$v", "xx"),
        ("<$unset$$$-$@$*$#$?$!$0$1>a", "<>a"),
        ("$10x", "tenx"),
        ("${10}|${1}|${#}|${-}", "ten|||"),
        ("${é}$é|${ü:-k}", "EE|k"),
        ("1$", "1$"),
        ("$.$(cmd)`cmd`$", "$.$(cmd)`cmd`$"),
        ("$v²$v٣|", "x²|"),
        ("$blank", "a b"),
    ]);
}

#[test]
fn substitutions_tell_unset_from_empty() {
    expands(&[
        ("${v:-w}${v-w}", "xx"),
        ("${e:-w}|${e-w}", "w|"),
        ("${u:-w}|${u-w}", "w|w"),
        ("${v:+w}${v+w}|${e:+w}|${e+w}|${u:+w}|${u+w}", "ww||w||"),
        ("${v:?no}${v?no}|${e?no}", "xx|"),
        ("${s:-a}b}", "foo.bar.bazb}"),
        ("${v:-}|${u:-}", "x|"),
        ("${u:-\"a b\"}${u:-\\}}${u:-'$s}'}", "a b}$s}"),
        ("${u:-${v:-\"}\"}}", "x"),
        ("${u:-${e:-${v}}}", "x"),
        ("${-:-w}${#:-w}", "ww"),
    ]);
    refuses(&[
        ("${u?}", "u: is not allowed to be unset"),
        ("${u:?}", "u: is not allowed to be unset"),
        ("${e:?}", "e: is not allowed to be empty"),
        ("${u?msg}", "u: msg"),
        ("${e:?a $v}", "e: a x"),
    ]);
}

#[test]
fn a_word_is_read_even_where_it_is_not_used() {
    refuses(&[
        ("${s:?${u:?q}}", "u: q"),
        ("${s:-${u:?q}}", "u: q"),
        ("${u:+${u:?q}}", "u: q"),
        ("${s#${u:?q}}", "u: q"),
        ("${s/a/${u:?q}}", "u: q"),
        ("${s:-${}}", "syntax error: bad substitution"),
        ("${s:=${}}", "syntax error: bad substitution"),
    ]);
}

#[test]
fn quotes_and_escapes_go() {
    expands(&[
        (r#"'a $v \n' "b $v \n \$v""#, r"a $v \n b x \n $v"),
        (r"\$v\\", r"$v\"),
        (r"a\", "a"),
        (r"'a'\''b'", "a'b"),
        (r#""a\\b\"c'd'""#, r#"a\b"c'd'"#),
    ]);
    let backtick = Language::Words { escape: '`' };
    let expanded = super::expand("C:\\x`$v \"`$v\\x\" `", backtick, &variable);
    assert_eq!(expanded.as_deref(), Ok("C:\\x$v $v\\x "));
    refuses(&[
        ("'a", "unexpected end of statement while looking for matching single-quote"),
        ("\"a", "unexpected end of statement while looking for matching double-quote"),
        ("\"a\\", "unexpected end of statement while looking for matching double-quote"),
    ]);
}

#[test]
fn a_match_at_the_start_or_the_end_is_cut_off() {
    expands(&[
        ("${s#?oo}|${s#bar}|${s#*.}|${s##*.}", ".bar.baz|foo.bar.baz|bar.baz|baz"),
        ("${s%baz}|${s%.*}|${s%%.*}|${s%bar}", "foo.bar.|foo.bar|foo|foo.bar.baz"),
        ("${s#\"foo\"}|${s#'*'o}", ".bar.baz|o.bar.baz"),
        ("${path#*/}|${path##*/}|${path%/\\*}|${path%\\/*}", "usr/lib/*|*|/usr/lib|/usr/lib"),
        ("${e#a}${u%a}", ""),
        ("${s#\"#\"*.}|${s#$unset}", "baz|foo.bar.baz"),
        ("${s#[f]}", "foo.bar.baz"),
        ("${bs#\\\\}|${bs%\"\\\\\"}", "|"),
    ]);
}

#[test]
fn matches_are_replaced() {
    expands(&[
        ("${s/o/}|${s/./-}|${s/b*/X}|${s/x/y}", "fo.bar.baz|foo-bar.baz|foo.X|foo.bar.baz"),
        ("${s//o/0}|${s//./-}|${s//\"ba\"?/X}", "f00.bar.baz|foo-bar-baz|foo.X.X"),
        ("${e/*/R}|${u/*/R}|${e//x/R}", "R|R|"),
        ("${path/\\//x}|${path//\\//:}|${path/\\*/}", "xusr/lib/*|:usr:lib:*|/usr/lib/"),
        ("${v///-}", "-x-"),
        ("${s/o/\\o\\}}", "f\\o\\}o.bar.baz"),
        ("${s/oo/'$0$1$$'}|${s//oo/'$0$1$$'}|${s//foo/$group}", "f$0$1$$.bar.baz|foo$.bar.baz|<foo>.bar.baz"),
    ]);
}

#[test]
fn patterns_know_few_escapes() {
    refuses(&[
        ("${s/\\./x}", "invalid pattern (\\.) in substitution: invalid escape '\\.'"),
        ("${s//a\\b/x}", "invalid pattern (a\\b) in substitution: invalid escape '\\b'"),
        ("${s##a\\b}", "invalid pattern (a\\b) in substitution: invalid escape '\\b'"),
        ("${s%a\\.bc}", "invalid pattern (cb\\.a) in substitution: invalid escape '\\.'"),
        ("${s%%\\a*\\b}", "invalid pattern (\\b*\\a) in substitution: invalid escape '\\b'"),
        ("${u#\\a}", "invalid pattern (\\a) in substitution: invalid escape '\\a'"),
        ("${image#\\a}", "invalid pattern (\\a) in substitution: invalid escape '\\a'"),
        ("${s#$bs}", "invalid pattern (\\) in substitution: invalid escape '\\\u{FFFD}'"),
        // In double quotes BuildKit doubles the escape.
        ("${s#\"\\\\.\\a\"\\b}", "invalid pattern (\\\\.\\\\a\\b) in substitution: invalid escape '\\b'"),
    ]);
}

#[test]
fn what_is_no_substitution_is_refused() {
    refuses(&[
        ("${", "syntax error: missing '}'"),
        ("${s:-x", "syntax error: missing '}'"),
        ("${s:", "syntax error: missing '}'"),
        ("${s:}", "syntax error: missing '}'"),
        ("${s:-'a", "syntax error: missing '}'"),
        ("${s:-\"a}", "syntax error: missing '}'"),
        ("${s:-${u:?q}", "syntax error: missing '}'"),
        ("${s#x", "syntax error: missing '}'"),
        ("${s/a/b", "syntax error: missing '}'"),
        ("${s/a", "syntax error: missing '/' in ${}"),
        ("${s//a}", "syntax error: missing '/' in ${}"),
        ("${}", "syntax error: bad substitution"),
        ("${:-x}", "syntax error: bad substitution"),
        ("${{x}", "syntax error: bad substitution"),
        ("${v", "unsupported modifier (\u{FFFD}) in substitution"),
        ("${v[0]}", "unsupported modifier ([) in substitution"),
        ("${v,,}", "unsupported modifier (,) in substitution"),
        ("${v^}", "unsupported modifier (^) in substitution"),
        ("${v=x}", "unsupported modifier (=) in substitution"),
        ("${ v}", "unsupported modifier ( ) in substitution"),
        ("${v:=x}", "unsupported modifier (:=) in substitution"),
        ("${v:1:2}", "unsupported modifier (:1) in substitution"),
        ("${v:#x", "unsupported modifier (:#) in substitution"),
        ("${v:%x}", "unsupported modifier (:%) in substitution"),
        ("${v:/a/b}", "unsupported modifier (:/) in substitution"),
        ("${v:}x}", "unsupported modifier (:}) in substitution"),
        ("${#v}", "unsupported modifier (v) in substitution"),
        ("${!v}", "unsupported modifier (v) in substitution"),
    ]);
    let whole =
        ExpandError::Refused("failed to process \"a\\\"\\t\\\"${}\": syntax error: bad substitution".into());
    assert_eq!(expand("a\"\t\"${}"), Err(whole), "the message names the whole text");
}

#[test]
fn in_a_heredoc_quotes_are_plain_text() {
    let body = |text| super::expand(text, Language::Heredoc, &variable);
    assert_eq!(body("\"$v\" 'it' \\$v \\n `$v\n").as_deref(), Ok("\"x\" 'it' $v n `x\n"));
    assert_eq!(body("${u:-'}'}${s#\"foo\"}").as_deref(), Ok("''}foo.bar.baz"));
    let message = "failed to process \"a\\n${}\\n\": syntax error: bad substitution";
    assert_eq!(body("a\n${}\n"), Err(ExpandError::Refused(message.into())));
}

#[test]
fn a_byte_order_mark_at_the_start_is_dropped() {
    expands(&[
        ("\u{FEFF}a", "a"),
        ("\u{FEFF}\u{FEFF}", "\u{FEFF}"),
        ("a\u{FEFF}", "a\u{FEFF}"),
        ("\"\u{FEFF}\"", "\u{FEFF}"),
        ("${s#\u{FEFF}foo}", ".bar.baz"),
    ]);
}

#[test]
fn what_only_the_base_image_knows_is_not_guessed() {
    for text in [
        "/opt/$image",
        "${image:-w}",
        "${image:+w}",
        "${image:?w}",
        "${image#a}",
        "${image/a/b}",
        "${u:-$image}",
        "${s#$image}",
        "${s/o/$image}",
        "${s/$image/}",
        "${u:-${v:+$image}}",
    ] {
        assert_eq!(expand(text), Err(ExpandError::Unknown), "{text}");
    }
    expands(&[
        ("${v:-$image}", "x"),
        ("${u:+$image}", ""),
        ("${image+}", ""),
        ("${v:-${u:-$image}}$v", "xx"),
    ]);
    refuses(&[
        ("$image${}", "syntax error: bad substitution"),
        ("${image:=x}", "unsupported modifier (:=) in substitution"),
        ("${image:-${u:?q}}", "u: q"),
        ("${image:?x}${u:?q}", "u: q"),
    ]);
}

#[test]
fn words_are_split_where_no_quotes_are() {
    let words = |text| super::expand_words(text, WORDS, &variable);
    for (text, expected) in [
        ("80", &["80"] as &[_]),
        (" 80  90\t", &["80", "90"]),
        ("$blank", &["a", "b"]),
        ("1${blank}2", &["1a", "b2"]),
        ("\"$blank\"", &["a b"]),
        ("'a b' \\ c", &["a b", " c"]),
        ("$unset", &[]),
        ("\"\" ''", &[]),
        ("a\u{A0}b", &["a", "b"]),
        ("${u:-1 2} 3", &["1", "2", "3"]),
        // The quirk: a modifier drops what stands in front of it.
        ("80${u:-81}", &["81"]),
        ("70 80${u:-81}", &["70", "81"]),
        ("80${v#x}", &[]),
        ("80\"1${v/x/y}\"", &["1y"]),
        ("80${v}", &["80x"]),
    ] {
        let expected: Vec<_> = expected.iter().map(|word: &&str| (*word).to_owned()).collect();
        assert_eq!(words(text), Ok(expected), "{text}");
    }
    assert_eq!(words("80 $image"), Err(ExpandError::Unknown));
    assert!(matches!(words("80 ${}"), Err(ExpandError::Refused(_))));
}

#[test]
fn a_text_changes_where_something_in_it_has_a_meaning() {
    let changes = |text| super::changes(text, '\\');
    assert!(["$x", "${x:-x}", "a\\b", "'a'", "\"a\"", "${", "\u{FEFF}a"].into_iter().all(changes));
    assert!(!["", "alpine:3.19", "$.", "a$", "a`b", "a b"].into_iter().any(changes));
    assert!(super::changes("a`b", '`'));
}

#[test]
fn a_text_does_not_grow_without_bound() {
    let uses = |n: usize| "${long}".repeat(n);
    assert_eq!(expand(&uses(13)).map(|text| text.len()), Ok(130_000));
    assert_eq!(
        expand(&format!("{}{}", uses(13), "x".repeat(1071))).map(|text| text.len()),
        Ok(MAX_GROWN_BYTES)
    );
    assert_eq!(expand(&format!("{}{}", uses(13), "x".repeat(1072))), Err(ExpandError::TooLong));
    assert_eq!(expand(&uses(14)), Err(ExpandError::TooLong));
    assert_eq!(expand("${long//1/$long}"), Err(ExpandError::TooLong));
    let written = format!("'{}'", "x".repeat(MAX_GROWN_BYTES * 2));
    assert!(expand(&written).is_ok(), "what is written that long may stay");
}

#[test]
fn a_text_makes_no_work_without_bound() {
    // One search in `long` for one character takes two steps for each of its characters.
    let n_searches = MAX_WORK / (2 * 10_001);
    let unused = |n: usize| format!("${{u:+{}}}", "${long##*}".repeat(n));
    assert_eq!(expand(&unused(n_searches)).as_deref(), Ok(""));
    assert_eq!(expand(&unused(n_searches + 1)), Err(ExpandError::TooLong));
}

#[test]
fn substitutions_nest_to_a_bound() {
    let nested = |n: usize| "${u:-".repeat(n) + &"}".repeat(n);
    assert_eq!(expand(&nested(MAX_NESTED)).as_deref(), Ok(""));
    assert_eq!(expand(&nested(MAX_NESTED + 1)), Err(ExpandError::TooLong));
    assert_eq!(expand(&nested(50_000)), Err(ExpandError::TooLong));
    assert_eq!(
        expand(&"${u:-}".repeat(MAX_NESTED + 1)).as_deref(),
        Ok(""),
        "side by side they are not nested"
    );
}
