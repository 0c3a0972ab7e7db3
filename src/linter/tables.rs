//! The tables of a report as they were read, for outputs that list them.

use crate::diagnostic::{CellRead, Content, RowRead, RowRest, TableRead};
use crate::grammar::CellText;
use crate::report::{Report, RowFacts, RowState, TableSpec};

/// All tables of the form, in its order.
pub(super) fn tables(report: &Report<'_>) -> Vec<TableRead> {
    let specs = report.form.tables.iter().zip(&report.tables);
    let tables = specs.map(|(spec, facts)| {
        let axes = spec.rows.iter().zip(&facts.rows).enumerate();
        TableRead {
            title: spec.title.clone(),
            rows: axes
                .map(|(at, (axis, facts))| RowRead {
                    label: axis.label.clone(),
                    state: state(facts.state),
                    cells: cells(spec, at, facts),
                })
                .collect(),
        }
    });
    tables.collect()
}

fn state(state: RowState) -> RowRest {
    match state {
        RowState::Absent => RowRest::Absent,
        RowState::Read => RowRest::Read,
        RowState::Short(_) => RowRest::Short,
        RowState::Long(_) => RowRest::Long,
    }
}

fn cells(spec: &TableSpec, row: usize, facts: &RowFacts) -> Vec<CellRead> {
    let cells = facts.cells.iter().enumerate().map(|(nth, fact)| {
        let column = spec.column(row, nth).and_then(|c| spec.columns.get(c));
        CellRead {
            column: column.map(|c| c.label.clone()).unwrap_or_default(),
            content: match &fact.text {
                _ if fact.word.is_some() => Content::Text,
                CellText::Blank => Content::Blank,
                CellText::Number { value, .. } => Content::Number(*value),
                CellText::Dash => Content::Dash,
                CellText::Nothing => Content::Nothing,
                CellText::Text => Content::Text,
            },
            text: fact.word.clone().unwrap_or_else(|| fact.folded.clone()),
            span: fact.span,
        }
    });
    cells.collect()
}
