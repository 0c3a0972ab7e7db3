//! What a reader sees first: how many reports are clean, and what is wrong with the others.

use std::collections::{BTreeMap, BTreeSet};

use super::faults::Fault;
use super::groups::{self, Group};
use super::markup::Markup;
use super::messages::Say;
use super::plot::{Counts, plot};
use super::rows::{self, Row};
use super::section::{Name, counts};
use super::years::Years;
use crate::{End, Rules, Unread};
use gouji_core::diagnostic::LintResult;
use gouji_core::text::Lang;

/// How a report can be: clean, infos only, warnings, errors, no report, not readable.
const STATES: usize = 6;

/// What the overview needs of all reports.
#[derive(Debug, Default)]
pub(super) struct Tally {
    rows: Vec<Row>,
    faults: BTreeMap<String, Fault>,
    packs: BTreeMap<String, usize>,
    bodies: BTreeMap<String, Counts>,
    years: Years,
    /// Rules that made sums, whatever came of them.
    summing: BTreeSet<String>,
}

impl Tally {
    /// How many inputs there were.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes in a report.
    pub fn add(&mut self, number: usize, checked: &LintResult, copy: Option<String>, lang: Lang) {
        let name = Name::of(checked, lang);
        let counts = counts(checked);
        let state = match (checked.kind.is_some(), counts) {
            (false, _) => 4,
            (true, [0, 0, 0]) => 0,
            (true, [0, 0, _]) => 1,
            (true, [0, _, _]) => 2,
            (true, _) => 3,
        };
        let mut seen = BTreeSet::new();
        for diagnostic in &checked.diagnostics {
            let first = state < 4 && seen.insert(diagnostic.rule.as_str());
            let fault = self.faults.entry(diagnostic.rule.clone()).or_default();
            fault.add(diagnostic, first);
        }
        for pack in &checked.packs {
            *self.packs.entry(pack.name.clone()).or_default() += 1;
        }
        for sum in checked.reading.iter().flat_map(|r| &r.sums) {
            if !self.summing.contains(&sum.rule) {
                self.summing.insert(sum.rule.clone());
            }
        }
        if let Some(body) = &checked.body {
            let sums = self.bodies.entry(body.clone()).or_default();
            sums.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
        }
        self.years.add(number, checked);
        self.rows.push(Row {
            number,
            title: name.title,
            path: name.path,
            copy,
            counts,
            open: checked.open.len(),
            accepted: checked.accepted.len(),
            state,
            year: checked.year,
            class: checked.class.clone(),
            why: match (state, checked.diagnostics.first()) {
                (4, Some(said)) => said.message.clone(),
                _ => String::new(),
            },
        });
    }

    /// Takes in an input that could not be read.
    pub fn add_unread(&mut self, number: usize, input: &Unread<'_>) {
        self.rows.push(Row {
            number,
            title: input.path.to_owned(),
            path: String::new(),
            copy: None,
            counts: [0; 3],
            open: 0,
            accepted: 0,
            state: 5,
            year: None,
            class: None,
            why: input.why.to_owned(),
        });
    }

    /// The names of the rules for the script of the page: what is wrong where they fail, and what they demand.
    pub fn names(&self, rules: &Rules<'_>, lang: Lang) -> [serde_json::Value; 2] {
        let ids: BTreeSet<&String> = self.faults.keys().chain(&self.summing).collect();
        let named = |name: &dyn Fn(&str) -> Option<String>| {
            let one = |id: &&String| {
                let name = name(id).unwrap_or_else(|| (*id).clone());
                ((*id).clone(), serde_json::Value::from(name))
            };
            ids.iter().map(one).collect()
        };
        [
            named(&|id| Some(self.fault(id)?.name.clone())),
            named(&|id| rules(id).map(|r| r.title.get(lang).to_owned())),
        ]
    }

    fn fault(&self, id: &str) -> Option<&Fault> {
        self.faults.get(id).filter(|f| !f.name.is_empty())
    }

    /// The overview over several reports.
    pub fn write(&self, end: &End<'_>, lang: Lang) -> Markup {
        let mut out = Markup::default();
        out.raw("<section id=\"overview\" aria-labelledby=\"overview-title\">\n");
        out.raw("<h2 id=\"overview-title\">")
            .text(&Say::Overview.say(lang))
            .raw("</h2>\n");
        let reports = self.rows.iter().filter(|r| r.state < 4).count();
        self.share(&mut out, lang);
        self.run(&mut out, end, lang);
        self.years.write(&mut out, end.rules, lang);
        out.raw("<div class=\"plots\">\n");
        super::faults::plot(&mut out, &self.faults, reports, lang);
        plot(&mut out, &self.bodies, lang);
        out.raw("</div>\n");
        self.groups(&mut out, lang);
        self.not_checked(&mut out, lang);
        rows::table(&mut out, &self.rows, lang);
        out.raw("</section>\n");
        out
    }

    /// When it ran, over how many files, with which packs.
    fn run(&self, out: &mut Markup, end: &End<'_>, lang: Lang) {
        out.raw("<p class=\"run\">");
        if let Some(day) = end.day {
            out.text(&Say::Day(day).say(lang)).raw(" ");
        }
        out.text(&Say::Files(self.rows.len()).say(lang));
        if !self.packs.is_empty() {
            let mut packs: Vec<(&String, &usize)> = self.packs.iter().collect();
            packs.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
            out.raw(" ").text(&Say::Packs.say(lang));
            for (pack, reports) in packs {
                out.raw(" ")
                    .text(pack)
                    .raw(" ")
                    .text(&Say::Count(*reports).say(lang));
            }
        }
        out.raw("</p>\n");
    }

    /// Reports by folder, year and class, where there are several.
    fn groups(&self, out: &mut Markup, lang: Lang) {
        let root = rows::folder(&self.rows);
        let reports = || self.rows.iter().filter(|r| r.state < 4);
        let folder = |row: &Row| {
            let path = if row.path.is_empty() {
                &row.title
            } else {
                &row.path
            };
            let inside = path.get(root..).unwrap_or_default();
            let end = inside.find(['/', '\\']).unwrap_or(0);
            inside.get(..end).unwrap_or_default().to_owned()
        };
        let year = |row: &Row| row.year.map(|y| Say::Year(y).say(lang)).unwrap_or_default();
        let class = |row: &Row| row.class.clone().unwrap_or_default();
        let by = |name: &dyn Fn(&Row) -> String| {
            let mut all: BTreeMap<String, Group> = BTreeMap::new();
            for row in reports() {
                let group = all.entry(name(row)).or_default();
                group.add(row.counts);
            }
            all
        };
        let all = [
            (Say::Folder, by(&folder)),
            (Say::ReportYear, by(&year)),
            (Say::Class, by(&class)),
        ];
        groups::write(out, &all, lang);
    }

    /// What was not checked, by the reason.
    fn not_checked(&self, out: &mut Markup, lang: Lang) {
        let mut reasons: BTreeMap<(usize, &str), Vec<&str>> = BTreeMap::new();
        for row in self.rows.iter().filter(|r| r.state > 3) {
            let path = if row.path.is_empty() {
                &row.title
            } else {
                &row.path
            };
            let of = reasons.entry((row.state, row.why.as_str())).or_default();
            of.push(path);
        }
        groups::not_checked(out, &reasons, lang);
    }

    /// The share of clean reports, in words and as a bar.
    fn share(&self, out: &mut Markup, lang: Lang) {
        let mut states = [0; STATES];
        for row in &self.rows {
            states.get_mut(row.state).into_iter().for_each(|n| *n += 1);
        }
        let [clean, infos, warnings, errors, ..] = states;
        let reports = clean + infos + warnings + errors;
        let mut sums = [0; 3];
        for row in &self.rows {
            sums.iter_mut()
                .zip(row.counts)
                .for_each(|(sum, n)| *sum += n);
        }
        let clean = clean + infos;
        let said = Say::Share(clean, reports).say(lang);
        out.raw("<p class=\"lead\"><strong class=\"")
            .raw(praise(clean, reports))
            .raw("\">")
            .number(percent(clean, reports))
            .raw("%</strong> <span>");
        out.text(&said)
            .raw("<br>")
            .text(&Say::Sums(sums).say(lang))
            .raw("</span></p>\n");
        out.raw("<svg class=\"share\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
        out.text(&said).raw("\">");
        let all = self.rows.len().max(1);
        let mut before = 0;
        for (state, n) in ordered(states) {
            let (from, to) = (before * 1000 / all, (before + n) * 1000 / all);
            before += n;
            out.raw("<rect class=\"s")
                .number(state)
                .raw("\" x=\"")
                .number(from);
            out.raw("\" width=\"")
                .number(to - from)
                .raw("\" height=\"10\"/>");
        }
        out.raw("</svg>\n<ul class=\"legend\">");
        for (state, n) in ordered(states).filter(|(_, n)| *n > 0) {
            out.raw("<li class=\"s")
                .number(state)
                .raw("\"><i></i>")
                .text(&Say::State(state).say(lang));
            out.raw(" <b>").number(n).raw("</b></li>");
        }
        out.raw("</ul>\n");
    }
}

/// The states with the worst first, and what is no report last.
fn ordered(states: [usize; STATES]) -> impl Iterator<Item = (usize, usize)> {
    let count = move |state: usize| states.get(state).copied().unwrap_or_default();
    [3, 2, 1, 0, 4, 5].into_iter().map(move |s| (s, count(s)))
}

/// The colour of a share of clean reports: only a high one is good.
fn praise(clean: usize, reports: usize) -> &'static str {
    match percent(clean, reports) {
        90.. => "good",
        60.. => "fair",
        _ => "poor",
    }
}

/// A whole share of a hundred: all only where all are, none only where none is.
pub(super) fn percent(part: usize, all: usize) -> usize {
    match (part, all) {
        (0, _) | (_, 0) => 0,
        (part, all) if part == all => 100,
        (part, all) => ((part * 200 + all) / (all * 2)).clamp(1, 99),
    }
}
