use super::name::is_part_of_name;

/// Adds the replacement of `matched` to `out`, as Go's `regexp` reads a template: `$0` is the match, other `$name`
/// and `${name}` are groups that no pattern has, `$$` is a dollar sign, and any other `$` is as it is.
pub(super) fn replace(template: &str, matched: &[char], out: &mut String) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        rest = after;
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
        } else if let Some((group, after)) = take_group(rest) {
            if group == "0" {
                out.extend(matched);
            }
            rest = after;
        } else {
            out.push('$');
        }
    }
    out.push_str(rest);
}

/// The name of a group at the start of `text`, and what follows it.
fn take_group(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{');
    let name_on = inner.unwrap_or(text);
    let end = name_on.find(|character| !is_part_of_name(character)).unwrap_or(name_on.len());
    let (name, after) = name_on.split_at_checked(end)?;
    let after = if inner.is_some() { after.strip_prefix('}')? } else { after };
    (!name.is_empty()).then_some((name, after))
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(template: &str, expected: &str) {
        let mut out = String::new();
        super::replace(template, &['m'], &mut out);
        assert_eq!(out, expected, "{template}");
    }

    #[test]
    fn dollars_are_those_of_go_templates() {
        check("a$0-$1-${0}-${1}-$name", "am--m--");
        check("a$0b", "a");
        check("$$0 $00 ${0 ${} $. $", "$0  ${0 ${} $. $");
        check("\\$1", "\\");
    }
}
