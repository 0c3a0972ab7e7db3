//! Marks of sentences, by which copies are found.

use crate::diagnostic::{Record, Sentence, Spot};
use crate::report::ids::SectionId;
use crate::report::prose::{Part, ends_sentence};
use crate::report::read::Report;
use crate::text::{Id, is_ideograph};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Sentences that a report of another body has, too.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared<'a> {
    /// The other report.
    pub with: &'a Record,
    /// The sentences of both, by index: of the report at hand, of the other.
    pub pairs: Vec<(usize, usize)>,
}

/// Shorter ones say the same in many reports, in characters.
const SHORTEST: usize = 14;
/// The most sentences of a report that are kept.
const MOST: usize = 400;

/// The sentences of some sections of a report.
pub(super) fn of(report: &Report<'_>, sections: &[SectionId]) -> Vec<Sentence> {
    let names = names(report);
    let mut all = Vec::new();
    for paragraph in &report.prose.paragraphs {
        let Part::Section(section) = paragraph.part else {
            continue;
        };
        if !sections.iter().any(|s| paragraph.is_in(*s)) || paragraph.heading.is_some() {
            continue;
        }
        let mut at = paragraph.range.start;
        for part in report
            .prose
            .text(paragraph.range.clone())
            .split_inclusive(ends_sentence)
        {
            let range = at..at + part.len();
            at = range.end;
            let Some(mark) = mark(part, &names) else {
                continue;
            };
            if all.len() == MOST {
                return all;
            }
            all.push(Sentence {
                section: u32::try_from(section.index()).unwrap_or(u32::MAX),
                mark,
                spot: Spot::of(report.document, report.prose.span(&range)),
            });
        }
    }
    all
}

/// The names of the body and its places, the longest first.
fn names<'r>(report: &'r Report<'_>) -> Vec<&'r str> {
    let own = &report.own;
    let places = own.names.iter().chain(&own.place).map(String::as_str);
    let mut names: Vec<&str> = places
        .chain(report.body())
        .filter(|n| !n.is_empty())
        .collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    names.dedup();
    names
}

/// What a sentence is distinguished by; `None` where it is too short.
fn mark(text: &str, names: &[&str]) -> Option<u32> {
    let mut hasher = DefaultHasher::new();
    let mut length = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = names.iter().find_map(|name| rest.strip_prefix(name)) {
            rest = after;
            continue;
        }
        if is_ideograph(c) || c.is_alphabetic() {
            c.hash(&mut hasher);
            length += 1;
        }
        rest = rest.get(c.len_utf8()..)?;
    }
    let [a, b, c, d, ..] = hasher.finish().to_le_bytes();
    (length >= SHORTEST).then_some(u32::from_le_bytes([a, b, c, d]))
}
