use super::malformed::Malformed;
use super::read_entry;
use crate::entry::Entry;

/// Reads a file with the name `stem`: one entry, whose id that is, or several, one behind the other. The id of each of
/// these is its title with dashes for blanks.
///
/// # Errors
/// What is wrong with the first line that cannot be read, and what to do.
pub fn read_file(stem: &str, text: &str) -> Result<Vec<(Entry, Vec<String>)>, Malformed> {
    let texts = split(text);
    let mut entries = Vec::with_capacity(texts.len());
    for (n_lines_above, text) in &texts {
        let in_file = |Malformed { line, message }| Malformed { line: line + n_lines_above, message };
        let (mut entry, examples) = read_entry(stem, text).map_err(in_file)?;
        if texts.len() > 1 {
            entry.id = entry.title.replace(' ', "-");
        }
        entries.push((entry, examples));
    }
    Ok(entries)
}

/// The texts of the entries in a file, each with how many lines stand in front of it. An entry starts where front matter
/// starts: at every other line `---`.
fn split(text: &str) -> Vec<(usize, &str)> {
    let mut starts = vec![(0, 0)];
    let (mut n_rules, mut is_fenced, mut offset) = (0, false, 0);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        is_fenced ^= line.starts_with("```");
        if line.trim_end() == "---" && !is_fenced {
            if n_rules > 0 && n_rules % 2 == 0 {
                starts.push((at, offset));
            }
            n_rules += 1;
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, offset)| *offset).chain([text.len()]);
    starts.iter().zip(ends).filter_map(|((at, start), end)| Some((*at, text.get(*start..end)?))).collect()
}
