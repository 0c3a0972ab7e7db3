//! What is kept of a report, so that others can be held against it.

use super::sentences;
use crate::diagnostic::{Record, Spot};
use crate::document::Document;
use crate::grammar::CellText;
use crate::report::cell_reading::CellReading;
use crate::report::cells;
use crate::report::fact::Fact;
use crate::report::form::Kind;
use crate::report::ids::{MentionId, SectionId, TableId};
use crate::report::matched::{Captured, Group, Match};
use crate::report::places::Own;
use crate::report::prose::Prose;
use crate::report::read::Report;
use crate::report::stated::Stated;
use crate::report::table::{RowFacts, RowState, TableFacts};
use crate::text::{IdVec, Number, Span};
use serde::{Deserialize, Serialize};

/// What rules read of other reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Mentions.
    pub mentions: Vec<MentionId>,
    /// Sections whose sentences are compared.
    pub sections: Vec<SectionId>,
    /// The mentions that date a report; the first that is there counts.
    pub dates: Vec<MentionId>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Facts {
    form: String,
    class: Option<String>,
    place: Option<String>,
    tables: Vec<Table>,
    /// Mentions by id.
    mentions: Vec<(String, Vec<Hit>)>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Table {
    found: bool,
    blank_is_zero: bool,
    rows: Vec<Row>,
    groups: Vec<Option<Row>>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Row {
    state: RowState,
    cells: Vec<Cell>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Cell {
    text: CellText,
    word: Option<String>,
    stands_for: Option<Number>,
    spot: Spot,
}

#[derive(Debug, Serialize, Deserialize)]
struct Hit {
    spot: Spot,
    groups: Vec<(String, Spot, Captured)>,
}

impl Spot {
    /// Where a span of a document stands.
    pub(crate) fn of(document: &Document, span: Span) -> Self {
        let at = document.position(span.start);
        Spot {
            span,
            line: at.line,
            column: at.column,
        }
    }
}

impl Record {
    /// What is kept of a report.
    pub fn of(report: &Report<'_>, wanted: &Wanted) -> Self {
        let facts = Facts {
            form: report.form.id.clone(),
            class: report.class.map(str::to_owned),
            place: report.own.place.clone(),
            tables: report.tables.iter().map(|t| table(t, report)).collect(),
            mentions: mentions(report, &wanted.mentions),
        };
        Record {
            path: report.document.name.clone(),
            kind: report.kind.id.clone(),
            year: report.year(),
            body: report.body().map(str::to_owned),
            key: key(report.body().unwrap_or_default(), &report.own),
            dated: dated(report, &wanted.dates),
            sentences: sentences::of(report, &wanted.sections),
            // values of our own types always have a form as bytes; without one nothing is compared
            facts: postcard::to_allocvec(&facts).unwrap_or_default(),
        }
    }

    /// The report again, without its text; `None` where the kind is another one now.
    pub fn report<'a>(&'a self, kind: &'a Kind, nothing: &'a Document) -> Option<Report<'a>> {
        let facts: Facts = postcard::from_bytes(&self.facts).ok()?;
        let form = kind.forms.iter().find(|f| f.id == facts.form)?;
        let class = kind
            .classes
            .iter()
            .find(|c| Some(&c.id) == facts.class.as_ref());
        let stated = |span| move |value| Stated { value, span };
        let mut mentions: IdVec<MentionId, Vec<Match>> =
            vec![Vec::new(); kind.mentions.len()].into();
        for (id, hits) in facts.mentions {
            let at = kind.mentions.position(|m| m.id == id);
            if let Some(slot) = at.and_then(|at| mentions.get_mut(at)) {
                *slot = hits.into_iter().map(Hit::matched).collect();
            }
        }
        let tables: IdVec<TableId, TableFacts> =
            facts.tables.into_iter().map(Table::facts).collect();
        Some(Report {
            document: nothing,
            kind,
            form,
            markers: 0,
            prose: std::sync::Arc::default(),
            title: None,
            stated_year: self.year.map(stated(Span::at(0))),
            stated_body: self.body.clone().map(|value| Stated {
                value,
                span: Span::at(0),
            }),
            class: class.map(|c| c.id.as_str()),
            own_class: class.map(|c| c.id.as_str()),
            own: Own {
                place: facts.place,
                ..Own::default()
            },
            headings: Vec::new(),
            inner: Vec::new(),
            wholes: cells::wholes(form, &tables),
            tables,
            zones: crate::report::zones::ZoneRanges::default(),
            mentions: mentions.into(),
            cut: None,
            late: None,
            extract: None,
            others: super::Others::default(),
        })
    }

    /// Where a span that its report gives stands: line and column, counted from 1.
    pub fn spot(&self, span: Span) -> Option<Spot> {
        let facts: Facts = postcard::from_bytes(&self.facts).ok()?;
        let tables = facts.tables.iter();
        let rows = tables.flat_map(|t| t.rows.iter().chain(t.groups.iter().flatten()));
        let cells = rows.flat_map(|r| r.cells.iter().map(|c| c.spot));
        let hits = facts.mentions.iter().flat_map(|(_, hits)| hits);
        let hits = hits.flat_map(|h| [h.spot].into_iter().chain(h.groups.iter().map(|g| g.1)));
        cells.chain(hits).find(|spot| spot.span == span)
    }
}

fn table(facts: &TableFacts, report: &Report<'_>) -> Table {
    Table {
        found: facts.span.is_some(),
        blank_is_zero: facts.blank_is_zero,
        rows: facts.rows.iter().map(|r| row(r, report)).collect(),
        groups: facts
            .groups
            .iter()
            .map(|g| g.as_ref().map(|r| row(r, report)))
            .collect(),
    }
}

fn row(facts: &RowFacts, report: &Report<'_>) -> Row {
    let cell = |fact: &Fact| Cell {
        text: fact.text.clone(),
        word: fact.word.as_deref().map(str::to_owned),
        stands_for: fact.stands_for,
        spot: Spot::of(report.document, fact.span),
    };
    Row {
        state: facts.state,
        cells: facts.cells.iter().map(cell).collect(),
    }
}

impl Table {
    fn facts(self) -> TableFacts {
        TableFacts {
            rows: self.rows.into_iter().map(Row::facts).collect(),
            span: self.found.then_some(Span::at(0)),
            groups: self.groups.into_iter().map(|g| g.map(Row::facts)).collect(),
            blank_is_zero: self.blank_is_zero,
            ..TableFacts::default()
        }
    }
}

impl Row {
    fn facts(self) -> RowFacts {
        let blank = CellReading::known("");
        let fact = |cell: Cell| Fact {
            text: cell.text,
            word: cell.word.map(Into::into),
            stands_for: cell.stands_for,
            ..Fact::new(&blank, cell.spot.span)
        };
        RowFacts {
            state: self.state,
            cells: self.cells.into_iter().map(fact).collect(),
            ..RowFacts::default()
        }
    }
}

/// The most places of one mention that are kept.
const MOST_HITS: usize = 20;

fn mentions(report: &Report<'_>, wanted: &[MentionId]) -> Vec<(String, Vec<Hit>)> {
    let spot = |span| Spot::of(report.document, span);
    let hit = |found: &Match| Hit {
        spot: spot(found.span),
        groups: found
            .groups
            .iter()
            .map(|g| (g.name.clone(), spot(g.span), g.value.clone()))
            .collect(),
    };
    let all = wanted.iter().filter_map(|at| {
        let id = report.kind.mentions.get(*at)?.id.clone();
        let hits = report.mentions.get(*at)?.iter().take(MOST_HITS);
        Some((id, hits.map(hit).collect::<Vec<_>>()))
    });
    all.filter(|(_, hits)| !hits.is_empty()).collect()
}

impl Hit {
    fn matched(self) -> Match {
        let groups = self.groups.into_iter();
        Match {
            pattern: 0,
            paragraph: 0,
            range: self.spot.span.range(),
            span: self.spot.span,
            groups: groups
                .map(|(name, spot, value)| Group {
                    name,
                    span: spot.span,
                    value,
                })
                .collect(),
        }
    }
}

/// What a body is distinguished by, from its name alone.
pub fn body_key(kind: &Kind, body: &str) -> String {
    key(body, &kind.place.own(body, &Prose::default()))
}

/// What a body is distinguished by.
fn key(body: &str, own: &Own) -> String {
    let last = own.names.iter().rfind(|n| body.contains(n.as_str()));
    let rest = last.and_then(|name| Some(body.split_once(name.as_str())?.1));
    match (own.codes.as_slice(), rest) {
        // the place and what follows it; the code goes for all of the places
        ([code], Some(rest)) if own.listed => format!("{code}/{}", crate::text::label_key(rest)),
        _ => crate::text::label_key(body),
    }
}

/// The day of the first mention that is there.
fn dated(report: &Report<'_>, dates: &[MentionId]) -> Option<String> {
    let hits = dates.iter().filter_map(|at| report.mentions.get(*at));
    let groups = hits.flatten().flat_map(|hit| &hit.groups);
    let mut days = groups.filter_map(|group| match &group.value {
        Captured::Date { year, month, day } => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    });
    days.next()
}
