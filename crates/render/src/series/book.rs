//! Bodies over the years as a workbook: the findings by body and year, what was found, the roll, the main figures.

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::View;
use super::cells::cell;
use super::messages::Say;
use crate::xlsx::sheet::{Entry, Sheet, failed, number};
use gouji_core::diagnostic::Severity;
use gouji_core::series::{BodyLine, RollCall, RollYear};
use gouji_core::text::{Lang, Number};

/// Widths of columns, in digits.
const BODY: u16 = 28;
const YEAR: u16 = 8;
const COUNT: u16 = 9;
const WORDS: u16 = 48;

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bytes = book(view).map_err(failed)?;
    out.write_all(&bytes)
}

fn book(view: &View<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut sheets = vec![bodies(view)?, findings(view)?];
    if let Some(roll) = &view.overview.roll {
        sheets.push(rolls(view, roll)?);
    }
    sheets.push(figures(view)?);
    bytes(sheets)
}

/// The bytes of a workbook; the same sheets give the same bytes.
pub(super) fn bytes(sheets: Vec<Sheet>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // the date that the archive gives its parts
    let never = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&never));
    for sheet in sheets {
        book.push_worksheet(sheet.finish()?);
    }
    book.save_to_buffer()
}

/// A sheet with a head of words.
pub(super) fn sheet(name: &str, heads: &[(String, u16)], lang: Lang) -> Result<Sheet, XlsxError> {
    Sheet::named(Worksheet::new(), name, heads, lang)
}

/// A number of a report as a cell takes it.
pub(super) fn value(value: Option<Number>) -> Entry<'static> {
    let text = value.map(|n| n.to_string());
    let text = text.unwrap_or_default();
    match number(&text) {
        Some(number) => Entry::Number(number),
        None => Entry::Text(text.into()),
    }
}

/// Heads with a column for each year behind them.
fn with_years(view: &View<'_>, heads: &[(Say<'_>, u16)], more: &[Say<'_>]) -> Vec<(String, u16)> {
    let lang = view.style.lang;
    let mut all: Vec<(String, u16)> = heads.iter().map(|(h, w)| (h.say(lang), *w)).collect();
    all.extend(view.overview.years.iter().map(|y| (y.to_string(), YEAR)));
    all.extend(more.iter().map(|h| (h.say(lang), COUNT)));
    all
}

fn bodies(view: &View<'_>) -> Result<Sheet, XlsxError> {
    let lang = view.style.lang;
    let counts = [
        Say::Errors,
        Say::Warnings,
        Say::Infos,
        Say::Gaps,
        Say::Doubles,
    ];
    let heads = with_years(view, &[(Say::Body, BODY)], &counts);
    let mut sheet = sheet(&Say::Title.say(lang), &heads, lang)?;
    for line in &view.overview.bodies {
        let years = line.years.iter();
        let years = years.map(|y| Entry::Text(cell(y, true, view.style).words.into()));
        let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|s| line.count(s));
        let counts = counts.into_iter().chain([line.gaps(), line.doubles()]);
        let row = std::iter::once(Entry::text(&line.body)).chain(years);
        sheet.add(row.chain(counts.map(Entry::count)))?;
    }
    Ok(sheet)
}

fn findings(view: &View<'_>) -> Result<Sheet, XlsxError> {
    let lang = view.style.lang;
    let heads = [
        (Say::Body, BODY),
        (Say::Year, YEAR),
        (Say::State, COUNT),
        (Say::Rule, 20),
        (Say::Message, WORDS),
        (Say::File, BODY),
        (Say::OtherReport, BODY),
    ];
    let heads: Vec<(String, u16)> = heads.iter().map(|(h, w)| (h.say(lang), *w)).collect();
    let mut sheet = sheet(&Say::Findings.say(lang), &heads, lang)?;
    let lines = view.overview.bodies.iter();
    let all = lines.flat_map(|line| line.years.iter().map(move |year| (line, year)));
    for (line, year) in all {
        for finding in &year.findings {
            sheet.add([
                Entry::text(&line.body),
                Entry::Number(f64::from(year.year)),
                Entry::Severity(finding.severity),
                Entry::text(&finding.rule),
                Entry::text(&finding.message),
                Entry::text(&finding.path),
                Entry::Text(finding.others.join("\n").into()),
            ])?;
        }
    }
    Ok(sheet)
}

fn rolls(view: &View<'_>, roll: &RollCall) -> Result<Sheet, XlsxError> {
    let lang = view.style.lang;
    let mut heads = with_years(view, &[(Say::Body, BODY)], &[]);
    // a state is longer than a figure
    heads.iter_mut().skip(1).for_each(|(_, wide)| *wide = 16);
    let mut sheet = sheet(&Say::Came.say(lang), &heads, lang)?;
    let state = |year: &RollYear| {
        let mut words = match year.reports.len() {
            0 => vec![Say::Missing.say(lang)],
            1 if year.late => Vec::new(),
            1 => vec![Say::Came.say(lang)],
            _ => vec![Say::Twice.say(lang)],
        };
        words.extend(year.late.then(|| Say::Late.say(lang)));
        words.extend(year.dated.clone());
        Entry::Text(words.join(" ").into())
    };
    for entry in &roll.entries {
        let years = entry.years.iter().map(state);
        sheet.add(std::iter::once(Entry::text(&entry.body)).chain(years))?;
    }
    Ok(sheet)
}

fn figures(view: &View<'_>) -> Result<Sheet, XlsxError> {
    let lang = view.style.lang;
    let heads = [
        (Say::Body, BODY),
        (Say::Table, 24),
        (Say::Row, 24),
        (Say::Column, 12),
    ];
    let heads = with_years(view, &heads, &[]);
    let mut sheet = sheet(&Say::Figures.say(lang), &heads, lang)?;
    for line in &view.overview.bodies {
        let BodyLine { body, figures, .. } = line;
        for (name, values) in figures {
            let names = [body, &name.table, &name.row, &name.column].map(|n| Entry::text(n));
            sheet.add(names.into_iter().chain(values.iter().map(|v| value(*v))))?;
        }
    }
    Ok(sheet)
}
