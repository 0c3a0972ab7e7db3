//! What a pack says about a kind of report: its titles, sections, tables and the bodies that write it.
use super::cells::FormCells;
use super::classes::BodyClass;
use super::evidence::Evidence;
use super::gate::Gate;
use super::grid::spec::{ColumnUnit, GridSpec};
use super::ids::{ColumnId, GroupId, MentionId, RowId, SectionId, TableId, ValueId, ZoneId};
use super::label_keys::TableKeys;
use super::matcher::Matcher;
use super::places::PlaceSpec;
use super::reflow::Labels;
use super::section::SectionSpec;
use super::stated::Stating;
use super::sums::TableSum;
use super::zones::Zone;
use crate::text::{Bilingual, Derived, Id, IdVec, Pattern, fold_char, label_key};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A kind of report. All of it comes from a pack.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Kind {
    /// Id, as in JSON output.
    pub id: String,
    /// What people call it.
    pub name: Bilingual,
    /// How its title reads; groups `body` and `year` are taken from it.
    pub titles: Vec<Pattern>,
    /// How titles read in other words, or run on into the text; groups `body`, `year`, and `title` if it is shorter.
    pub near_titles: Vec<Pattern>,
    /// Texts with such a title are about reports but are none.
    pub not_titles: Vec<Pattern>,
    /// Keys of the words that stand before a title and a colon.
    pub title_labels: Vec<String>,
    /// Words before the first section with which a text says that it is a part of a report.
    pub extracts: Vec<Pattern>,
    /// Lines of the page that stand behind a report.
    pub footers: Vec<Pattern>,
    /// What speaks for the kind.
    pub evidence: Evidence,
    /// Where year and body stand besides the title.
    pub stated: Vec<Stating>,
    /// Its sections in order.
    pub sections: IdVec<SectionId, SectionSpec>,
    /// The versions of its tables, oldest first.
    pub forms: Vec<Form>,
    /// Rows, columns and groups that tables of its forms may have.
    pub axes: Vec<TableSpec>,
    /// How bodies are distinguished, first match wins.
    pub classes: Vec<BodyClass>,
    /// How places are read from the body's name.
    pub place: PlaceSpec,
    /// Texts that cannot be judged, and why.
    pub gates: Vec<Gate>,
    /// Named parts of the text.
    pub zones: IdVec<ZoneId, Zone>,
    /// What is looked for in prose.
    pub mentions: IdVec<MentionId, MentionSpec>,
    /// Labels and headings as lines of text are compared with them.
    #[serde(skip)]
    pub labels: Derived<Labels>,
}

/// One version of the tables.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Form {
    /// Id, as in JSON output.
    pub id: String,
    /// The document that prescribes it.
    pub title: String,
    /// The letter that rules cite for it; empty when there is none.
    pub source: String,
    /// The years that it is for.
    pub years: Years,
    /// Labels that only this version has.
    pub markers: Vec<String>,
    /// The form that it is a variant of; rules for that one are for this one too.
    pub base: Option<String>,
    /// Its tables.
    pub tables: IdVec<TableId, TableSpec>,
    /// The keys of its own labels.
    #[serde(skip)]
    pub marker_keys: Derived<Vec<String>>,
    /// The numbering of their cells.
    #[serde(skip)]
    pub cells: Derived<FormCells>,
}

/// A range of years, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Years {
    /// The first year, if there is one.
    pub from: Option<i32>,
    /// The last year, if there is one.
    pub to: Option<i32>,
}

impl Years {
    /// Whether a year lies in the range.
    pub fn contains(self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// Whether all years of the other range lie in this one.
    pub fn covers(self, other: Years) -> bool {
        let from = self.from.is_none_or(|f| other.from.is_some_and(|o| f <= o));
        let to = self.to.is_none_or(|t| other.to.is_some_and(|o| o <= t));
        from && to
    }

    /// The smallest range that holds both.
    pub fn span(self, other: Years) -> Years {
        Years {
            from: self.from.zip(other.from).map(|(a, b)| a.min(b)),
            to: self.to.zip(other.to).map(|(a, b)| a.max(b)),
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct TableSpec {
    /// Id in rules.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The section that holds it.
    pub section: Option<SectionId>,
    /// Rows in order.
    pub rows: IdVec<RowId, Axis>,
    /// Columns in order.
    pub columns: IdVec<ColumnId, Axis>,
    /// Named sets of rows; one with a label stands in the table.
    pub row_groups: IdVec<GroupId, Group<RowId>>,
    /// Named sets of columns.
    pub column_groups: Vec<Group<ColumnId>>,
    /// All values stand in one line, row after row, and rows have no labels in front of them.
    pub flat: bool,
    /// What its cells must come to, as far as rules say so without a condition.
    pub sums: Vec<TableSum>,
    /// Blank cells count as zero where every sum holds that way.
    pub blank_by_sums: bool,
    /// How it is found and read, where that is by its caption.
    pub grid: Option<Box<GridSpec>>,
    /// The keys of its labels.
    #[serde(skip)]
    pub label_keys: Derived<TableKeys>,
}

/// A row or a column.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Axis {
    /// Id in rules.
    pub id: String,
    /// Official label.
    pub label: String,
    /// What people call it: its label, behind that of its group where another row has the same one.
    pub name: String,
    /// Keys under which it is found: of the label and of its other spellings.
    pub keys: Vec<String>,
    /// For a row: what its cells hold.
    pub holds: Holds,
    /// For a row: it names the body that reports, where the title does not.
    pub states_body: bool,
    /// For a row: the columns that it has, one for each of its values. Empty means all.
    pub columns: IdVec<ValueId, ColumnId>,
    /// For a row or a column that may be absent from the table.
    pub optional: bool,
    /// The id of the row or column that it is a part of.
    pub parent: Option<String>,
    /// For a column: the year that it is for, counted from that of the report.
    pub year: i32,
    /// For a column: the unit of its numbers, where that is not the one of the table.
    pub unit: Option<ColumnUnit>,
}

/// What the cells of a row hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holds {
    /// Numbers.
    #[default]
    Number,
    /// Words: a name, an address.
    Text,
    /// One of these words, alone or ticked among the others.
    Choice(Vec<String>),
}

/// A named set of rows or columns.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Group<I> {
    /// Id in rules.
    pub id: String,
    /// The label that stands in the table, if one does.
    pub label: String,
    /// Keys under which it is found: of the label and of its other spellings. None without a label.
    pub keys: Vec<String>,
    /// Its members.
    pub members: Vec<I>,
    /// The ids of the groups that it holds.
    pub groups: Vec<String>,
}

/// Something that is looked for in prose.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct MentionSpec {
    /// Id in rules.
    pub id: String,
    /// What people call it.
    pub label: Bilingual,
    /// How it reads and where.
    pub matcher: Matcher,
}

/// The key of a row label: without its number.
pub fn row_key(label: &str) -> String {
    let blank = |c: char| !c.is_whitespace();
    let folded: String = label.chars().filter(|c| blank(*c)).map(fold_char).collect();
    folded_row_key(&folded)
}

/// The same of a label that is folded already.
pub(super) fn folded_row_key(folded: &str) -> String {
    let body = crate::grammar::opening(folded).and_then(|o| folded.get(o.number.end..));
    label_key(body.unwrap_or(folded))
}

impl Kind {
    /// Whether both find the same titles and headings in every text.
    pub(super) fn outlines_like(&self, other: &Kind) -> bool {
        self.titles == other.titles
            && self.near_titles == other.near_titles
            && self.not_titles == other.not_titles
            && self.title_labels == other.title_labels
            && self.stated == other.stated
            && self.sections == other.sections
            && self.row_keys().eq(other.row_keys())
    }

    /// The keys of all row labels in sheets.
    pub(super) fn sheet_keys(&self) -> BTreeSet<&str> {
        let tables = self.forms.iter().flat_map(|f| &f.tables);
        let rows = tables.filter(|t| t.is_sheet()).flat_map(|t| &t.rows);
        rows.flat_map(|r| &r.keys).map(String::as_str).collect()
    }

    /// The keys of all row labels and of labels of groups of rows.
    pub(super) fn row_keys(&self) -> impl Iterator<Item = &String> {
        let tables = self.forms.iter().flat_map(|f| &f.tables);
        tables.flat_map(|t| {
            let rows = t.rows.iter().flat_map(|r| &r.keys);
            rows.chain(t.row_groups.iter().flat_map(|g| &g.keys))
        })
    }

    /// The keys of all labels in its tables.
    pub(super) fn label_keys(&self) -> impl Iterator<Item = &String> {
        let tables = self.forms.iter().flat_map(|f| &f.tables);
        let groups = tables.clone().flat_map(|t| &t.column_groups);
        let groups = groups.flat_map(|g| &g.keys);
        let columns = tables.flat_map(|t| &t.columns).flat_map(|c| &c.keys);
        self.row_keys().chain(columns).chain(groups)
    }

    /// The years that its forms are for.
    pub(super) fn years(&self) -> Years {
        let all = self.forms.iter().map(|f| f.years);
        all.reduce(Years::span).unwrap_or_default()
    }
}

impl TableSpec {
    /// A sheet is a table of one column: each label is followed by its one value, and a line may hold several pairs.
    pub fn is_sheet(&self) -> bool {
        self.columns.len() == 1 && !self.flat && self.grid.is_none()
    }

    /// How many values a row has.
    pub fn width(&self, row: RowId) -> usize {
        match self.rows.get(row) {
            Some(axis) if !axis.columns.is_empty() => axis.columns.len(),
            _ => self.columns.len(),
        }
    }

    /// The columns that a row has.
    pub fn columns_of(&self, row: RowId) -> impl Iterator<Item = ColumnId> {
        (0..self.width(row)).filter_map(move |nth| self.column(row, ValueId::new(nth)))
    }

    /// The column of a value of a row.
    pub fn column(&self, row: RowId, value: ValueId) -> Option<ColumnId> {
        match self.rows.get(row) {
            Some(axis) if !axis.columns.is_empty() => axis.columns.get(value).copied(),
            // a row with all columns has its values in their order
            _ => (value.index() < self.columns.len()).then(|| ColumnId::new(value.index())),
        }
    }

    /// Which value of a row is that of a column.
    pub fn value(&self, row: RowId, column: ColumnId) -> Option<ValueId> {
        match self.rows.get(row) {
            Some(axis) if !axis.columns.is_empty() => axis.columns.position(|c| *c == column),
            _ => (column.index() < self.columns.len()).then(|| ValueId::new(column.index())),
        }
    }

    /// Whether a row has a column.
    pub fn has(&self, row: RowId, column: ColumnId) -> bool {
        self.value(row, column).is_some()
    }
}
