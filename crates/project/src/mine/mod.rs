//! Looks for arithmetic that holds in reports: sums of rows and columns, cells of different tables that agree, figures of the
//! prose that stand in a cell. What is found are candidates for rules; nothing is decided here.
//!
//! - `seen` takes the numbers out of a report.
//! - `lines` looks for sums of rows, and of columns, within a table (`sums` says which), `pairs` for cells and mentions with the same value.
//! - `judge` counts what bears a candidate out and what contradicts it, and leaves out what others say already.
//! - `implied` decides whether equations follow from others.

mod implied;
mod judge;
mod lines;
mod pairs;
mod seen;
mod sums;

use std::collections::BTreeMap;

use gouji_core::report::{Form, MentionId, Report};
use gouji_core::rule::Rule;
use gouji_core::rule::linear::{Relation, instances};
use gouji_core::text::{IdVec, Number};
use serde::Serialize;

use self::implied::Implied;
pub use self::seen::Seen;

/// Candidates for programs: one object.
pub fn json(candidates: &[Candidate], reports: usize) -> serde_json::Result<String> {
    let all = serde_json::json!({ "version": 1, "reports": reports, "candidates": candidates });
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

/// What is asked of a candidate.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// So many reports must bear it out.
    pub support: usize,
    /// At most so many reports in a hundred may contradict it.
    pub against: usize,
}

/// Something that holds in most reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// The kind of report and the form of its tables, by id.
    pub form: (String, String),
    /// What holds.
    pub claim: Claim,
    /// How many reports bear it out.
    pub support: usize,
    /// The reports that contradict it.
    pub against: Vec<String>,
    /// The distance that figures may have for it to hold in all that bear it out, as a number; none where it is exact.
    pub tolerance: Option<String>,
    /// The rules that require it already; empty where none does.
    pub required: Vec<String>,
    /// Where it holds.
    pub example: Example,
}

/// What holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claim {
    /// In every column of a table (or in every row, where the lines are columns) lines add up to others.
    Lines {
        /// Id of the table.
        table: String,
        /// The lines are columns.
        columns: bool,
        /// What is added up.
        left: Line,
        /// What it comes to.
        right: Line,
    },
    /// Two cells agree; selectors.
    Cells(String, String),
    /// A figure of the prose (id of the mention) stands in a cell (selector).
    Mention(String, String),
}

/// Rows or columns that are added up, by ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The lines.
    pub members: Vec<String>,
    /// The group that is all of them, if there is one.
    pub group: Option<String>,
}

/// A report in which a candidate holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The report.
    pub path: String,
    /// Cells that decide it, with what stands in them.
    pub cells: Vec<(String, String)>,
    /// The cell that has to be what the others say, with a number that it is not.
    pub wrong: Option<(String, String)>,
    /// The id of the part and the sentence in it, for a figure of the prose.
    pub sentence: Option<(String, String)>,
}

/// Numbers of reports of one kind and form, with what rules demand of them.
pub struct Mine {
    kind: String,
    form: Form,
    reports: Vec<Seen>,
    required: Vec<(String, Vec<implied::Terms>)>,
    mentions: IdVec<MentionId, String>,
}

/// The reports of all kinds and forms.
#[derive(Default)]
pub struct Mines {
    all: BTreeMap<(String, String), Mine>,
}

impl Mines {
    /// Takes in a report with the rules that it gets.
    pub fn take(&mut self, report: &Report<'_>, rules: &[Rule]) {
        let key = (report.kind.id.clone(), report.form.id.clone());
        let mine = self.all.entry(key).or_insert_with(|| Mine {
            kind: report.kind.id.clone(),
            form: report.form.clone(),
            reports: Vec::new(),
            required: required(report, rules),
            mentions: report.kind.mentions.iter().map(|m| m.id.clone()).collect(),
        });
        // a pack that some places have adds rows to the form: these are other cells
        if mine.form.cells().len() == report.form.cells().len() {
            mine.reports.push(Seen::of(report, rules));
        }
    }

    /// How many reports there are.
    pub fn reports(&self) -> usize {
        self.all.values().map(|mine| mine.reports.len()).sum()
    }

    /// What holds in the reports, form by form, the best first.
    pub fn candidates(&self, bar: Bar) -> Vec<Candidate> {
        self.all
            .values()
            .flat_map(|mine| mine.candidates(bar))
            .collect()
    }
}

impl Mine {
    fn candidates(&self, bar: Bar) -> Vec<Candidate> {
        let mut known = Implied::default();
        for (_, equations) in &self.required {
            for terms in equations {
                known.add(terms);
            }
        }
        let mut all = lines::candidates(self, bar, &known);
        all.extend(pairs::candidates(self, bar, &known));
        all
    }

    fn of(&self) -> (String, String) {
        (self.kind.clone(), self.form.id.clone())
    }

    /// The rules that require equations: those that say one of them; else all that together imply it.
    fn requiring(&self, equations: &[implied::Terms], known: &Implied) -> Vec<String> {
        if equations.is_empty() || !equations.iter().all(|e| known.implies(e)) {
            return Vec::new();
        }
        let alone = self.required.iter().filter(|(_, own)| {
            let mut span = Implied::default();
            own.iter().for_each(|terms| span.add(terms));
            equations.iter().any(|e| span.implies(e))
        });
        let ids: Vec<String> = alone.map(|(id, _)| id.clone()).collect();
        match ids.is_empty() {
            true => vec!["+".to_owned()],
            false => ids,
        }
    }
}

/// The equations between cells that rules demand of every report of a form.
fn required(report: &Report<'_>, rules: &[Rule]) -> Vec<(String, Vec<implied::Terms>)> {
    let Some(form) = report
        .kind
        .forms
        .iter()
        .position(|f| f.id == report.form.id)
    else {
        return Vec::new();
    };
    let on = rules.iter().filter(|r| !r.off);
    let all = on.filter_map(|rule| {
        let program = rule.programs.get(form)?.as_deref()?;
        let instances = instances(rule, program, report.form).iter();
        let constraints = instances
            .filter(|i| !i.conditional)
            .flat_map(|i| &i.constraints);
        let equations = constraints
            .filter(|c| c.relation == Relation::Equal && c.constant.same(Number::whole(0)));
        let terms: Vec<implied::Terms> =
            equations.filter_map(|c| implied::terms(&c.terms)).collect();
        (!terms.is_empty()).then(|| (rule.id.clone(), terms))
    });
    all.collect()
}
