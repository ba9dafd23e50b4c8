use onionskin_entries::{Kind, Part, Registry};

use crate::render::render_all;
use crate::values::Values;
use crate::{Inline, Prose};

/// The sentence `id` with `values`: the parts of it that can be told, one behind the other.
pub(crate) fn sentence(registry: &Registry, id: &str, values: &Values) -> Prose {
    let texts = registry.by_id(Kind::Sentences, id).map(|entry| entry.part(Part::Note)).unwrap_or_default();
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
