//! Selectors that select nothing.

use super::{Remarks, What, selector};
use crate::report::{AxisId, ColumnId, Form, Kind, RowId, TableId, TableSpec};
use crate::rule::{Choice, Each, Function, Node, Program};
use crate::text::Id;
use std::collections::BTreeSet;

/// Groups without members.
pub(super) fn groups(kind: &Kind, out: &mut Remarks<'_>) {
    for form in &kind.forms {
        for table in &form.tables {
            let rows = table.row_groups.iter().filter(|g| g.members.is_empty());
            let columns = table.column_groups.iter();
            let columns = columns.filter(|g| g.members.is_empty());
            for group in rows.map(|g| &g.id).chain(columns.map(|g| &g.id)) {
                let what = What::EmptyGroup {
                    table: table.id.clone(),
                    group: group.clone(),
                };
                out.form(form, what);
            }
        }
    }
}

/// What a rule selects in vain.
pub(super) fn find(kind: &Kind, at: usize, out: &mut Remarks<'_>) {
    let Some(rule) = out.rules.get(at) else {
        return;
    };
    for (form, program) in kind.forms.iter().zip(&rule.programs) {
        let Some(program) = program else {
            continue;
        };
        if let Some(what) = each(form, program) {
            out.add(at, BTreeSet::new(), Some(form), what);
            continue;
        }
        let mut found = Vec::new();
        let mut guarded = Vec::new();
        let mut see = |node: &Node| match node {
            // these ask whether there is a value
            Node::Call(Function::Else | Function::Found, args) => {
                for arg in args {
                    arg.walk(&mut |inner| guarded.extend(place(inner)));
                }
            }
            node if place(node).is_some_and(|p| guarded.contains(&p)) => {}
            node => found.extend(cells(form, &program.each, node)),
        };
        let lets = program.lets.iter().map(|(_, n)| n);
        let conditions = program.when.iter().chain(&program.check).chain(&program.at);
        let softens = program.soften.iter().map(|(n, _)| n);
        for node in lets.chain(conditions).chain(softens) {
            node.walk(&mut see);
        }
        for what in found {
            out.add(at, BTreeSet::new(), Some(form), what);
        }
    }
}

/// What a selector names.
fn place(node: &Node) -> Option<(TableId, Choice<RowId>, Choice<ColumnId>)> {
    match node {
        Node::Cells {
            table,
            rows,
            columns,
        } => Some((*table, rows.clone(), columns.clone())),
        _ => None,
    }
}

fn each(form: &Form, program: &Program) -> Option<What> {
    let (table, none) = match &program.each {
        Each::Rows { table, rows, .. } => (table, rows.is_empty()),
        Each::Columns { table, columns, .. } => (table, columns.is_empty()),
        _ => return None,
    };
    none.then(|| What::NoInstance {
        table: name(form.tables.get(*table)),
    })
}

fn name(table: Option<&TableSpec>) -> String {
    table.map(|t| t.id.clone()).unwrap_or_default()
}

/// A selector of several cells leaves out those that a row does not have; if none is left, or if it names a single
/// cell that is not there, it was meant otherwise.
fn cells(form: &Form, each: &Each, node: &Node) -> Option<What> {
    let Node::Cells {
        table,
        rows,
        columns,
    } = node
    else {
        return None;
    };
    let spec = form.tables.get(*table)?;
    let (down, across) = (indexes(rows, each), indexes(columns, each));
    let all = down.iter().flat_map(|r| across.iter().map(|c| (*r, *c)));
    let mut gaps = all.filter(|(r, c)| !spec.has(*r, *c)).peekable();
    if !rows.is_list() && !columns.is_list() {
        let (row, column) = gaps.next()?;
        return Some(What::Missing {
            cell: selector(form, (*table, row, column)),
        });
    }
    (gaps.count() == down.len() * across.len()).then(|| What::NoCell {
        table: name(Some(spec)),
    })
}

fn indexes<I: Id>(choice: &Choice<I>, each: &Each) -> Vec<I> {
    match (choice, each) {
        (Choice::One(at), _) => vec![*at],
        (Choice::Many(all), _) => all.clone(),
        (Choice::Named(_, named) | Choice::Above(_, named), _) => {
            named.iter().flatten().copied().collect()
        }
        (Choice::Parts(_, parts), _) => parts.iter().flatten().copied().collect(),
        (Choice::Bound(_), Each::Rows { rows, .. }) => {
            rows.iter().map(|r| AxisId::of(*r).to()).collect()
        }
        (Choice::Bound(_), Each::Columns { columns, .. }) => {
            columns.iter().map(|c| AxisId::of(*c).to()).collect()
        }
        (Choice::Bound(_), _) => Vec::new(),
    }
}
