//! The tables of a report as they were read.

use crate::diagnostic::{Axis, Content, ReadCell, ReadColumnId, ReadRow, ReadTable, RowState};
use crate::grammar::CellText;
use crate::report::{self, Report, RowFacts, RowId, TableSpec};
use crate::text::Id;

/// All tables of the form, in its order.
pub(super) fn tables(report: &Report<'_>) -> Vec<ReadTable> {
    let specs = report.form.tables.iter().zip(&report.tables);
    let tables = specs.map(|(spec, facts)| {
        let rows = spec.rows.iter_ids().zip(&facts.rows);
        ReadTable {
            id: spec.id.clone(),
            title: spec.title.clone(),
            span: facts.span,
            columns: spec.columns.iter().map(axis).collect(),
            rows: rows
                .map(|((at, row), facts)| ReadRow {
                    axis: axis(row),
                    label: facts.label,
                    state: state(facts.state),
                    cells: cells(spec, at, facts),
                })
                .collect(),
        }
    });
    tables.collect()
}

fn axis(axis: &report::Axis) -> Axis {
    Axis {
        id: axis.id.clone(),
        name: axis.name.clone(),
        label: axis.label.clone(),
    }
}

fn state(state: report::RowState) -> RowState {
    match state {
        report::RowState::Absent => RowState::Absent,
        report::RowState::Read => RowState::Read,
        report::RowState::Short(_) | report::RowState::Glued => RowState::Short,
        report::RowState::Long(_) => RowState::Long,
    }
}

fn cells(spec: &TableSpec, row: RowId, facts: &RowFacts) -> Vec<ReadCell> {
    let cells = facts.cells.iter_ids().map(|(value, fact)| ReadCell {
        column: spec
            .column(row, value)
            .map(|c| ReadColumnId::new(c.index())),
        content: match &fact.text {
            _ if fact.word.is_some() => Content::Text,
            CellText::Blank => Content::Blank,
            CellText::Number { value, .. } => Content::Number(*value),
            CellText::Dash => Content::Dash,
            CellText::Nothing => Content::Nothing,
            CellText::Text => Content::Text,
        },
        text: fact.word.as_deref().unwrap_or(fact.folded()).to_owned(),
        span: fact.span,
    });
    cells.collect()
}
