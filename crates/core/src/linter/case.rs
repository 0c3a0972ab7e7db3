//! Running the cases of rules: each is a report, and what must come of it.

use super::beside::{Neighbours, Read, wanted};
use super::{message, words};
use crate::diagnostic::Record;
use crate::document::Document;
use crate::pack::Sample;
use crate::plain;
use crate::report::{self, Kind, Report, Shared};
use crate::rule::{
    self, Case, CaseFailure, CasePlace, CaseResult, CaseRole, Finding, Found, Outcome, Rule, Traced,
};
use crate::text::{Lang, Span};

/// Runs one case of a rule. Reasons for what stays undecided are in the language.
pub fn run_case(kind: &Kind, sample: &Sample, rule: &Rule, case: &Case, lang: Lang) -> CaseResult {
    let expected = case.expected();
    let others = others(kind, sample, rule, case);
    let found = found(kind, &sample.text(kind, &case.edits), (rule, &others), lang);
    let passes = found.as_ref().is_some_and(|f| expected.met(f));
    match (passes, case.todo) {
        (true, false) => CaseResult::Passed,
        (true, true) => CaseResult::TodoPasses,
        (false, true) => CaseResult::Todo,
        (false, false) => CaseResult::Failed(Box::new(CaseFailure { expected, found })),
    }
}

/// What a case makes of the sample report, and what its rule does on that.
#[derive(Clone, Debug, Default)]
pub struct CaseShown {
    /// The text of the case.
    pub document: Document,
    /// The evaluations of the rule; none where the text is no report.
    pub runs: Vec<Traced>,
}

/// Runs one case of a rule to show what happens: what is said, and what was read for it.
pub fn show_case(kind: &Kind, sample: &Sample, rule: &Rule, case: &Case, lang: Lang) -> CaseShown {
    let others = others(kind, sample, rule, case);
    let text = sample.text(kind, &case.edits);
    let Ok(document) = plain::read("case.txt", text.as_bytes()) else {
        return CaseShown::default();
    };
    let trace = on_report(kind, &document, (rule, &others), |report| {
        rule::trace(rule, report, lang)
    });
    let mut runs = trace.map(|trace| trace.runs).unwrap_or_default();
    for run in &mut runs {
        run.said = match &run.outcome {
            Outcome::Fail(finding) => message(rule, finding, lang),
            Outcome::Unknown(unknown) => words::reason(&unknown.reason, lang),
            Outcome::Pass | Outcome::NotApplicable => String::new(),
        };
    }
    CaseShown { document, runs }
}

/// What comes of a rule on a text, where it is a report.
fn found(
    kind: &Kind,
    text: &str,
    (rule, others): (&Rule, &[(CaseRole, Record)]),
    lang: Lang,
) -> Option<Found> {
    let document = plain::read("case.txt", text.as_bytes()).ok()?;
    on_report(kind, &document, (rule, others), |report| {
        let mut findings = Vec::new();
        let mut open = Vec::new();
        for verdict in rule::evaluate(rule, report, lang) {
            match verdict.outcome {
                Outcome::Fail(finding) => findings.push(span(&finding)),
                Outcome::Unknown(unknown) => open.push(words::reason(&unknown.reason, lang)),
                Outcome::Pass | Outcome::NotApplicable => {}
            }
        }
        findings.sort();
        let places = findings.into_iter().map(|span| place(report, span));
        Found {
            places: places.collect(),
            open,
        }
    })
}

/// Reads the text of a case beside its other reports.
fn on_report<T>(
    kind: &Kind,
    document: &Document,
    (rule, others): (&Rule, &[(CaseRole, Record)]),
    see: impl FnOnce(&Report<'_>) -> T,
) -> Option<T> {
    let nothing = Document::default();
    let mut report = report::read_as(kind, document)?;
    let own = Record::of(&report, &wanted(std::slice::from_ref(rule)));
    let neighbours = neighbours(others, &own);
    let read = Read::of(&neighbours, kind, &nothing);
    if rule.others {
        report.others = read.others(&own, &neighbours.alike);
    }
    Some(see(&report))
}

/// The other reports of a case, as they are kept. One that is no report is left out.
fn others(kind: &Kind, sample: &Sample, rule: &Rule, case: &Case) -> Vec<(CaseRole, Record)> {
    let wanted = wanted(std::slice::from_ref(rule));
    let all = case.others.iter().filter_map(|(role, edits)| {
        let text = sample.text(kind, edits);
        let document = plain::read("other.txt", text.as_bytes()).ok()?;
        let report = report::read_as(kind, &document)?;
        Some((*role, Record::of(&report, &wanted)))
    });
    all.collect()
}

fn neighbours<'r>(others: &'r [(CaseRole, Record)], own: &Record) -> Neighbours<'r> {
    let of = |role| {
        let all = others.iter().filter(move |(r, _)| *r == role);
        all.map(|(_, record)| record)
    };
    let below: Vec<&Record> = of(CaseRole::Below).collect();
    Neighbours {
        previous: of(CaseRole::Previous).next(),
        has_below: !below.is_empty(),
        below: (!below.is_empty()).then_some(below),
        newer: of(CaseRole::Newer).next(),
        alike: of(CaseRole::Other)
            .map(|with| Shared {
                with,
                pairs: own.shared_with(with),
            })
            .collect(),
    }
}

fn span(finding: &Finding) -> Option<Span> {
    finding.labels.first().map(|l| l.span)
}

fn place(report: &Report<'_>, span: Option<Span>) -> CasePlace {
    let Some(span) = span else {
        return CasePlace::default();
    };
    CasePlace {
        text: report.document.slice(span).to_owned(),
        cell: cell(report, span),
    }
}

/// The selector of the cell whose whole content stands at a place.
fn cell(report: &Report<'_>, span: Span) -> Option<String> {
    let tables = report.form.tables.iter().zip(&report.tables);
    for (spec, facts) in tables {
        for ((at, axis), row) in spec.rows.iter_ids().zip(&facts.rows) {
            let Some(value) = row.cells.position(|c| c.span == span) else {
                continue;
            };
            let column = spec.columns.get(spec.column(at, value)?)?;
            return Some(format!("{}[{}, {}]", spec.id, axis.id, column.id));
        }
        for row in &facts.free {
            let column = row.cells.position(|c| c.span == span);
            if let Some(column) = column.and_then(|column| spec.columns.get(column)) {
                return Some(format!("{}[{}, {}]", spec.id, row.id(), column.id));
            }
        }
    }
    None
}
