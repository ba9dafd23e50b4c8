//! The drawings that stand beside the words of a verdict, as paths in a square of 16 by 16: on the page and in what is
//! saved of it they are the same.

use onionskin_cache::Verdict;

/// Beside what BuildKit refuses.
pub const ERROR: &str = "M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.1";
/// Beside what a step takes from another stage.
pub const TAKES: &str = "M3 4v4h9M9 5l3 3-3 3";

/// Beside a verdict.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reused => "M3 8.5l3.2 3.2L13 5",
        Verdict::Rebuilds => "M13 8a5 5 0 1 1-1.5-3.5M13 2v3.2H9.8",
        Verdict::RebuildsUnlessSame => {
            "M8 3a5 5 0 1 0 5 5M5.9 6.3a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3M8 11.6v.1M10.6 3.2a5 5 0 0 1 1.8 1.9"
        }
        Verdict::NotBuilt => "M3.5 8h9",
        Verdict::Settings => "M3 5h10M3 11h10M6 3v4M10.5 9v4",
    }
}
