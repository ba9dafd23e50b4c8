use crate::{State, WORKED_EXAMPLES, WorkedExample, words};

/// What the dialog of worked examples shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gallery {
    /// The examples, by what they are about.
    pub topics: Vec<ExampleTopic>,
    /// Why the example that was chosen is not shown.
    pub failure: Option<String>,
    /// Goes back to what the reader wrote, where that is set aside.
    pub back: Option<&'static str>,
}

/// Examples about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleTopic {
    /// What they are about.
    pub heading: &'static str,
    /// The examples.
    pub cards: Vec<ExampleCard>,
}

/// An example to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleCard {
    /// The example.
    pub example: &'static WorkedExample,
    /// What it is called.
    pub title: &'static str,
    /// What to look at in it.
    pub hint: &'static str,
    /// Whether it is on its way.
    pub is_awaited: bool,
}

/// The dialog of worked examples.
pub(crate) fn gallery(state: &State) -> Gallery {
    let awaited = state.awaited_example();
    let mut topics: Vec<ExampleTopic> = Vec::new();
    for example in WORKED_EXAMPLES {
        let (title, hint) = example.told;
        let is_awaited = awaited == Some(example);
        let card = ExampleCard { example, title, hint, is_awaited };
        match topics.last_mut().filter(|topic| topic.heading == example.topic) {
            Some(topic) => topic.cards.push(card),
            None => topics.push(ExampleTopic { heading: example.topic, cards: vec![card] }),
        }
    }
    let failure = state.wanted_example.and_then(|wanted| wanted.failure);
    Gallery {
        topics,
        failure: failure.map(words::examples::not_loaded),
        back: super::standing::back(state).map(|(_, button)| button),
    }
}
