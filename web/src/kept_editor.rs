use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use onionskin_analysis::Analysis;
use onionskin_app::words::{self, editor as editor_words};
use onionskin_app::{
    Action, Annotations, BandKind, Completion, CompletionKind, Completions, Edit, Editor, Hover, Ink, Inline,
    LineFolds, LineRange, Mark, Remembered, State, Verdict, completions, draft, glyph, hover, inked, update,
    utf16,
};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::code_mirror::{CodeMirror, Listeners, Maker, News, Offered, Picture, Start, Told};
use crate::browser::text_area::Field;
use crate::browser::{storage, timer};
use crate::editor::PROBLEM_ID;
use crate::effects::save_draft;

/// The id of the element that says how the keyboard leaves the editor.
pub(crate) const HINT_ID: &str = "editor-hint";

/// Of a text with more bytes, analyzing and showing are done one after the other, and the browser answers in between.
const LONG_BYTES: usize = 16 * 1024;

/// What can stand beside a line: the name of each kind of mark, and its drawing on 16 by 16.
const MARK_KINDS: [(&str, &str); 6] = [
    (Verdict::Reused.name(), glyph::verdict(Verdict::Reused)),
    (Verdict::Rebuilds.name(), glyph::verdict(Verdict::Rebuilds)),
    (Verdict::RebuildsUnlessSame.name(), glyph::verdict(Verdict::RebuildsUnlessSame)),
    (Verdict::NotBuilt.name(), glyph::verdict(Verdict::NotBuilt)),
    (Verdict::Settings.name(), glyph::verdict(Verdict::Settings)),
    ("error", glyph::ERROR),
];

/// The code editor, which outlives the views that show it: with it the reader keeps what can be undone, and folds. All but
/// its place comes later.
#[derive(Clone)]
pub(crate) struct KeptEditor(Rc<Kept>);

struct Kept {
    dispatch: Callback<Action>,
    /// The text that the page started with.
    before: Rc<str>,
    /// What became of the source.
    remembered: Rc<RefCell<Remembered>>,
    /// The editor, from when it is loaded.
    editor: OnceCell<CodeMirror>,
    /// The text that the editor has.
    text: RefCell<String>,
    /// Where its caret stands, as far as the app knows.
    caret: Cell<u32>,
    /// What the page was last rendered with. Questions are about it.
    latest: RefCell<Rc<State>>,
    /// Whether the reader has done something since then. Yew runs the effects of a rendering later, after keys that came
    /// in between: what such an effect knows is not to undo them.
    is_ahead: Cell<bool>,
    /// Whether the app is to learn what the reader has done once that is painted: a key is seen before all that
    /// follows from it is worked out.
    is_awaited: Cell<bool>,
    /// Keeps the draft when the page is left.
    on_leaving: OnceCell<Vec<EventListener>>,
}

impl PartialEq for KeptEditor {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl KeptEditor {
    /// A place for the editor, which tells `dispatch` what the reader does in it. The page starts with `state`.
    pub(crate) fn new(
        dispatch: Callback<Action>,
        state: Rc<State>,
        remembered: Rc<RefCell<Remembered>>,
    ) -> Self {
        Self(Rc::new(Kept {
            dispatch,
            before: Rc::clone(&state.source),
            remembered,
            editor: OnceCell::new(),
            text: RefCell::default(),
            caret: Cell::default(),
            latest: RefCell::new(state),
            is_ahead: Cell::default(),
            is_awaited: Cell::default(),
            on_leaving: OnceCell::new(),
        }))
    }

    /// Whether the editor is here.
    pub(crate) fn is_here(&self) -> bool {
        self.0.editor.get().is_some()
    }

    /// The page is rendered with this, which takes in all that the reader has done so far.
    pub(crate) fn learn(&self, state: &Rc<State>) {
        self.0.latest.replace(Rc::clone(state));
        self.0.is_ahead.set(self.0.is_awaited.get());
    }

    /// Makes the editor in `host` and lets it take the place of a text field. Says whether that worked.
    pub(crate) fn take_over(&self, maker: &Maker, host: &NodeRef, field: &Field) -> bool {
        let start = Start {
            before: &self.0.before,
            field,
            name: words::DOCKERFILE,
            hint: HINT_ID,
            fold: editor_words::FOLD,
            unfold: editor_words::UNFOLD,
            phrases: &editor_words::PHRASES,
            marks: &MARK_KINDS,
        };
        let (news, hovered, completed) = (Rc::clone(&self.0), Rc::clone(&self.0), Rc::clone(&self.0));
        let listeners = Listeners {
            on_news: Box::new(move |told| news.learn(told)),
            explain: Box::new(move |offset| hovered.explain(offset)),
            complete: Box::new(move |offset, is_asked_for| completed.complete(offset, is_asked_for)),
        };
        self.0.text.replace(field.text.clone());
        self.0.caret.set(field.anchor.min(field.head));
        self.0.tell_of_field();
        let leaving = Rc::clone(&self.0);
        self.0.on_leaving.get_or_init(|| timer::on_leaving(move || leaving.keep()));
        maker.create(host, &start, listeners).is_some_and(|editor| self.0.editor.set(editor).is_ok())
    }

    /// Shows the editor in `host`.
    pub(crate) fn attach(&self, host: &NodeRef) {
        if let Some(editor) = self.0.editor.get() {
            editor.attach(host);
        }
    }

    /// Shows what the app has: the text and the caret where the editor does not have them from the reader, and all that is
    /// drawn in and beside the text.
    pub(crate) fn show(&self, shown: &Editor, is_invalid: bool) {
        let Some(editor) = self.0.editor.get().filter(|_| self.0.is_current(shown)) else { return };
        let edit = {
            let text = self.0.text.borrow();
            (**text != *shown.source).then(|| Edit::between(&text, &shown.source))
        };
        if let Some(edit) = &edit {
            self.0.text.replace(shown.source.to_string());
            editor.change(edit);
        }
        if edit.is_some() || self.0.caret.get() != shown.caret_utf16 {
            self.0.caret.set(shown.caret_utf16);
            editor.select(shown.caret_utf16);
        }
        draw(editor, shown, is_invalid);
    }
}

impl Kept {
    /// Whether `shown` is of the last rendering, and the reader has done nothing since.
    fn is_current(&self, shown: &Editor) -> bool {
        !self.is_ahead.get() && Rc::ptr_eq(&self.latest.borrow().source, &shown.source)
    }

    /// Tells what was last done in the text field, which may be on its way when the editor takes over.
    fn tell_of_field(&self) {
        let text = self.text.borrow().clone();
        let caret_utf16 = self.caret.get();
        let state = Rc::clone(&self.latest.borrow());
        if *state.source != *text || utf16::from_byte(&text, state.caret as usize) != caret_utf16 {
            self.is_ahead.set(true);
            self.dispatch.emit(Action::SourceEdited { text, caret_utf16 });
        }
    }

    /// Lets the app know what the editor has, once that is painted.
    fn tell_soon(self: &Rc<Self>) {
        self.is_ahead.set(true);
        if self.is_awaited.replace(true) {
            return;
        }
        let kept = Rc::clone(self);
        spawn_local(async move {
            timer::painted().await;
            if kept.text.borrow().len() > LONG_BYTES {
                kept.analyze();
                timer::rest().await;
            }
            kept.tell();
        });
    }

    /// Works out what there is to know of what the editor has, which is then known when the page shows it.
    fn analyze(&self) {
        let _ = self.remembered.borrow_mut().analysis(&self.current());
    }

    /// Lets the app know what the editor has.
    fn tell(&self) {
        self.is_awaited.set(false);
        self.dispatch.emit(self.edited());
    }

    /// What the editor has, as a fact for the app.
    fn edited(&self) -> Action {
        Action::SourceEdited { text: self.text.borrow().clone(), caret_utf16: self.caret.get() }
    }

    /// Keeps the draft as the app would: it may not know the last edit yet, nor have come to keeping what it knows, and there
    /// may be no later.
    fn keep(&self) {
        // There is nobody left to be told where it cannot be kept.
        let _ = save_draft(storage::DRAFT, &draft(&self.current()));
    }

    /// The reader has done something in the editor.
    fn learn(self: &Rc<Self>, news: News) {
        match news {
            News::Changed { edit, len, caret } => {
                let mut text = edit.apply(&self.text.borrow());
                if let (true, Some(editor)) = (utf16::len(&text) != len, self.editor.get()) {
                    text = editor.text();
                }
                let is_other = self.text.replace(text.clone()) != text;
                if self.caret.replace(caret) != caret || is_other {
                    self.tell_soon();
                }
            }
            News::Moved { caret } => {
                if self.caret.replace(caret) != caret {
                    self.tell_soon();
                }
            }
            News::Folded(lines) => {
                let range = |pair: &[u32]| match *pair {
                    [first, last] => Some(LineRange { first, last }),
                    _ => None,
                };
                let lines: Vec<LineRange> = lines.chunks(2).filter_map(range).collect();
                self.dispatch.emit(Action::LinesFolded(Rc::new(LineFolds::new(&lines))));
            }
        }
    }

    fn explain(&self, offset: u32) -> Option<Told> {
        let Hover { from_utf16: from, to_utf16: to, problems, word } =
            self.ask(|state, analysis| hover(state, analysis, offset))?;
        let (word, note) = word.unwrap_or_default();
        let piece = |piece: Inline| match piece {
            Inline::Text(text) => ("", text),
            Inline::Code(text) => ("code", text),
            Inline::Strong(text) => ("strong", text),
        };
        Some(Told { from, to, problems, word, note: note.0.into_iter().map(piece).collect() })
    }

    fn complete(&self, offset: u32, is_asked_for: bool) -> Option<Offered> {
        let Completions { from_utf16: from, choices } =
            self.ask(|state, analysis| completions(state, analysis, offset, is_asked_for))?;
        let choice =
            |Completion { kind, label, text, detail }| [kind_name(kind).to_owned(), label, text, detail];
        Some(Offered { from, choices: choices.into_iter().map(choice).collect() })
    }

    /// The answer for the text that the editor has, though the app may not have taken it in yet.
    fn ask<T>(&self, question: impl FnOnce(&State, &Analysis) -> Option<T>) -> Option<T> {
        let state = self.current();
        if *state.source != **self.text.borrow() {
            return None;
        }
        let mut remembered = self.remembered.borrow_mut();
        question(&state, remembered.analysis(&state).ok()?)
    }

    /// What the page was last rendered with, and what the reader has done since.
    fn current(&self) -> Rc<State> {
        let state = Rc::clone(&self.latest.borrow());
        if self.is_ahead.get() { update(state, self.edited()) } else { state }
    }
}

/// Draws what stands in and beside the text.
fn draw(editor: &CodeMirror, shown: &Editor, is_invalid: bool) {
    let mut inks = Vec::new();
    for place in shown.chunks.iter().flat_map(|chunks| inked(chunks)) {
        if let Some(ink) = ink_number(place.ink) {
            inks.extend([place.from_utf16, place.to_utf16, ink]);
        }
    }
    let bands = shown.bands.iter().flat_map(|band| {
        let kind = match band.kind {
            BandKind::Selected => 0,
            BandKind::Error => 1,
        };
        [band.first_line, band.last_line, kind]
    });
    let Annotations { marks, squiggles, folds } = &shown.annotations;
    let squiggles = squiggles.iter().flat_map(|it| [it.from_utf16, it.to_utf16]);
    let titles: Vec<String> = marks.iter().map(|mark| mark.title.replace('\n', " ")).collect();
    editor.show(&Picture {
        inks: &inks,
        bands: &bands.collect::<Vec<_>>(),
        squiggles: &squiggles.collect::<Vec<_>>(),
        folds: &folds.iter().flat_map(|lines| [lines.first, lines.last]).collect::<Vec<_>>(),
        marks: &marks.iter().flat_map(|mark| [mark.line, mark_kind(mark)]).collect::<Vec<_>>(),
        titles: &titles.join("\n"),
        problem: if is_invalid { PROBLEM_ID } else { "" },
    });
}

/// Which of [`MARK_KINDS`] a mark is.
const fn mark_kind(mark: &Mark) -> u32 {
    match mark.verdict {
        _ if mark.has_error => 5,
        Verdict::Reused => 0,
        Verdict::Rebuilds => 1,
        Verdict::RebuildsUnlessSame => 2,
        Verdict::NotBuilt => 3,
        Verdict::Settings => 4,
    }
}

/// The number of a colour, as `web/editor/src/picture.ts` has it.
const fn ink_number(ink: Ink) -> Option<u32> {
    match ink {
        Ink::Plain => None,
        Ink::Keyword => Some(0),
        Ink::Unknown => Some(1),
        Ink::Flag => Some(2),
        Ink::Quoted => Some(3),
        Ink::Heredoc => Some(4),
        Ink::Comment => Some(5),
        Ink::Directive => Some(6),
        Ink::Note => Some(7),
    }
}

/// What style sheets call a kind of completions.
const fn kind_name(kind: CompletionKind) -> &'static str {
    match kind {
        CompletionKind::Keyword => "keyword",
        CompletionKind::Flag => "flag",
        CompletionKind::Stage => "stage",
        CompletionKind::Image => "image",
        CompletionKind::Variable => "variable",
        CompletionKind::File => "file",
    }
}
