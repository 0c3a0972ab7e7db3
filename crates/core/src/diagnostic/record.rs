//! What is kept of a report so that others can be held against it. How it is made and read is the business of
//! `report`.

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is kept of a report: some two kilobytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The document's name.
    pub path: String,
    /// Id of the kind.
    pub kind: String,
    /// The year that it reports on.
    pub year: Option<i32>,
    /// The body that reports.
    pub body: Option<String>,
    /// What its body is distinguished by: the place, by its code where the gazetteer knows one of the name, and what
    /// follows it. Names of one body with and without the places above are the same.
    pub key: String,
    /// When it was published or signed, as `2024-01-31`, where that is known.
    pub dated: Option<String>,
    /// Marks of its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Form, cells and mentions, packed.
    pub(crate) facts: Vec<u8>,
}

/// Where something stands in a document that is not at hand any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Bytes of the document.
    pub span: Span,
    /// Its line, counted from 1.
    pub line: u32,
    /// Its column in characters, counted from 1.
    pub column: u32,
}

/// A sentence without its words: what it is distinguished by, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The section that it stands in, by index.
    pub section: u32,
    /// The same for all sentences that differ in numbers, signs, and the names of body and place only.
    pub mark: u32,
    /// Where it stands.
    pub spot: Spot,
}

impl Record {
    /// The sentences that two reports share, by index in both; each counts once.
    pub fn shared_with(&self, other: &Record) -> Vec<(usize, usize)> {
        let mut by_mark: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, sentence) in other.sentences.iter().enumerate().rev() {
            by_mark.entry(sentence.mark).or_default().push(at);
        }
        let all = self.sentences.iter().enumerate();
        let shared =
            all.filter_map(|(at, sentence)| Some((at, by_mark.get_mut(&sentence.mark)?.pop()?)));
        shared.collect()
    }
}
