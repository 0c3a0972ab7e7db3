//! The content of cells.

use crate::diagnostic::{CellName, Label};
use crate::grammar::CellText;
use crate::report::{Fact, Report, RowId, RowState, TableFacts, TableSpec, ValueId};
use crate::rule::eval::Eval;
use crate::rule::kinds::CellFault;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict, label};
use crate::text::Number;

/// How many places of one finding are drawn.
const SHOWN: usize = 12;

pub(super) fn evaluate<R: Recorder>(
    eval: &mut Eval<'_, R>,
    tables: &[String],
    rows: &[String],
    fault: CellFault,
) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (spec, facts) in eval.report.all_tables() {
        if tables.is_empty() || tables.contains(&spec.id) {
            let outcome = table(eval, (spec, facts), rows, fault);
            verdicts.push(eval.verdict(&spec.title, outcome));
        }
    }
    verdicts
}

/// Whether a row is asked for, by its id or by that of a group.
fn wanted(spec: &TableSpec, row: RowId, rows: &[String]) -> bool {
    let named = |id: &String| rows.contains(id);
    let mut groups = spec.row_groups.iter().filter(|g| named(&g.id));
    rows.is_empty()
        || spec.rows.get(row).is_some_and(|r| named(&r.id))
        || groups.any(|g| g.members.contains(&row))
}

fn table<R: Recorder>(
    eval: &mut Eval<'_, R>,
    (spec, facts): (&TableSpec, &TableFacts),
    rows: &[String],
    fault: CellFault,
) -> Outcome {
    if facts.span.is_none() {
        return Outcome::Unknown(Reason::NoTable(spec.title.clone()).nowhere());
    }
    let mut places: Vec<Label> = Vec::new();
    let mut more = Vec::new();
    let (mut bad, mut all) = (0usize, 0usize);
    let mut first = String::new();
    let mut found = String::new();
    for (row, facts) in facts.rows.iter_ids() {
        if facts.state != RowState::Read || !wanted(spec, row, rows) {
            continue;
        }
        let mut row_shown = false;
        for (nth, fact) in facts.cells.iter_ids() {
            all += 1;
            let wrong = faulty(eval.report, fact, fault);
            eval.record.read(|| {
                let read = read(spec, (row, nth), fact);
                // cells without the fault are counted only
                match wrong {
                    true => read,
                    false => read.named(""),
                }
            });
            if !wrong {
                continue;
            }
            bad += 1;
            let name = name(spec, row, nth);
            if first.is_empty() {
                first = name.title();
                found = fact.folded().to_owned();
            }
            // a blank cell has no text to underline: its row's label stands for it
            let blank = fault == CellFault::Blank;
            if places.len() < SHOWN && !(blank && row_shown) {
                let mut place = label(fact.span, String::new(), places.is_empty());
                match facts.label.filter(|_| blank) {
                    Some(span) => place.span = span,
                    None => place.cell = Some(name),
                }
                places.push(place);
                row_shown = true;
            } else if !blank {
                more.push(fact.span);
            }
        }
    }
    if bad == 0 {
        return Outcome::Pass;
    }
    let finding = Finding {
        labels: places,
        more,
        ..Finding::default()
    };
    Outcome::fail(
        finding
            .with("table", spec.title.clone())
            .with("count", bad.to_string())
            .with("total", all.to_string())
            .with("first", first)
            .with("found", found),
    )
}

fn faulty(report: &Report<'_>, fact: &Fact, fault: CellFault) -> bool {
    if fact.word.is_some() {
        return false;
    }
    let number = match fact.text {
        CellText::Number { value, .. } => Some(value),
        _ => None,
    };
    match fault {
        CellFault::Blank => fact.text == CellText::Blank,
        CellFault::Placeholder => matches!(fact.text, CellText::Dash | CellText::Nothing),
        CellFault::Negative => number.is_some_and(Number::is_negative),
        CellFault::Fraction => number.is_some_and(|n| n.to_whole().is_none()),
        CellFault::Unit => matches!(fact.text, CellText::Number { unit: true, .. }),
        CellFault::Text => fact.text == CellText::Text,
        CellFault::Width => report
            .document
            .slice(fact.span)
            .contains(|c| ('\u{ff10}'..='\u{ff19}').contains(&c)),
    }
}

/// The names of a value of a row.
fn name(spec: &TableSpec, row: RowId, nth: ValueId) -> CellName {
    let column = spec.column(row, nth).and_then(|c| spec.columns.get(c));
    CellName {
        table: spec.title.clone(),
        row: spec
            .rows
            .get(row)
            .map(|r| r.name.clone())
            .unwrap_or_default(),
        column: column.map(|c| c.label.clone()).unwrap_or_default(),
    }
}

/// A value of a row.
pub(super) fn read(spec: &TableSpec, (row, nth): (RowId, ValueId), fact: &Fact) -> Read {
    let column = spec.column(row, nth).and_then(|c| spec.columns.get(c));
    let column = column.map_or("", |c| c.id.as_str());
    let axis = spec.rows.get(row).map_or("", |r| r.id.as_str());
    let id = format!("{}[{axis}, {column}]", spec.id);
    let name = name(spec, row, nth);
    Read {
        name: name.title(),
        cell: Some(name),
        ..Read::found(Source::Cell, id, fact.folded(), fact.span).of(spec, axis)
    }
}
