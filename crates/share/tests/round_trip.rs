//! What is put into a link comes out of it.

// So that clippy takes the helpers for tests too.
#![cfg(test)]

mod random;

use onionskin_cache::Change;
use onionskin_share::{
    Document, EncodeError, MAX_FRAGMENT_CHARS, MAX_PATH_BYTES, MAX_SOURCE_BYTES, decode, encode,
};
use random::Random;

const PIECES: [&str; 24] = [
    "FROM ",
    "python:3.11-slim",
    " AS ",
    "RUN ",
    "COPY ",
    "--from=",
    "\n",
    "\n",
    "\r\n",
    "\r",
    " \\\n",
    "\t",
    " ",
    "#",
    "\0",
    "\u{1b}",
    "\u{7f}",
    "\u{feff}",
    "ü",
    "日本語",
    "🐳",
    "\u{10FFFF}",
    "requirements.txt",
    "<b>&amp;%41",
];

#[track_caller]
fn check(source: &str, change: Change) -> String {
    let document = Document { source: source.to_owned(), change, ..Document::default() };
    let link = encode(&document).unwrap();
    assert_eq!(decode(&link).as_ref(), Ok(&document), "{link}");
    assert_eq!(decode(&format!("#{link}")).as_ref(), Ok(&document), "{link}");
    assert!(link.ends_with(|char: char| char.is_ascii_alphanumeric()), "{link}");
    assert!(link.chars().all(|char| char.is_ascii_alphanumeric() || "-_".contains(char)), "{link}");
    link
}

#[track_caller]
fn check_refused(source: String, change: Change, expected: EncodeError) {
    assert_eq!(encode(&Document { source, change, ..Document::default() }), Err(expected));
}

#[test]
fn any_text_comes_back_byte_for_byte() {
    for source in
        ["", "\n", "FROM a", "FROM a\r\nRUN b\r\n", "\r\r", "\0", "\u{feff}FROM a", "ü 日本語 🐳", "1", "#1"]
    {
        check(source, Change::Nothing);
    }
}

#[test]
fn a_text_of_200_kb_comes_back() {
    let line = |number: usize| format!("RUN echo {number} > /tmp/{}\n", number * 7919 % 10_007);
    let mut source: String = (0..8_000).map(line).collect();
    source.truncate(200_000);
    assert_eq!(source.len(), 200_000);
    check(&source, Change::AppCode);
}

#[test]
fn every_change_comes_back() {
    let mut paths = vec!["a".to_owned(), "docker/requirements.txt".to_owned(), "ü/日本 語.txt".to_owned()];
    paths.push("x".repeat(MAX_PATH_BYTES));
    let files = paths.into_iter().map(Change::File);
    for change in [Change::Nothing, Change::FirstBuild, Change::AppCode].into_iter().chain(files) {
        check("FROM a\nCOPY . .\n", change);
    }
}

#[test]
fn random_documents_come_back() {
    let mut random = Random(1);
    for n_pieces in 0..400 {
        let source: String = (0..n_pieces).map(|_| random.pick(&PIECES)).collect();
        let n_names = 1 + random.below(4);
        let path = vec![random.pick(&["a", "b c", "ü", "..x", ".env"]); n_names].join("/");
        let change = match random.below(4) {
            0 => Change::Nothing,
            1 => Change::FirstBuild,
            2 => Change::AppCode,
            _ => Change::File(path),
        };
        check(&source, change);
    }
}

#[test]
fn the_link_to_a_small_dockerfile_is_short() {
    let source = "FROM python:3.11-slim\nWORKDIR /app\nCOPY docker/requirements.txt .\n\
                  RUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nCMD [\"python\", \"run.py\"]\n";
    let link = check(source, Change::File("docker/requirements.txt".into()));
    assert!(link.len() <= 30, "{} characters", link.len());
}

#[test]
fn a_dockerfile_of_the_most_bytes_fits_and_one_more_is_refused() {
    check(&"#".repeat(MAX_SOURCE_BYTES), Change::Nothing);
    let n_bytes = MAX_SOURCE_BYTES + 1;
    check_refused("#".repeat(n_bytes), Change::Nothing, EncodeError::SourceTooLarge { n_bytes });
}

#[test]
fn a_link_gets_as_long_as_can_be_read_and_no_longer() {
    // Random bits do not get smaller: every byte more of this text makes the link about one character longer.
    let mut random = Random(2);
    let letters: Vec<char> = (' '..='~').collect();
    let text: String = (0..80_000).map(|_| random.pick(&letters)).collect();
    let start = |n_bytes: usize| text.get(..n_bytes).unwrap();
    let encoded = |n_bytes: usize| {
        let source = start(n_bytes).to_owned();
        encode(&Document { source, change: Change::Nothing, ..Document::default() })
    };
    let (mut fits, mut too_long) = (0, text.len());
    while too_long - fits > 1 {
        let middle = fits.midpoint(too_long);
        if encoded(middle).is_ok() {
            fits = middle;
        } else {
            too_long = middle;
        }
    }
    let longest = check(start(fits), Change::Nothing);
    assert!((MAX_FRAGMENT_CHARS - 4..=MAX_FRAGMENT_CHARS).contains(&longest.len()), "{}", longest.len());
    let Err(EncodeError::LinkTooLong { n_chars }) = encoded(too_long) else { panic!("it is too long") };
    assert!((MAX_FRAGMENT_CHARS + 1..MAX_FRAGMENT_CHARS + 4).contains(&n_chars), "{n_chars}");
}

#[test]
fn a_path_that_could_not_be_read_again_is_refused() {
    for path in ["", "/etc/passwd", "../a", "a/../b", "a\n", "a/"] {
        check_refused("FROM a".into(), Change::File(path.into()), EncodeError::NotAPath);
    }
    check_refused(String::new(), Change::File("x".repeat(MAX_PATH_BYTES + 1)), EncodeError::NotAPath);
    check_refused(String::new(), Change::BaseImage(String::new()), EncodeError::NotAName);
    check_refused(String::new(), Change::Argument("x".repeat(MAX_PATH_BYTES + 1)), EncodeError::NotAName);
}

#[test]
fn a_refusal_says_how_large_and_what_to_do() {
    let error = EncodeError::SourceTooLarge { n_bytes: 300_000 };
    assert_eq!(
        error.to_string(),
        "This Dockerfile is too large for a link: it has 300000 bytes, and a link holds at most 262144. Send the \
         file itself instead."
    );
}
