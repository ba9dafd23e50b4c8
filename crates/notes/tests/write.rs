//! What is written is read back, and all else stays.

use onionskin_notes::{About, MAX_NOTE_BYTES, Refusal, cleaned, is_note, notes, with_note};
use onionskin_syntax::parse;

fn note(source: &str, about: About) -> String {
    let notes = notes(source, &parse(source).dockerfile);
    let note = match about {
        About::File => notes.file,
        About::Instruction(at) => notes.instructions.get(at).and_then(|remarks| remarks.note.clone()),
    };
    note.map(|note| note.text).unwrap_or_default()
}

#[track_caller]
fn check(source: &str, about: About, text: &str, expected: &str) {
    assert_eq!(with_note(source, about, text).as_deref(), Ok(expected));
    assert_eq!(Ok(note(expected, about)), cleaned(text));
}

#[test]
fn a_note_is_added_changed_and_removed() {
    let first = About::Instruction(0);
    check(
        "FROM a\n",
        first,
        "One.\n\n two. ",
        "# onionskin: One.\n# onionskin:\n# onionskin: two.\nFROM a\n",
    );
    check("# onionskin: One.\n# onionskin: two.\nFROM a\n", first, "New.", "# onionskin: New.\nFROM a\n");
    check("# onionskin: One.\n# plain\nFROM a\n", first, "", "# plain\nFROM a\n");
    check(
        "FROM a\r\nRUN b\r\n",
        About::Instruction(1),
        "x\ny",
        "FROM a\r\n# onionskin: x\r\n# onionskin: y\r\nRUN b\r\n",
    );
}

#[test]
fn a_note_of_the_file_stands_apart_below_the_directives() {
    let file = About::File;
    check("FROM a\n", file, "All.", "# onionskin: All.\n\nFROM a\n");
    check(
        "# syntax=x\n# escape=`\nFROM a\n",
        file,
        "All.",
        "# syntax=x\n# escape=`\n# onionskin: All.\n\nFROM a\n",
    );
    check("# syntax=x", file, "All.", "# syntax=x\n# onionskin: All.\n");
    check("", file, "All.", "# onionskin: All.\n");
    check("\nFROM a\n", file, "All.", "# onionskin: All.\n\nFROM a\n");
    check(
        "# onionskin: All.\n\nFROM a\n\n# onionskin: End.",
        file,
        "New.",
        "# onionskin: New.\n\nFROM a\n\n",
    );
    check("\u{FEFF}FROM a\n", file, "All.", "\u{FEFF}# onionskin: All.\n\nFROM a\n");
    check("\u{FEFF}# onionskin: All.\n\nFROM a\n", file, "", "\u{FEFF}FROM a\n");
}

#[test]
fn a_note_above_the_first_instruction_stands_below_the_directives() {
    check("# syntax=x\nFROM a\n", About::Instruction(0), "One.", "# syntax=x\n# onionskin: One.\nFROM a\n");
}

#[test]
fn no_comment_becomes_a_directive_when_a_note_goes() {
    check("# onionskin: All.\n\n# escape=`\nFROM a\n", About::File, "", "#\n# escape=`\nFROM a\n");
    check("# onionskin: x\n# escape=`\nFROM a\n", About::Instruction(0), "", "#\n# escape=`\nFROM a\n");
}

#[test]
fn words_of_the_author_stay() {
    let source = "# onionskin: fold\n# onionskin: Old.\nFROM a \\\n# onionskin: In it.\n AS b\n";
    check(source, About::Instruction(0), "New.", "# onionskin: fold\n# onionskin: New.\nFROM a \\\n AS b\n");
}

#[test]
fn what_could_not_be_read_back_is_refused() {
    let refused = |text: &str| with_note("FROM a\n", About::File, text).unwrap_err();
    assert_eq!(refused("Why.\n Focus "), Refusal::IsWord("Focus".to_owned()));
    let message = refused("fold").to_string();
    assert!(message.contains("Write more into that line"), "{message}");
    assert_eq!(with_note("FROM a\n", About::Instruction(1), "x"), Err(Refusal::NoInstruction));
    let longest = "x".repeat(MAX_NOTE_BYTES);
    check("FROM a\n", About::File, &longest, &format!("# onionskin: {longest}\n\nFROM a\n"));
    assert_eq!(refused(&format!("{longest}x")), Refusal::TooLong(MAX_NOTE_BYTES + 1));
}

/// Numbers that look random, and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % n
    }

    fn of(&mut self, pieces: &[&str], most: usize) -> String {
        (0..self.below(most + 1)).filter_map(|_| pieces.get(self.below(pieces.len())).copied()).collect()
    }
}

const LINES: [&str; 20] = [
    "FROM a\n",
    "RUN b \\\n",
    "RUN b `\n",
    " c\n",
    "RUN <<EOF\n",
    "EOF\n",
    "# plain\n",
    "# syntax=x\n",
    "# escape=`\n",
    "# check=skip=all\n",
    "# onionskin: Old.\n",
    "  # onionskin: in\n",
    "# onionskin:\n",
    "# onionskin: fold\n",
    "#onionskin:focus\n",
    "\n",
    " \t\n",
    "\r\n",
    "RUM x\n",
    "COPY <<X /y\n# onionskin: no\nX\n",
];

const WORDS: [&str; 16] = [
    "a",
    " ",
    "\n",
    "\n\n",
    "# onionskin: x",
    "é🐳",
    "\\",
    "`",
    "\r\n",
    "\r",
    "EOF",
    "<<EOF",
    "syntax=x",
    "fold",
    "\u{85}",
    "\u{FEFF}",
];

/// Lines that are no text of a note.
fn rest(source: &str) -> Vec<&str> {
    source
        .trim_start_matches('\u{FEFF}')
        .lines()
        .filter(|line| !is_note(line) && !line.trim().is_empty() && line.trim() != "#")
        .collect()
}

#[test]
fn whatever_is_written_is_read_back_and_all_else_stays() {
    let mut numbers = Numbers(7);
    let mut n_written = 0;
    for _ in 0..3_000 {
        let start = ["", "\u{FEFF}", "# syntax=x\n"][numbers.below(3)];
        let source = [start, &numbers.of(&LINES, 9)].concat();
        let text = numbers.of(&WORDS, 6);
        let n_instructions = parse(&source).dockerfile.instructions().count();
        let about = match numbers.below(n_instructions + 1) {
            0 => About::File,
            at => About::Instruction(at - 1),
        };
        let Ok(noted) = with_note(&source, about, &text) else { continue };
        n_written += 1;
        let (before, after) = (parse(&source), parse(&noted));
        assert_eq!(note(&noted, about), cleaned(&text).unwrap(), "{source:?} {about:?} {text:?} {noted:?}");
        assert_eq!(rest(&noted), rest(&source), "{about:?} {text:?}");
        assert!(
            before
                .dockerfile
                .directives()
                .map(|it| &it.name)
                .eq(after.dockerfile.directives().map(|it| &it.name)),
            "{source:?} {noted:?}"
        );
        assert!(
            before
                .dockerfile
                .instructions()
                .map(|it| &it.text)
                .eq(after.dockerfile.instructions().map(|it| &it.text)),
            "{source:?} {noted:?}"
        );
        // What others are said to be about stays.
        let all = (0..n_instructions).map(About::Instruction).chain([About::File]).filter(|it| *it != about);
        for other in all {
            assert_eq!(note(&noted, other), note(&source, other), "{source:?} {about:?} {text:?} {noted:?}");
        }
        // A note that is taken back leaves nothing behind.
        if note(&source, about).is_empty() && !source.contains("onionskin:") && about != About::File {
            assert_eq!(with_note(&noted, about, "").unwrap(), source, "{about:?} {text:?}");
        }
    }
    assert!(n_written > 1_000, "{n_written}");
}
