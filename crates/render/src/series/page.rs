//! Bodies over the years as a page for browsers: one file, without a script.

use std::io::{self, Write};

use super::heat::{self, Heat, HeatCell, HeatRow};
use super::messages::Say;
use super::rolls::{YearSum, sums};
use super::spark::{spark, spoken};
use super::{View, cells};
use crate::html::{STYLE, markup::Markup};
use crate::why::Style;
use gouji_core::diagnostic::Severity;
use gouji_core::series::{BodyLine, BodyYear, RollCall, YearState};
use gouji_core::text::Lang;

/// So many figures have a plot in the row of a body.
const PLOTS: usize = 3;

/// What stands before the body of a page: no script can run in it.
pub(super) fn head(title: &str, lang: Lang) -> Markup {
    let mut page = Markup::default();
    page.raw("<!DOCTYPE html>\n<html lang=\"").raw(match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    });
    page.raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .text(title);
    page.raw("</title>\n<style>\n")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n<header><h1>");
    page.text(title).raw("</h1></header>\n<main>\n");
    page
}

/// What stands behind it.
pub(super) fn foot(page: &mut Markup, lang: Lang) {
    page.raw("</main>\n<footer><p>")
        .text(&Say::Made(env!("CARGO_PKG_VERSION")).say(lang))
        .raw("</p></footer>\n</body>\n</html>\n");
}

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (all, lang) = (view.overview, view.style.lang);
    let mut page = head(&Say::Title.say(lang), lang);
    page.raw("<section id=\"overview\">\n");
    lead(&mut page, view);
    page.raw("<div class=\"years\">\n");
    heat::key(&mut page, &key(lang));
    let heads: Vec<String> = plotted(view).iter().map(|(_, name)| name.clone()).collect();
    let rows: Vec<HeatRow> = all
        .bodies
        .iter()
        .enumerate()
        .map(|(at, line)| row(view, at, line))
        .collect();
    let (title, body) = (Say::Findings.say(lang), Say::Body.say(lang));
    let heads = heat::Heads {
        title: &title,
        body: &body,
        years: &all.years,
        more: &heads,
    };
    heat::table(&mut page, heads, &rows, view.broken(), |n| {
        Say::More(n, 0).say(lang)
    });
    page.raw("</div>\n");
    if let Some(roll) = &all.roll {
        write_roll(&mut page, roll, &all.years, lang);
    }
    beside(&mut page, view);
    page.raw("</section>\n<div id=\"list\">\n");
    for (at, line) in all.bodies.iter().enumerate() {
        if notable(line) {
            details(&mut page, view, at, line);
        }
    }
    page.raw("</div>\n");
    foot(&mut page, lang);
    write!(out, "{}", page.as_str())
}

/// How many bodies break their series.
fn lead(page: &mut Markup, view: &View<'_>) {
    let (all, lang) = (view.overview, view.style.lang);
    let broken = view.broken();
    page.raw("<p class=\"lead\"><strong class=\"");
    page.raw(if broken == 0 { "good" } else { "poor" })
        .raw("\">")
        .number(broken);
    page.raw("</strong> <span>")
        .text(&Say::Broken(broken, all.bodies.len()).say(lang));
    page.raw("<br>")
        .text(&Say::Sum(all).say(lang))
        .raw("</span></p>\n<p class=\"run\">");
    page.text(&Say::Lead(all).say(lang)).raw("</p>\n");
}

/// The colours and what they mean.
fn key(lang: Lang) -> Vec<(Heat, String)> {
    vec![
        (Heat::Error, Say::Breaks(Severity::Error).say(lang)),
        (Heat::Warning, Say::Breaks(Severity::Warning).say(lang)),
        (Heat::Clean, Say::Holds.say(lang)),
        (Heat::First, Say::First.say(lang)),
        (Heat::Gap, Say::Gap.say(lang)),
    ]
}

/// The figures that have a plot, with their names.
fn plotted(view: &View<'_>) -> Vec<(usize, String)> {
    let first = view.overview.bodies.first();
    let figures = first
        .map(|line| line.figures.as_slice())
        .unwrap_or_default();
    let named = figures.iter().take(PLOTS).enumerate();
    named.map(|(at, (name, _))| (at, name.title())).collect()
}

/// Whether there is more to say of a body than its row shows.
fn notable(line: &BodyLine) -> bool {
    let found = line.years.iter().any(|year| !year.findings.is_empty());
    found || !line.holds() || !line.former.is_empty()
}

fn row(view: &View<'_>, at: usize, line: &BodyLine) -> HeatRow {
    let style = view.style;
    let link = notable(line).then(|| {
        let mut link = Markup::default();
        link.id(at, "y", 0);
        link
    });
    let cell = |year: &BodyYear| HeatCell {
        heat: of_year(year),
        words: cells::cell(year, false, style).words,
        said: said(year, style),
        link: link.clone().filter(|_| !year.findings.is_empty()),
    };
    let marked: Vec<bool> = line.years.iter().map(BodyYear::is_broken).collect();
    let plots = plotted(view).into_iter().map(|(nth, _)| {
        let mut plot = Markup::default();
        if let Some((name, values)) = line.figures.get(nth) {
            let carried = line.carried.is_some_and(|(_, now)| now == nth);
            let none: &[bool] = &[];
            let words = format!("{}: {}", name.title(), spoken(&view.overview.years, values));
            spark(
                &mut plot,
                values,
                if carried { &marked } else { none },
                &words,
            );
        }
        plot
    });
    HeatRow {
        body: line.body.clone(),
        link: link.clone(),
        cells: line.years.iter().map(cell).collect(),
        more: plots.collect(),
    }
}

fn of_year(year: &BodyYear) -> Heat {
    match (year.count(Severity::Error), year.count(Severity::Warning)) {
        (0, 0) => match year.state {
            YearState::Outside => Heat::Outside,
            YearState::Gap => Heat::Gap,
            YearState::First => Heat::First,
            YearState::Follows => Heat::Clean,
        },
        (0, _) => Heat::Warning,
        _ => Heat::Error,
    }
}

/// A year in words.
fn said(year: &BodyYear, style: Style) -> String {
    let lang = style.lang;
    let mut all = vec![year.year.to_string()];
    match year.state {
        YearState::Gap => all.push(Say::Gap.say(lang)),
        YearState::First if year.findings.is_empty() => all.push(Say::First.say(lang)),
        YearState::Follows if year.findings.is_empty() => all.push(Say::Holds.say(lang)),
        _ => {}
    }
    if let Some((out, taken)) = year.carried {
        all.push(Say::Carried(&out.to_string(), &taken.to_string()).say(lang));
    }
    all.extend(year.findings.iter().map(|f| f.message.clone()));
    if year.accepted > 0 {
        all.push(Say::Accepted(year.accepted).say(lang));
    }
    if year.late {
        all.push(Say::Late.say(lang));
    }
    all.join("\n")
}

/// A body with what was found.
fn details(page: &mut Markup, view: &View<'_>, at: usize, line: &BodyLine) {
    let lang = view.style.lang;
    page.raw("<article class=\"report\" id=\"").id(at, "y", 0);
    page.raw("\"><details open><summary><h2>")
        .text(&line.body)
        .raw("</h2><span class=\"counts\">");
    let grave = line.count(Severity::Error) > 0;
    page.raw(if grave {
        "<span class=\"badge e\">"
    } else {
        "<span class=\"badge w\">"
    });
    page.text(&Say::Counts(line).say(lang))
        .raw("</span></span></summary><div class=\"inside\">\n");
    if !line.former.is_empty() {
        let names = line.former.join(&Say::Comma.say(lang));
        page.raw("<p class=\"unfit\">")
            .text(&Say::Former(&names).say(lang))
            .raw("</p>\n");
    }
    page.raw("<ul class=\"list by-year\">\n");
    for year in &line.years {
        gap_or_double(page, year, lang);
        for finding in &year.findings {
            let class = match finding.severity {
                Severity::Error => "e",
                Severity::Warning => "w",
                Severity::Info => "i",
            };
            page.raw("<li class=\"")
                .raw(class)
                .raw("\" data-f=\"")
                .text(&year.year.to_string());
            page.raw("\"><span><b>")
                .text(&finding.fault)
                .raw("</b> ")
                .text(&finding.message);
            page.raw(" <code>")
                .text(&finding.rule)
                .raw("</code><br><span class=\"path\">");
            page.text(&finding.path);
            for other in &finding.others {
                page.raw(" ↔ ").text(other);
            }
            page.raw("</span></span></li>\n");
        }
    }
    page.raw("</ul>\n</div></details></article>\n");
}

fn gap_or_double(page: &mut Markup, year: &BodyYear, lang: Lang) {
    let words = match (year.state, year.reports.len()) {
        (YearState::Gap, _) => Say::Gap.say(lang),
        (_, 2..) => {
            let paths = year.reports.join(&Say::Comma.say(lang));
            format!(
                "{}{}{paths}",
                Say::Versions(year.reports.len()).say(lang),
                Say::Colon.say(lang)
            )
        }
        _ => return,
    };
    page.raw("<li class=\"w\" data-f=\"")
        .text(&year.year.to_string());
    page.raw("\"><span>").text(&words).raw("</span></li>\n");
}

/// Who has to report: a row for each year, names behind the counts.
fn write_roll(page: &mut Markup, roll: &RollCall, years: &[i32], lang: Lang) {
    page.raw("<div class=\"years\"><h3 class=\"small\">")
        .text(&Say::Roll(roll.entries.len()).say(lang));
    page.raw("</h3><ul class=\"reasons\">\n");
    for (year, sum) in years.iter().zip(sums(roll, years.len())) {
        let YearSum {
            came,
            missing,
            twice,
            late,
        } = sum;
        page.raw("<li>")
            .text(&Say::Reported(*year, came, roll.entries.len()).say(lang));
        for (what, names) in [
            (Say::Missing, missing),
            (Say::Late, late),
            (Say::Twice, twice),
        ] {
            if !names.is_empty() {
                page.raw("<br>")
                    .raw("<b>")
                    .text(&Say::Named(&what.say(lang), names.len()).say(lang));
                page.raw("</b>").text(&names.join(&Say::Comma.say(lang)));
            }
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
    if !roll.others.is_empty() {
        page.raw("<details class=\"more\"><summary>")
            .text(&Say::NotOnRoll(roll.others.len()).say(lang))
            .raw("</summary>");
        page.text(&roll.others.join(&Say::Comma.say(lang)))
            .raw("</details>\n");
    }
    page.raw("</div>\n");
}

/// Files without a row.
fn beside(page: &mut Markup, view: &View<'_>) {
    let lang = view.style.lang;
    let unplaced = &view.overview.unplaced;
    for (said, names) in [
        (Say::Unplaced(unplaced.len()), unplaced.as_slice()),
        (Say::Strangers(view.strangers.len()), view.strangers),
    ] {
        if !names.is_empty() {
            page.raw("<p class=\"run\">").text(&said.say(lang));
            page.text(&names.join(&Say::Comma.say(lang))).raw("</p>\n");
        }
    }
}
