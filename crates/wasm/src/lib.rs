//! gouji for browsers: reports as bytes → findings, a view of the report, marked copies and workbooks; packs as texts →
//! what is wrong with them, and how their cases end.
//!
//! - `checker`: a report by itself.
//! - `run`: several reports, held against each other, written as one file.
//! - `mark`: a copy with its findings in it.
//! - `pack`: what those see who write packs.
//! - `shown`: what is given back of a report.
//! - `bindings`: what a page calls, in browsers only; all the rest is plain Rust, and tested as such.
//!
//! Nothing here reads a file, a clock or the network. What was kept of one report is given back as bytes, so that nothing is
//! lost when the page throws the whole instance away to have its memory back.

#[cfg(target_arch = "wasm32")]
mod bindings;
mod checker;
mod mark;
mod messages;
mod pack;
mod run;
mod shown;

pub use checker::{Checker, too_large};
pub use mark::Marked;
pub use pack::{CheckedPack, builtin, check, new_pack, schema};
pub use run::{Input, Output, Run};
pub use shown::Shown;
