//! Which rows and columns of a form words name.

use crate::report::{ColumnId, Form, RowId, TableId};
use crate::text::label_key;

/// A name of rows or columns of a form, as texts are compared with it.
#[derive(Clone, Debug)]
struct Name {
    key: String,
    of: Named,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The table.
    pub table: TableId,
    /// What of it: one row or column, or those of a group.
    pub members: Members,
}

/// Rows or columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Members {
    Rows(Vec<RowId>),
    Columns(Vec<ColumnId>),
}

impl Named {
    /// The rows, where it stands for rows.
    pub fn rows(&self) -> Option<&[RowId]> {
        match &self.members {
            Members::Rows(rows) => Some(rows),
            Members::Columns(_) => None,
        }
    }

    /// The columns, where it stands for columns.
    pub fn columns(&self) -> Option<&[ColumnId]> {
        match &self.members {
            Members::Rows(_) => None,
            Members::Columns(columns) => Some(columns),
        }
    }
}

/// The names of a form: ids and labels, of groups as well.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    names: Vec<Name>,
}

impl Labels {
    /// Those of a form.
    pub fn of(form: &Form) -> Self {
        let mut labels = Labels::default();
        for (table, spec) in form.tables.iter_ids() {
            let rows = |all: Vec<RowId>| Named {
                table,
                members: Members::Rows(all),
            };
            let columns = |all: Vec<ColumnId>| Named {
                table,
                members: Members::Columns(all),
            };
            for (row, axis) in spec.rows.iter_ids() {
                labels.add(&axis.id, &axis.keys, &rows(vec![row]));
            }
            for (column, axis) in spec.columns.iter_ids() {
                labels.add(&axis.id, &axis.keys, &columns(vec![column]));
            }
            for group in &spec.row_groups {
                labels.add(&group.id, &group.keys, &rows(group.members.clone()));
            }
            for group in &spec.column_groups {
                labels.add(&group.id, &group.keys, &columns(group.members.clone()));
            }
        }
        labels
    }

    fn add(&mut self, id: &str, keys: &[String], of: &Named) {
        let own = keys.iter().map(|k| label_key(k));
        for key in own.chain([label_key(id)]) {
            let words = key.chars().any(|c| !c.is_ascii_digit());
            let known = |n: &Name| n.key == key && n.of == *of;
            if words && !self.names.iter().any(known) {
                let of = of.clone();
                self.names.push(Name { key, of });
            }
        }
    }

    /// What words name, in their order. A name inside of a longer one does not count, and one of a single letter only
    /// where it stands next to the number.
    pub fn find(&self, words: &str, number_behind: bool) -> Vec<Named> {
        let text = label_key(words);
        let mut found: Vec<(usize, usize, &Named)> = Vec::new();
        for name in &self.names {
            let short = name.key.chars().nth(1).is_none();
            for (at, part) in text.match_indices(name.key.as_str()) {
                let end = at + part.len();
                let near = if number_behind {
                    end == text.len()
                } else {
                    at == 0
                };
                if !short || near {
                    found.push((at, end, &name.of));
                }
            }
        }
        let all = found.clone();
        let inside = |one: &(usize, usize, &Named)| {
            all.iter()
                .any(|o| o.0 <= one.0 && one.1 <= o.1 && o.1 - o.0 > one.1 - one.0)
        };
        found.retain(|one| !inside(one));
        found.sort_by_key(|one| (one.0, one.1));
        let mut named: Vec<Named> = Vec::new();
        for (_, _, of) in found {
            if !named.contains(of) {
                named.push(of.clone());
            }
        }
        named
    }
}
