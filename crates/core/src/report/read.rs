//! From a document to a report.

use super::cells::{self, CellId};
use super::divided;
use super::filled;
use super::form::{Form, Kind, TableSpec};
use super::ids::{MentionId, SectionId, TableId};
use super::inner;
use super::late::{self, Late};
use super::matched::Match;
use super::others::Others;
use super::places::Own;
use super::prose::{Part, Prose};
use super::recognise::Outline;
use super::rows::InRow;
use super::sections::Heading;
use super::source_cells::{self, goes_on};
use super::stated::Stated;
use super::table::TableFacts;
use super::title::Title;
use super::truncation::{self, Cut};
use super::zones::{ZoneRanges, zone_ranges};
use crate::document::Document;
use crate::grammar::TokenKind;
use crate::text::{IdVec, Span, label_key};
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
    /// The same by the classes of the kind alone, by which locked rules go.
    pub own_class: Option<&'a str>,
    /// Where the body is.
    pub own: Own,
    /// The headings of its sections without a parent.
    pub headings: Vec<Heading>,
    /// Those of its sections with one.
    pub inner: Vec<Heading>,
    /// Its tables, in the order of the form.
    pub tables: IdVec<TableId, TableFacts>,
    /// Where zones lie.
    pub zones: ZoneRanges,
    /// The whole numbers in its cells, see [`Self::whole`].
    pub(super) wholes: IdVec<CellId, Option<i64>>,
    /// What was found of each mention of the kind, which reports with other numbers share.
    pub mentions: Arc<IdVec<MentionId, Vec<Match>>>,
    /// Where the text ends too early, if it does.
    pub cut: Option<Cut>,
    /// The other reports that it is held against.
    pub others: Others<'a>,
    /// Where the text begins, if the first sections are not there.
    pub late: Option<Late>,
    /// Where the text says that it is a part of a report.
    pub extract: Option<Span>,
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

impl<'a> Report<'a> {
    /// The report with the further tables of some captions in the place of the first ones, as often as there are any.
    pub fn rounds(&self) -> impl Iterator<Item = Report<'a>> {
        let most = self.tables.iter().map(|t| t.further.len()).max();
        (0..most.unwrap_or(0)).map(|round| {
            let table = |first: &TableFacts| match first.further.is_empty() {
                true => first.clone(),
                false => first.further.get(round).cloned().unwrap_or_default(),
            };
            let tables: IdVec<TableId, TableFacts> = self.tables.iter().map(table).collect();
            Report {
                wholes: cells::wholes(self.form, &tables),
                tables,
                ..self.clone()
            }
        })
    }

    /// Whether a table of the form stands there several times.
    pub fn repeats(&self, table: TableId) -> bool {
        let facts = self.tables.get(table);
        facts.is_some_and(|t| !t.further.is_empty())
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
    pub fn heading(&self, section: SectionId) -> Option<&Heading> {
        let mut all = self.headings.iter().chain(&self.inner);
        all.find(|h| h.section == Some(section))
    }

    /// All headings in reading order.
    pub fn outline(&self) -> Vec<&Heading> {
        let mut all: Vec<&Heading> = self.headings.iter().chain(&self.inner).collect();
        all.sort_by_key(|h| h.paragraph);
        all
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
    divided::outside(&mut prose, &headings);
    let inner = inner::find(kind, &prose, &headings);
    divided::inside(kind, &mut prose, (&headings, &inner));
    let labels = kind.sheet_keys();
    let whole = source_cells::cells(document, prose.blocks(document), &labels);
    let year = identity.year.as_ref().map(|y| y.value);
    let read = filled::read(kind, document, &prose, &headings, &whole, year)?;
    let (form, markers, mut tables) = (read.form, read.markers, read.tables);
    let proved = identity.is_year_bounded && markers >= filled::PROOF;
    let contradicted = |y: &Stated<i32>| proved && !form.years.contains(y.value);
    let stated_year = identity.year.filter(|y| !contradicted(y));
    for table in tables.iter().flat_map(TableFacts::all) {
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
    let last = tables
        .iter()
        .flat_map(TableFacts::all)
        .map(|t| t.blocks.end)
        .max();
    mark_tail(&mut prose, body, last.unwrap_or(0));
    let cut = truncation::find(kind, document, &prose, &headings, form, &mut tables);
    let late = late::find(&prose, &headings, title.as_ref(), cut.as_ref());
    let extract = late::extract(kind, &prose, &headings);
    let read: Vec<_> = form.tables.iter().zip(&tables).collect();
    let zones = zone_ranges(&kind.zones, &prose, &read);
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
    let fitting = || kind.classes.iter().filter(|c| c.pattern.is_match(body));
    let class = fitting().next();
    let own_class = fitting().find(|c| !c.is_added);
    let own = kind.place.own(body, &prose);
    Some(Report {
        document,
        kind,
        form,
        markers,
        title,
        stated_year,
        class: class.map(|c| c.id.as_str()),
        own_class: own_class.map(|c| c.id.as_str()),
        own,
        stated_body,
        cut,
        late,
        extract,
        headings,
        inner,
        tables,
        wholes,
        zones,
        mentions: Arc::new(mentions),
        prose: Arc::new(prose),
        others: Others::default(),
    })
}

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
