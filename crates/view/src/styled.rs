use yew::prelude::*;

/// `element` with its `style` as what every Content-Security-Policy allows. A `style` attribute takes `unsafe-inline`, the
/// property of that name does not; where there is no browser to set it, it stays the attribute.
#[cfg(target_arch = "wasm32")]
pub(crate) fn styled(mut element: Html) -> Html {
    use std::rc::Rc;

    use yew::virtual_dom::{AttributeOrProperty, Attributes, VNode};

    if let VNode::VTag(tag) = &mut element
        && let Some(tag) = Rc::get_mut(tag)
        && let Attributes::Dynamic { keys, values } = &mut tag.attributes
    {
        for (key, value) in keys.iter().zip(values.iter_mut()) {
            if *key == "style"
                && let Some(AttributeOrProperty::Attribute(css)) = value
            {
                *value = Some(AttributeOrProperty::Property(css.as_str().into()));
            }
        }
    }
    element
}

/// `element` as it is: see above.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn styled(element: Html) -> Html {
    element
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    #[test]
    fn no_view_writes_a_style_attribute_that_a_policy_refuses() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let count = |what: &str| text.matches(what).count();
            let is_right =
                path.ends_with("styled.rs") || count(" style={") + count("{style}") == count("styled(");
            assert!(is_right, "{}: `styled` should be called for each style", path.display());
        }
    }
}
