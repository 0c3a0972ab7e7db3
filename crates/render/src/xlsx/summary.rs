//! The first sheet: what came of the run in numbers, the most frequent faults with a chart, and links to the other sheets.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Chart, Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use super::messages::{Say, day, severity};
use super::sheet::fitting;
use crate::End;
use gouji_core::diagnostic::{Diagnostic, LintResult, Severity};
use gouji_core::text::Lang;

/// Faults that are listed and drawn.
const LISTED: usize = 15;
/// The columns of a fault, its severity, findings, reports, and share of reports.
const WIDTHS: [f64; 5] = [40.0, 10.0, 10.0, 12.0, 12.0];
/// Points of the height of a bar.
const BAR: u32 = 28;

/// The sums over all inputs.
#[derive(Debug, Default)]
pub(super) struct Sums {
    reports: usize,
    /// Reports without errors and warnings.
    clean: usize,
    others: usize,
    unread: usize,
    /// Findings by severity, and those that were accepted.
    errors: usize,
    warnings: usize,
    infos: usize,
    accepted: usize,
    faults: BTreeMap<String, Fault>,
    packs: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct Fault {
    name: String,
    severity: Severity,
    findings: usize,
    reports: usize,
    /// The row of the first finding, from 0.
    row: u32,
}

impl Sums {
    /// Takes in a report, or a file that is none.
    pub fn add(&mut self, checked: &LintResult) {
        let is_report = checked.kind.is_some();
        let grave = |d: &Diagnostic| d.severity > Severity::Info;
        self.reports += usize::from(is_report);
        self.others += usize::from(!is_report);
        self.clean += usize::from(is_report && !checked.diagnostics.iter().any(grave));
        self.accepted += checked.accepted.len();
        for pack in &checked.packs {
            *self.packs.entry(pack.name.clone()).or_default() += 1;
        }
        let rules: BTreeSet<&String> = checked.diagnostics.iter().map(|d| &d.rule).collect();
        for rule in rules.into_iter().filter(|_| is_report) {
            if let Some(fault) = self.faults.get_mut(rule) {
                fault.reports += 1;
            }
        }
    }

    /// Takes in an input that could not be read.
    pub fn add_unread(&mut self) {
        self.unread += 1;
    }

    /// Takes in a finding that counts, before its report; with its row on the sheet of findings.
    pub fn finding(&mut self, diagnostic: &Diagnostic, row: u32) {
        match diagnostic.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
        let known = self.faults.entry(diagnostic.rule.clone());
        let fault = known.or_insert_with(|| Fault {
            name: match diagnostic.fault.is_empty() {
                true => diagnostic.rule.clone(),
                false => diagnostic.fault.clone(),
            },
            severity: diagnostic.severity,
            findings: 0,
            reports: 0,
            row,
        });
        fault.severity = fault.severity.max(diagnostic.severity);
        fault.findings += 1;
    }

    /// The sheet.
    pub fn sheet(&self, end: &End<'_>, lang: Lang) -> Result<Worksheet, XlsxError> {
        let mut page = Page::new(lang)?;
        let title = Format::new().set_bold().set_font_size(16);
        let words = Say::SummaryTitle.say(lang);
        page.sheet.write_string_with_format(0, 0, words, &title)?;
        page.row = 1;
        if let Some(date) = end.day {
            page.pair(Say::Date, &day(date, lang))?;
        }
        let packs: Vec<String> = self
            .packs
            .iter()
            .map(|(p, n)| format!("{p} ({n})"))
            .collect();
        if !packs.is_empty() {
            page.pair(Say::Packs, &fitting(&packs.join(", "), lang))?;
        }
        page.row += 1;
        page.numbers(self)?;
        page.row += 1;
        page.links()?;
        page.row += 1;
        page.faults(self)?;
        Ok(page.sheet)
    }
}

/// The sheet as it is written, row by row.
struct Page {
    sheet: Worksheet,
    lang: Lang,
    row: u32,
    head: Format,
    share: Format,
}

impl Page {
    fn new(lang: Lang) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(Say::Summary.say(lang))?;
        for (at, width) in (0u16..).zip(WIDTHS) {
            sheet.set_column_width(at, width)?;
        }
        sheet.set_landscape().set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 1);
        let head = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0xEE_EE_EE))
            .set_border_bottom(FormatBorder::Thin);
        Ok(Page {
            sheet,
            lang,
            row: 0,
            head,
            share: Format::new().set_num_format("0%"),
        })
    }

    fn pair(&mut self, name: Say, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, name.say(self.lang))?;
        self.sheet.write_string(self.row, 1, text)?;
        self.row += 1;
        Ok(())
    }

    fn numbers(&mut self, sums: &Sums) -> Result<(), XlsxError> {
        let all = [
            (Say::ReportCount, sums.reports),
            (Say::CleanCount, sums.clean),
            (Say::OtherCount, sums.others),
            (Say::UnreadCount, sums.unread),
            (Say::Errors, sums.errors),
            (Say::Warnings, sums.warnings),
            (Say::Infos, sums.infos),
            (Say::Accepted, sums.accepted),
        ];
        for (name, n) in all {
            self.sheet.write_string(self.row, 0, name.say(self.lang))?;
            self.sheet.write_number(self.row, 1, n as f64)?;
            if name == Say::CleanCount && sums.reports > 0 {
                let part = n as f64 / sums.reports as f64;
                let share = &self.share;
                self.sheet
                    .write_number_with_format(self.row, 2, part, share)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn links(&mut self) -> Result<(), XlsxError> {
        for sheet in [Say::Findings, Say::Reports, Say::Tables] {
            let name = sheet.say(self.lang);
            let to = Url::new(format!("internal:'{name}'!A1")).set_text(name);
            self.sheet.write_url(self.row, 0, to)?;
            self.row += 1;
        }
        Ok(())
    }

    /// The faults that most reports have, each with a link to its first finding, and their chart.
    fn faults(&mut self, sums: &Sums) -> Result<(), XlsxError> {
        let mut faults: Vec<&Fault> = sums.faults.values().filter(|f| f.reports > 0).collect();
        faults.sort_by_key(|f| {
            std::cmp::Reverse((f.severity > Severity::Info, f.reports, f.findings))
        });
        faults.truncate(LISTED);
        if faults.is_empty() {
            return Ok(());
        }
        let heads = [
            Say::Fault,
            Say::Severity,
            Say::FindingCount,
            Say::ReportCount,
            Say::Share,
        ];
        for (at, head) in (0u16..).zip(heads) {
            let words = head.say(self.lang);
            self.sheet
                .write_string_with_format(self.row, at, words, &self.head)?;
        }
        let first = self.row + 1;
        let findings = Say::Findings.say(self.lang);
        let center = Format::new().set_align(FormatAlign::Left);
        for fault in &faults {
            self.row += 1;
            let to = format!("internal:'{findings}'!A{}", fault.row + 1);
            self.sheet.write_url(
                self.row,
                0,
                Url::new(to).set_text(fitting(&fault.name, self.lang)),
            )?;
            let grave = severity(fault.severity, self.lang);
            self.sheet
                .write_string_with_format(self.row, 1, grave, &center)?;
            self.sheet
                .write_number(self.row, 2, fault.findings as f64)?;
            self.sheet.write_number(self.row, 3, fault.reports as f64)?;
            let part = fault.reports as f64 / sums.reports.max(1) as f64;
            let share = &self.share;
            self.sheet
                .write_number_with_format(self.row, 4, part, share)?;
        }
        let chart = self.chart(first, self.row);
        self.sheet.insert_chart(self.row + 2, 0, &chart)?;
        Ok(())
    }

    /// How many reports have each fault, the most frequent at the top.
    fn chart(&self, first: u32, last: u32) -> Chart {
        let sheet = Say::Summary.say(self.lang);
        let mut chart = Chart::new_bar();
        chart
            .add_series()
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, 3, last, 3))
            .set_format(rust_xlsxwriter::ChartFormat::new().set_solid_fill(
                rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(0xB3_26_1E)),
            ))
            .set_gap(60);
        chart.title().set_name(Say::ChartTitle.say(self.lang));
        chart.legend().set_hidden();
        // of bars the names stand on the upright axis, from the top down
        chart.y_axis().set_reverse();
        let numbers = chart.x_axis();
        numbers
            .set_major_gridlines(false)
            .set_min(0)
            .set_num_format("0");
        chart
            .set_width(760)
            .set_height(110 + BAR * (last + 1 - first));
        chart
    }
}
