//! The pure core of gouji: documents, what they show, rules, and verdicts about them.
//!
//! ```text
//! 7  series  cite            reports of many bodies and years, joined · figures of other texts
//! 6  linter                  run
//! 5  pack  waivers           what people wrote (TOML) → kinds and rules · accepted findings
//! 4  rule                    checks → verdicts
//! 3  report                  form → sections, facts, mentions
//! 2  plain  grammar  fields  text → blocks · characters → tokens (the only user of pest) · TOML with places
//! 1  document  diagnostic    the two values that cross the layers (plain data, no rendering)
//! 0  text                    spans, line index, folded text, patterns, exact numbers
//! ```
//!
//! A module uses lower rows only. Nothing here reads a file, a clock, the environment or another thread; the same
//! document gives the same result. No report is known here: what its kinds, forms and rules are, packs say.

pub mod cite;
pub mod diagnostic;
pub mod document;
pub mod fields;
pub mod grammar;
pub mod linter;
pub mod pack;
pub mod plain;
pub mod report;
pub mod rule;
pub mod series;
pub mod text;
pub mod waivers;

/// What the program calls itself, in every output.
pub const NAME: &str = "gouji";
