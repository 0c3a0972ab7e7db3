//! Which rows and columns of a form words name.

use crate::report::{Form, TableId};
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
    /// Index of the table.
    pub table: TableId,
    /// Rows, else columns.
    pub rows: bool,
    /// One index, or those of a group.
    pub members: Vec<usize>,
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
            for (rows, axes) in [(true, &spec.rows), (false, &spec.columns)] {
                for (at, axis) in axes.iter().enumerate() {
                    let of = Named {
                        table,
                        rows,
                        members: vec![at],
                    };
                    labels.add(&axis.id, &axis.keys, &of);
                }
            }
            for (rows, groups) in [(true, &spec.row_groups), (false, &spec.column_groups)] {
                for group in groups {
                    let of = Named {
                        table,
                        rows,
                        members: group.members.clone(),
                    };
                    labels.add(&group.id, &group.keys, &of);
                }
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
