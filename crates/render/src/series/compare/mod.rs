//! Reports side by side: what breaks, which cells change, which sentences came and went.

mod book;
mod json;
mod messages;
mod page;
mod text;

use std::io::{self, Write};

use crate::why::Style;
use gouji_core::series::{CellLine, Comparison, Named, SeriesFinding, TextChange};
use gouji_core::text::Number;

/// Reports side by side.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The reports, their cells and sections.
    pub comparison: &'a Comparison,
    /// What rules on other reports found in them.
    pub findings: &'a [SeriesFinding],
    /// Also what stays the same.
    pub all: bool,
    /// How it is shown.
    pub style: Style,
}

impl<'a> View<'a> {
    /// Writes it for people.
    pub fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        text::write(self, out)
    }

    /// Writes it for programs: one JSON value. Fields keep their meaning; more may be added.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }

    /// Writes a page for browsers, which needs nothing but itself.
    pub fn html(&self, out: &mut dyn Write) -> io::Result<()> {
        page::write(self, out)
    }

    /// Writes a workbook.
    pub fn xlsx(&self, out: &mut dyn Write) -> io::Result<()> {
        book::write(self, out)
    }

    /// The cells that are shown, table by table.
    fn tables(&self) -> Vec<(&'a str, Vec<&'a CellLine>)> {
        let shown = |line: &&CellLine| self.all || line.changes();
        let mut tables: Vec<(&str, Vec<&CellLine>)> = Vec::new();
        for line in self.comparison.cells.iter().filter(shown) {
            match tables
                .iter_mut()
                .find(|(title, _)| *title == line.name.table)
            {
                Some((_, lines)) => lines.push(line),
                None => tables.push((&line.name.table, vec![line])),
            }
        }
        tables
    }

    /// The sections that are shown, each with what changed from report to report.
    fn sections(&self) -> Vec<(&'a str, Vec<&'a TextChange>)> {
        let shown = |c: &&TextChange| self.all || !c.added.is_empty() || !c.removed.is_empty();
        let mut sections: Vec<(&str, Vec<&TextChange>)> = Vec::new();
        for change in self.comparison.texts.iter().filter(shown) {
            match sections
                .iter_mut()
                .find(|(title, _)| *title == change.section)
            {
                Some((_, changes)) => changes.push(change),
                None => sections.push((&change.section, vec![change])),
            }
        }
        sections
    }

    /// How many cells change.
    fn changed(&self) -> usize {
        let cells = self.comparison.cells.iter();
        cells.filter(|line| line.changes()).count()
    }

    /// What heads the column of a report: its year, and its number among those of the year.
    fn head(&self, at: usize) -> String {
        let year = |named: &Named| named.year.map_or_else(|| "?".to_owned(), |y| y.to_string());
        let reports = &self.comparison.reports;
        let Some(own) = reports.get(at).map(year) else {
            return String::new();
        };
        let same = |to: usize| reports.iter().take(to).filter(|r| year(r) == own).count();
        match same(reports.len()) {
            0 | 1 => own,
            _ => format!("{own}({})", same(at) + 1),
        }
    }

    /// From which report to which something changed.
    fn step(&self, to: usize, arrow: &str) -> String {
        format!(
            "{}{arrow}{}",
            self.head(to.saturating_sub(1)),
            self.head(to)
        )
    }
}

/// The change of a cell from one report to the next, where both have a number; 0 where it stays the same.
fn steps(line: &CellLine) -> Vec<Option<Number>> {
    let pairs = line.values.iter().zip(line.values.iter().skip(1));
    pairs.map(|(a, b)| (*b)?.checked_sub((*a)?)).collect()
}

/// A change as people write it, with its sign.
fn signed(change: Number) -> String {
    match change.is_negative() {
        true => change.to_string(),
        false if change.same(Number::whole(0)) => "0".to_owned(),
        false => format!("+{change}"),
    }
}
