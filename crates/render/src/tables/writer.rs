//! Writes one table, report by report.

use std::io::{self, Write};

#[cfg(feature = "arrow")]
use super::arrow::Arrow;
use super::columns::Columns;
use super::lines::{Lines, Style};
#[cfg(feature = "parquet")]
use super::parquet::Parquet;
use super::rows::{self, Unreadable};
use super::schema::{Row, Table};
use crate::writer::{End, Unread, Writer};
use gouji_core::diagnostic::Checked;
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines of values with commas between them.
    Csv,
    /// A JSON object on each line.
    JsonLines,
    /// Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
    /// A file of Arrow batches (Arrow IPC).
    #[cfg(feature = "arrow")]
    Arrow,
}

impl Format {
    /// Whether it is nothing for a terminal.
    pub fn is_binary(self) -> bool {
        !matches!(self, Format::Csv | Format::JsonLines)
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::JsonLines => "jsonl",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
            #[cfg(feature = "arrow")]
            Format::Arrow => "arrow",
        }
    }
}

/// Writes one table of a run. Keeps at most some ten thousand rows.
pub struct Tables {
    table: Table,
    lang: Lang,
    /// Rules are run, so that there are findings to count.
    run: bool,
    sink: Sink,
}

enum Sink {
    Lines(Lines),
    Blocks(Columns, Blocks),
}

/// A format that is written block by block, into memory that is emptied after each of them.
enum Blocks {
    #[cfg(feature = "parquet")]
    Parquet(Option<Box<Parquet>>),
    #[cfg(feature = "arrow")]
    Arrow(Option<Box<Arrow>>),
}

impl Tables {
    /// Writes a table of a run in which rules are `run`, or reports are only read.
    pub fn new(format: Format, table: Table, lang: Lang, run: bool) -> Self {
        let lines = |style| Sink::Lines(Lines { style, table });
        let sink = match format {
            Format::Csv => lines(Style::Csv),
            Format::JsonLines => lines(Style::Json),
            #[cfg(feature = "parquet")]
            Format::Parquet => Sink::Blocks(Columns::new(table), Blocks::Parquet(None)),
            #[cfg(feature = "arrow")]
            Format::Arrow => Sink::Blocks(Columns::new(table), Blocks::Arrow(None)),
        };
        Tables {
            table,
            lang,
            run,
            sink,
        }
    }

    fn rows<R: Row>(&mut self, out: &mut dyn Write, rows: &[R]) -> io::Result<()> {
        for row in rows {
            match &mut self.sink {
                Sink::Lines(lines) => lines.row(out, row)?,
                Sink::Blocks(columns, blocks) => {
                    columns.add(row);
                    if columns.is_full() {
                        let full = std::mem::replace(columns, Columns::new(self.table));
                        blocks.write(&full, out)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Writer for Tables {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match &mut self.sink {
            Sink::Lines(lines) => lines.head(out),
            Sink::Blocks(..) => Ok(()),
        }
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &Checked,
    ) -> io::Result<()> {
        let lang = self.lang;
        match self.table {
            Table::Reports => self.rows(out, &[rows::report(checked, self.run)]),
            Table::Cells => self.rows(out, &rows::cells(document, checked, lang)),
            Table::Mentions => self.rows(out, &rows::mentions(document, checked, lang)),
            Table::Findings => self.rows(out, &rows::findings(document, checked, lang)),
            Table::Outcomes => self.rows(out, &rows::outcomes(checked)),
        }
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        if self.table != Table::Reports {
            return Ok(());
        }
        let input = Unreadable {
            path: input.path,
            reason: input.why,
        };
        self.rows(out, &[rows::unreadable(input)])
    }

    fn finish(&mut self, out: &mut dyn Write, _end: &End<'_>) -> io::Result<()> {
        match &mut self.sink {
            Sink::Lines(_) => Ok(()),
            Sink::Blocks(columns, blocks) => {
                if columns.rows() > 0 {
                    blocks.write(columns, out)?;
                }
                blocks.finish(columns.table, out)
            }
        }
    }
}

impl Blocks {
    fn write(&mut self, rows: &Columns, out: &mut dyn Write) -> io::Result<()> {
        let bytes = match self {
            #[cfg(feature = "parquet")]
            Blocks::Parquet(file) => begun(file, || Parquet::new(rows.table))?.write(rows),
            #[cfg(feature = "arrow")]
            Blocks::Arrow(file) => begun(file, || Arrow::new(rows.table))?.write(rows),
        };
        out.write_all(&bytes?)
    }

    /// Writes the end; a file without rows has a beginning and an end, too.
    fn finish(&mut self, table: Table, out: &mut dyn Write) -> io::Result<()> {
        let bytes = match self {
            #[cfg(feature = "parquet")]
            Blocks::Parquet(file) => begun(file, || Parquet::new(table))?.finish(),
            #[cfg(feature = "arrow")]
            Blocks::Arrow(file) => begun(file, || Arrow::new(table))?.finish(),
        };
        out.write_all(&bytes?)
    }
}

/// The file, which is begun when it is needed.
#[cfg(any(feature = "parquet", feature = "arrow"))]
fn begun<T>(
    file: &mut Option<Box<T>>,
    begin: impl FnOnce() -> io::Result<T>,
) -> io::Result<&mut T> {
    match file {
        Some(file) => Ok(file),
        none => Ok(none.insert(Box::new(begin()?))),
    }
}
