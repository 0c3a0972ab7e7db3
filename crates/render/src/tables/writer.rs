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
use gouji_core::diagnostic::LintResult;
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

    /// How a file of blocks is begun, or the style of one of lines.
    fn begin(self) -> Result<Begin, Style> {
        match self {
            Format::Csv => Err(Style::Csv),
            Format::JsonLines => Err(Style::Json),
            #[cfg(feature = "parquet")]
            Format::Parquet => Ok(|table| Ok(Box::new(Parquet::new(table)?))),
            #[cfg(feature = "arrow")]
            Format::Arrow => Ok(|table| Ok(Box::new(Arrow::new(table)?))),
        }
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
    /// Rows that wait, the file that they go to, which is begun when it is needed, and how.
    Blocks(Columns, Option<Box<dyn Blocks>>, Begin),
}

/// A file that is written block by block, into memory that is emptied after each of them.
pub(super) trait Blocks {
    /// The next bytes of the file, with some rows as a block of their own.
    fn write(&mut self, rows: &Columns) -> io::Result<Vec<u8>>;

    /// The last bytes of the file.
    fn finish(&mut self) -> io::Result<Vec<u8>>;
}

/// Begins a file of a table.
type Begin = fn(Table) -> io::Result<Box<dyn Blocks>>;

impl Tables {
    /// Writes a table of a run in which rules are `run`, or reports are only read.
    pub fn new(format: Format, table: Table, lang: Lang, run: bool) -> Self {
        let sink = match format.begin() {
            Ok(begin) => Sink::Blocks(Columns::new(table), None, begin),
            Err(style) => Sink::Lines(Lines { style, table }),
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
                Sink::Blocks(columns, file, begin) => {
                    columns.add(row);
                    if columns.is_full() {
                        let full = std::mem::replace(columns, Columns::new(self.table));
                        out.write_all(&begun(file, *begin, self.table)?.write(&full)?)?;
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
        checked: &LintResult,
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
            // a file without rows has a beginning and an end, too
            Sink::Blocks(columns, file, begin) => {
                let file = begun(file, *begin, columns.table)?;
                if columns.rows() > 0 {
                    out.write_all(&file.write(columns)?)?;
                }
                out.write_all(&file.finish()?)
            }
        }
    }
}

/// The file, which is begun when it is needed.
fn begun(
    file: &mut Option<Box<dyn Blocks>>,
    begin: Begin,
    table: Table,
) -> io::Result<&mut Box<dyn Blocks>> {
    match file {
        Some(file) => Ok(file),
        none => Ok(none.insert(begin(table)?)),
    }
}
