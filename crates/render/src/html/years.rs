//! Bodies and years in the overview, where there are reports of several years: what has to do with other reports stands
//! out, what a report has wrong by itself is a number.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::Markup;
use crate::Rules;
use crate::series::heat::{self, Heat, HeatCell, HeatRow};
use crate::series::messages::Say;
use gouji_core::diagnostic::{LintResult, Severity};
use gouji_core::text::Lang;

/// A report with its errors and warnings.
#[derive(Debug)]
struct Seen {
    number: usize,
    body: String,
    found: Vec<(String, Severity)>,
}

/// Errors and warnings beside other reports, years without a report and with several, and errors and warnings of reports
/// alone: in the order of what makes a body bad.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    errors: usize,
    warnings: usize,
    gaps: usize,
    alone: usize,
}

/// A body, by the kind of its reports and what it is distinguished by; its reports by year.
type Bodies = BTreeMap<(String, String), BTreeMap<i32, Vec<Seen>>>;

/// The reports of all bodies by year.
#[derive(Debug, Default)]
pub(super) struct Years(Bodies);

impl Years {
    /// Takes in a report.
    pub fn add(&mut self, number: usize, checked: &LintResult) {
        let Some(record) = &checked.record else {
            return;
        };
        let (Some(year), false) = (record.year, record.key.is_empty()) else {
            return;
        };
        let grave = checked
            .diagnostics
            .iter()
            .filter(|d| d.severity > Severity::Info);
        let seen = Seen {
            number,
            body: record.body.clone().unwrap_or_default(),
            found: grave.map(|d| (d.rule.clone(), d.severity)).collect(),
        };
        let body = (record.kind.clone(), record.key.clone());
        let years = self.0.entry(body).or_default();
        years.entry(year).or_default().push(seen);
    }

    /// The table; nothing where no body has reports of two years.
    pub fn write(&self, out: &mut Markup, rules: &Rules<'_>, lang: Lang) {
        if self.0.values().all(|years| years.len() < 2) {
            return;
        }
        let all: BTreeSet<i32> = self.0.values().flat_map(BTreeMap::keys).copied().collect();
        let all: Vec<i32> = all.into_iter().collect();
        let mut known: BTreeMap<&str, bool> = BTreeMap::new();
        let mut rows: Vec<(Sum, HeatRow)> = Vec::new();
        for years in self.0.values() {
            let mut whole = Sum::default();
            let mut cells = Vec::new();
            for year in &all {
                let mut sum = Sum::default();
                for seen in years.get(year).into_iter().flatten() {
                    for (rule, severity) in &seen.found {
                        let beside = *known
                            .entry(rule)
                            .or_insert_with(|| rules(rule).is_some_and(|r| r.others));
                        match (beside, severity) {
                            (false, _) => sum.alone += 1,
                            (true, Severity::Error) => sum.errors += 1,
                            (true, _) => sum.warnings += 1,
                        }
                    }
                }
                whole.errors += sum.errors;
                whole.warnings += sum.warnings;
                whole.alone += sum.alone;
                let cell = cell(years, *year, sum, lang);
                let twice = years.get(year).is_some_and(|all| all.len() > 1);
                whole.gaps += usize::from(cell.heat == Heat::Gap || twice);
                cells.push(cell);
            }
            let last = years.values().next_back().and_then(|all| all.last());
            rows.push((
                whole,
                HeatRow {
                    body: last.map(|seen| seen.body.clone()).unwrap_or_default(),
                    cells,
                    ..HeatRow::default()
                },
            ));
        }
        rows.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.body.cmp(&y.body)));
        let wrong = rows.iter().filter(|(sum, _)| *sum > Sum::default()).count();
        let rows: Vec<HeatRow> = rows.into_iter().map(|(_, row)| row).collect();
        out.raw("<div class=\"years\">\n");
        let (title, body) = (Say::Title.say(lang), Say::Body.say(lang));
        let heads = heat::Heads {
            title: &title,
            body: &body,
            years: &all,
            more: &[],
        };
        heat::table(out, heads, &rows, wrong, |n| Say::More(n, 0).say(lang));
        let key = [
            (Heat::Error, Say::Breaks(Severity::Error)),
            (Heat::Warning, Say::Breaks(Severity::Warning)),
            (Heat::Alone, Say::Alone),
            (Heat::Clean, Say::Holds),
            (Heat::Gap, Say::Gap),
        ];
        heat::key(out, &key.map(|(heat, said)| (heat, said.say(lang))));
        out.raw("</div>\n");
    }
}

fn cell(years: &BTreeMap<i32, Vec<Seen>>, year: i32, sum: Sum, lang: Lang) -> HeatCell {
    let own = years.get(&year);
    let inside = years.range(..year).next().is_some() && years.range(year..).next().is_some();
    let beside = sum.errors + sum.warnings;
    let heat = match (own, beside, sum.alone) {
        (None, ..) if inside => Heat::Gap,
        (None, ..) => Heat::Outside,
        (_, 1.., _) if sum.errors > 0 => Heat::Error,
        (_, 1.., _) => Heat::Warning,
        (_, 0, 1..) => Heat::Alone,
        _ if years.contains_key(&year.saturating_sub(1)) => Heat::Clean,
        _ => Heat::First,
    };
    let mut words = match heat {
        Heat::Gap => Say::Gap.say(lang),
        Heat::Error => format!("✗{beside}"),
        Heat::Warning => format!("!{beside}"),
        Heat::Alone => sum.alone.to_string(),
        Heat::Clean => "✓".to_owned(),
        Heat::First => "·".to_owned(),
        Heat::Outside => String::new(),
    };
    let versions = own.map_or(0, Vec::len);
    if versions > 1 {
        words.push_str(&format!(" {}", Say::Versions(versions).say(lang)));
    }
    let said = match heat {
        Heat::Error => Say::Breaks(Severity::Error),
        Heat::Warning => Say::Breaks(Severity::Warning),
        Heat::Alone => Say::Alone,
        Heat::Clean => Say::Holds,
        Heat::First => Say::First,
        Heat::Gap => Say::Gap,
        Heat::Outside => Say::Year,
    };
    let link = own.and_then(|all| all.last()).map(|seen| {
        let mut link = Markup::default();
        link.id(seen.number, "b", 0);
        link
    });
    HeatCell {
        heat,
        words,
        said: format!("{year} {}", said.say(lang)),
        link,
    }
}
