//! The keys of a form's labels, made when the first report asks for them.

use super::form::{Form, TableSpec};
use super::ids::RowId;
use crate::text::label_key;
use std::collections::HashMap;

/// The keys of a table's labels.
#[derive(Debug, Default)]
pub struct TableKeys {
    /// Those of the official labels of columns, rows and groups.
    heads: Vec<String>,
    /// For each key of a row, official or not, its rows in order.
    rows: HashMap<String, Vec<RowId>>,
}

impl TableKeys {
    fn new(spec: &TableSpec) -> Self {
        let axes = spec.columns.iter().chain(&spec.rows).map(|a| &a.label);
        let groups = spec.column_groups.iter().map(|g| &g.label);
        let groups = groups.chain(spec.row_groups.iter().map(|g| &g.label));
        let labels = axes.chain(groups);
        let heads = labels.map(|l| label_key(l)).filter(|k| !k.is_empty());
        let mut keys = TableKeys {
            heads: heads.collect(),
            ..TableKeys::default()
        };
        for (at, row) in spec.rows.iter_ids() {
            for key in &row.keys {
                let rows = keys.rows.entry(key.clone()).or_default();
                if rows.last() != Some(&at) {
                    rows.push(at);
                }
            }
        }
        keys
    }
}

impl TableSpec {
    /// The keys of the official labels of its columns, rows and groups.
    pub(super) fn head_keys(&self) -> &[String] {
        &self.keys().heads
    }

    /// The rows that a key may stand for.
    pub(super) fn rows_of(&self, key: &str) -> &[RowId] {
        let rows = self.keys().rows.get(key);
        rows.map(Vec::as_slice).unwrap_or_default()
    }

    fn keys(&self) -> &TableKeys {
        self.label_keys.get_or_init(|| TableKeys::new(self))
    }
}

impl Form {
    /// The keys of the labels that only this version has.
    pub fn marker_keys(&self) -> &[String] {
        let keys = || self.markers.iter().map(|m| label_key(m)).collect();
        self.marker_keys.get_or_init(keys)
    }
}
