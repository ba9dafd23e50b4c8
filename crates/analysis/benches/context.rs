//! How long a small Dockerfile takes to analyze with the files of build contexts of several sizes: the first time, which
//! finds out what the names of files tell, and again, as with every keystroke. The fastest of several rounds.
//!
//! `cargo bench -p onionskin-analysis --bench context`

#![expect(clippy::print_stdout, reason = "a benchmark reports to a terminal")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use onionskin_analysis::{ContextBuilder, Setup, analyze, file_costs};
use onionskin_cache::{Change, IgnoreFile};

const SIZES: [usize; 3] = [2_000, 20_000, 200_000];
const N_ROUNDS: usize = 5;
const IGNORE: &str =
    ".git\n**/*.log\n**/tmp\nnode_modules\n**/__pycache__\n*.md\n!README.md\ndist\n.env*\nbuild\n";
const PLAIN: &str =
    "FROM node\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nRUN npm test\n";
const FILTERED: &str =
    "FROM node\nCOPY package*.json ./\nRUN npm ci\nCOPY --parents **/*7.rs ./\nCOPY --exclude=**/*.md . .\n";

fn main() {
    for n_files in SIZES {
        let mut paths: Vec<String> = (0..n_files).map(path).collect();
        paths.extend(["package.json".to_owned(), "package-lock.json".to_owned()]);
        paths.sort_unstable();
        let (ignore, _) = IgnoreFile::parse(IGNORE);
        println!("{n_files} files");
        let build = || {
            let mut builder = ContextBuilder::default();
            builder.add(paths.iter().map(String::as_str));
            builder.finish()
        };
        let context = build();
        report("build", build);
        report("leave out what is ignored", || context.without(&ignore));
        for (name, source) in [("plain", PLAIN), ("filtered", FILTERED)] {
            println!("  {name}");
            let setup = || Setup {
                change: Change::File("package.json".to_owned()),
                context: Some(context.without(&IgnoreFile::parse("none").0)),
                ..Setup::default()
            };
            report("analyze for the first time", || analyze(source, &setup()));
            let setup = setup();
            let analysis = analyze(source, &setup);
            report("analyze again", || analyze(source, &setup));
            let some: Vec<&str> = paths.iter().step_by(n_files / 200).map(String::as_str).collect();
            report("cost of 200 files", || file_costs(source, &analysis, &setup, &some));
        }
    }
}

fn path(at: usize) -> String {
    let ending = ["rs", "rs", "rs", "md", "json"].get(at % 5).copied().unwrap_or_default();
    format!("src/module{}/part{}/file{at}.{ending}", at % 50, at % 700)
}

fn report<T>(name: &str, run: impl Fn() -> T) {
    let round = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    let fastest: Duration = (0..N_ROUNDS).map(round).min().unwrap_or_default();
    println!("    {name:30} {:10.3} ms", fastest.as_secs_f64() * 1e3);
}
