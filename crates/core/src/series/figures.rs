//! The main figures of a kind of report: the cells that its rules on other reports name themselves. What is worth a
//! rule over the years is worth a line in a plot; no list of cells has to be kept beside the rules.

use crate::diagnostic::{CellName, Record};
use crate::document::Document;
use crate::grammar::Op;
use crate::report::{ColumnId, Form, Kind, Relation, Report, RowId, TableId};
use crate::rule::{Check, Choice, Each, Node, Rule};
use crate::text::Number;

/// A cell by the ids of its table, row and column: the same in all forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureKey {
    table: String,
    row: String,
    column: String,
}

/// The cells of a kind that are followed over the years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MainFigures {
    /// Each cell, in the order of the rules.
    pub cells: Vec<FigureKey>,
    /// What last year's report leaves to this one, and where this one takes it up: indexes into the cells.
    pub carried: Option<(usize, usize)>,
}

impl FigureKey {
    fn of(node: &Node, form: &Form) -> Option<Self> {
        let Node::Cells {
            table,
            rows: Choice::One(row),
            columns: Choice::One(column),
        } = node
        else {
            return None;
        };
        let spec = form.tables.get(*table)?;
        Some(FigureKey {
            table: spec.id.clone(),
            row: spec.rows.get(*row)?.id.clone(),
            column: spec.columns.get(*column)?.id.clone(),
        })
    }

    /// Where it stands in a form; `None` where that has no such cell.
    fn place(&self, form: &Form) -> Option<(TableId, RowId, ColumnId)> {
        let table = form.tables.position(|t| t.id == self.table)?;
        let spec = form.tables.get(table)?;
        let row = spec.rows.position(|r| r.id == self.row)?;
        let column = spec.columns.position(|c| c.id == self.column)?;
        spec.has(row, column).then_some((table, row, column))
    }

    /// What people call it, in the newest form that has it.
    pub fn name(&self, kind: &Kind) -> Option<CellName> {
        let mut forms = kind.forms.iter().rev();
        forms.find_map(|form| {
            let (table, row, column) = self.place(form)?;
            let spec = form.tables.get(table)?;
            Some(CellName {
                table: spec.title.clone(),
                row: spec.rows.get(row)?.name.clone(),
                column: spec.columns.get(column)?.label.clone(),
            })
        })
    }

    /// What a report has there.
    pub fn value(&self, report: &Report<'_>) -> Option<Number> {
        let (table, row, column) = self.place(report.form)?;
        report.fact(table, row, column)?.number()
    }
}

impl MainFigures {
    /// What a report has in each of them, by what is kept of it.
    pub fn values(&self, record: &Record, kind: &Kind) -> Vec<Option<Number>> {
        let nothing = Document::default();
        match record.report(kind, &nothing) {
            Some(report) => self.cells.iter().map(|c| c.value(&report)).collect(),
            None => vec![None; self.cells.len()],
        }
    }

    /// What people call them.
    pub fn names(&self, kind: &Kind) -> Vec<CellName> {
        let unnamed = |key: &FigureKey| CellName {
            table: key.table.clone(),
            row: key.row.clone(),
            column: key.column.clone(),
        };
        let cells = self.cells.iter();
        cells
            .map(|c| c.name(kind).unwrap_or_else(|| unnamed(c)))
            .collect()
    }

    /// The figures of a kind, by its rules.
    pub fn of(kind: &Kind, rules: &[Rule]) -> Self {
        let mut figures = MainFigures::default();
        for rule in rules.iter().filter(|rule| rule.others && !rule.off) {
            for (program, form) in rule.programs.iter().zip(&kind.forms) {
                let Some(program) = program else {
                    continue;
                };
                program.nodes(&mut |node| figures.see(node, kind, form));
                if let (Each::Once, Some(check)) = (&program.each, &program.check) {
                    figures.carry(check, kind, form);
                }
            }
        }
        figures
    }

    /// A walk goes into what is read of other reports, too: the forms of those stand beside their cells.
    fn see(&mut self, node: &Node, kind: &Kind, form: &Form) {
        if let Node::Others { .. } = node {
            self.add(others(node, kind));
        } else if let Node::Chain(first, rest) = node {
            let sides = std::iter::once(&**first).chain(rest.iter().map(|(_, n)| n));
            for side in sides {
                self.add(FigureKey::of(side, form));
            }
        }
    }

    fn add(&mut self, key: Option<FigureKey>) -> Option<usize> {
        let key = key?;
        let known = self.cells.iter().position(|cell| *cell == key);
        Some(known.unwrap_or_else(|| {
            self.cells.push(key);
            self.cells.len().saturating_sub(1)
        }))
    }

    /// The first rule that wants a cell of the year before to equal a cell of this year.
    fn carry(&mut self, check: &Node, kind: &Kind, form: &Form) {
        let Node::Chain(first, rest) = check else {
            return;
        };
        let ([(Op::Eq, second)], None) = (rest.as_slice(), self.carried) else {
            return;
        };
        for (left, right) in [(&**first, second), (second, &**first)] {
            let pair = others(left, kind).zip(FigureKey::of(right, form));
            if let Some((before, now)) = pair {
                let before = self.add(Some(before));
                self.carried = before.zip(self.add(Some(now)));
                return;
            }
        }
    }
}

/// The cell of the year before that an expression reads, in the first form that has it.
fn others(node: &Node, kind: &Kind) -> Option<FigureKey> {
    let Node::Others {
        which: Relation::Previous,
        by_form,
    } = node
    else {
        return None;
    };
    let mut all = by_form.iter().zip(&kind.forms);
    all.find_map(|(node, form)| FigureKey::of(node.as_ref()?, form))
}

/// The rules that say a report came too late: those that hold each of the days that date a report against a latest day.
pub fn late_rules(rules: &[Rule]) -> Vec<&str> {
    let dates = rules.iter().find_map(|rule| match &rule.check {
        Check::Replaced(dates) => Some(dates),
        _ => None,
    });
    let Some(dates) = dates else {
        return Vec::new();
    };
    let is_late = |rule: &&Rule| {
        rule.programs.iter().flatten().any(|program| {
            let dated = matches!(program.each, Each::Mention(at) if dates.contains(&at));
            let latest = match &program.check {
                Some(Node::Chain(_, rest)) => match rest.as_slice() {
                    [(Op::Le | Op::Lt, day)] => day.is_about_report(),
                    _ => false,
                },
                _ => false,
            };
            dated && latest
        })
    };
    let found = rules.iter().filter(is_late);
    found.map(|rule| rule.id.as_str()).collect()
}
