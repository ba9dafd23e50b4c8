//! The code editor: a module of JavaScript (`web/editor`), loaded once the page is shown. Its offsets are UTF-16.

use std::rc::Rc;

use js_sys::{Array, JsString, Object, Reflect, Uint32Array};
use onionskin_app::Edit;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::NodeRef;

use super::text_area::Field;

#[wasm_bindgen]
extern "C" {
    /// `boot.js` has it: loads the module after the next paint.
    #[wasm_bindgen(catch, js_name = loadEditor)]
    async fn load_editor() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Module;
    #[wasm_bindgen(method, catch)]
    fn create(this: &Module, parent: &Element, options: &Object) -> Result<Handle, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Handle;
    #[wasm_bindgen(method)]
    fn attach(this: &Handle, parent: &Element);
    #[wasm_bindgen(method)]
    fn replace(this: &Handle, from: u32, to: u32, inserted: &str);
    #[wasm_bindgen(method)]
    fn select(this: &Handle, head: u32);
    #[wasm_bindgen(method)]
    fn show(this: &Handle, picture: &Object);
    #[wasm_bindgen(method)]
    fn text(this: &Handle) -> String;
}

/// The editor is not to be had.
pub(crate) struct Unavailable;

/// Loads the module that makes editors. It stays loaded.
pub(crate) async fn load() -> Result<Maker, Unavailable> {
    let module = load_editor().await.map_err(|_| Unavailable)?;
    Ok(Maker(module.unchecked_into()))
}

/// Makes editors.
pub(crate) struct Maker(Module);

/// What the reader does in the editor.
pub(crate) enum News {
    /// The text was changed. Now it has this many UTF-16 units, and the caret stands there.
    Changed { edit: Edit, len: u32, caret: u32 },
    /// The caret stands elsewhere.
    Moved { caret: u32 },
    /// These lines are folded now: the first and the last line of each fold, by turns.
    Folded(Vec<u32>),
}

/// What there is to say of a place.
pub(crate) struct Told {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) problems: Vec<String>,
    /// The word; empty where nothing is said of one.
    pub(crate) word: String,
    /// The names of elements, empty for plain text, and their texts.
    pub(crate) note: Vec<(&'static str, String)>,
}

/// What can stand at a place, as a replacement of what stands between `from` and the place.
pub(crate) struct Offered {
    pub(crate) from: u32,
    /// Kind, label, text and detail of each choice.
    pub(crate) choices: Vec<[String; 4]>,
}

/// Whom the editor tells, and whom it asks.
pub(crate) struct Listeners {
    pub(crate) on_news: Box<dyn Fn(News)>,
    pub(crate) explain: Box<dyn Fn(u32) -> Option<Told>>,
    pub(crate) complete: Box<dyn Fn(u32, bool) -> Option<Offered>>,
}

/// What an editor is made with.
pub(crate) struct Start<'a> {
    /// The text before the reader touched it.
    pub(crate) before: &'a str,
    /// The text field whose place the editor takes.
    pub(crate) field: &'a Field,
    /// The accessible name.
    pub(crate) name: &'a str,
    /// The id of the element that says how the keyboard leaves the editor.
    pub(crate) hint: &'a str,
    /// What folding, and what taking it back, is called.
    pub(crate) fold: &'a str,
    pub(crate) unfold: &'a str,
    /// CodeMirror's own words, and what it says instead.
    pub(crate) phrases: &'a [(&'a str, &'a str)],
    /// Name and drawing of each kind of mark.
    pub(crate) marks: &'a [(&'a str, &'a str)],
}

/// What the editor shows of its text: colours, marks and the like. In each list, the numbers of one thing follow each
/// other, as `Picture` in `web/editor` has it.
pub(crate) struct Picture<'a> {
    pub(crate) inks: &'a [u32],
    pub(crate) bands: &'a [u32],
    pub(crate) squiggles: &'a [u32],
    pub(crate) folds: &'a [u32],
    pub(crate) marks: &'a [u32],
    pub(crate) titles: &'a str,
    /// The id of the element that says what is wrong; empty where nothing is.
    pub(crate) problem: &'a str,
}

/// An editor. It lives as long as the page.
pub(crate) struct CodeMirror {
    handle: Handle,
    /// What the editor calls.
    _closures: Closures,
}

struct Closures {
    changed: Closure<dyn Fn(u32, u32, String, u32, u32)>,
    moved: Closure<dyn Fn(u32)>,
    folded: Closure<dyn Fn(Vec<u32>)>,
    explain: Closure<dyn Fn(u32) -> JsValue>,
    complete: Closure<dyn Fn(u32, bool) -> JsValue>,
}

impl Maker {
    /// Makes an editor in `host`, with the text, selection, focus and place of the text field that it replaces. `None` where
    /// the module is not what it should be.
    pub(crate) fn create(
        &self,
        host: &NodeRef,
        start: &Start<'_>,
        listeners: Listeners,
    ) -> Option<CodeMirror> {
        let parent = host.cast::<Element>()?;
        let Listeners { on_news, explain, complete } = listeners;
        let on_news = Rc::new(on_news);
        let (on_move, on_fold) = (on_news.clone(), on_news.clone());
        let closures = Closures {
            changed: Closure::new(move |from, to, inserted, len, caret| {
                let edit = Edit { from_utf16: from, to_utf16: to, inserted };
                on_news(News::Changed { edit, len, caret });
            }),
            moved: Closure::new(move |caret| on_move(News::Moved { caret })),
            folded: Closure::new(move |lines| on_fold(News::Folded(lines))),
            explain: Closure::new(move |offset| explain(offset).map_or(JsValue::NULL, |told| told.to_js())),
            complete: Closure::new(move |offset, is_asked_for| {
                complete(offset, is_asked_for).map_or(JsValue::NULL, |offered| offered.to_js())
            }),
        };
        let Start { before, field, name, hint, fold, unfold, phrases, marks } = start;
        let options = object(&[
            ("before", (*before).into()),
            ("text", field.text.as_str().into()),
            ("anchor", field.anchor.into()),
            ("head", field.head.into()),
            ("hasFocus", field.has_focus.into()),
            ("scrollLeft", field.scroll_left.into()),
            ("name", (*name).into()),
            ("hint", (*hint).into()),
            ("fold", (*fold).into()),
            ("unfold", (*unfold).into()),
            ("phrases", pairs(phrases)),
            ("marks", pairs(marks)),
            ("onChange", closures.changed.as_ref().clone()),
            ("onCaret", closures.moved.as_ref().clone()),
            ("onFold", closures.folded.as_ref().clone()),
            ("explain", closures.explain.as_ref().clone()),
            ("complete", closures.complete.as_ref().clone()),
        ]);
        let handle = self.0.create(&parent, &options).ok()?;
        Some(CodeMirror { handle, _closures: closures })
    }
}

impl CodeMirror {
    /// Shows it in `host`.
    pub(crate) fn attach(&self, host: &NodeRef) {
        if let Some(parent) = host.cast::<Element>() {
            self.handle.attach(&parent);
        }
    }

    /// Changes the text. The reader can undo it.
    pub(crate) fn change(&self, edit: &Edit) {
        self.handle.replace(edit.from_utf16, edit.to_utf16, &edit.inserted);
    }

    /// Moves the caret.
    pub(crate) fn select(&self, caret: u32) {
        self.handle.select(caret);
    }

    /// Shows another picture of the text.
    pub(crate) fn show(&self, picture: &Picture<'_>) {
        let numbers = |numbers: &[u32]| JsValue::from(Uint32Array::from(numbers));
        self.handle.show(&object(&[
            ("inks", numbers(picture.inks)),
            ("bands", numbers(picture.bands)),
            ("squiggles", numbers(picture.squiggles)),
            ("folds", numbers(picture.folds)),
            ("marks", numbers(picture.marks)),
            ("titles", picture.titles.into()),
            ("problem", picture.problem.into()),
        ]));
    }

    /// All of the text.
    pub(crate) fn text(&self) -> String {
        self.handle.text()
    }
}

impl Told {
    fn to_js(&self) -> JsValue {
        let note = self.note.iter().flat_map(|(element, text)| [*element, text.as_str()]);
        object(&[
            ("from", self.from.into()),
            ("to", self.to.into()),
            ("problems", strings(self.problems.iter().map(String::as_str))),
            ("word", self.word.as_str().into()),
            ("note", strings(note)),
        ])
        .into()
    }
}

impl Offered {
    fn to_js(&self) -> JsValue {
        let choices = self.choices.iter().flatten().map(String::as_str);
        object(&[("from", self.from.into()), ("choices", strings(choices))]).into()
    }
}

fn pairs(pairs: &[(&str, &str)]) -> JsValue {
    strings(pairs.iter().flat_map(|(one, other)| [*one, *other]))
}

fn strings<'a>(texts: impl Iterator<Item = &'a str>) -> JsValue {
    texts.map(JsString::from).collect::<Array>().into()
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        // Only a frozen object refuses.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
