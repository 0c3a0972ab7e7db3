//! Tables behind a run: findings by rule, and what the time went to.

mod messages;

use std::io::{self, Write};

use serde::Serialize;

pub use self::messages::Head;
use super::columns::{DOTS, clip, clip_end, flat, left, right, width};
use super::messages::Text;
use gouji_core::diagnostic::{ReportTally, Spent, Statistics, Summary, Tally};
use gouji_core::text::Lang;

/// A rule and what it found, for programs.
#[derive(Debug, Serialize)]
pub(super) struct TallyOut {
    rule: String,
    severity: &'static str,
    findings: usize,
    reports: usize,
    /// Of all reports; nothing where it found something in other files only.
    percent: Option<usize>,
}

impl TallyOut {
    /// All rules that found something.
    pub fn all(statistics: &Statistics) -> Vec<Self> {
        let rules = statistics.rules().into_iter();
        let rules = rules.map(|(rule, tally)| TallyOut {
            rule: rule.to_owned(),
            severity: tally.severity.name(),
            findings: tally.findings,
            reports: tally.reports,
            percent: statistics.percent(tally),
        });
        rules.collect()
    }
}

/// The sums of a run. Where no report was read, only what was found beside reports, if it is more than a hint.
pub(super) fn of_run(summary: &Summary) -> Vec<Text<'_>> {
    match (summary.reports, summary.errors + summary.warnings) {
        (0, 0) => Vec::new(),
        (0, _) => vec![Text::Findings(summary)],
        _ => vec![Text::Findings(summary), Text::Checks(summary)],
    }
}

/// Writes findings by rule as a table, those with most findings first.
pub fn statistics(
    out: &mut dyn Write,
    statistics: &Statistics,
    lang: Lang,
    columns: usize,
) -> io::Result<()> {
    let heads = [
        Head::Rule,
        Head::Severity,
        Head::Findings,
        Head::Reports,
        Head::Share,
    ];
    let row = |(rule, tally): (&str, Tally)| {
        [
            flat(rule),
            Text::Severity(tally.severity).say(lang),
            tally.findings.to_string(),
            tally.reports.to_string(),
            percent(statistics.percent(tally)),
        ]
    };
    let rows = statistics.rules().into_iter().map(row).collect();
    table(out, heads.map(|h| h.say(lang)), rows, 2, columns)?;
    writeln!(out, "{}", divided(statistics, lang))
}

/// So many reports have a row.
const ROWS: usize = 40;
/// The longest name of a body, in columns.
const BODY: usize = 28;

/// Writes findings by report as a table, the worst first.
pub fn reports(
    out: &mut dyn Write,
    tallies: &[ReportTally],
    lang: Lang,
    columns: usize,
) -> io::Result<()> {
    let mut worst: Vec<&ReportTally> = tallies.iter().collect();
    worst.sort_by_key(|r| std::cmp::Reverse((r.errors, r.warnings, r.infos)));
    let heads = [
        Head::Report,
        Head::Body,
        Head::Year,
        Head::Errors,
        Head::Warnings,
        Head::Infos,
    ];
    let row = |report: &&ReportTally| {
        let body = report.body.as_deref().unwrap_or_default();
        [
            flat(&report.path),
            clip_end(&flat(body), BODY, DOTS),
            report.year.map(|y| y.to_string()).unwrap_or_default(),
            report.errors.to_string(),
            report.warnings.to_string(),
            report.infos.to_string(),
        ]
    };
    let rows = worst.iter().take(ROWS).map(row).collect();
    table(out, heads.map(|h| h.say(lang)), rows, 2, columns)?;
    match worst.len().saturating_sub(ROWS) {
        0 => Ok(()),
        more => writeln!(out, "{}", messages::more(more, lang)),
    }
}

/// The findings of a report in a few words: `3 errors, 1 warning`.
pub(super) fn tally(report: &ReportTally, lang: Lang) -> String {
    messages::tally(report, lang)
}

/// What the shares are shares of, for people.
pub(super) fn divided(statistics: &Statistics, lang: Lang) -> String {
    messages::divided(statistics.reports, statistics.others, lang)
}

fn percent(share: Option<usize>) -> String {
    share.map_or(String::from("-"), |share| format!("{share}%"))
}

/// A rule in a sentence, for people who listen.
pub(super) fn spoken(rule: &str, tally: Tally, percent: Option<usize>, lang: Lang) -> String {
    messages::spoken(&flat(rule), tally, percent, lang)
}

/// Writes the stages of a run and its rules, those that took longest first.
pub fn timings(out: &mut dyn Write, spent: &Spent, lang: Lang, columns: usize) -> io::Result<()> {
    let all: u64 = spent.stages.values().sum();
    let share = |took: u64| format!("{}%", (took * 100 + all / 2) / all.max(1));
    let stages = spent.stages.iter().filter(|(_, took)| shows(**took));
    let rows = stages.map(|(stage, took)| {
        let name = messages::stage(*stage, lang).to_owned();
        [name, milliseconds(*took), share(*took)]
    });
    let heads = [Head::Stage, Head::Time, Head::Share].map(|h| h.say(lang));
    table(out, heads, rows.collect(), 1, columns)?;
    let rules = spent.rules.iter().filter(|(_, (took, _))| shows(*took));
    let mut rules: Vec<_> = rules.collect();
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    rules.sort_by_key(|(_, (took, _))| std::cmp::Reverse(*took));
    let rows = rules.into_iter().map(|(rule, (took, reports))| {
        [
            flat(rule),
            milliseconds(*took),
            share(*took),
            reports.to_string(),
        ]
    });
    let heads = [Head::Rule, Head::Time, Head::Share, Head::Reports].map(|h| h.say(lang));
    table(out, heads, rows.collect(), 1, columns)
}

/// Whether a time is more than zero as it is written.
fn shows(nanoseconds: u64) -> bool {
    micros(nanoseconds) > 0
}

/// Microseconds, rounded.
fn micros(nanoseconds: u64) -> u64 {
    (nanoseconds + 500) / 1000
}

/// Milliseconds with three decimals, and the unit.
fn milliseconds(nanoseconds: u64) -> String {
    let micros = micros(nanoseconds);
    format!("{}.{:03} ms", micros / 1000, micros % 1000)
}

/// Writes rows under heads: the first columns (`words` of them) to the left, numbers to the right.
fn table<const N: usize>(
    out: &mut dyn Write,
    heads: [&'static str; N],
    rows: Vec<[String; N]>,
    words: usize,
    columns: usize,
) -> io::Result<()> {
    let all = || std::iter::once(heads.map(str::to_owned)).chain(rows.iter().cloned());
    let mut widths = [0; N];
    for row in all() {
        for (wide, cell) in widths.iter_mut().zip(&row) {
            *wide = width(cell).max(*wide);
        }
    }
    // the name gives way
    let others: usize = widths.iter().skip(1).map(|w| w + 2).sum();
    if let Some(first) = widths.first_mut() {
        *first = (*first).min(columns.saturating_sub(others).max(12));
    }
    for row in all() {
        let cells = row
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(at, (cell, wide))| {
                if at == 0 {
                    left(&clip(cell, wide), wide)
                } else if at < words {
                    left(cell, wide)
                } else {
                    right(cell, wide)
                }
            });
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
