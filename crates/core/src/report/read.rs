//! From a document to a report.

use super::cells::{self, CellId};
use super::form::{Form, Kind, TableSpec};
use super::grid;
use super::late::{self, Late};
use super::matched::Match;
use super::others::Others;
use super::pieces::{self, Piece, goes_on};
use super::places::Own;
use super::prose::{Part, Prose};
use super::recognise::Outline;
use super::rows::InRow;
use super::sections::{self, Heading};
use super::stated::Stated;
use super::table::{self, Around, TableFacts};
use super::title::Title;
use super::truncation::{self, Cut};
use super::zones::{ZoneRanges, zone_ranges};
use crate::document::Document;
use crate::grammar::TokenKind;
use crate::text::{IdVec, Span, label_key};
use std::ops::Range;
use std::sync::Arc;

/// A document read as a report of a kind.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its kind.
    pub kind: &'a Kind,
    /// Which form its tables follow (by their labels; else by the year).
    pub form: &'a Form,
    /// How many labels only this form has were seen.
    pub markers: usize,
    /// Its running text, which reports with other numbers share.
    pub prose: Arc<Prose>,
    /// Its title.
    pub title: Option<Title>,
    /// The year that it reports on, from the title or where the text says it else.
    pub stated_year: Option<Stated<i32>>,
    /// The body that reports, likewise.
    pub stated_body: Option<Stated<String>>,
    /// The class of the body that reports.
    pub class: Option<&'a str>,
    /// Where the body is.
    pub own: Own,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Its tables, in the order of the form.
    pub tables: Vec<TableFacts>,
    /// Where zones lie.
    pub zones: ZoneRanges,
    /// The whole numbers in its cells, see [`Self::whole`].
    pub(super) wholes: IdVec<CellId, Option<i64>>,
    /// What was found of each mention of the kind, which reports with other numbers share.
    pub mentions: Arc<Vec<Vec<Match>>>,
    /// Where the text ends too early, if it does.
    pub cut: Option<Cut>,
    /// The other reports that it is held against.
    pub others: Others<'a>,
    /// Where the text begins, if the first sections are not there.
    pub late: Option<Late>,
}

impl<'a> Report<'a> {
    /// The id of a part of the text: that of its section, or `head`, `tail`, `table`.
    pub fn part_name(&self, part: Part) -> &'a str {
        match part {
            Part::Head => "head",
            Part::Tail => "tail",
            Part::Table => "table",
            Part::Section(at) | Part::Title(at) => {
                let section = self.kind.sections.get(at);
                section.map_or("", |s| s.id.as_str())
            }
        }
    }
}

impl Report<'_> {
    /// The year that it reports on.
    pub fn year(&self) -> Option<i32> {
        Some(self.stated_year.as_ref()?.value)
    }

    /// The body that reports.
    pub fn body(&self) -> Option<&str> {
        Some(&self.stated_body.as_ref()?.value)
    }

    /// The tables of its form, with what was read of them.
    pub fn all_tables(&self) -> impl Iterator<Item = (&TableSpec, &TableFacts)> {
        self.form.tables.iter().zip(&self.tables)
    }

    /// Whether a mention holds a part of a span.
    pub fn mentions(&self, span: Span) -> bool {
        self.mentions.iter().any(|hits| {
            let next = hits.partition_point(|m| m.span.end <= span.start);
            hits.get(next).is_some_and(|m| m.span.overlaps(span))
        })
    }

    /// Whether a mention stands in more places than are read.
    pub fn is_read_in_part(&self) -> bool {
        self.mentions.iter().any(|m| m.len() >= MOST_MENTIONS)
    }

    /// The heading of a section.
    pub fn heading(&self, section: usize) -> Option<&Heading> {
        self.headings.iter().find(|h| h.section == Some(section))
    }
}

/// So many places of one mention are read in a document; the longest report has some hundred.
pub const MOST_MENTIONS: usize = 10_000;

/// Reads a document as a report of a kind of which title and headings are known.
pub(super) fn finish<'a>(
    kind: &'a Kind,
    document: &'a Document,
    mut prose: Prose,
    Outline {
        title,
        headings,
        identity,
    }: Outline,
) -> Option<Report<'a>> {
    sections::divide(&mut prose, &headings);
    let labels = kind.sheet_keys();
    let whole = pieces::pieces(document, prose.blocks(document), &labels);
    let year = identity.year.as_ref().map(|y| y.value);
    let (form, markers) = form(kind, &whole, year)?;
    let proved = identity.is_year_bounded && markers >= PROOF;
    let contradicted = |y: &Stated<i32>| proved && !form.years.contains(y.value);
    let stated_year = identity.year.filter(|y| !contradicted(y));
    let mut tables = tables(form, kind, document, &prose, &headings, &whole);
    for table in &tables {
        for paragraph in &mut prose.paragraphs {
            let title = matches!(paragraph.part, Part::Title(_));
            let inside = table.blocks.contains(&paragraph.block);
            if inside
                && !title
                && paragraph.heading.is_none()
                && paragraph.in_row != InRow::Text
                && !goes_on(&whole, paragraph.block, &labels)
            {
                paragraph.part = Part::Table;
            }
        }
    }
    prose.tokenise();
    let read = form.tables.iter().zip(&tables);
    let named = || read.into_iter().find_map(stated_body);
    let stated_body = identity.body.or_else(named);
    let body = stated_body.as_ref().map(|b| b.value.as_str());
    let body = body.unwrap_or_default();
    let last = tables.iter().map(|t| t.blocks.end).max();
    mark_tail(&mut prose, body, last.unwrap_or(0));
    let cut = truncation::find(kind, document, &prose, &headings, form, &mut tables);
    let late = late::find(&prose, &headings, title.as_ref(), cut.as_ref());
    let zones = zone_ranges(&kind.zones, &prose);
    let mentions = kind.mentions.iter();
    let mentions = mentions
        .map(|m| {
            m.matcher.first(
                MOST_MENTIONS,
                document,
                &prose,
                &zones,
                stated_year.as_ref().map(|y| y.value),
            )
        })
        .collect();
    let wholes = cells::wholes(form, &tables);
    let class = kind.classes.iter().find(|c| c.pattern.is_match(body));
    let own = kind.place.own(body, &prose);
    Some(Report {
        document,
        kind,
        form,
        markers,
        title,
        stated_year,
        class: class.map(|c| c.id.as_str()),
        own,
        stated_body,
        cut,
        late,
        headings,
        tables,
        wholes,
        zones,
        mentions: Arc::new(mentions),
        prose: Arc::new(prose),
        others: Others::default(),
    })
}

/// The form with the most labels of its own in the text, else the form of the year, else the newest.
fn form<'k>(kind: &'k Kind, pieces: &[Piece], year: Option<i32>) -> Option<(&'k Form, usize)> {
    let mut labels = String::new();
    for piece in pieces.iter().filter(|p| !p.key.is_empty()) {
        labels.push_str(&piece.label);
    }
    let scored = kind.forms.iter().map(|f| (f, table::markers(f, &labels)));
    let best = scored.max_by_key(|(f, n)| {
        let fits = year.is_some_and(|y| f.years.contains(y));
        (if *n >= 2 { *n } else { 0 }, fits)
    })?;
    Some(best)
}

/// Reads each table from its section; where the section's heading was not found, or shows nothing of the table,
/// from all that lies between the nearest headings that were found.
fn tables(
    form: &Form,
    kind: &Kind,
    document: &Document,
    prose: &Prose,
    headings: &[Heading],
    whole: &[Piece],
) -> Vec<TableFacts> {
    let start_of = |h: &Heading| prose.paragraphs.get(h.paragraph).map_or(0, |p| p.block);
    let end = prose.blocks(document).len();
    let titles = pieces::headings(document, prose.blocks(document));
    let grids = grid::read(form, document, prose.blocks(document));
    let all = form.tables.iter().zip(grids);
    all.map(|(spec, grid)| {
        if let Some(facts) = grid {
            return facts;
        }
        let wanted = spec.section.unwrap_or(kind.sections.len());
        let mut known = headings.iter().filter(|h| h.section.is_some());
        let from = known
            .clone()
            .filter(|h| h.section <= Some(wanted))
            .map(start_of)
            .max()
            .unwrap_or(0);
        let to = known
            .find(|h| h.section > Some(wanted) && start_of(h) > from)
            .map_or(end, start_of);
        let others = form.tables.iter().filter(|t| t.id != spec.id);
        let rows = others.flat_map(|t| &t.rows).flat_map(|r| &r.keys);
        let foreign = rows.map(String::as_str).collect();
        let around = |headings, own| Around {
            headings,
            foreign: &foreign,
            own,
        };
        let own = around(slice(&titles, from..to), true);
        let facts = table::read(spec, slice(whole, from..to), &own);
        if facts.span.is_some() {
            facts
        } else {
            table::read(spec, whole, &around(&titles, false))
        }
    })
    .collect()
}

/// The pieces of a range of blocks.
fn slice(pieces: &[Piece], blocks: Range<usize>) -> &[Piece] {
    let from = pieces.partition_point(|p| p.block < blocks.start);
    let to = pieces.partition_point(|p| p.block < blocks.end);
    pieces.get(from..to).unwrap_or_default()
}

/// With so many labels of its own a form is proved.
const PROOF: usize = 2;

/// How many paragraphs the signature may have.
const TAIL: usize = 8;
/// The longest line of a signature, in characters.
const SHORT: usize = 40;

/// The body that a row of a sheet names.
fn stated_body((spec, facts): (&TableSpec, &TableFacts)) -> Option<Stated<String>> {
    let rows = spec.rows.iter().zip(&facts.rows);
    let mut cells = rows
        .filter(|(r, _)| r.states_body)
        .map(|(_, f)| f.cells.first());
    cells.find_map(|fact| {
        let fact = fact?;
        Some(Stated {
            value: fact.word.as_deref()?.to_owned(),
            span: fact.span,
        })
    })
}

/// The signature: the last short paragraphs, from the first that holds a date or the name of the body. Where no
/// section holds the tables, it stands behind the last of them.
fn mark_tail(prose: &mut Prose, body: &str, tables_end: usize) {
    let body_key = label_key(body);
    let mut first = None;
    for (at, paragraph) in prose.paragraphs.iter().enumerate().rev().take(TAIL) {
        let text = prose.text(paragraph.range.clone());
        let full_stop = text.contains(super::prose::ends_sentence);
        let in_body = match paragraph.part {
            Part::Section(_) => true,
            Part::Head => paragraph.block >= tables_end,
            _ => false,
        };
        if !in_body || paragraph.heading.is_some() || full_stop || text.chars().count() > SHORT {
            break;
        }
        let dated = paragraph
            .tokens
            .iter()
            .any(|t| matches!(t.kind, TokenKind::Date { .. }));
        let named = !body_key.is_empty() && label_key(text).contains(&body_key);
        if dated || named {
            first = Some(at);
        }
    }
    if let Some(first) = first {
        for paragraph in prose.paragraphs.iter_mut().skip(first) {
            paragraph.part = Part::Tail;
        }
    }
}
