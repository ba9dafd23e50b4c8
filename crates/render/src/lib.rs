//! What does it look like without a browser?
//!
//! In: a [`Still`], a Dockerfile with what is different now. Out: HTML from the components of the page ([`html`] a page of
//! its own, [`fragment`] and [`element`] a part of another one, which takes [`style_sheet`]), in which nothing runs: slabs
//! open by what browsers have. Nothing in the text of a Dockerfile is markup there. [`read_info`] reads what a block of code in
//! Markdown asks for.
//!
//! Not here: what is shown (`app`, `view`), and how a drawing is drawn (`export`).

mod element;
mod info;
mod markup;
mod page;
mod still;
mod style;
mod words;

pub use element::element;
pub use info::{Info, read_info};
pub use page::{fragment, html, svg};
pub use still::{Still, id_start, page_url, too_large};
pub use style::style_sheet;
