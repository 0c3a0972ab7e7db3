//! Rows that no form prescribes: the one at hand, those that are a part of it, those of a level, the one with a code or name.

use super::eval::{Eval, EvalResult};
use super::node::{Choice, Node};
use super::record::Recorder;
use super::trace::{Read, Role, Source};
use super::value::{Operand, ReadFrom, Reason, Unknown, Value};
use crate::diagnostic::CellName;
use crate::grammar::CellText;
use crate::report::{ColumnId, FreeRow, TableFacts, TableId, TableSpec, row_key};
use crate::text::{Id, Number};
use serde::{Deserialize, Serialize};

/// Which rows of a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum FreeChoice {
    /// All of them.
    All,
    /// Those of a level, by index.
    Level(usize),
    /// The one at hand, or the one with its code or name in another table.
    Bound,
    /// Those that are a part of some rows.
    Children(Box<FreeChoice>),
    /// Those that some rows are a part of.
    Parent(Box<FreeChoice>),
    /// The one with a code or name that a value gives.
    Named(Box<Node>),
    /// Those of some rows for which a condition holds.
    Where(Box<FreeChoice>, Box<Node>),
}

/// Something of the row that a condition is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfRow {
    /// Its code, name or level.
    Part(RowPart),
    /// Its number in a column.
    Cell(ColumnId),
}

/// What is known of the row at hand besides its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowPart {
    /// Its code.
    Code,
    /// Its name.
    Name,
    /// The id of its level.
    Level,
}

impl RowPart {
    /// What follows the name of a row and a stop.
    pub const ALL: &'static [(&'static str, RowPart)] = &[
        ("code", RowPart::Code),
        ("name", RowPart::Name),
        ("level", RowPart::Level),
    ];
}

impl FreeChoice {
    /// Whether it is a list of rows.
    pub fn is_list(&self) -> bool {
        match self {
            FreeChoice::Parent(of) => of.is_list(),
            FreeChoice::Bound | FreeChoice::Named(_) => false,
            FreeChoice::All
            | FreeChoice::Level(_)
            | FreeChoice::Children(_)
            | FreeChoice::Where(..) => true,
        }
    }
}

pub(super) type Table<'e> = (&'e TableSpec, &'e TableFacts);

impl<'e, R: Recorder> Eval<'e, R> {
    pub(super) fn grid(&self, table: TableId) -> Result<Table<'e>, Unknown> {
        let report = self.report;
        let both = report.form.tables.get(table).zip(report.tables.get(table));
        let (spec, facts) = both.ok_or_else(|| Reason::Types.nowhere())?;
        match facts.span {
            Some(_) => Ok((spec, facts)),
            None => Err(Reason::NoTable(spec.title.clone()).nowhere()),
        }
    }

    /// The row that the rule is at, with the index of its table.
    fn row_at_hand(&self) -> Result<(TableId, &'e FreeRow), Unknown> {
        let super::model::Each::Free { table, .. } = &self.program.each else {
            return Err(Reason::Types.nowhere());
        };
        let at = self.bound.map(|(_, at, _)| at);
        let rows = self.report.tables.get(*table).map(|t| &t.free);
        let row = rows.zip(at).and_then(|(rows, at)| rows.get(at.index()));
        row.map(|r| (*table, r))
            .ok_or_else(|| Reason::Types.nowhere())
    }

    /// Something that is known of the row at hand.
    pub(super) fn row_part(&mut self, part: RowPart) -> EvalResult<'e> {
        let (table, row) = self.row_at_hand()?;
        self.part_of(table, row, part)
    }

    /// Whether a condition holds that chooses among values: what does not hold in it is no fault.
    pub(super) fn chooses(&mut self, condition: &'e Node) -> Result<bool, Unknown> {
        let mark = self.record.mark();
        let holds = self.deciding(Role::When, |eval| eval.holds(condition));
        self.record.excuse(mark);
        holds
    }

    /// Something of the row that a condition is asked of.
    pub(super) fn of_row(&mut self, what: OfRow) -> EvalResult<'e> {
        let (table, row) = self.of_row.ok_or_else(|| Reason::Types.nowhere())?;
        match what {
            OfRow::Part(part) => self.part_of(table, row, part),
            OfRow::Cell(column) => {
                let grid = self.grid(table)?;
                let read = self.free_cell(grid, row, column);
                self.note_free((grid.0, row, column), &read);
                Ok(self.read_at(read?))
            }
        }
    }

    fn part_of(&mut self, table: TableId, row: &'e FreeRow, part: RowPart) -> EvalResult<'e> {
        let (spec, _) = self.grid(table)?;
        let text = match part {
            RowPart::Code => row.code.as_str(),
            RowPart::Name => row.name(),
            RowPart::Level => {
                let free = spec.grid.as_ref().and_then(|g| g.free.as_ref());
                let level = free.zip(row.level).and_then(|(f, l)| f.levels.get(l));
                level.map_or("", |l| l.id.as_str())
            }
        };
        Ok(self.read_at(Operand::text(text, row.span)))
    }

    /// Cells of rows.
    pub(super) fn free(
        &mut self,
        table: TableId,
        (rows, columns): (&'e FreeChoice, &'e Choice<ColumnId>),
    ) -> EvalResult<'e> {
        let (spec, facts) = self.grid(table)?;
        let chosen = self.chosen(table, (spec, facts), rows)?;
        let columns = self.chosen_by(columns);
        let mut items = Vec::new();
        for row in &chosen {
            for column in columns.iter() {
                let read = self.free_cell((spec, facts), row, *column);
                self.note_free((spec, row, *column), &read);
                items.push(read?);
            }
        }
        let list = rows.is_list() || columns.len() != 1;
        match items.len() {
            1 if !list => {
                let item = items.into_iter().next();
                Ok(self.read_at(item.ok_or_else(|| Reason::Types.nowhere())?))
            }
            _ => Ok(self.list(items)),
        }
    }

    fn chosen(
        &mut self,
        table: TableId,
        (spec, facts): Table<'e>,
        rows: &'e FreeChoice,
    ) -> Result<Vec<&'e FreeRow>, Unknown> {
        let all = facts.free.iter();
        let lacks = |name: &str| {
            let reason = Reason::NoRow(name.to_owned());
            facts
                .span
                .map_or(reason.clone().nowhere(), |s| reason.at(s))
        };
        let some = |found: Vec<&'e FreeRow>, name: &str| match found.is_empty() {
            true => Err(lacks(name)),
            false => Ok(found),
        };
        match rows {
            FreeChoice::Where(of, condition) => {
                let before = self.of_row;
                let mut chosen = Vec::new();
                for row in self.chosen(table, (spec, facts), of)? {
                    self.of_row = Some((table, row));
                    let holds = self.chooses(condition);
                    self.of_row = before;
                    chosen.extend(holds?.then_some(row));
                }
                Ok(chosen)
            }
            FreeChoice::All => some(all.collect(), &spec.title),
            FreeChoice::Level(level) => {
                let free = spec.grid.as_ref().and_then(|g| g.free.as_ref());
                let name = free
                    .and_then(|f| f.levels.get(*level))
                    .map_or("", |l| l.id.as_str());
                some(all.filter(|r| r.level == Some(*level)).collect(), name)
            }
            FreeChoice::Named(node) => {
                let value = self.value(node)?.value.to_string();
                let key = row_key(&value);
                // several rows may have one name: all of them are meant
                let coded: Vec<_> = all.clone().filter(|r| r.code == value).collect();
                let named = || all.filter(|r| r.key() == key).collect();
                some(if coded.is_empty() { named() } else { coded }, &value)
            }
            FreeChoice::Children(of) => {
                let of = self.chosen(table, (spec, facts), of)?;
                let is_part = |r: &&FreeRow| of.iter().any(|o| r.parent == Some(o.at));
                Ok(all.filter(is_part).collect())
            }
            FreeChoice::Parent(of) => {
                let of_rows = self.chosen(table, (spec, facts), of)?;
                let is_above = |r: &&FreeRow| of_rows.iter().any(|o| o.parent == Some(r.at));
                let above: Vec<_> = all.filter(is_above).collect();
                match (of_rows.as_slice(), above.is_empty() && !of.is_list()) {
                    ([own], true) => Err(Reason::Optional(own.id().to_owned()).nowhere()),
                    _ => Ok(above),
                }
            }
            FreeChoice::Bound => {
                let (of, row) = self.row_at_hand()?;
                let own = match of == table {
                    true => Some(row),
                    false => counterpart(facts, row),
                };
                let own = own.ok_or_else(|| lacks(row.id()))?;
                Ok(vec![own])
            }
        }
    }

    fn free_cell(
        &self,
        (spec, _): Table<'e>,
        row: &'e FreeRow,
        column: ColumnId,
    ) -> Result<Operand<'e>, Unknown> {
        let name = || cell_name(spec, row, column).title();
        let Some(fact) = row.cells.get(column) else {
            let reason = Reason::Width(row.name().to_owned(), row.cells.len(), spec.columns.len());
            return Err(reason.at(row.span));
        };
        let number = match (&fact.text, fact.number()) {
            (CellText::Blank, _) if self.rule.blank_is_zero => Number::whole(0),
            (_, Some(number)) => number,
            (CellText::Blank, None) => return Err(Reason::Blank(name()).at(fact.span)),
            (_, None) => {
                return Err(Reason::NoNumber(name(), fact.folded().to_owned()).at(fact.span));
            }
        };
        Ok(Operand {
            value: Value::Number(number),
            span: fact.span,
            from: ReadFrom::Other,
        })
    }

    fn note_free(
        &mut self,
        (spec, row, column): (&TableSpec, &FreeRow, ColumnId),
        read: &Result<Operand<'e>, Unknown>,
    ) {
        self.record.read(|| {
            let name = cell_name(spec, row, column);
            let head = spec.columns.get(column).map_or("", |c| c.id.as_str());
            let id = format!("{}[{}, {head}]", spec.id, row.id());
            Read {
                text: read
                    .as_ref()
                    .map(|o| o.value.to_string())
                    .unwrap_or_default(),
                span: read.as_ref().map_or_else(|u| u.span, |o| Some(o.span)),
                name: name.title(),
                cell: Some(name),
                ..Read::absent(Source::Cell, id).of(spec, row.id())
            }
        });
    }
}

/// The row of a table that has the code of another one, or its name where one of them has none.
fn counterpart<'e>(facts: &'e TableFacts, row: &FreeRow) -> Option<&'e FreeRow> {
    let coded = !row.code.is_empty() && facts.free.iter().any(|r| !r.code.is_empty());
    facts.free.iter().find(|r| match coded {
        true => r.code == row.code,
        false => !row.key().is_empty() && r.key() == row.key(),
    })
}

fn cell_name(spec: &TableSpec, row: &FreeRow, column: ColumnId) -> CellName {
    CellName {
        table: spec.title.clone(),
        row: row.name().to_owned(),
        column: spec
            .columns
            .get(column)
            .map_or(String::new(), |c| c.label.clone()),
    }
}
