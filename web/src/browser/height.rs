//! How high things are.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use super::document;

/// The height of what the app shows, in CSS pixels.
pub(crate) fn content() -> Option<f64> {
    Some(height(&document::mount_point()?))
}

/// Watches until it is dropped.
pub(crate) struct Watch {
    observer: ResizeObserver,
    _then: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `then` with the height of what the app shows, whenever it is another one.
pub(crate) fn watch_content(then: impl Fn(f64) + 'static) -> Option<Watch> {
    let element = document::mount_point()?;
    let watched = element.clone();
    let then = Closure::<dyn FnMut()>::new(move || then(height(&watched)));
    let observer = ResizeObserver::new(then.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(Watch { observer, _then: then })
}

fn height(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}
