//! Row labels, group labels and column heads against the form.

use crate::report::{RowId, RowState, TableFacts, TableSpec, row_key};
use crate::rule::eval::Eval;
use crate::rule::kinds::LabelFault;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::{Span, fold_char, label_key};

pub(super) fn evaluate<R: Recorder>(eval: &mut Eval<'_, R>, fault: LabelFault) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for table in eval.report.all_tables() {
        let (spec, facts) = table;
        let outcome = match (facts.span, fault) {
            (None, _) => Outcome::Unknown(Reason::NoTable(spec.title.clone()).nowhere()),
            (Some(span), LabelFault::Variant) => variants(eval, table, span),
            (_, LabelFault::Group) => groups(eval, table),
            (_, LabelFault::Head) => heads(eval, table),
        };
        verdicts.push(eval.verdict(&spec.title, outcome));
    }
    verdicts
}

/// A table of the form: what it should be, and what was read.
type Table<'t> = (&'t TableSpec, &'t TableFacts);

/// The label of a row.
pub(super) fn row_label<R: Recorder>(eval: &mut Eval<'_, R>, (spec, facts): Table<'_>, row: RowId) {
    let (document, axes) = (
        eval.report.document,
        spec.rows.get(row).zip(facts.rows.get(row)),
    );
    // the rows of a flat table have no labels in front of them
    let Some((axis, facts)) = axes.filter(|(axis, _)| !axis.label.is_empty() && !spec.flat) else {
        return;
    };
    eval.record.read(|| {
        let id = format!("{}.{}", spec.id, axis.id);
        let read = match facts.label.filter(|_| !facts.text().is_empty()) {
            Some(span) => Read::found(Source::Label, id, document.slice(span), span),
            None => Read::absent(Source::Label, id),
        };
        read.named(axis.label.as_str()).of(spec, &axis.id)
    });
}

/// A label that should stand in a table: the pieces that hold it, else those that are a part of it.
fn label<R: Recorder>(eval: &mut Eval<'_, R>, (spec, facts): Table<'_>, (id, label): (&str, &str)) {
    if !R::READS {
        return;
    }
    let (key, id) = (label_key(label), format!("{}.{id}", spec.id));
    let spans = |fits: &dyn Fn(&str) -> bool| -> Vec<Span> {
        let labels = facts.labels.iter().filter(|(k, _)| fits(k));
        labels.map(|(_, span)| *span).collect()
    };
    let mut found = spans(&|k| k.contains(&key));
    if found.is_empty() {
        found = spans(&|k| !k.is_empty() && key.contains(k));
    }
    let absent = Read::absent(Source::Label, id.as_str());
    let document = eval.report.document;
    let reads = found
        .iter()
        .map(|span| Read::found(Source::Label, id.as_str(), document.slice(*span), *span));
    let reads: Vec<Read> = reads.collect();
    let reads = match reads.is_empty() {
        true => vec![absent],
        false => reads,
    };
    for read in reads {
        eval.record.read(|| read.named(label).of(spec, ""));
    }
}

/// A label with its quotes and brackets, but without its number, blanks, commas and stops.
fn strict(label: &str) -> String {
    let folded: String = label
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold_char)
        .collect();
    let numbered = crate::grammar::opening(&folded).map_or(0, |o| o.number.end);
    let body = folded.get(numbered..).unwrap_or(&folded);
    body.replace([',', '.', '\u{3002}', '\u{3001}'], "")
}

/// Whether a folded label is the official one, sign by sign.
fn is_official(folded: &str, official: &str) -> bool {
    let signs = official.chars().filter(|c| !c.is_whitespace());
    signs.map(fold_char).eq(folded.chars())
}

fn variants<R: Recorder>(eval: &mut Eval<'_, R>, table: Table<'_>, span: Span) -> Outcome {
    let (spec, facts) = table;
    if spec.flat {
        eval.record
            .read(|| Read::found(Source::Table, spec.id.as_str(), &spec.title, span));
    }
    let mut finding = Finding::default().with("table", spec.title.clone());
    for ((at, axis), row) in spec.rows.iter_ids().zip(&facts.rows) {
        row_label(eval, table, at);
        let Some(span) = row
            .label
            .filter(|_| row.state != RowState::Absent && !row.text().is_empty())
        else {
            continue;
        };
        if is_official(row.text(), &axis.label) {
            continue;
        }
        let whole = axis.keys.contains(&row_key(row.text()));
        let wrong = whole && strict(row.text()) != strict(&axis.label);
        if wrong || lost_signs(row.text(), &axis.label) {
            if finding.labels.is_empty() {
                finding = finding
                    .with("found", eval.report.document.slice(span))
                    .with("expected", axis.label.clone());
            }
            finding = finding.also(span, axis.label.clone());
        }
    }
    ended(finding)
}

/// How many signs of an official label may be lost in one that is still this label.
const LOST: usize = 6;

/// Whether a label is the official one with some signs lost from its middle. One whose end is missing was cut, or
/// shortened on purpose.
fn lost_signs(found: &str, official: &str) -> bool {
    let (found, official) = (row_key(found), row_key(official));
    let (some, all) = (found.chars().count(), official.chars().count());
    if some < 4 || some >= all || all - some > LOST || (all - some) * 2 > all {
        return false;
    }
    let mut rest = official.chars();
    let within = found.chars().all(|c| rest.any(|o| o == c));
    let ends = (found.chars().next(), found.chars().next_back());
    within && ends == (official.chars().next(), official.chars().next_back())
}

fn groups<R: Recorder>(eval: &mut Eval<'_, R>, table: Table<'_>) -> Outcome {
    let (spec, facts) = table;
    let mut finding = Finding::default().with("table", spec.title.clone());
    let text: String = facts.labels.iter().map(|(k, _)| &**k).collect();
    for group in spec.row_groups.iter().filter(|g| !g.label.is_empty()) {
        label(eval, table, (&group.id, &group.label));
        if group.keys.iter().any(|k| text.contains(&**k)) {
            continue;
        }
        let first = group.members.first().and_then(|m| facts.rows.get(*m));
        let Some(span) = first.and_then(|r| r.label) else {
            continue;
        };
        if finding.labels.is_empty() {
            finding = finding
                .with("expected", group.label.clone())
                .with("before", eval.report.document.slice(span));
        }
        finding = finding.also(span, group.label.clone());
    }
    ended(finding)
}

fn heads<R: Recorder>(eval: &mut Eval<'_, R>, table: Table<'_>) -> Outcome {
    let (spec, facts) = table;
    let rows = spec.rows.iter().filter(|_| spec.flat);
    for axis in spec.columns.iter().chain(rows) {
        label(eval, table, (&axis.id, &axis.label));
    }
    let mut finding = Finding::default().with("table", spec.title.clone());
    // the label of a row is no head, though it may read like one
    let of_row = |span: &Span| !spec.flat && facts.rows.iter().any(|r| r.label == Some(*span));
    let heads = facts.labels.iter().filter(|(_, span)| !of_row(span));
    let text: String = heads.map(|(k, _)| &**k).collect();
    let times = if spec.flat { spec.rows.len() } else { 1 };
    let needed = spec.columns.iter().map(|c| (&c.label, times));
    let rows = spec
        .rows
        .iter()
        .filter(|_| spec.flat)
        .map(|r| (&r.label, 1));
    for (head, times) in needed.chain(rows) {
        let found = text.matches(label_key(head).as_str()).count();
        if found >= times {
            continue;
        }
        finding = finding
            .with("expected", head.clone())
            .with("count", found.to_string())
            .with("times", times.to_string());
        // one place stands for all
        let rows: Vec<String> = spec.rows.iter().map(|r| label_key(&r.label)).collect();
        let first = facts
            .labels
            .iter()
            .find(|(key, _)| rows.iter().any(|row| **row == **key));
        if let Some((_, span)) = first.or(facts.labels.first()) {
            finding = finding.also(*span, "");
        }
        return Outcome::fail(finding);
    }
    Outcome::Pass
}

fn ended(finding: Finding) -> Outcome {
    match finding.labels.len() {
        0 => Outcome::Pass,
        n => Outcome::fail(finding.with("count", n.to_string())),
    }
}
