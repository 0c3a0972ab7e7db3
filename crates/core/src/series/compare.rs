//! Reports of several years side by side: cells with their changes, sentences that came and went.

use crate::diagnostic::CellName;
use crate::report::{Part, Report, SectionId, ends_sentence};
use crate::text::{Number, Span};
use std::collections::BTreeMap;

/// Reports side by side, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The reports.
    pub reports: Vec<Named>,
    /// The cells that some of them have, in the order of the newest form.
    pub cells: Vec<CellLine>,
    /// For each section what changed from one report to the next.
    pub texts: Vec<TextChange>,
}

/// A report by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The document's name.
    pub path: String,
    /// The body that reports.
    pub body: Option<String>,
    /// The year that it reports on.
    pub year: Option<i32>,
}

/// A cell over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct CellLine {
    /// Its names, in the newest form that has it.
    pub name: CellName,
    /// What each report has there; `None` where it has no such cell, or no number in it.
    pub values: Vec<Option<Number>>,
}

impl CellLine {
    /// Whether not all numbers are the same.
    pub fn changes(&self) -> bool {
        let mut known = self.values.iter().flatten();
        let first = known.next();
        known.any(|n| first.is_some_and(|f| !f.same(*n)))
    }
}

/// What changed in a section from one report to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextChange {
    /// The title of the section.
    pub section: String,
    /// The index of the newer report; the one before it is the older one.
    pub to: usize,
    /// Sentences that only the newer one has, with their places in it.
    pub added: Vec<(String, Span)>,
    /// Sentences that only the older one has, with their places in it.
    pub removed: Vec<(String, Span)>,
    /// How many sentences both have, word for word.
    pub kept: usize,
}

/// The same cell in all forms.
type CellKey = (String, String, String);

/// Puts reports side by side, in the order in which they are given.
pub fn compare(reports: &[&Report<'_>]) -> Comparison {
    Comparison {
        reports: reports.iter().map(|r| named(r)).collect(),
        cells: cells(reports),
        texts: texts(reports),
    }
}

fn named(report: &Report<'_>) -> Named {
    Named {
        path: report.document.name.clone(),
        body: report.body().map(str::to_owned),
        year: report.year(),
    }
}

fn cells(reports: &[&Report<'_>]) -> Vec<CellLine> {
    let mut lines: Vec<CellLine> = Vec::new();
    let mut known: BTreeMap<CellKey, usize> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate().rev() {
        for (table, spec) in report.form.tables.iter_ids() {
            for (row, axis) in spec.rows.iter_ids() {
                for (column, head) in spec.columns.iter_ids() {
                    if !spec.has(row, column) {
                        continue;
                    }
                    let key = (spec.id.clone(), axis.id.clone(), head.id.clone());
                    let line = *known.entry(key).or_insert_with(|| {
                        let name = CellName {
                            table: spec.title.clone(),
                            row: axis.name.clone(),
                            column: head.label.clone(),
                        };
                        let values = vec![None; reports.len()];
                        lines.push(CellLine { name, values });
                        lines.len() - 1
                    });
                    let value = report.fact(table, row, column).and_then(|f| f.number());
                    let slot = lines.get_mut(line).and_then(|l| l.values.get_mut(at));
                    if let Some(slot) = slot {
                        *slot = value;
                    }
                }
            }
        }
    }
    lines.retain(|line| line.values.iter().any(Option::is_some));
    lines
}

/// A sentence: what it is distinguished by, as it stands in the document, and where.
type Sentence = (String, String, Span);
/// The sentences of a section.
type Sentences = Vec<Sentence>;

fn sentences(report: &Report<'_>) -> BTreeMap<SectionId, Sentences> {
    let mut all: BTreeMap<SectionId, Sentences> = BTreeMap::new();
    for paragraph in &report.prose.paragraphs {
        let Part::Section(section) = paragraph.part else {
            continue;
        };
        if paragraph.heading.is_some() {
            continue;
        }
        let mut at = paragraph.range.start;
        let text = report.prose.text(paragraph.range.clone());
        for sentence in text.split_inclusive(ends_sentence) {
            let range = at..at + sentence.len();
            at = range.end;
            let words = sentence.trim();
            if !words.is_empty() {
                let span = report.prose.span(&range);
                let own = report.document.text.get(span.range());
                let own = own.unwrap_or(words).trim().to_owned();
                let sentence = (words.to_owned(), own, span);
                all.entry(section).or_default().push(sentence);
            }
        }
    }
    all
}

fn texts(reports: &[&Report<'_>]) -> Vec<TextChange> {
    let all: Vec<BTreeMap<SectionId, Sentences>> = reports.iter().map(|r| sentences(r)).collect();
    let mut changes = Vec::new();
    let none = Sentences::new();
    for (to, (newer, pair)) in reports.iter().skip(1).zip(all.windows(2)).enumerate() {
        let [before, after] = pair else {
            continue;
        };
        for (section, spec) in newer.kind.sections.iter_ids() {
            let old = before.get(&section).unwrap_or(&none);
            let new = after.get(&section).unwrap_or(&none);
            let (added, kept) = missing_from(new, old);
            let (removed, _) = missing_from(old, new);
            if !added.is_empty() || !removed.is_empty() || kept > 0 {
                changes.push(TextChange {
                    section: spec.title.clone(),
                    to: to + 1,
                    added,
                    removed,
                    kept,
                });
            }
        }
    }
    changes
}

/// The sentences that others do not have, each of those standing for one; and how many they have.
fn missing_from(sentences: &Sentences, others: &Sentences) -> (Vec<(String, Span)>, usize) {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for (words, _, _) in others {
        *left.entry(words).or_default() += 1;
    }
    let mut missing = Vec::new();
    let mut kept = 0;
    for (words, own, span) in sentences {
        match left.get_mut(words.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                kept += 1;
            }
            _ => missing.push((own.clone(), *span)),
        }
    }
    (missing, kept)
}
