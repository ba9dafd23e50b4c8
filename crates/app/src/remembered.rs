use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_analysis::Analysis;

use crate::{ContextInput, State, TooLarge, analyze};

/// What an analysis is made of, besides the change.
type Inputs = (Rc<str>, Option<Rc<str>>, Rc<BTreeMap<String, String>>, Option<Rc<ContextInput>>);

/// The last analysis. It can tell what every change does that the page offers, so that choosing another one takes no other
/// analysis.
#[derive(Default)]
pub struct Remembered(Option<(Inputs, Result<Analysis, TooLarge>)>);

impl Remembered {
    /// What [`analyze`] makes of `state`.
    ///
    /// # Errors
    /// The first limit that the file is over.
    pub fn analysis(&mut self, state: &State) -> Result<&Analysis, TooLarge> {
        let context = state.files.context.clone();
        // What a build with known files stops at may follow from the change.
        let is_imagined = context.is_none();
        let inputs = (Rc::clone(&state.source), state.target.clone(), Rc::clone(&state.build_args), context);
        let is_known = self.0.as_mut().is_some_and(|(known, analysis)| {
            let chosen = |analysis: &mut Analysis| {
                analysis.scenarios.get(analysis.chosen).is_some_and(|it| it.change == state.change)
                    || is_imagined && analysis.choose(&state.change)
            };
            *known == inputs && analysis.as_mut().map_or(true, chosen)
        });
        if !is_known {
            self.0 = None;
        }
        let (_, analysis) = self.0.get_or_insert_with(|| (inputs, analyze(&state.source, &state.setup())));
        analysis.as_ref().map_err(|too_large| *too_large)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use onionskin_cache::Change;

    use super::Remembered;
    use crate::{Action, State, analyze, update};

    #[test]
    fn what_is_remembered_is_what_another_analysis_would_find() {
        let edited = |text: &str| Action::SourceEdited { text: text.to_owned(), caret_utf16: 0 };
        let chosen = Action::ChangeChosen;
        let file = "ARG V\nFROM a AS x\nCOPY go.mod .\nRUN b $V\nFROM c\nCOPY . .\n";
        let actions = [
            edited(file),
            chosen(Change::Nothing),
            chosen(Change::File("go.mod".to_owned())),
            chosen(Change::File("not/offered".to_owned())),
            chosen(Change::AppCode),
            chosen(Change::BaseImage("none".to_owned())),
            chosen(Change::FirstBuild),
            Action::TargetChosen(Some("x".into())),
            Action::ArgumentGiven { name: "V".to_owned(), value: "1".to_owned() },
            chosen(Change::Argument("V".to_owned())),
            edited("FROM a\n"),
            edited(&"x".repeat(crate::MAX_SOURCE_BYTES + 1)),
            chosen(Change::Nothing),
            edited(file),
        ];
        let mut remembered = Remembered::default();
        let mut state = Rc::new(State::new("https://x.test/"));
        for action in actions {
            state = update(state, action);
            let fresh = analyze(&state.source, &state.setup());
            assert_eq!(remembered.analysis(&state).cloned(), fresh, "{:?}", state.change);
        }
    }
}
