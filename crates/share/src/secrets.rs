//! What in a document looks like a secret.

use onionskin_syntax::{Args, Instruction, Keyword, parse};
use onionskin_text::LineIndex;

use crate::Document;

/// How many secrets are named: whoever has more knows what to look for by then.
pub const MAX_SECRETS: usize = 20;

/// The words of a name that say that its value is secret: those of `BuildKit`'s check `SecretsUsedInArgOrEnv`, and `passphrase`.
const SECRET_WORDS: [&str; 11] = [
    "apikey",
    "auth",
    "credential",
    "credentials",
    "key",
    "passwd",
    "password",
    "passphrase",
    "pword",
    "secret",
    "token",
];

/// The words of a name that say that its value may be known: those of the same check, and two for keys that are named by their
/// fingerprint, as `GPG_KEY` of many official images is. Other than the check, a link is looked at in front of the first FROM, too.
const PUBLIC_WORDS: [&str; 5] = ["public", "file", "version", "gpg", "fingerprint"];

/// How tokens of well-known services start, and how many letters, digits, `_` and `-` follow at least.
const TOKEN_STARTS: [(&str, usize); 12] = [
    ("ghp_", 30),
    ("gho_", 30),
    ("ghs_", 30),
    ("ghu_", 30),
    ("github_pat_", 30),
    ("glpat-", 20),
    ("AKIA", 16),
    ("ASIA", 16),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("npm_", 36),
    ("sk_live_", 20),
];

const PRIVATE_KEY: [&str; 2] = ["-----BEGIN ", "PRIVATE KEY"];

/// Something that looks like a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Where it is.
    pub place: SecretPlace,
    /// What it looks like.
    pub kind: SecretKind,
}

/// Where in a document a secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// This line of the Dockerfile, counted from 1.
    Source(u32),
    /// This line of the Dockerfile that it is compared with.
    Other(u32),
    /// This line of the ignore file.
    Ignore(u32),
    /// A build argument that is given beside it.
    BuildArgument,
}

/// What a secret looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// The value of a variable with this name.
    Named(String),
    /// The token of a service, which starts with this.
    Token(&'static str),
    /// A private key.
    PrivateKey,
}

/// What in `document` looks like a secret, the first [`MAX_SECRETS`] of it. A link would show it to whoever gets it.
///
/// A value that is nothing but a variable is none: what it stands for is said elsewhere.
pub fn secrets(document: &Document) -> Vec<Secret> {
    let mut secrets = Vec::new();
    in_dockerfile(&document.source, SecretPlace::Source, &mut secrets);
    if let Some(other) = &document.other {
        in_dockerfile(other, SecretPlace::Other, &mut secrets);
    }
    if let Some(ignore) = &document.ignore {
        in_text(ignore, SecretPlace::Ignore, &mut secrets);
    }
    for (name, value) in &document.build_args {
        // No variable is put into the value of an argument that is given.
        let is_named = || is_secret_name(name) && !value.trim().is_empty();
        let kind = token(value).or_else(|| is_named().then(|| SecretKind::Named(name.clone())));
        secrets.extend(kind.map(|kind| Secret { place: SecretPlace::BuildArgument, kind }));
    }
    secrets.truncate(MAX_SECRETS);
    secrets
}

fn in_dockerfile(source: &str, place: fn(u32) -> SecretPlace, secrets: &mut Vec<Secret>) {
    let start = secrets.len();
    in_text(source, place, secrets);
    let index = LineIndex::new(source);
    let dockerfile = parse(source).dockerfile;
    for (at, name) in dockerfile.instructions().flat_map(named) {
        if secrets.len() - start >= MAX_SECRETS {
            return;
        }
        let secret = Secret { place: place(index.line_of(at)), kind: SecretKind::Named(name.to_owned()) };
        if !secrets.contains(&secret) {
            secrets.push(secret);
        }
    }
}

/// The variables of `instruction` whose values are secret because of what they are called: the byte where each stands, and its
/// name.
fn named(instruction: &Instruction) -> Vec<(u32, &str)> {
    // What a token is, is told of its line.
    let is_secret =
        |name: &str, value: &str| is_secret_name(name) && is_literal(value) && token(value).is_none();
    match (instruction.keyword, &instruction.args) {
        (Some(Keyword::Env), Args::Pairs(pairs)) => {
            let secret = pairs.iter().filter(|pair| is_secret(&pair.key.text, &pair.value.text));
            secret.map(|pair| (pair.key.span.start, &*pair.key.text)).collect()
        }
        (Some(Keyword::Arg), Args::Words(words)) => {
            let pairs = words.iter().filter_map(|word| Some((word.span.start, word.text.split_once('=')?)));
            let secret = pairs.filter(|(_, (name, value))| is_secret(name, value));
            secret.map(|(at, (name, _))| (at, name)).collect()
        }
        (Some(Keyword::Onbuild), Args::Trigger(Some(trigger))) => named(trigger),
        _ => Vec::new(),
    }
}

/// Tokens and keys in the lines of `text`.
fn in_text(text: &str, place: fn(u32) -> SecretPlace, secrets: &mut Vec<Secret>) {
    let found = text.lines().zip(1..).filter_map(|(line, number)| {
        let kind = token(line).or_else(|| {
            let [start, end] = PRIVATE_KEY;
            let (_, behind) = line.split_once(start)?;
            behind.contains(end).then_some(SecretKind::PrivateKey)
        })?;
        Some(Secret { place: place(number), kind })
    });
    secrets.extend(found.take(MAX_SECRETS));
}

/// The token of a service in `text`.
fn token(text: &str) -> Option<SecretKind> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    let mut words = text.split(|char: char| !is_part(char));
    words.find_map(|word| {
        let (start, _) = TOKEN_STARTS
            .into_iter()
            .find(|(start, n_more)| word.strip_prefix(start).is_some_and(|rest| rest.len() >= *n_more))?;
        Some(SecretKind::Token(start))
    })
}

/// Whether `name` is what a secret is called.
fn is_secret_name(name: &str) -> bool {
    let words: Vec<String> =
        name.split(|char: char| !char.is_ascii_alphanumeric()).map(str::to_ascii_lowercase).collect();
    let has_any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    has_any(&SECRET_WORDS) && !has_any(&PUBLIC_WORDS)
}

/// Whether `value` says something by itself: it is there, and is not a variable alone.
fn is_literal(value: &str) -> bool {
    // Nothing is put in between single quotes.
    let is_as_written = value.trim_start().starts_with('\'');
    let value = value.trim_matches(['"', '\'', ' ']);
    !value.is_empty() && (is_as_written || !is_variable(value))
}

/// Whether all of `value` is a variable: `$NAME`, `${NAME}` or, with an operator behind the name, `${NAME:?message}`. One that
/// brings a value of its own, as in `${NAME:-value}`, is one where that value is empty or another variable without an operator.
fn is_variable(value: &str) -> bool {
    let Some((behind, is_braced)) = behind_name(value) else { return false };
    let operator = behind.strip_prefix(':').unwrap_or(behind);
    match operator.strip_prefix(['-', '+']) {
        _ if behind.is_empty() => true,
        _ if !is_braced => false,
        Some("") => true,
        Some(own) => behind_name(own).is_some_and(|(behind, _)| behind.is_empty()),
        None => !behind.contains(['{', '}']),
    }
}

/// What stands behind the name of the variable that `value` starts with and that ends where `value` does if it is in braces,
/// and whether it is.
fn behind_name(value: &str) -> Option<(&str, bool)> {
    let value = value.strip_prefix('$')?;
    let braced = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
    let name = braced.unwrap_or(value);
    let behind = name.trim_start_matches(|char: char| char.is_ascii_alphanumeric() || char == '_');
    (behind.len() < name.len()).then_some((behind, braced.is_some()))
}

#[cfg(test)]
mod tests {
    use super::{MAX_SECRETS, Secret, SecretKind, SecretPlace, secrets};
    use crate::Document;

    fn found(source: &str) -> Vec<Secret> {
        secrets(&Document { source: source.to_owned(), ..Document::default() })
    }

    #[track_caller]
    fn check(source: &str, expected: &[(u32, SecretKind)]) {
        let expected: Vec<Secret> = expected
            .iter()
            .map(|(line, kind)| Secret { place: SecretPlace::Source(*line), kind: kind.clone() })
            .collect();
        assert_eq!(found(source), expected, "{source}");
    }

    fn named(name: &str) -> SecretKind {
        SecretKind::Named(name.to_owned())
    }

    #[test]
    fn a_variable_that_is_called_like_a_secret_is_one() {
        check("FROM a\nENV API_TOKEN=abc B=c\n", &[(2, named("API_TOKEN"))]);
        check("FROM a\nENV PASSWORD hunter2\n", &[(2, named("PASSWORD"))]);
        check("ARG aws_secret_access_key=\"x\"\nFROM a", &[(1, named("aws_secret_access_key"))]);
        check("FROM a\nENV A=b \\\n  DB_PASSWD=x\n", &[(3, named("DB_PASSWD"))]);
        check("FROM a\nARG A=b \\\n# c\n TOKEN=x\n", &[(4, named("TOKEN"))]);
        check("FROM a\nONBUILD ENV TOKEN=x\n", &[(2, named("TOKEN"))]);
    }

    #[test]
    fn a_name_without_a_value_of_its_own_gives_nothing_away() {
        for source in [
            "FROM a\nARG TOKEN\n",
            "FROM a\nENV TOKEN=\n",
            "FROM a\nENV TOKEN=\"\"\n",
            "FROM a\nENV TOKEN=$OTHER\n",
            "FROM a\nENV TOKEN=\"${OTHER}\"\n",
            "FROM a\nENV MONKEY=x TOKENS_DIR=/x AUTHOR=me\n",
            "FROM a\nENV GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568\n",
            "FROM a\nENV TOKEN=${OTHER:-} PASSWORD=${OTHER:?needed} SECRET=${OTHER:-$MORE}\n",
            "FROM a\nENV PUBLIC_KEY=x POSTGRES_PASSWORD_FILE=/run/secrets/db TOKEN_VERSION=2\n",
            "FROM a\nRUN --mount=type=secret,id=token cat /run/secrets/token\n",
        ] {
            check(source, &[]);
        }
    }

    #[test]
    fn a_value_that_only_starts_like_a_variable_is_one_of_its_own() {
        for value in
            ["$ecret!", "$ecret-2", "${A}hunter2", "${A:-hunter2}", "\"${A}-x\"", "'$ecret'", "$", "$2b$12$x"]
        {
            check(&format!("FROM a\nENV PASSWORD={value}\n"), &[(2, named("PASSWORD"))]);
        }
        let document = Document {
            build_args: [("PASSWORD".to_owned(), "$ecret".to_owned()), ("TOKEN".to_owned(), String::new())]
                .into(),
            ..Document::default()
        };
        let secret = Secret { place: SecretPlace::BuildArgument, kind: named("PASSWORD") };
        assert_eq!(secrets(&document), [secret]);
    }

    #[test]
    fn a_secret_is_told_once() {
        let token = format!("ghp_{}", "a1B2".repeat(9));
        check(&format!("FROM a\nENV A=b \\\n  GITHUB_TOKEN={token}\n"), &[(3, SecretKind::Token("ghp_"))]);
    }

    #[test]
    fn tokens_of_services_and_private_keys_are_found_anywhere() {
        let token = format!("ghp_{}", "a1B2".repeat(9));
        check(&format!("FROM a\n# {token}\n"), &[(2, SecretKind::Token("ghp_"))]);
        check(
            &format!("FROM a\nRUN curl -H 'Authorization: Bearer {token}'\n"),
            &[(2, SecretKind::Token("ghp_"))],
        );
        check("FROM a\nRUN aws AKIAIOSFODNN7EXAMPLE\n", &[(2, SecretKind::Token("AKIA"))]);
        check("FROM a\nRUN echo npm_config_cache ghp_short AKIAX\n", &[]);
        check(
            "FROM a\nCOPY <<EOF /k\n-----BEGIN RSA PRIVATE KEY-----\nx\nEOF\n",
            &[(3, SecretKind::PrivateKey)],
        );
    }

    #[test]
    fn the_rest_of_a_document_is_looked_at_too() {
        let document = Document {
            source: "FROM a".to_owned(),
            other: Some("FROM a\nENV TOKEN=x".to_owned()),
            ignore: Some("ok\nAKIAIOSFODNN7EXAMPLE".to_owned()),
            build_args: [("DB_PASSWORD".to_owned(), "x".to_owned()), ("V".to_owned(), "1".to_owned())].into(),
            ..Document::default()
        };
        let places: Vec<_> = secrets(&document).into_iter().map(|secret| secret.place).collect();
        assert_eq!(places, [SecretPlace::Other(2), SecretPlace::Ignore(2), SecretPlace::BuildArgument]);
    }

    #[test]
    fn as_many_as_are_named_are_and_no_more() {
        let lines = |n: usize| format!("FROM a\n{}", "ENV TOKEN=x\n".repeat(n));
        assert_eq!(found(&lines(MAX_SECRETS)).len(), MAX_SECRETS);
        assert_eq!(found(&lines(MAX_SECRETS + 1)).len(), MAX_SECRETS);
        let in_one_line: String = (0..=MAX_SECRETS).map(|at| format!(" TOKEN_{at}=x")).collect();
        assert_eq!(found(&format!("FROM a\nENV{in_one_line}\n")).len(), MAX_SECRETS);
    }
}
