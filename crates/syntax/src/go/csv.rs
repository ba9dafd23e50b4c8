/// The fields of one comma-separated record, as Go's `encoding/csv` reads it.
///
/// # Errors
///
/// What Go says of a record that it does not take.
pub fn csv_fields(record: &str) -> Result<Vec<String>, String> {
    let error = |rest: &str, what: &str| {
        let column = record.len() - rest.len() + 1;
        Err(format!("parse error on line 1, column {column}: {what}"))
    };
    if record.is_empty() {
        return Err("EOF".to_owned());
    }
    let mut fields = Vec::new();
    let mut rest = record;
    loop {
        let Some(quoted) = rest.strip_prefix('"') else {
            let (field, after) =
                rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after)));
            if let Some(at) = field.find('"') {
                return error(rest.get(at..).unwrap_or_default(), "bare \" in non-quoted-field");
            }
            fields.push(field.to_owned());
            match after {
                Some(after) => rest = after,
                None => return Ok(fields),
            }
            continue;
        };
        let mut field = String::new();
        let mut inside = quoted;
        loop {
            let Some((text, after)) = inside.split_once('"') else {
                return error("", "extraneous or missing \" in quoted-field");
            };
            field.push_str(text);
            if let Some(after) = after.strip_prefix('"') {
                field.push('"');
                inside = after;
            } else if let Some(after) = after.strip_prefix(',') {
                rest = after;
                break;
            } else if after.is_empty() {
                fields.push(field);
                return Ok(fields);
            } else {
                let at_quote = record.len() - after.len() - 1;
                return error(
                    record.get(at_quote..).unwrap_or_default(),
                    "extraneous or missing \" in quoted-field",
                );
            }
        }
        fields.push(field);
    }
}
