use onionskin_cache::Change;
use onionskin_explain::{change_labels, costs, ideas, summarize, totals};

use crate::support::{Case, dump, lines, replay};

pub(crate) const SEED: &str = "\
FROM python:3.11-slim
WORKDIR /app
COPY docker/requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD [\"python\", \"run.py\"]
";

#[test]
fn show() {
    let Ok(path) = std::env::var("SHOW") else { return };
    let source = if path.is_empty() { SEED.to_owned() } else { std::fs::read_to_string(path).unwrap() };
    let case = Case::changed(&source, Change::File("docker/requirements.txt".to_owned()));
    println!("{}", dump(&case));
    for idea in ideas(&case.subject()) {
        println!("## {}\n{}", idea.title, lines(&idea.text));
    }
    println!("{}", summarize(&case.subject()).plain());
    println!("{}", totals(&case.subject()).plain());
    let changes = [Change::FirstBuild, Change::Nothing, Change::AppCode, case.change.clone()];
    let replays = changes.clone().map(|change| replay(&case.graph, &change));
    println!("{}", costs(&case.subject(), changes.iter().zip(&replays)).plain());
    println!("{:?}", change_labels(&changes).iter().map(|label| label.plain()).collect::<Vec<_>>());
}
