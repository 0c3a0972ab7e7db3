//! A table as it was read: one line for each row, values in columns.

use gouji_core::text::IdVec;
use std::io;

use super::text::{PLACE, Page, UNREADABLE};
use crate::columns::{clip, flat, left, right, width};
use crate::messages::Caption;
use gouji_core::grammar::CellText;
use gouji_core::report::{ColumnId, Fact, RowFacts, RowId, TableFacts, TableSpec};

/// An empty cell.
const BLANK: &str = "·";
/// Row labels keep at least so many columns.
const LABEL: usize = 12;

impl Page<'_, '_> {
    /// Writes a table. Labels are clipped to the width, values never are.
    pub(super) fn table(&mut self, spec: &TableSpec, facts: &TableFacts) -> io::Result<()> {
        let place = match facts.span {
            Some(span) => self.at(span),
            None => self.say(Caption::NotFound),
        };
        self.heading(Caption::Table(&spec.id, &spec.title, &place))?;
        let heads: Vec<String> = spec.columns.iter().map(|c| flat(&c.label)).collect();
        if heads.iter().any(|h| !h.is_empty()) {
            let heads = self.say(Caption::Columns(&heads.join(" | ")));
            self.rows(&heads)?;
        }
        let grid = facts.rows.iter_ids();
        let grid: Vec<Vec<String>> = grid.map(|(at, row)| self.values(spec, at, row)).collect();
        let wide = grid.iter().flatten().map(|v| width(v)).max().unwrap_or(1);
        let places = facts.rows.iter().filter_map(|row| row.label);
        let place = places.map(|s| width(&self.at(s))).max();
        let place = place.unwrap_or_default().max(PLACE);
        let taken = place + 5 + spec.columns.len() * (wide + 1);
        let room = self.options.width.saturating_sub(taken).max(LABEL);
        let names = spec.rows.iter().map(|r| width(&flat(&r.name)));
        let name = names.max().unwrap_or(0).min(room);
        let rows = spec.rows.iter_ids().zip(&facts.rows).zip(&grid);
        for (((at, axis), row), values) in rows {
            let at_row = row.label.map_or(UNREADABLE.to_owned(), |s| self.at(s));
            let label = left(&clip(&flat(&axis.name), name), name);
            let mut line = format!("  {}  {label} ", right(&at_row, place));
            for value in values {
                line.push_str(&format!(" {}", right(value, wide)));
            }
            if values.is_empty() {
                let state = self.say(Caption::Row(row.state, spec.width(at)));
                line.push_str(&format!(" {UNREADABLE} {state}"));
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// The values of a row under the columns of the table; none when it was not read.
    fn values(&self, spec: &TableSpec, row: RowId, facts: &RowFacts) -> Vec<String> {
        if facts.cells.is_empty() {
            return Vec::new();
        }
        let mut values: IdVec<ColumnId, String> = vec![String::new(); spec.columns.len()].into();
        for (nth, fact) in facts.cells.iter_ids() {
            let column = spec.column(row, nth);
            if let Some(value) = column.and_then(|c| values.get_mut(c)) {
                *value = self.value(fact);
            }
        }
        values.into_iter().collect()
    }

    fn value(&self, fact: &Fact) -> String {
        let value = match &fact.text {
            _ if fact.word.is_some() => flat(fact.word.as_deref().unwrap_or_default()),
            CellText::Blank => BLANK.to_owned(),
            CellText::Number { value, .. } => value.to_string(),
            CellText::Dash | CellText::Nothing => flat(fact.folded()),
            CellText::Text => format!("{UNREADABLE}{}", flat(fact.folded())),
        };
        match self.options.positions {
            true => format!("{value}@{}", self.at(fact.span)),
            false => value,
        }
    }
}
