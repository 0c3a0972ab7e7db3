//! Groups of rows for which a report has one row.

use super::eval::Eval;
use super::record::Recorder;
use super::trace::{Read, Source};
use super::value::{Operand, ReadFrom, Reason, Unknown, Value};
use crate::grammar::CellText;
use crate::report::{ColumnId, GroupId, RowId, RowState, TableId};
use crate::text::Number;

impl<'e, R: Recorder> Eval<'e, R> {
    /// Groups of which all rows are asked for and one row of the report stands in their place, with their members.
    pub(super) fn written_as_one(
        &self,
        table: TableId,
        rows: &[RowId],
    ) -> Vec<(GroupId, &'e [RowId])> {
        let report = self.report;
        let (Some(spec), Some(facts)) = (report.form.tables.get(table), report.tables.get(table))
        else {
            return Vec::new();
        };
        let groups = spec.row_groups.iter_ids().zip(&facts.groups);
        let asked = groups.filter(|((_, group), row)| {
            row.is_some() && group.members.iter().all(|m| rows.contains(m))
        });
        let mut found: Vec<(GroupId, &[RowId])> = asked
            .map(|((at, group), _)| (at, group.members.as_slice()))
            .collect();
        // a group of groups stands for them too
        found.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
        found
    }

    /// A cell of the row that stands in the place of a group's rows.
    pub(super) fn group_cell(
        &mut self,
        table: TableId,
        at: GroupId,
        column: ColumnId,
    ) -> Result<Option<Operand<'e>>, Unknown> {
        let spec = self.report.form.tables.get(table);
        let spec = spec.ok_or_else(|| Reason::Types.nowhere())?;
        let facts = self.report.tables.get(table).map(|t| &t.groups);
        let row = facts.and_then(|g| g.get(at)?.as_ref());
        let (row, group) = row
            .zip(spec.row_groups.get(at))
            .ok_or_else(|| Reason::Types.nowhere())?;
        let Some(first) = group.members.first().copied() else {
            return Ok(None);
        };
        let Some(value) = spec.value(first, column) else {
            return Ok(None);
        };
        let Some(fact) = row.cells.get(value) else {
            let (RowState::Short(found) | RowState::Long(found)) = row.state else {
                return Err(Reason::Types.nowhere());
            };
            let reason = Reason::Width(group.label.clone(), found, spec.width(first));
            return Err(row.label.map_or(reason.clone().nowhere(), |s| reason.at(s)));
        };
        let form = self.report.form;
        let cell = || form.group_name(table, at, column);
        let number = match &fact.text {
            CellText::Number { value, .. } => *value,
            CellText::Dash | CellText::Nothing => Number::whole(0),
            CellText::Blank => return Err(Reason::Blank(cell().title()).at(fact.span)),
            CellText::Text => {
                return Err(
                    Reason::NoNumber(cell().title(), fact.folded().to_owned()).at(fact.span)
                );
            }
        };
        self.record.read(|| {
            let head = spec.columns.get(column);
            let column = head.map_or("", |c| c.id.as_str());
            let id = format!("{}[{}, {column}]", spec.id, group.id);
            let cell = cell();
            Read {
                name: cell.title(),
                cell: Some(cell),
                ..Read::found(Source::Cell, id, &number.to_string(), fact.span).of(spec, "")
            }
        });
        Ok(Some(Operand {
            value: Value::Number(number),
            span: fact.span,
            from: ReadFrom::Group(table, at, column),
        }))
    }
}
