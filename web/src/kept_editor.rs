use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_app::words::editor as words;
use onionskin_app::{
    Action, BandKind, Completion, CompletionKind, Completions, Edit, Editor, Hover, Ink, Inline, LineRange,
    State, TooLarge, completions, hover, inked, utf16,
};
use onionskin_view::{HINT_ID, MARK_KINDS, PROBLEM_ID, mark_kind};
use yew::prelude::*;

use crate::browser::code_mirror::{CodeMirror, Listeners, Maker, News, Offered, Picture, Start, Told};
use crate::browser::text_area::Field;

/// The whole editor, which outlives the views that show it: with it the reader keeps what can be undone, and folds.
#[derive(Clone)]
pub(crate) struct KeptEditor(Rc<Kept>);

struct Kept {
    dispatch: Callback<Action>,
    /// The editor, from when it is loaded.
    editor: OnceCell<CodeMirror>,
    /// The text that the editor has.
    text: RefCell<String>,
    /// Where its caret stands, as far as the app knows.
    caret: Cell<u32>,
    /// What the page was last rendered with. Questions are about it.
    latest: RefCell<Option<(Rc<State>, Analyzed)>>,
    /// Whether the reader has done something since then. Yew runs the effects of a rendering later, after keys that came
    /// in between: what such an effect knows is not to undo them.
    is_ahead: Cell<bool>,
}

/// What became of the source.
type Analyzed = Rc<Result<Analysis, TooLarge>>;

impl PartialEq for KeptEditor {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl KeptEditor {
    /// A place for the editor, which tells `dispatch` what the reader does in it.
    pub(crate) fn new(dispatch: Callback<Action>) -> Self {
        Self(Rc::new(Kept {
            dispatch,
            editor: OnceCell::new(),
            text: RefCell::default(),
            caret: Cell::default(),
            latest: RefCell::default(),
            is_ahead: Cell::default(),
        }))
    }

    /// Whether the editor is here.
    pub(crate) fn is_here(&self) -> bool {
        self.0.editor.get().is_some()
    }

    /// The page is rendered with this, which takes in all that the reader has done so far.
    pub(crate) fn learn(&self, state: &Rc<State>, analysis: &Analyzed) {
        self.0.latest.replace(Some((Rc::clone(state), Rc::clone(analysis))));
        self.0.is_ahead.set(false);
    }

    /// Makes the editor in `host` and lets it take the place of a text field that had the text `before` when it came up.
    /// Says whether that worked.
    pub(crate) fn take_over(&self, maker: &Maker, host: &NodeRef, field: &Field, before: &str) -> bool {
        let start = Start {
            before,
            field,
            name: words::NAME,
            hint: HINT_ID,
            fold: words::FOLD,
            unfold: words::UNFOLD,
            phrases: &words::PHRASES,
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
        let latest = self.latest.borrow();
        !self.is_ahead.get()
            && latest.as_ref().is_some_and(|(state, _)| Rc::ptr_eq(&state.source, &shown.source))
    }

    /// Tells what was last done in the text field, which may be on its way when the editor takes over.
    fn tell_of_field(&self) {
        let text = self.text.borrow().clone();
        let caret_utf16 = self.caret.get();
        let is_known = self.latest.borrow().as_ref().is_some_and(|(state, _)| {
            *state.source == *text && utf16::from_byte(&text, state.caret as usize) == caret_utf16
        });
        if !is_known {
            self.is_ahead.set(true);
            self.dispatch.emit(Action::SourceEdited { text, caret_utf16 });
        }
    }

    /// The reader has done something in the editor.
    fn learn(&self, news: News) {
        match news {
            News::Changed { edit, len, caret } => {
                let mut text = edit.apply(&self.text.borrow());
                if let (true, Some(editor)) = (utf16::len(&text) != len, self.editor.get()) {
                    text = editor.text();
                }
                let is_other = self.text.replace(text.clone()) != text;
                if self.caret.replace(caret) != caret || is_other {
                    self.is_ahead.set(true);
                    self.dispatch.emit(Action::SourceEdited { text, caret_utf16: caret });
                }
            }
            News::Moved { caret } if self.caret.replace(caret) == caret => {}
            News::Moved { caret } => {
                self.is_ahead.set(true);
                self.dispatch.emit(Action::CaretMoved { caret_utf16: caret });
            }
            News::Folded(lines) => {
                let range = |pair: &[u32]| match *pair {
                    [first, last] => Some(LineRange { first, last }),
                    _ => None,
                };
                self.dispatch.emit(Action::LinesFolded(lines.chunks(2).filter_map(range).collect()));
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

    /// The answer for the text that the editor has; `None` while the app does not have that.
    fn ask<T>(&self, question: impl FnOnce(&State, &Analysis) -> Option<T>) -> Option<T> {
        let latest = self.latest.borrow();
        let (state, analysis) = latest.as_ref()?;
        let is_of_this_text = *state.source == **self.text.borrow();
        question(state, analysis.as_ref().as_ref().ok()?).filter(|_| is_of_this_text)
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
    let squiggles = shown.squiggles.iter().flat_map(|it| [it.from_utf16, it.to_utf16]);
    let titles: Vec<String> = shown.marks.iter().map(|mark| mark.title.replace('\n', " ")).collect();
    editor.show(&Picture {
        inks: &inks,
        bands: &bands.collect::<Vec<_>>(),
        squiggles: &squiggles.collect::<Vec<_>>(),
        folds: &shown.folds.iter().flat_map(|lines| [lines.first, lines.last]).collect::<Vec<_>>(),
        marks: &shown.marks.iter().flat_map(|mark| [mark.line, mark_kind(mark)]).collect::<Vec<_>>(),
        titles: &titles.join("\n"),
        problem: if is_invalid { PROBLEM_ID } else { "" },
    });
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
