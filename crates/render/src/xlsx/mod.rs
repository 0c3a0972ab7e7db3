//! The audit sheet: a workbook with a summary, the findings, the reports and every cell of their tables.
//!
//! A workbook is one archive, so that it is written when the last report is known. Nothing in it comes from a clock: the
//! same results give the same bytes. No text in it is a formula. With the feature `tempfiles` its rows wait in unnamed
//! files of the system's temporary folder until then.

mod finding;
mod messages;
pub(crate) mod sheet;
mod summary;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::finding::Finding;
use self::messages::{Say, content, rest};
use self::sheet::{Entry, Sheet, failed};
use self::summary::Sums;
use super::tables::rows::{CellRow, cells, findings};
use super::writer::{End, Unread, Writer};
use gouji_core::diagnostic::{LintResult, Reading, Severity};
use gouji_core::document::Document;
use gouji_core::text::Lang;

const FINDINGS: &[(Say, u16)] = &[
    (Say::File, 28),
    (Say::Body, 18),
    (Say::Year, 6),
    (Say::Rule, 20),
    (Say::Fault, 28),
    (Say::Severity, 8),
    (Say::Class, 11),
    (Say::Place, 30),
    (Say::Found, 16),
    (Say::Expected, 16),
    (Say::Message, 48),
    (Say::Help, 40),
    (Say::Source, 28),
    (Say::Accepted, 16),
];

const REPORTS: &[(Say, u16)] = &[
    (Say::File, 28),
    (Say::Body, 18),
    (Say::Kind, 16),
    (Say::Form, 8),
    (Say::Year, 6),
    (Say::Errors, 8),
    (Say::Warnings, 9),
    (Say::Infos, 8),
    (Say::Accepted, 9),
    (Say::Pass, 8),
    (Say::Fail, 8),
    (Say::Unknown, 10),
    (Say::NotApplicable, 10),
    (Say::RowsUnread, 10),
    (Say::FiguresUnread, 10),
    (Say::Packs, 20),
    (Say::Unread, 48),
];

const TABLES: &[(Say, u16)] = &[
    (Say::File, 28),
    (Say::Body, 18),
    (Say::Year, 6),
    (Say::Table, 28),
    (Say::Row, 40),
    (Say::Column, 18),
    (Say::Value, 10),
    (Say::Text, 14),
    (Say::Holds, 12),
];

/// Writes the workbook.
pub struct Xlsx {
    lang: Lang,
    /// `None` before the head is written.
    sheets: Option<Sheets>,
}

struct Sheets {
    book: Workbook,
    findings: Sheet,
    reports: Sheet,
    tables: Sheet,
    sums: Sums,
}

impl Xlsx {
    /// A workbook in a language.
    pub fn new(lang: Lang) -> Self {
        Xlsx { lang, sheets: None }
    }

    fn sheets(&mut self) -> io::Result<&mut Sheets> {
        match &mut self.sheets {
            Some(sheets) => Ok(sheets),
            none => {
                let sheets = Sheets::new(self.lang).map_err(failed)?;
                Ok(none.insert(sheets))
            }
        }
    }
}

impl Writer for Xlsx {
    fn report(
        &mut self,
        _out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        let lang = self.lang;
        let sheets = self.sheets()?;
        sheets.report(document, checked, lang).map_err(failed)
    }

    fn unread(&mut self, _out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        let sheets = self.sheets()?;
        let between = (2..REPORTS.len()).map(|_| Entry::Empty);
        let row = [Entry::text(input.path)].into_iter().chain(between);
        let row = row.chain([Entry::text(input.why)]);
        sheets.reports.add(row).map_err(failed)?;
        sheets.sums.add_unread();
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        self.sheets()?;
        let Some(sheets) = self.sheets.take() else {
            return Ok(());
        };
        let book = sheets.book(end, self.lang).map_err(failed)?;
        out.write_all(&book)
    }
}

impl Sheets {
    fn new(lang: Lang) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        Ok(Sheets {
            findings: Sheet::new(rows(&mut book)?, Say::Findings, FINDINGS, lang)?,
            reports: Sheet::new(rows(&mut book)?, Say::Reports, REPORTS, lang)?,
            tables: Sheet::new(rows(&mut book)?, Say::Tables, TABLES, lang)?,
            sums: Sums::default(),
            book,
        })
    }

    fn report(
        &mut self,
        document: &Document,
        checked: &LintResult,
        lang: Lang,
    ) -> Result<(), XlsxError> {
        let open = checked.diagnostics.iter().map(|d| (d, String::new()));
        let accepted = checked.accepted.iter().map(|a| {
            let words = messages::accepted(a.by, &a.who, &a.reason, lang);
            (&a.diagnostic, words)
        });
        let rows = findings(document, checked, lang);
        for ((diagnostic, accepted), row) in open.chain(accepted).zip(rows) {
            let finding = Finding {
                document,
                sections: &checked.sections,
                diagnostic,
                row,
                lang,
            };
            let row = head(checked).into_iter().chain(finding.row());
            let counts = accepted.is_empty();
            let row = row.chain([Entry::Text(accepted.into())]);
            let row = self.findings.add(row)?;
            if counts {
                self.sums.finding(diagnostic, row.unwrap_or(0));
            }
        }
        self.sums.add(checked);
        self.reports.add(summary(checked))?;
        for cell in cells(document, checked, lang) {
            self.tables
                .add(head(checked).into_iter().chain(entries(cell, lang)))?;
        }
        Ok(())
    }

    /// The bytes of the workbook.
    fn book(self, end: &End<'_>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
        let mut book = self.book;
        // the date that the archive gives its parts
        let never = ExcelDateTime::from_ymd(1980, 1, 1)?;
        let properties = DocProperties::new().set_creation_datetime(&never);
        book.set_properties(&properties);
        book.push_worksheet(self.sums.sheet(end, lang)?);
        for sheet in [self.findings, self.reports, self.tables] {
            book.push_worksheet(sheet.finish()?);
        }
        book.save_to_buffer()
    }
}

/// A sheet for many rows: a report has hundreds of cells, and those of thousands of reports would fill the memory. Each
/// row has to be complete before the next one begins.
#[cfg(feature = "tempfiles")]
fn rows(book: &mut Workbook) -> Result<Worksheet, XlsxError> {
    book.new_worksheet_with_low_memory()
}

/// A sheet for rows, in memory: there are no files here.
#[cfg(not(feature = "tempfiles"))]
fn rows(_: &mut Workbook) -> Result<Worksheet, XlsxError> {
    Ok(Worksheet::new())
}

/// File, body and year.
fn head(checked: &LintResult) -> [Entry<'_>; 3] {
    [
        Entry::text(&checked.path),
        Entry::maybe(checked.body.as_deref()),
        checked
            .year
            .map_or(Entry::Empty, |y| Entry::Number(f64::from(y))),
    ]
}

/// A report in one row.
fn summary(checked: &LintResult) -> Vec<Entry<'_>> {
    let [file, body, year] = head(checked);
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    let [errors, warnings, infos] = severities.map(|severity| checked.count(severity));
    let counts = checked.counts;
    let packs: Vec<&str> = checked.packs.iter().map(|p| p.name.as_str()).collect();
    // what is said about a file that is no report is why
    let why = checked.diagnostics.iter().map(|d| d.message.as_str());
    let why = match checked.kind {
        Some(_) => String::new(),
        None => why.collect::<Vec<_>>().join("\n"),
    };
    let mut row = vec![
        file,
        body,
        Entry::text(&checked.kind_name),
        Entry::maybe(checked.form.as_deref()),
        year,
    ];
    let numbers = [
        errors,
        warnings,
        infos,
        checked.accepted.len(),
        counts.pass,
        counts.fail,
        counts.unknown,
        counts.not_applicable,
    ];
    row.extend(numbers.map(Entry::count));
    let reading = checked.reading.as_deref();
    let rows = reading.map_or(0, Reading::rows_unread);
    let figures = reading.map_or(0, |r| r.unread_figures.len());
    row.extend([rows, figures].map(Entry::count));
    row.push(Entry::Text(packs.join(", ").into()));
    row.push(Entry::Text(why.into()));
    row
}

/// Table, row, column, value, text, and what a cell holds; of a row that was not read as a whole, that.
fn entries(cell: CellRow<'_>, lang: Lang) -> [Entry<'_>; 6] {
    let holds = rest(cell.row_state, lang);
    let holds = holds.or_else(|| Some(content(cell.state?, lang)));
    [
        Entry::text(cell.table_title),
        Entry::text(cell.row_label),
        Entry::maybe(cell.column_label),
        cell.value
            .map_or(Entry::Empty, |n| Entry::Number(n.to_f64())),
        Entry::maybe(cell.text),
        Entry::maybe(holds),
    ]
}
