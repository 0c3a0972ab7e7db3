//! gouji 勾稽 lints Chinese government annual reports the way a compiler checks source code.
//!
//! A report is prose in numbered sections and statistical tables whose numbers must balance. The rules that it must
//! satisfy are data: TOML packs in `rules/`. This page is the architecture document.
//!
//! # The map
//!
//! ```text
//! src            cli                       the program: arguments, what is printed, exit status
//! crates/lsp     lsp                       what editors ask, over a connection
//! crates/mcp     mcp                       what assistants ask, likewise
//! crates/python                            this library in Python; no part of a plain build
//! crates/wasm                              the pure part in browsers, under the page in web/; likewise
//! crates/project project                   files: configurations, packs, reports, what was accepted, results
//! crates/annotate                          findings → marks in a copy of the document
//! crates/render  output                    results as people and programs read them
//! crates/formats input                     bytes of Word, WPS, web and PDF files → documents, and the way back
//! crates/packs                             the packs in rules/, as the build read them
//! crates/core    text document diagnostic  places · the two values that cross the layers
//!                plain grammar fields      text → blocks · characters → tokens · TOML with places
//!                report rule               form → sections, facts, mentions · checks → verdicts
//!                pack waivers linter       TOML → kinds and rules · what was accepted · run
//!                series                    reports of many bodies and years, joined
//! ```
//!
//! Each crate uses those below it that it names in its `Cargo.toml`; [`gouji_core`] describes the layers inside of the core,
//! and each outside technology has one owner; `tests/it/architecture.rs` reads the sources and says so. The core, the
//! formats and the outputs do no I/O and are built for browsers too. Only [`project`] and the program touch the system;
//! [`project`] prints nothing: what is wrong outside of reports is a [`project::Problem`], which the program says. Data outside, code inside, the same word: `grammar/`
//! ↔ [`grammar`], `rules/` ↔ [`pack`] and [`rule`]. This library is all crates under the names of the map.
//!
//! # The flow
//!
//! ```text
//! bytes ─input→ Document ─report(kind, form)→ Report ─rule→ verdicts ─linter→ LintResult ─output→ people
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
//! The build of `crates/packs` takes the path from TOML to rules once, for the packs that come along; [`pack::Bundle`]
//! opens what it stored. Other packs, and all that is asked about packs, are read from the TOML.
//!
//! # What is deliberately absent
//!
//! - No title, label, deadline, verb or typing error of any report stands in Rust. Another kind of report is another
//!   pack. A test looks for Chinese characters in the sources outside of comments and message catalogues.
//! - No position is searched for again: every value carries its [`text::Span`] from the first byte on.
//! - No silent skip: each planned evaluation ends in one of four ways, and the counts add up to what was planned.
//!   A blank cell is not zero; a row that cannot be read is unknown, never guessed.
//! - No binary floats: [`text::Number`] is an exact fraction.
//! - No I/O, clock, global state or printing below [`project`]; the same document gives the same result.
//! - No failure of the whole: a broken rule is reported at its place in the TOML, and the others run.
//!
//! # Where to look
//!
//! A layout of tables is misread: [`input`] (cells) or [`report`] (labels → rows). A figure in prose is missed: the
//! `[[mention]]` in `rules/`. A place is not known: `rules/places.toml`, which `rules/make/places.py` makes. A rule is wrong: its TOML; its cases stand beside it and are run by `tests/it/cases.rs`.
//! A new kind of check: `crates/core/src/rule/check/`, one file each, and its keys
//! in `crates/core/src/pack/checks.rs`. A new format: a reader in `crates/formats/src/`, named in its `lib.rs`. A new
//! output: a [`output::Writer`] in `crates/render/src/`, named in `src/cli/args/`. A new function of
//! the expression language: [`rule::Function`].

pub mod cli;

pub use gouji_annotate as annotate;
pub use gouji_core::{
    cite, diagnostic, document, fields, grammar, linter, pack, plain, report, rule, series, text,
    waivers,
};
pub use gouji_formats as input;
pub use gouji_lsp as lsp;
pub use gouji_mcp as mcp;
pub use gouji_packs as packs;
pub use gouji_project as project;
pub use gouji_project::config;
pub use gouji_render as output;
