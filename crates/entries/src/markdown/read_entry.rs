//! From the text of an entry to its fields, with every text encoded.

use super::lines::{Block, Lines, Piece, read_lines};
use super::lists::{ArgumentSource, OptionSource, read_arguments, read_option};
use super::malformed::Malformed;
use super::prose::{Keys, encode};
use crate::entry::{Argument, Entry, EntryOption, Text};
use crate::part::Part;
use crate::traits::Trait;

/// Reads the entry `id`, and the Dockerfiles that are its examples.
///
/// # Errors
/// What is wrong with the first line that cannot be read, and what to do.
pub fn read_entry(id: &str, text: &str) -> Result<(Entry, Vec<String>), Malformed> {
    let Lines { front_matter, blocks } = read_lines(text)?;
    let mut entry = Entry { id: id.to_owned(), ..Entry::default() };
    for (key, value) in &front_matter {
        read_key(&mut entry, key, value)?;
    }
    if entry.title.is_empty() || entry.reference.1.is_empty() {
        let message = "the front matter needs `title: …` and `reference: …, https://…`";
        return Err(Malformed::new(1, message));
    }
    let sections = read_sections(blocks)?;
    let options = section(&sections, "Options").iter().map(read_option).collect::<Result<Vec<_>, _>>()?;
    let arguments = read_arguments(section(&sections, "Arguments"))?;
    let keys = keys(&options, &arguments);
    let examples: Vec<_> = section(&sections, "Example").iter().map(|example| example.text.clone()).collect();
    if examples.is_empty() {
        return Err(Malformed::new(
            1,
            "an entry ends with `## Example` and a fenced Dockerfile that shows it",
        ));
    }
    for &part in Part::ALL {
        let texts = section(&sections, part.name());
        if !texts.is_empty() {
            let encoded = texts.iter().map(|text| encoded(text, &keys)).collect::<Result<_, _>>()?;
            entry.parts.push((part, encoded));
        }
    }
    for OptionSource { names, takes, note } in options {
        entry.options.push(EntryOption { names, takes, note: encoded(&note, &keys)? });
    }
    for ArgumentSource { name, is_many, note, values } in arguments {
        let note = note.map_or(Ok(Text(String::new())), |note| encoded(&note, &keys))?;
        let value = |(words, note): (Vec<String>, Piece)| Ok((words, encoded(&note, &keys)?));
        let values = values.into_iter().map(value).collect::<Result<_, _>>()?;
        entry.arguments.push(Argument { name, is_many, note, values });
    }
    Ok((entry, examples))
}

fn read_key(entry: &mut Entry, key: &Piece, value: &str) -> Result<(), Malformed> {
    let malformed = |message: String| Malformed::new(key.line, message);
    match key.text.as_str() {
        "title" => value.clone_into(&mut entry.title),
        "names" => entry.names = value.split(", ").map(|name| name.trim_matches('`').to_owned()).collect(),
        "reference" => {
            let reference = value.rsplit_once(", ").filter(|(_, url)| url.starts_with("https://"));
            let (title, url) =
                reference.ok_or_else(|| malformed("write `reference: title, https://…`".to_owned()))?;
            entry.reference = (title.to_owned(), url.to_owned());
        }
        "order" => {
            entry.order = value.parse().map_err(|_| malformed("`order` is a number up to 255".to_owned()))?;
        }
        "traits" => {
            for name in value.split(", ") {
                let found = Trait::ALL.iter().find(|known| known.name() == name);
                let unknown =
                    || malformed(format!("`{name}` is no trait; crates/entries/src/traits.rs has them all"));
                entry.traits.push(*found.ok_or_else(unknown)?);
            }
        }
        key => {
            let message = format!("`{key}` is no key; there are title, names, reference, order and traits");
            return Err(malformed(message));
        }
    }
    Ok(())
}

type Section = (String, Vec<Piece>);

/// The pieces under each heading; those in front of the first heading have an empty one.
fn read_sections(blocks: Vec<Block>) -> Result<Vec<Section>, Malformed> {
    let mut sections: Vec<Section> = vec![(String::new(), Vec::new())];
    for block in blocks {
        let open = sections.last_mut();
        match block {
            Block::Heading(Piece { line, text }) => {
                let is_list = ["Options", "Arguments", "Example"].contains(&text.as_str());
                if !is_list && !Part::ALL.iter().any(|part| part.name() == text) {
                    let message = format!(
                        "`{text}` is no heading; crates/entries/src/part.rs has them, and Options, Arguments, Example"
                    );
                    return Err(Malformed::new(line, message));
                }
                if sections.iter().any(|(heading, _)| *heading == text) {
                    return Err(Malformed::new(line, format!("`{text}` is there twice; join them")));
                }
                sections.push((text, Vec::new()));
            }
            Block::Example(piece) => match open {
                Some((heading, pieces)) if heading == "Example" => pieces.push(piece),
                _ => return Err(Malformed::new(piece.line, "put examples under `## Example`")),
            },
            Block::Paragraph(piece) | Block::Item(piece) => match open {
                Some((heading, pieces)) if heading != "Example" => pieces.push(piece),
                _ => {
                    return Err(Malformed::new(
                        piece.line,
                        "only fenced Dockerfiles stand under `## Example`",
                    ));
                }
            },
        }
    }
    Ok(sections)
}

fn section<'a>(sections: &'a [Section], name: &str) -> &'a [Piece] {
    sections.iter().find(|(heading, _)| heading == name).map_or(&[], |(_, pieces)| pieces)
}

fn keys(options: &[OptionSource], arguments: &[ArgumentSource]) -> Keys {
    Keys {
        options: options.iter().map(|option| option.names.clone()).collect(),
        arguments: arguments.iter().map(|argument| argument.name.clone()).collect(),
    }
}

fn encoded(text: &Piece, keys: &Keys) -> Result<Text, Malformed> {
    encode(&text.text, keys).map(Text).map_err(|message| Malformed::new(text.line, message))
}
