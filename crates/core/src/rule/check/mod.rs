//! The closed set of checks, one file each.

mod cells;
mod copied;
mod cut;
mod expression;
mod form;
mod labels;
mod matching;
mod numbering;
mod replaced;
mod sections;
mod sums;
mod tables;
mod topics;
mod twice;
mod wording;

use super::eval::Eval;
use super::kinds::Check;
use super::model::{Each, Program, Rule};
use super::node::Node;
use super::record::Recorder;
use super::trace::{Role, Skip};
use super::value::Reason;
use super::verdict::{Outcome, Verdict};
use crate::report::{Report, Years};
use crate::text::Lang;

/// All evaluations of a rule on a report, in order. Names of what was read are in the language.
pub fn evaluate(rule: &Rule, report: &Report<'_>, lang: Lang) -> Vec<Verdict> {
    match plan(rule, report) {
        Ok(program) => {
            let mut verdicts = run(rule, report, program, lang, &mut ());
            for round in rounds(report, program) {
                verdicts.extend(run(rule, &round, program, lang, &mut ()));
            }
            verdicts
        }
        Err(_) => vec![Verdict::of("", Outcome::NotApplicable)],
    }
}

/// The report with the further tables of a caption in the place of the first ones, where a rule reads one of them.
pub(super) fn rounds<'a>(report: &Report<'a>, program: &Program) -> Vec<Report<'a>> {
    match is_repeated(report, program) {
        true => report.rounds().collect(),
        false => Vec::new(),
    }
}

/// Whether a rule reads a table that stands there several times: then it is asked of each of them.
fn is_repeated(report: &Report<'_>, program: &Program) -> bool {
    let mut repeated = match &program.each {
        Each::Rows { table, .. } | Each::Columns { table, .. } | Each::Free { table, .. } => {
            report.repeats(*table)
        }
        _ => false,
    };
    program.nodes(&mut |node| {
        if let Node::Cells { table, .. } | Node::Free { table, .. } | Node::Table(table) = node {
            repeated |= report.repeats(*table);
        }
    });
    repeated
}

/// The expressions of a rule for a report, or why it does not run.
pub(super) fn plan<'r>(rule: &'r Rule, report: &Report<'_>) -> Result<&'r Program, Skip> {
    if rule.others && report.others.own.is_none() {
        return Err(Skip::Alone);
    }
    if let Some(year) = report.year()
        && !rule.years.contains(year)
    {
        return Err(Skip::Year(year, rule.years));
    }
    let forms = report.kind.forms.iter();
    let form = forms.into_iter().position(|f| f.id == report.form.id);
    let program = form
        .and_then(|f| rule.programs.get(f))
        .and_then(Option::as_ref);
    program
        .map(|program| &**program)
        .ok_or_else(|| Skip::Form(report.form.id.clone()))
}

/// Evaluates a rule; the recorder hears what is read.
pub(super) fn run<'e, R: Recorder>(
    rule: &'e Rule,
    report: &'e Report<'e>,
    program: &'e Program,
    lang: Lang,
    record: &'e mut R,
) -> Vec<Verdict> {
    let mut eval = Eval::new(report, (rule, program), lang, record);
    if report.year().is_none() && rule.years != Years::default() {
        return eval.only(Outcome::Unknown(Reason::NoYear.nowhere()));
    }
    let verdicts = match &rule.check {
        Check::Expression => expression::evaluate(&mut eval),
        Check::Match(matcher) => matching::evaluate(&mut eval, matcher),
        check => match applies(&mut eval) {
            None => {
                eval.record.share();
                let verdicts = structural(&mut eval, check);
                named(&eval, verdicts)
            }
            Some(outcome) => eval.only(outcome),
        },
    };
    let verdicts = cut::undecided(rule, report, program, verdicts);
    soften_all(&mut eval, verdicts)
}

/// One evaluation of an expression, by the index of its verdict.
pub(super) fn again(
    rule: &Rule,
    report: &Report<'_>,
    program: &Program,
    lang: Lang,
    nth: usize,
) -> Option<Verdict> {
    let mut record = ();
    let mut eval = Eval::new(report, (rule, program), lang, &mut record);
    let verdict = expression::one(&mut eval, nth).into_iter().collect();
    cut::undecided(rule, report, program, verdict).pop()
}

/// Gives findings the values that the rule itself names.
fn named<R: Recorder>(eval: &Eval<'_, R>, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    if eval.program.lets.is_empty() || !any_fails(&verdicts) {
        return verdicts;
    }
    let values = eval.message_values();
    for verdict in &mut verdicts {
        if let Outcome::Fail(finding) = &mut verdict.outcome {
            finding.named.clone_from(&values);
        }
    }
    verdicts
}

fn any_fails(verdicts: &[Verdict]) -> bool {
    let mut all = verdicts.iter();
    all.any(|v| matches!(v.outcome, Outcome::Fail(_)))
}

fn structural<R: Recorder>(eval: &mut Eval<'_, R>, check: &Check) -> Vec<Verdict> {
    match check {
        Check::Require {
            scope,
            any_of,
            near,
        } => wording::require(eval, scope, any_of, near.as_ref()),
        Check::Terms(terms) => matching::terms(eval, terms),
        Check::Pairs(pairs) => wording::pairs(eval, pairs),
        Check::Numbering { scope, level } => numbering::numbering(eval, scope, *level),
        Check::Twice { scope, least } => twice::evaluate(eval, scope, *least),
        Check::Sections(fault) => sections::evaluate(eval, *fault),
        Check::Topics {
            section,
            topics,
            fault,
        } => topics::evaluate(eval, *section, topics, *fault),
        Check::Breakdown(spec) => sums::evaluate(eval, spec),
        Check::Cells {
            tables,
            rows,
            fault,
        } => cells::evaluate(eval, tables, rows, *fault),
        Check::Form => form::evaluate(eval),
        Check::Copied(copied) => copied::evaluate(eval, copied),
        Check::Replaced(_) => replaced::evaluate(eval),
        Check::Labels(fault) => labels::evaluate(eval, *fault),
        Check::Tables(fault) => tables::evaluate(eval, *fault),
        Check::Expression | Check::Match(_) => {
            debug_assert!(false, "{} is evaluated one by one", eval.rule.id);
            Vec::new()
        }
    }
}

/// `None` where the rule's condition is met (or there is none), else how the evaluation ends.
fn applies<R: Recorder>(eval: &mut Eval<'_, R>) -> Option<Outcome> {
    if let Some(known) = &eval.condition {
        return known.clone();
    }
    let when = eval.program.when.as_ref()?;
    let mark = eval.record.mark();
    let outcome = match eval.deciding(Role::When, |eval| eval.holds(when)) {
        Ok(true) => None,
        Ok(false) => Some(Outcome::NotApplicable),
        Err(unknown) if unknown.reason.is_elsewhere() => Some(Outcome::NotApplicable),
        Err(unknown) => Some(Outcome::Unknown(unknown)),
    };
    eval.record.excuse(mark);
    // what a condition reads is kept for each evaluation
    if !R::READS && eval.is_free() && when.is_about_report() {
        eval.condition = Some(outcome.clone());
    }
    outcome
}

fn soften_all<R: Recorder>(eval: &mut Eval<'_, R>, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let Some((when, severity)) = &eval.program.soften else {
        return verdicts;
    };
    if !any_fails(&verdicts) {
        return verdicts;
    }
    let softens = eval.deciding(Role::Soften, |eval| eval.holds(when)) == Ok(true);
    eval.record.share();
    for verdict in verdicts.iter_mut().filter(|_| softens) {
        if let Outcome::Fail(finding) = &mut verdict.outcome {
            finding.severity = Some(*severity);
        }
    }
    verdicts
}
