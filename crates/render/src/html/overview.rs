//! What a reader sees first: how many reports are clean, and what is wrong with the others.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::Markup;
use super::messages::Say;
use super::plot::{Counts, plot};
use super::section::{Name, SEVERITIES, counts};
use crate::Rules;
use gouji_core::diagnostic::Checked;
use gouji_core::text::Lang;

/// Rows of the table that are shown at first.
const ROWS: usize = 20;
/// How a report can be: clean, infos only, warnings, errors, no report, not readable.
const STATES: usize = 6;

/// What the overview needs of all reports.
#[derive(Debug, Default)]
pub(super) struct Tally {
    rows: Vec<Row>,
    rules: BTreeMap<String, Counts>,
    bodies: BTreeMap<String, Counts>,
    /// Rules that made sums, whatever came of them.
    summing: BTreeSet<String>,
}

#[derive(Debug)]
struct Row {
    number: usize,
    title: String,
    path: String,
    counts: Counts,
    open: usize,
    accepted: usize,
    state: usize,
}

impl Tally {
    /// How many inputs there were.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes in a report.
    pub fn add(&mut self, number: usize, checked: &Checked, lang: Lang) {
        let name = Name::of(checked, lang);
        let counts = counts(checked);
        let state = match (checked.kind.is_some(), counts) {
            (false, _) => 4,
            (true, [0, 0, 0]) => 0,
            (true, [0, 0, _]) => 1,
            (true, [0, _, _]) => 2,
            (true, _) => 3,
        };
        for diagnostic in &checked.diagnostics {
            let at = SEVERITIES.iter().position(|s| *s == diagnostic.severity);
            let of_rule = self.rules.entry(diagnostic.rule.clone()).or_default();
            let of_rule = at.and_then(|at| of_rule.get_mut(at));
            of_rule.into_iter().for_each(|n| *n += 1);
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
        self.rows.push(Row {
            number,
            title: name.title,
            path: name.path,
            counts,
            open: checked.open.len(),
            accepted: checked.accepted.len(),
            state,
        });
    }

    /// Takes in an input that could not be read.
    pub fn add_unread(&mut self, number: usize, path: &str) {
        self.rows.push(Row {
            number,
            title: path.to_owned(),
            path: String::new(),
            counts: [0; 3],
            open: 0,
            accepted: 0,
            state: 5,
        });
    }

    /// The titles of the rules that the page names, for the script of the page.
    pub fn titles(&self, rules: &Rules<'_>, lang: Lang) -> serde_json::Value {
        let title = |id: &String| rules(id).map(|r| r.title.get(lang).to_owned());
        let ids: BTreeSet<&String> = self.rules.keys().chain(&self.summing).collect();
        let one = |id: &String| {
            let title = title(id).unwrap_or_else(|| id.clone());
            (id.clone(), serde_json::Value::from(title))
        };
        ids.into_iter().map(one).collect()
    }

    /// The overview over several reports.
    pub fn write(&self, rules: &Rules<'_>, lang: Lang) -> Markup {
        let mut out = Markup::default();
        out.raw("<section id=\"overview\" aria-labelledby=\"overview-title\">\n");
        out.raw("<h2 id=\"overview-title\">")
            .text(&Say::Overview.say(lang))
            .raw("</h2>\n");
        self.share(&mut out, lang);
        out.raw("<div class=\"plots\">\n");
        let title = |id: &str| rules(id).map_or(id.to_owned(), |r| r.title.get(lang).to_owned());
        plot(&mut out, "rule", &self.rules, title, lang);
        plot(&mut out, "body", &self.bodies, str::to_owned, lang);
        out.raw("</div>\n");
        self.table(&mut out, lang);
        out.raw("</section>\n");
        out
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
        out.raw("<p class=\"lead\"><strong>")
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
        for (state, n) in states.into_iter().enumerate() {
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
        for (state, n) in states.into_iter().enumerate().filter(|(_, n)| *n > 0) {
            out.raw("<li class=\"s")
                .number(state)
                .raw("\"><i></i>")
                .text(&Say::State(state).say(lang));
            out.raw(" <b>").number(n).raw("</b></li>");
        }
        out.raw("</ul>\n");
    }

    /// The length of the folder that all paths begin with.
    fn folder(&self) -> usize {
        let mut paths = self
            .rows
            .iter()
            .map(|r| r.path.as_str())
            .filter(|p| !p.is_empty());
        let first = paths.next().unwrap_or_default();
        let same = |path: &str| {
            let pairs = first.bytes().zip(path.bytes());
            pairs.take_while(|(a, b)| a == b).count()
        };
        let length = paths.map(same).min().unwrap_or(0);
        let common = first.as_bytes().get(..length).unwrap_or_default();
        let end = common.iter().rposition(|b| matches!(b, b'/' | b'\\'));
        end.map_or(0, |at| at + 1)
    }

    /// All reports, those with the gravest findings first.
    fn table(&self, out: &mut Markup, lang: Lang) {
        out.raw("<div class=\"wide\"><table class=\"reports\" id=\"reports\"><caption>");
        out.text(&Say::Reports.say(lang))
            .raw("</caption><thead><tr>");
        let [e, w, i] = SEVERITIES.map(Say::Severity);
        for (nth, head) in [Say::Report, e, w, i, Say::Open, Say::Accepted]
            .into_iter()
            .enumerate()
        {
            out.raw("<th scope=\"col\"").raw(if nth == 1 {
                " aria-sort=\"descending\""
            } else {
                ""
            });
            out.raw(">").text(&head.say(lang)).raw("</th>");
        }
        out.raw("</tr></thead><tbody data-rows=\"")
            .number(ROWS)
            .raw("\" data-all=\"");
        out.text(&Say::ShowAll(self.rows.len()).say(lang))
            .raw("\">\n");
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|r| std::cmp::Reverse((r.counts, r.state)));
        let folder = self.folder();
        for row in rows {
            row.write(out, folder, lang);
        }
        out.raw("</tbody></table></div>\n");
    }
}

impl Row {
    fn write(&self, out: &mut Markup, folder: usize, lang: Lang) {
        out.raw("<tr data-n=\"")
            .number(self.number)
            .raw("\"><th scope=\"row\"><a href=\"#");
        out.id(self.number, "b", 0)
            .raw("\">")
            .text(&self.title)
            .raw("</a> <span class=\"path\">");
        if self.state > 3 {
            out.text(&Say::State(self.state).say(lang));
        }
        out.text(self.path.get(folder..).unwrap_or(&self.path))
            .raw("</span></th>");
        let numbers = self.counts.into_iter().chain([self.open, self.accepted]);
        for (n, class) in numbers.zip(["e", "w", "i", "o", "o"]) {
            out.raw("<td class=\"")
                .raw(if n == 0 { "zero" } else { class })
                .raw("\">")
                .number(n)
                .raw("</td>");
        }
        out.raw("</tr>\n");
    }
}

/// A whole share of a hundred: all only where all are, none only where none is.
fn percent(part: usize, all: usize) -> usize {
    match (part, all) {
        (0, _) | (_, 0) => 0,
        (part, all) if part == all => 100,
        (part, all) => ((part * 200 + all) / (all * 2)).clamp(1, 99),
    }
}
