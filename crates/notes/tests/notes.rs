//! What is read as a note, and what it is about.

use onionskin_notes::{Notes, notes};
use onionskin_syntax::parse;

fn read(source: &str) -> Notes {
    notes(source, &parse(source).dockerfile)
}

/// The note of the file, and those of its instructions.
#[track_caller]
fn check(source: &str, file: &str, instructions: &[&str]) {
    let read = read(source);
    assert_eq!(read.file.map(|note| note.text).unwrap_or_default(), file);
    let text = |remarks: onionskin_notes::Remarks| remarks.note.map(|note| note.text).unwrap_or_default();
    assert_eq!(read.instructions.into_iter().map(text).collect::<Vec<_>>(), instructions);
}

#[test]
fn a_note_right_above_an_instruction_is_about_it() {
    check("# onionskin: One.\n#onionskin:Two.\nFROM a\nRUN b\n", "", &["One.\nTwo.", ""]);
    check("FROM a\n# onionskin: One.\n# onionskin:\n# onionskin: Two.\nRUN b", "", &["", "One.\n\nTwo."]);
}

#[test]
fn other_comments_may_stand_between_and_part_paragraphs() {
    check("# onionskin: One.\n# plain\nFROM a\n", "", &["One."]);
    check("# onionskin: One.\n# plain\n# onionskin: Two.\nFROM a\n", "", &["One.\n\nTwo."]);
}

#[test]
fn a_note_with_an_empty_line_behind_it_or_at_the_end_is_about_the_file() {
    check("# onionskin: All.\n\nFROM a\n", "All.", &[""]);
    check(
        "# syntax=x\n# onionskin: All.\n\n# onionskin: One.\nFROM a\n\n# onionskin: End.",
        "All.\n\nEnd.",
        &["One."],
    );
    check("# onionskin: All.\n# plain\n \t\nFROM a\n", "All.", &[""]);
    check("# onionskin: Alone.", "Alone.", &[]);
}

#[test]
fn a_note_between_the_lines_of_an_instruction_is_about_it() {
    check("FROM a\nRUN b \\\n  # onionskin: Why.\n  && c\n", "", &["", "Why."]);
    check("# onionskin: One.\nFROM \\\n# onionskin: Two.\na\n", "", &["One.\n\nTwo."]);
    check(
        "# escape=`\nFROM a\nRUN b `\n# onionskin: Why.\n c\nRUN d \\\n# onionskin: Next.\nRUN e\n",
        "",
        &["", "Why.", "", "Next."],
    );
}

#[test]
fn what_stands_in_a_heredoc_is_no_note() {
    check(
        "FROM a\nRUN <<EOF\n# onionskin: no\nEOF\nCOPY <<X <<Y /\n# onionskin: no\nX\n# onionskin: no\nY\n",
        "",
        &["", "", ""],
    );
    check("FROM a\nRUN b \\\n# onionskin: yes\n <<EOF\n# onionskin: no\nEOF\n", "", &["", "yes"]);
}

#[test]
fn a_byte_order_mark_stands_in_front_of_the_first_line_only() {
    check("\u{FEFF}# onionskin: All.\n\nFROM a\n", "All.", &[""]);
    // BuildKit takes this line for text of the command.
    check("FROM a\nRUN b \\\n\u{FEFF}# onionskin: no\n", "", &["", ""]);
}

#[test]
fn words_alone_in_a_line_are_no_text() {
    let source = "# onionskin: Small.\n# onionskin: focus\n\n# onionskin: fold\nFROM a\n# onionskin: Why.\n# onionskin: focus\nRUN b\n# onionskin: FOCUS\nRUN c\n";
    check(source, "Small.", &["", "Why.", ""]);
    let read = read(source);
    assert_eq!(read.focus(), Some(1));
    assert_eq!(
        read.instructions.iter().map(|remarks| remarks.is_folded).collect::<Vec<_>>(),
        [true, false, false]
    );
}

#[test]
fn lines_that_nobody_reads_hold_no_note() {
    let long = "x".repeat(70_000);
    check(&format!("FROM a\nRUN {long}\n# onionskin: no\n"), "", &["", ""]);
}

#[test]
fn many_notes_take_no_longer_than_others() {
    let source = "# onionskin: x\n# y\n\n".repeat(50_000);
    assert_eq!(read(&source).file.unwrap().text.lines().count(), 99_999);
    let source =
        ["FROM a\nRUN b \\\n".to_owned(), "# onionskin: x\n".repeat(100_000), " c\n".to_owned()].concat();
    assert_eq!(read(&source).instructions[1].note.as_ref().unwrap().text.len(), 199_999);
}
