//! JSON as text. It is a page of code against the weight of a library in the page.

use std::fmt::Write as _;

/// How far a level is indented.
const INDENT: &str = "  ";

/// A value of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// `null`
    Null,
    /// A whole number.
    Number(i64),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Value>),
    /// An object; its members stay in their order.
    Object(Vec<(&'static str, Value)>),
}

impl Value {
    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(crate) fn array(values: impl IntoIterator<Item = Self>) -> Self {
        Self::Array(values.into_iter().collect())
    }

    /// The value with a member or an element a line.
    pub(crate) fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 1);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Self::Null => out.push_str("null"),
            // Writing to a String cannot fail.
            Self::Number(number) => _ = write!(out, "{number}"),
            Self::Text(text) => string(text, out),
            Self::Array(values) => {
                block(out, ['[', ']'], depth, values, |out, value| value.write(out, depth + 1));
            }
            Self::Object(members) => block(out, ['{', '}'], depth, members, |out, (name, value)| {
                string(name, out);
                out.push_str(": ");
                value.write(out, depth + 1);
            }),
        }
    }
}

fn block<T>(
    out: &mut String,
    [open, close]: [char; 2],
    depth: usize,
    items: &[T],
    mut write: impl FnMut(&mut String, &T),
) {
    out.push(open);
    for (at, item) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&INDENT.repeat(depth));
        write(out, item);
    }
    if !items.is_empty() {
        out.push('\n');
        out.push_str(&INDENT.repeat(depth - 1));
    }
    out.push(close);
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            character if u32::from(character) < 0x20 => _ = write!(out, "\\u{:04x}", u32::from(character)),
            _ => out.push(character),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let all: String = (0..0x100).filter_map(char::from_u32).chain("🐳\u{2028}\u{fffe}".chars()).collect();
        let value = Value::Object(vec![
            ("text", Value::text(&all)),
            ("none", Value::Null),
            ("numbers", Value::array([Value::Number(-1), Value::Number(i64::MAX)])),
            ("empty", Value::array([Value::Array(Vec::new()), Value::Object(Vec::new())])),
        ]);
        let expected = serde_json::json!({
            "text": all, "none": null, "numbers": [-1, i64::MAX], "empty": [[], {}],
        });
        assert_eq!(serde_json::from_str::<serde_json::Value>(&value.pretty()).unwrap(), expected);
    }

    #[test]
    fn members_and_elements_stand_on_lines_of_their_own() {
        let value = Value::Object(vec![("a", Value::array([Value::Number(1), Value::Number(2)]))]);
        assert_eq!(value.pretty(), "{\n  \"a\": [\n    1,\n    2\n  ]\n}\n");
    }
}
