use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_cache::Change;
use onionskin_share::{Document, parse_build_args_word, parse_change_word};
use onionskin_text::LineIndex;

use crate::words::embed;
use crate::{Action, Linkable, OpenedLink, State, Theme, View, address, notes, update};

/// The page inside of another page: what it shows, and what that page wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// What any page is told.
    pub state: Rc<State>,
    /// Whether there is a document to show.
    pub has_document: bool,
    /// Whether the frame is as high as its content; otherwise it scrolls.
    pub follows: bool,
    /// What the page around it asks for and cannot have: the name of what it is, and what to do about it.
    pub mistakes: Vec<(&'static str, Rc<str>)>,
}

/// What a page asks of the one that it has embedded. What is `None` stays as it is; an empty text stands for what is shown
/// where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The Dockerfile.
    pub source: Option<String>,
    /// The change, as [`parse_change_word`] reads it.
    pub change: Option<String>,
    /// The stage to build.
    pub target: Option<String>,
    /// Build arguments, as [`parse_build_args_word`] reads them.
    pub build_args: Option<String>,
    /// The line of the instruction to explain, from 1; where none is said, the one that the author wants to be looked at.
    pub select: Option<String>,
    /// The view: `stack`, `table` or `changes`.
    pub view: Option<String>,
    /// The colours: `light` or `dark`; any other are those of the system.
    pub theme: Option<String>,
    /// Whether the frame follows the height of its content.
    pub follows: Option<bool>,
}

/// A fact that an embedded page learns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmbedAction {
    /// One that any page learns.
    Page(Action),
    /// The page around it asks for something.
    Asked(Box<Wishes>),
}

impl Embedded {
    /// An embedded page that was told nothing yet, where links to the page lead to `page_url`.
    pub fn new(page_url: &str) -> Self {
        Self {
            state: Rc::new(State::new(page_url)),
            has_document: false,
            follows: false,
            mistakes: Vec::new(),
        }
    }

    /// What a link to the page carries, so that the reader can go on there.
    pub fn linkable(&self) -> Option<Linkable> {
        address(&self.state).filter(|_| self.has_document)
    }

    fn act(&mut self, action: Action) {
        self.has_document |= matches!(action, Action::LinkOpened { link: Ok(_), .. });
        self.state = update(Rc::clone(&self.state), action);
        // The other two are for the reader's own files.
        if matches!(self.state.view, View::Compare | View::Files) {
            self.state = update(Rc::clone(&self.state), Action::ViewChosen(View::Stack));
        }
    }

    fn ask(&mut self, wishes: Wishes) {
        let Wishes { source, change, target, build_args, select, view, theme, follows } = wishes;
        self.follows = follows.unwrap_or(self.follows);
        if let Some(name) = theme {
            self.act(Action::ThemeFound(Theme::from_name(&name)));
        }
        let change = change.and_then(|word| {
            let change = match &*word {
                "" => Ok(Change::AppCode),
                word => parse_change_word(word).map_err(|error| error.to_string()),
            };
            self.heed(embed::CHANGE, change)
        });
        let target = target.map(|name| (!name.is_empty()).then_some(name));
        let build_args = build_args.and_then(|word| {
            self.heed(embed::BUILD_ARGS, parse_build_args_word(&word).map_err(|error| error.to_string()))
        });
        if let Some(source) = source {
            let before = self.has_document.then(|| Rc::clone(&self.state));
            let document = Document {
                source,
                change: change
                    .unwrap_or_else(|| before.as_ref().map_or(Change::AppCode, |state| state.change.clone())),
                build_args: build_args.unwrap_or_else(|| {
                    before.as_ref().map(|state| BTreeMap::clone(&state.build_args)).unwrap_or_default()
                }),
                target: target
                    .unwrap_or_else(|| before.and_then(|state| state.target.as_deref().map(str::to_owned))),
                view: self.state.view,
                ..Document::default()
            };
            self.act(Action::LinkOpened { link: Ok(Rc::new(OpenedLink::new(document))), draft: None });
        } else {
            if let Some(change) = change {
                self.act(Action::ChangeChosen(change));
            }
            if let Some(target) = target {
                self.act(Action::TargetChosen(target.map(Into::into)));
            }
            if let Some(build_args) = build_args {
                Rc::make_mut(&mut self.state).build_args = Rc::new(build_args);
            }
        }
        if let Some(start) = select.and_then(|line| self.heed(embed::SELECT, self.start_of(&line))) {
            self.act(Action::InstructionChosen { start });
        }
        if let Some(view) = view.and_then(|name| self.heed(embed::VIEW, view_named(&name))) {
            self.act(Action::ViewChosen(view));
        }
    }

    /// What is wished for as `name`, if it can be had; otherwise it is noted why not.
    fn heed<T>(&mut self, name: &'static str, wish: Result<T, String>) -> Option<T> {
        self.mistakes.retain(|(noted, _)| *noted != name);
        match wish {
            Ok(wish) => Some(wish),
            Err(mistake) => {
                self.mistakes.push((name, mistake.into()));
                None
            }
        }
    }

    /// The byte offset where the line with this number starts; of none, where the instruction starts that the author wants to
    /// be looked at, else the text.
    fn start_of(&self, line: &str) -> Result<u32, String> {
        if line.is_empty() {
            return Ok(notes::authors_focus(&self.state.source).unwrap_or_default());
        }
        let index = LineIndex::new(&self.state.source);
        let span = line.trim().parse().ok().and_then(|number| index.span_of(number));
        span.map(|span| span.start).ok_or_else(|| embed::no_line(line, index.n_lines()))
    }
}

/// The embedded page after `action`. An action that makes no difference returns the same `Rc`.
pub fn update_embedded(embedded: Rc<Embedded>, action: EmbedAction) -> Rc<Embedded> {
    let mut next = Embedded::clone(&embedded);
    match action {
        EmbedAction::Page(action) => next.act(action),
        EmbedAction::Asked(wishes) => next.ask(*wishes),
    }
    if next == *embedded { embedded } else { Rc::new(next) }
}

fn view_named(name: &str) -> Result<View, String> {
    match View::from_word(name) {
        None if name.is_empty() => Ok(View::Stack),
        Some(view @ (View::Stack | View::Table | View::Changes)) => Ok(view),
        None | Some(View::Compare | View::Files) => Err(embed::no_view(name)),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use onionskin_share::DecodeError;

    use super::*;

    const SOURCE: &str = "FROM node AS build\nRUN \\\n  make\nFROM alpine\n";

    fn after(actions: impl IntoIterator<Item = EmbedAction>) -> Rc<Embedded> {
        let start = Rc::new(Embedded::new("https://x.test/"));
        actions.into_iter().fold(start, update_embedded)
    }

    fn asked(set: impl FnOnce(&mut Wishes)) -> EmbedAction {
        let mut wishes = Wishes::default();
        set(&mut wishes);
        EmbedAction::Asked(Box::new(wishes))
    }

    fn source(text: &str) -> EmbedAction {
        asked(|wishes| wishes.source = Some(text.to_owned()))
    }

    #[test]
    fn nothing_is_shown_until_there_is_a_document() {
        let embedded = after([asked(|wishes| wishes.theme = Some("dark".into()))]);
        assert!(!embedded.has_document && embedded.linkable().is_none());
        assert_eq!(embedded.state.theme, Theme::Dark);
        let embedded = after([source(SOURCE)]);
        assert_eq!((&*embedded.state.source, &embedded.state.change), (SOURCE, &Change::AppCode));
        assert_eq!(embedded.linkable().map(|linkable| linkable.source).as_deref(), Some(SOURCE));
    }

    #[test]
    fn all_that_is_asked_for_at_once_is_shown() {
        let embedded = after([asked(|wishes| {
            wishes.source = Some("FROM a AS x\r\nCOPY go.mod .\r\nRUN make\r\n".into());
            wishes.change = Some("go.mod".into());
            wishes.target = Some("x".into());
            wishes.select = Some("3".into());
            wishes.view = Some("table".into());
            wishes.follows = Some(true);
        })]);
        let state = &embedded.state;
        assert_eq!(state.change, Change::File("go.mod".to_owned()));
        assert_eq!((state.target.as_deref(), state.view), (Some("x"), View::Table));
        assert!(state.source.get(state.caret as usize..).unwrap().starts_with("RUN make"));
        assert!(embedded.follows && embedded.mistakes.is_empty());
    }

    #[test]
    fn what_the_reader_chose_stays_when_something_else_is_asked_for() {
        let chosen = EmbedAction::Page(Action::ChangeChosen(Change::FirstBuild));
        let embedded = after([source(SOURCE), chosen, asked(|wishes| wishes.select = Some("4".into()))]);
        assert_eq!(embedded.state.change, Change::FirstBuild);
        let embedded = update_embedded(embedded, source("FROM other\nRUN b\n"));
        assert_eq!(embedded.state.change, Change::FirstBuild);
    }

    #[test]
    fn an_empty_wish_is_that_for_what_is_shown_anyway() {
        let embedded = after([
            asked(|wishes| {
                wishes.source = Some(SOURCE.into());
                wishes.change = Some("no-cache".into());
                wishes.target = Some("build".into());
                wishes.select = Some("4".into());
                wishes.view = Some("changes".into());
            }),
            asked(|wishes| {
                for wish in [&mut wishes.change, &mut wishes.target, &mut wishes.select, &mut wishes.view] {
                    *wish = Some(String::new());
                }
            }),
        ]);
        let state = &embedded.state;
        assert_eq!((&state.change, &state.target, state.caret), (&Change::AppCode, &None, 0));
        assert_eq!(state.view, View::Stack);
    }

    #[test]
    fn what_cannot_be_had_is_told_until_it_is_put_right() {
        let names = |embedded: &Embedded| embedded.mistakes.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let embedded = after([asked(|wishes| {
            wishes.source = Some(SOURCE.into());
            wishes.change = Some("/etc/passwd".into());
            wishes.select = Some("99".into());
            wishes.view = Some("compare".into());
        })]);
        assert_eq!(names(&embedded), [embed::CHANGE, embed::SELECT, embed::VIEW]);
        assert_eq!((&embedded.state.change, embedded.state.view), (&Change::AppCode, View::Stack));
        let embedded = update_embedded(embedded, asked(|wishes| wishes.select = Some("2".into())));
        assert_eq!(names(&embedded), [embed::CHANGE, embed::VIEW]);
        for line in ["0", "-1", "x", "1.5", "6"] {
            let asked = asked(|wishes| wishes.select = Some(line.into()));
            assert_eq!(names(&after([source(SOURCE), asked])), [embed::SELECT], "{line}");
        }
    }

    #[test]
    fn another_text_comes_with_the_line_that_its_author_selects() {
        let select = |line: &str| {
            asked(|wishes| {
                wishes.source = Some("FROM other\nRUN b\nRUN c\n".into());
                wishes.select = Some(line.into());
            })
        };
        let embedded = after([source(SOURCE), select("3")]);
        assert!(embedded.state.source.get(embedded.state.caret as usize..).unwrap().starts_with("RUN c"));
    }

    #[test]
    fn no_line_is_the_one_that_the_author_wants_to_be_looked_at() {
        let text = "FROM a\n# onionskin: focus\nRUN b\nRUN c\n";
        let none = |text: &str| {
            asked(|wishes| {
                wishes.source = Some(text.to_owned());
                wishes.select = Some(String::new());
            })
        };
        let shown = |embedded: &Embedded| {
            let (_, behind) = embedded.state.source.split_at(embedded.state.caret as usize);
            behind.to_owned()
        };
        assert!(shown(&after([none(text)])).starts_with("RUN b"));
        assert!(shown(&after([none("FROM a\nRUN b\n")])).starts_with("FROM a"));
        // It is there again when the attribute goes.
        let line = |line: &str| asked(|wishes| wishes.select = Some(line.into()));
        assert!(shown(&after([none(text), line("4")])).starts_with("RUN c"));
        assert!(shown(&after([none(text), line("4"), line("")])).starts_with("RUN b"));
    }

    #[test]
    fn build_arguments_are_those_of_the_attribute() {
        let given = |word: &str| asked(|wishes| wishes.build_args = Some(word.to_owned()));
        let args = |embedded: &Embedded| {
            embedded
                .state
                .build_args
                .iter()
                .map(|(name, value)| format!("{name}:{value}"))
                .collect::<Vec<_>>()
        };
        let both = asked(|wishes| {
            wishes.source = Some(SOURCE.into());
            wishes.build_args = Some("A=1,B=2".into());
        });
        let embedded = after([both]);
        assert_eq!(args(&embedded), ["A:1", "B:2"]);
        assert_eq!(embedded.linkable().unwrap().build_args, embedded.state.build_args);
        // Another text is built with them, too.
        let embedded = update_embedded(embedded, source("FROM other\n"));
        assert_eq!(args(&embedded), ["A:1", "B:2"]);
        let embedded = update_embedded(embedded, given("A=3"));
        assert_eq!(args(&embedded), ["A:3"]);
        let embedded = update_embedded(embedded, given("A"));
        assert_eq!((args(&embedded), embedded.mistakes[0].0), (vec!["A:3".to_owned()], embed::BUILD_ARGS));
        let embedded = update_embedded(embedded, given(""));
        assert_eq!((args(&embedded), embedded.mistakes.len()), (vec![], 0));
    }

    #[test]
    fn a_link_with_a_view_that_cannot_be_embedded_shows_the_stack() {
        for (view, expected) in
            [(View::Compare, View::Stack), (View::Files, View::Stack), (View::Table, View::Table)]
        {
            let document = Document { source: SOURCE.to_owned(), view, ..Document::default() };
            let opened = Action::LinkOpened { link: Ok(Rc::new(OpenedLink::new(document))), draft: None };
            let embedded = after([EmbedAction::Page(opened)]);
            assert_eq!((embedded.state.view, embedded.has_document), (expected, true));
        }
    }

    #[test]
    fn a_bad_link_is_told_and_shows_nothing() {
        let bad = Action::LinkOpened { link: Err(DecodeError::Damaged), draft: None };
        let embedded = after([EmbedAction::Page(bad)]);
        assert!(!embedded.has_document && embedded.state.notice.is_some());
    }

    #[test]
    fn an_action_that_makes_no_difference_returns_the_same_page() {
        let embedded = after([source(SOURCE)]);
        assert!(Rc::ptr_eq(&embedded, &update_embedded(Rc::clone(&embedded), source(SOURCE))));
    }
}
