//! Results as people and programs read them. Every face is a pure function of the same result.
//!
//! - [`human`]: boxes under the source text, clipped to the terminal; the only user of `miette`.
//! - [`concise`]: one line for each finding.
//! - [`coverage`]: what was checked of a report, and what was not.
//! - [`agent`]: one line for each finding with what to do, for assistants.
//! - [`narrated`]: sentences for people who listen.
//! - [`json`]: version 1 of the machine format, as one value or line by line.
//! - [`html`]: a page for browsers, with the reports drawn.
//! - [`sarif`], [`github`], [`gitlab`], [`junit`], [`checkstyle`], [`rdjson`]: what other programs read.
//! - [`xlsx`]: a workbook for those who audit many reports; with the workbooks of `series` the only user of `rust_xlsxwriter`.
//! - [`Writer`]: what all of these have in common.
//! - [`diff`]: what fixes do to a text.
//! - [`cases`]: what came of the cases of packs.
//! - [`facts`]: what was read from a report, as text and as JSON.
//! - [`listing`]: rules, one of them in full, and what could not be decided, as plain lines.
//! - [`sums`]: findings by rule, and what the time went to, as tables.
//! - [`tables`]: facts and findings as rows, for CSV, Parquet, Arrow and other hosts.
//! - [`rage`]: what a report of an error in gouji needs.
//! - [`effective`]: what a configuration comes to, and where each value comes from.
//! - [`series`]: bodies over the years, and reports side by side.
//! - [`docs`]: the rules of a pack as a page in Markdown; [`site`]: a folder of pages about packs, with the handbook.
//! - [`cite`]: the numbers of another text against reports, as text and as JSON.
//! - [`trial`]: what a pattern or an expression comes to on reports.
//! - [`why`]: what one rule did on a report, as text and as JSON.
//! - [`messages`]: every text of these faces, in both languages.
//!
//! Nothing here reads a clock, the environment or a file; all writing goes to the writer that is given. With the feature
//! `tempfiles` the rows of a workbook wait in unnamed files of the system's temporary folder.

mod accepted;
pub mod agent;
mod array;
pub mod cases;
pub mod checkstyle;
pub mod cite;
mod columns;
pub mod concise;
pub mod coverage;
pub mod diff;
pub mod docs;
pub mod effective;
pub mod facts;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
pub mod listing;
pub mod messages;
pub mod narrated;
pub mod packs;
mod path;
mod place;
pub mod rage;
pub mod rdjson;
pub mod sarif;
pub mod series;
pub mod site;
pub mod sums;
pub mod tables;
pub mod trial;
pub mod why;
mod writer;
pub mod xlsx;
pub mod xml;

pub use columns::{flat, width as columns_of, wrap};
pub use writer::{End, Rules, Unread, Writer};

use gouji_core::diagnostic::Section;
use gouji_core::document::Document;
use gouji_core::text::{Lang, Span};

/// Where a span starts, in words: `line:column` in a text, else a paragraph, or a cell with its labels, in its section.
pub fn place_in_words(document: &Document, sections: &[Section], span: Span, lang: Lang) -> String {
    place::words(document, sections, span, lang).unwrap_or_else(|| place::at(document, span, lang))
}

/// The span inside the text and on character boundaries; both ends move to the left where they have to.
fn clamp(text: &str, span: Span) -> Span {
    let floor = |offset: u32| {
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        at
    };
    Span::new(floor(span.start), floor(span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_clamped_to_characters() {
        let text = "甲乙";
        assert_eq!(clamp(text, Span::new(1, 5)), Span::new(0, 3));
        assert_eq!(clamp(text, Span::new(7, 99)), Span::new(6, 6));
        assert_eq!(clamp(text, Span { start: 6, end: 2 }), Span::new(6, 6));
    }
}
