//! Names that one form of a kind has and another one has not.

use super::messages::Say;
use crate::report::{Axis, AxisGroup, Form, Kind};
use crate::rule::{Fault, Wanted};

/// Whether rows or columns, or their groups, have a name.
fn knows<I>(axes: &[Axis], groups: &[AxisGroup<I>], name: &str) -> bool {
    axes.iter().any(|a| a.id == name) || groups.iter().any(|g| g.id == name)
}

/// What is said of a table, row or column that other forms have.
pub(super) fn elsewhere(fault: &Fault, kind: &Kind, form: &Form) -> Option<Say> {
    let Fault::Unknown { what, name, .. } = fault else {
        return None;
    };
    let has = |form: &&Form| {
        form.tables.iter().any(|t| match what {
            Wanted::Table => t.id == *name,
            Wanted::Row => knows(t.rows.as_slice(), t.row_groups.as_slice(), name),
            Wanted::Column => knows(t.columns.as_slice(), &t.column_groups, name),
            Wanted::Value | Wanted::Function => false,
        })
    };
    let forms: Vec<String> = kind
        .forms
        .iter()
        .filter(has)
        .map(|f| f.id.clone())
        .collect();
    (!forms.is_empty() && !has(&form)).then(|| Say::OneForm(name.clone(), forms))
}
