//! The part of a table that shows what is wrong: suspects with the value that they should have, and a mark at the end
//! of each row and column whose sum does not hold.

use std::io::{self, Write};

use super::Human;
use crate::columns::{clip_end, left, right, width};
use gouji_core::diagnostic::{Diagnostic, Excerpt, ExcerptCell, Line};

/// Columns before a row.
const INDENT: usize = 4;
/// The widest label of a column.
const HEAD: usize = 12;
/// The narrowest label of a row.
const LABEL: usize = 10;
/// Columns between two cells.
const GAP: usize = 2;
/// Marks a row or column whose sum does not hold.
const BROKEN: &str = "≠";

/// An excerpt as texts of known widths.
struct Sheet {
    heads: Vec<String>,
    widths: Vec<usize>,
    label: usize,
}

impl Human {
    /// The part of the table, under the boxes.
    pub(super) fn excerpt(&self, out: &mut dyn Write, diagnostic: &Diagnostic) -> io::Result<()> {
        let cause = diagnostic.cause.as_deref();
        let Some(excerpt) = cause.and_then(|c| c.excerpt.as_ref()) else {
            return Ok(());
        };
        let sheet = self.sheet(excerpt);
        let title = clip_end(
            &self.pen.flat(&excerpt.table),
            self.options.width - 2,
            self.pen.ellipsis(),
        );
        writeln!(out, "  {}", self.styles.help.style(title))?;
        let blank = " ".repeat(INDENT + sheet.label);
        if sheet.heads.iter().any(|h| !h.is_empty()) {
            let heads = sheet.heads.iter().map(|h| (h.clone(), h.clone()));
            writeln!(out, "{blank}{}", sheet.row(heads))?;
        }
        for (line, cells) in excerpt.rows.iter().zip(&excerpt.cells) {
            let label = clip_end(
                &self.pen.flat(&line.label),
                sheet.label,
                self.pen.ellipsis(),
            );
            let values = cells
                .iter()
                .map(|cell| (self.value(cell), self.drawn(cell)));
            let row = format!(
                "{:INDENT$}{}{}",
                "",
                left(&label, sheet.label),
                sheet.row(values)
            );
            let mark = if line.broken {
                self.mark()
            } else {
                String::new()
            };
            writeln!(out, "{}", format!("{row}{:GAP$}{mark}", "").trim_end())?;
        }
        if excerpt.columns.iter().any(|c| c.broken) {
            let marks = excerpt.columns.iter().map(|c| self.below(c));
            writeln!(out, "{}", format!("{blank}{}", sheet.row(marks)).trim_end())?;
        }
        Ok(())
    }

    fn sheet(&self, excerpt: &Excerpt) -> Sheet {
        let flat = |line: &Line, most: usize| {
            clip_end(&self.pen.flat(&line.label), most, self.pen.ellipsis())
        };
        let heads: Vec<String> = excerpt.columns.iter().map(|c| flat(c, HEAD)).collect();
        let widths = heads.iter().enumerate().map(|(at, head)| {
            let cells = excerpt.cells.iter().filter_map(|row| row.get(at));
            let widest = cells.map(|c| width(&self.value(c))).max().unwrap_or(0);
            widest.max(width(head))
        });
        let widths: Vec<usize> = widths.collect();
        let taken: usize = widths.iter().map(|w| w + GAP).sum();
        let room = self
            .options
            .width
            .saturating_sub(INDENT + taken + GAP + width(BROKEN));
        let longest = excerpt
            .rows
            .iter()
            .map(|r| width(&self.pen.flat(&r.label)))
            .max();
        Sheet {
            heads,
            widths,
            label: longest.unwrap_or(0).min(room.max(LABEL)),
        }
    }

    /// What stands in a cell, and what should.
    fn value(&self, cell: &ExcerptCell) -> String {
        let text = self.pen.flat(&cell.text);
        match &cell.right {
            None => text,
            Some(right) => self.pen.clean(&format!("{text}\u{2192}{right}")),
        }
    }

    fn drawn(&self, cell: &ExcerptCell) -> String {
        let value = self.value(cell);
        match cell.right {
            None => value,
            Some(_) => self.styles.error.style(value).to_string(),
        }
    }

    fn mark(&self) -> String {
        self.styles.error.style(self.pen.clean(BROKEN)).to_string()
    }

    fn below(&self, column: &Line) -> (String, String) {
        match column.broken {
            true => (self.pen.clean(BROKEN), self.mark()),
            false => (String::new(), String::new()),
        }
    }
}

impl Sheet {
    /// Texts under the columns: each as it is measured and as it is drawn.
    fn row(&self, texts: impl Iterator<Item = (String, String)>) -> String {
        let cells = texts.zip(&self.widths).map(|((plain, drawn), columns)| {
            let padded = right(&plain, columns + GAP);
            let blanks = padded.len() - plain.len();
            format!("{:blanks$}{drawn}", "")
        });
        cells.collect()
    }
}
