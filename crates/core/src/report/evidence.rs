//! What speaks for a kind of report in a text, and how much it is worth.
//!
//! Only what a pack names counts. A heading that fits by its number alone counts for nothing.

use super::form::Kind;
use super::ids::SectionId;
use super::prose::Prose;
use super::recognise::Outline;
use super::section::SectionSpec;
use super::sections::Fit;
use super::source_cells;
use crate::document::{BlockKind, Document};
use crate::text::{Bilingual, Folded, Pattern, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a kind takes for evidence, and how much of it makes a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Evidence {
    /// So much makes a report.
    pub threshold: i32,
    /// What a title that fits is worth.
    pub title: i32,
    /// What a title in other words is worth.
    pub near_title: i32,
    /// So many different labels of its tables are worth 1; 0 where labels count for nothing.
    pub labels: i32,
    /// The most that labels are worth.
    pub most_labels: i32,
    /// Words that speak for the kind or against it.
    pub signs: Vec<Sign>,
}

/// Words that speak for a kind, or against it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Sign {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Bilingual,
    /// How it reads, in folded text.
    pub patterns: Vec<Pattern>,
    /// What it is worth; less than 0 where it speaks against the kind.
    pub worth: i32,
    /// It counts only in the first paragraphs, before the first section.
    pub in_head: bool,
}

impl Default for Evidence {
    fn default() -> Self {
        Evidence {
            threshold: 4,
            title: 3,
            near_title: 2,
            labels: 3,
            most_labels: 3,
            signs: Vec::new(),
        }
    }
}

/// Something that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The title; in other words where that is so.
    Title {
        /// It does not fit word by word.
        near: bool,
    },
    /// The heading of this section.
    Section(SectionId),
    /// So many labels of tables.
    Labels(usize),
    /// The sign with this index.
    Sign(usize),
}

/// What was found of something that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// What it is worth where it is there.
    pub due: i32,
    /// What it is worth in this text.
    pub worth: i32,
    /// Where it stands, if it is there and stands in one place.
    pub span: Option<Span>,
}

/// All that speaks for a kind in a text, and what is missing.
#[derive(Clone, Debug)]
pub struct Weighed<'k> {
    /// The kind.
    pub kind: &'k Kind,
    /// What counts, found or not.
    pub items: Vec<Item>,
}

impl Weighed<'_> {
    /// How much speaks for the kind.
    pub fn score(&self) -> i32 {
        self.items
            .iter()
            .map(|i| i.worth)
            .fold(0, i32::saturating_add)
    }

    /// Whether it is enough.
    pub fn is_enough(&self) -> bool {
        self.score() >= self.kind.evidence.threshold
    }

    /// Whether more speaks for this kind than for another, each measured by what it takes.
    pub(super) fn share(&self) -> i64 {
        i64::from(self.score()) * 1000 / i64::from(self.kind.evidence.threshold.max(1))
    }
}

/// The long cells of a document as folded texts, made when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Cells(std::cell::OnceCell<Vec<(String, Span)>>);

/// A cell with fewer bytes holds no sign.
const SHORT_CELL: usize = 18;
/// What is longer was not written into one cell by a person, in bytes.
const LONG_CELL: u32 = 4_000;

impl Cells {
    fn of(&self, document: &Document, prose: &Prose) -> &[(String, Span)] {
        self.0.get_or_init(|| {
            let tables = prose.blocks(document).iter().filter_map(|b| match &b.kind {
                BlockKind::Table(table) => Some(table),
                _ => None,
            });
            let spans = tables.flat_map(|t| t.cells()).map(|(_, cell)| cell.span);
            let long = spans.filter(|s| s.len() >= SHORT_CELL && s.end - s.start <= LONG_CELL);
            long.map(|span| (Folded::new(&document.text, span).text().to_owned(), span))
                .collect()
        })
    }
}

/// A text that is weighed.
pub(super) struct Text<'t> {
    pub document: &'t Document,
    pub prose: &'t Prose,
    cells: Cells,
}

impl<'t> Text<'t> {
    /// A text whose cells have not been asked for yet.
    pub fn new(document: &'t Document, prose: &'t Prose) -> Self {
        Text {
            document,
            prose,
            cells: Cells::default(),
        }
    }
}

/// Weighs a text, without its labels where they are not `counted`.
pub(super) fn weigh<'k>(
    kind: &'k Kind,
    text: &Text<'_>,
    outline: &Outline,
    counted: bool,
) -> Weighed<'k> {
    let evidence = &kind.evidence;
    let mut items = vec![title(evidence, outline)];
    let sections = kind.outer_sections();
    items.extend(sections.map(|(at, spec)| section(outline, at, spec)));
    if evidence.labels > 0 && counted {
        items.push(labels(kind, text));
    }
    let signs = evidence.signs.iter().enumerate();
    items.extend(signs.map(|(at, sign)| {
        let span = place(sign, text, outline);
        Item {
            what: What::Sign(at),
            due: sign.worth,
            worth: if span.is_some() { sign.worth } else { 0 },
            span,
        }
    }));
    Weighed { kind, items }
}

fn title(evidence: &Evidence, outline: &Outline) -> Item {
    let title = outline.title.as_ref();
    let near = title.is_some_and(|t| t.near);
    let worth = title.map_or(0, |_| match near {
        true => evidence.near_title,
        false => evidence.title,
    });
    Item {
        what: What::Title { near },
        due: evidence.title,
        worth,
        span: title.map(|t| t.span),
    }
}

fn section(outline: &Outline, at: SectionId, spec: &SectionSpec) -> Item {
    let known = |fit| matches!(fit, Fit::Exact | Fit::Accepted);
    let mut headings = outline.headings.iter();
    let heading = headings.find(|h| h.section == Some(at) && known(h.fit));
    Item {
        what: What::Section(at),
        due: spec.worth,
        worth: heading.map_or(0, |_| spec.worth),
        span: heading.map(|h| h.span),
    }
}

/// A label with fewer bytes is a word of every table.
const SHORT_LABEL: usize = 12;

/// How many different labels of the kind's tables a document shows.
fn labels(kind: &Kind, text: &Text<'_>) -> Item {
    let distinctive = kind.label_keys().filter(|k| k.len() >= SHORT_LABEL);
    let known: BTreeSet<&str> = distinctive.map(String::as_str).collect();
    let sheets = kind.sheet_keys();
    let cells = source_cells::cells(text.document, text.prose.blocks(text.document), &sheets);
    let found: BTreeSet<&str> = cells.iter().map(|p| p.key.as_str()).collect();
    let count = found.intersection(&known).count();
    let evidence = &kind.evidence;
    let worth = i32::try_from(count).unwrap_or(i32::MAX) / evidence.labels.max(1);
    Item {
        what: What::Labels(count),
        due: evidence.most_labels,
        worth: worth.min(evidence.most_labels),
        span: None,
    }
}

/// How many paragraphs may stand before the first section and still count as the head.
pub(super) const HEAD: usize = 40;

/// Where a sign stands first.
fn place(sign: &Sign, text: &Text<'_>, outline: &Outline) -> Option<Span> {
    let prose = text.prose;
    if sign.in_head {
        let first = outline
            .headings
            .first()
            .map_or(HEAD, |h| h.paragraph.min(HEAD));
        let mut head = prose.paragraphs.iter().take(first);
        return head.find_map(|paragraph| {
            let words = prose.text(paragraph.range.clone());
            let words = words.trim_start_matches('#');
            let found = sign.patterns.iter().any(|p| p.is_match(words));
            found.then_some(paragraph.span)
        });
    }
    let whole = prose.whole();
    sign.patterns.iter().find_map(|pattern| {
        let range = prose.searched().find(pattern, &whole);
        if let Some(range) = range {
            return Some(prose.span(&range));
        }
        let mut cells = text.cells.of(text.document, text.prose).iter();
        let cell = cells.find(|(words, _)| pattern.is_match(words));
        cell.map(|(_, span)| *span)
    })
}
