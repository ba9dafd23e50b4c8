use crate::entry::{SENTENCES, by_id};
use crate::part::Part;
use crate::render::render_all;
use crate::values::Values;
use crate::{Inline, Prose};

/// The sentence `id` with `values`: the parts of it that can be told, one behind the other.
pub(crate) fn sentence(id: &str, values: &Values) -> Prose {
    let texts = by_id(&SENTENCES, id).map(|entry| entry.part(Part::Note)).unwrap_or_default();
    let mut prose: Vec<Inline> = Vec::new();
    for part in render_all(texts, values) {
        let is_joined =
            matches!(part.0.first(), Some(Inline::Text(text)) if text.starts_with([',', ';', ':', '.']));
        if !prose.is_empty() && !is_joined {
            prose.push(Inline::Text(" ".to_owned()));
        }
        prose.extend(part.0);
    }
    Prose(prose)
}
