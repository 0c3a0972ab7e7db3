//! gouji 勾稽 lints Chinese government annual reports the way a compiler checks source code.
//!
//! A report is prose in numbered sections and statistical tables whose numbers must balance. The rules that it must
//! satisfy are data: TOML packs in `rules/`. This page is the architecture document.
//!
//! # The map
//!
//! ```text
//! 8  cli                     the front end: arguments, files, exit status
//!    lsp                     the other front end: what editors ask, over a connection
//! 7  annotate                findings → marks in a copy of the document
//! 6  linter  output          run · show
//! 5  pack  config            what people wrote (TOML) → kinds and rules · settings
//! 4  rule                    checks → verdicts
//! 3  report                  form → sections, facts, mentions
//! 2  input  grammar  fields  bytes → blocks · characters → tokens (the only user of pest) · TOML with places
//! 1  document  diagnostic    the two values that cross the layers (plain data, no rendering)
//! 0  text                    spans, line index, folded text, patterns, exact numbers
//! ```
//!
//! A module uses lower rows only, and each outside technology has one owner; `tests/it/architecture.rs` reads the
//! sources and says so. Data outside, code inside, the same word: `grammar/` ↔ [`grammar`], `rules/` ↔ [`pack`] and
//! [`rule`].
//!
//! # The flow
//!
//! ```text
//! bytes ─input→ Document ─report(kind, form)→ Report ─rule→ verdicts ─linter→ Checked ─output→ people
//!                                    ↑                  ↑
//!                              TOML ─pack→ Kind, Form, Rule
//! ```
//!
//! 1. [`input::read`] decodes bytes and cuts the text into blocks: paragraphs and tables. It knows no report.
//! 2. [`report::read`] finds the kind by its title and headings (or labels) and reads the document against it: sections by alignment of headings, tables by alignment of row labels, figures in prose by patterns.
//! 3. [`rule::evaluate`] gives the verdicts of one rule: pass, fail, unknown with a reason, or not applicable.
//! 4. [`linter::Linter`] runs all rules of the kind and puts their words around what failed.
//! 5. [`output`] draws the result for people and programs; [`annotate`] marks it in a copy of the document.
//!
//! `build.rs` takes the path from TOML to rules once, with these modules, for the packs that come along; `pack::packed`
//! opens what it stored. Other packs, and all that is asked about packs, are read from the TOML.
//!
//! # What is deliberately absent
//!
//! - No title, label, deadline, verb or typing error of any report stands in Rust. Another kind of report is another
//!   pack. A test looks for Chinese characters in `src/` outside of comments and message catalogues.
//! - No position is searched for again: every value carries its [`text::Span`] from the first byte on.
//! - No silent skip: each planned evaluation ends in one of four ways, and the counts add up to what was planned.
//!   A blank cell is not zero; a row that cannot be read is unknown, never guessed.
//! - No binary floats: [`text::Number`] is an exact fraction.
//! - No I/O, clock, global state or printing below the front end; the same document gives the same result.
//! - No failure of the whole: a broken rule is reported at its place in the TOML, and the others run.
//!
//! # Where to look
//!
//! A layout of tables is misread: [`input`] (cells) or [`report`] (labels → rows). A figure in prose is missed: the
//! `[[mention]]` in `rules/`. A place is not known: `rules/places.toml`, which `rules/make/places.py` makes. A rule is wrong: its TOML; its cases stand beside it and are run by `tests/it/cases.rs`.
//! A new kind of check: `src/rule/check/`, one file each, and its keys in `src/pack/checks.rs`. A new function of
//! the expression language: [`rule::Function`].

pub mod annotate;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod fields;
pub mod grammar;
pub mod input;
pub mod linter;
pub mod lsp;
pub mod output;
pub mod pack;
pub mod report;
pub mod rule;
pub mod text;

/// The packs that come along, as the build read them.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs"));
