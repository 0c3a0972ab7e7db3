//! The cells that were read, with their names and the sums that they are in.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use gouji_core::diagnostic::{ReadColumnId, Reading, found};
use gouji_core::text::{IdVec, Span};

/// Cells by their places.
#[derive(Debug, Default)]
pub(super) struct Figures {
    cells: BTreeMap<Span, usize>,
    /// For each of them the labels of its row and its column.
    labels: Vec<[String; 2]>,
    data: Value,
}

impl Figures {
    /// The cells of a report.
    pub fn new(reading: &Reading) -> Self {
        let mut names = Names::default();
        let mut cells = BTreeMap::new();
        let mut titles = Vec::new();
        let mut heads = Vec::new();
        for (table, _) in found(&reading.tables) {
            let title = names.of(&table.title);
            let columns: IdVec<ReadColumnId, usize> = match table.columns.as_slice() {
                // a table of one column needs no name for it
                [_] => vec![names.of("")].into(),
                several => several.iter().map(|c| names.of(&c.name)).collect(),
            };
            for row in table.found() {
                let name = names.of(&row.axis.name);
                for (column, cell) in row.placed() {
                    if let Some(column) = columns.get(column)
                        && !cells.contains_key(&cell.span)
                    {
                        cells.insert(cell.span, titles.len());
                        titles.push((vec![title, name, *column], Vec::new()));
                        heads.push([name, *column]);
                    }
                }
            }
        }
        let mut sums = Vec::new();
        for sum in &reading.sums {
            for at in sum.cells.iter().filter_map(|span| cells.get(span)) {
                if let Some((_, of)) = titles.get_mut(*at) {
                    of.push(sums.len());
                }
            }
            let rule = names.of(&sum.rule);
            let instance = names.of(&sum.instance);
            sums.push(json!([u8::from(sum.holds), rule, instance, sum.said]));
        }
        let label = |at: usize| names.list.get(at).cloned().unwrap_or_default();
        let labels = heads.into_iter().map(|both| both.map(label)).collect();
        let data = json!({ "n": names.list, "c": titles, "s": sums });
        Figures {
            cells,
            labels,
            data,
        }
    }

    /// The number of the cell that stands in a cell of a table.
    pub fn cell(&self, span: Span) -> Option<usize> {
        let exact = self.cells.get(&span);
        let first = Span {
            start: span.start,
            end: 0,
        };
        let inside = || {
            let (found, at) = self.cells.range(first..).next()?;
            span.contains(*found).then_some(at)
        };
        exact.or_else(inside).copied()
    }

    /// The labels of the row and the column of the cell that stands in a cell of a table.
    pub fn labels(&self, span: Span) -> Option<[&str; 2]> {
        let [row, column] = self.labels.get(self.cell(span)?)?;
        Some([row, column])
    }

    /// Everything, for the script of the page; `None` without cells.
    pub fn data(&self) -> Option<&Value> {
        (!self.cells.is_empty()).then_some(&self.data)
    }
}

/// Texts that stand once each.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl Names {
    fn of(&mut self, name: &str) -> usize {
        if let Some(at) = self.known.get(name) {
            return *at;
        }
        self.list.push(name.to_owned());
        self.known.insert(name.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }
}
