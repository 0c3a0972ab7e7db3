//! The closed set of checks, one file each.

mod cells;
mod cut;
mod expression;
mod form;
mod labels;
mod matching;
mod sections;
mod sums;
mod tables;
mod topics;
mod wording;

pub(super) use cells::{faulty as cell_is, name as cell_name, wanted as is_asked};
pub(super) use sums::lists;
pub(super) use topics::sub_headings;
pub(super) use wording::{anchor, ranges};

use super::eval::Eval;
use super::kinds::Check;
use super::log::Log;
use super::model::{Program, Rule};
use super::trace::{Role, Skip};
use super::value::Reason;
use super::verdict::{Outcome, Verdict};
use crate::report::{Report, Years};
use crate::text::Lang;

/// All evaluations of a rule on a report, in order. Names of what was read are in the language.
pub fn evaluate(rule: &Rule, report: &Report<'_>, lang: Lang) -> Vec<Verdict> {
    match plan(rule, report) {
        Ok(program) => run(rule, report, program, lang, None),
        Err(_) => vec![Verdict::only(Outcome::NotApplicable)],
    }
}

/// The expressions of a rule for a report, or why it does not run.
pub(super) fn plan<'r>(rule: &'r Rule, report: &Report<'_>) -> Result<&'r Program, Skip> {
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

/// Evaluates a rule; what is read goes into the log, if there is one.
pub(super) fn run(
    rule: &Rule,
    report: &Report<'_>,
    program: &Program,
    lang: Lang,
    log: Option<&Log>,
) -> Vec<Verdict> {
    let mut eval = Eval::new(report, rule, program, lang);
    eval.log = log;
    eval.tracing = log.is_some();
    if report.year().is_none() && rule.years != Years::default() {
        eval.close_page(true);
        return vec![Verdict::only(Outcome::Unknown(Reason::NoYear.nowhere()))];
    }
    let verdicts = match &rule.check {
        Check::Expression => expression::evaluate(&mut eval),
        Check::Match(matcher) => matching::evaluate(&mut eval, matcher),
        other => match applies(&mut eval, program) {
            None => named(&mut eval, structural(rule, report, other)),
            Some(outcome) => {
                eval.close_page(true);
                vec![Verdict::only(outcome)]
            }
        },
    };
    let verdicts = cut::undecided(rule, report, program, verdicts);
    soften_all(&mut eval, program, verdicts)
}

/// Gives findings the values that the rule itself names.
fn named(eval: &mut Eval<'_>, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let findings = verdicts.iter_mut().filter_map(|v| match &mut v.outcome {
        Outcome::Fail(finding) => Some(finding),
        _ => None,
    });
    let mut findings = findings.peekable();
    if eval.program.lets.is_empty() || findings.peek().is_none() {
        return verdicts;
    }
    let log = eval.log.take();
    eval.tracing = true;
    let values = eval.message_values(None);
    (eval.log, eval.tracing) = (log, log.is_some());
    for finding in findings {
        // the finding's own values come first
        finding.values.extend(values.iter().cloned());
    }
    verdicts
}

fn structural(rule: &Rule, report: &Report<'_>, check: &Check) -> Vec<Verdict> {
    match check {
        Check::Require {
            scope,
            any_of,
            near,
        } => wording::require(report, scope, any_of, near.as_ref()),
        Check::Terms(terms) => wording::terms(report, terms),
        Check::Pairs(pairs) => wording::pairs(report, pairs),
        Check::Numbering { scope, level } => wording::numbering(report, scope, *level),
        Check::Sections(fault) => sections::evaluate(report, *fault),
        Check::Topics {
            section,
            topics,
            fault,
        } => topics::evaluate(report, *section, topics, *fault),
        Check::Breakdown(spec) => sums::evaluate(report, spec),
        Check::Cells {
            tables,
            rows,
            fault,
        } => cells::evaluate(report, tables, rows, *fault),
        Check::Form => form::evaluate(report),
        Check::Labels(fault) => labels::evaluate(report, *fault),
        Check::Tables(fault) => tables::evaluate(report, *fault),
        Check::Expression | Check::Match(_) => {
            debug_assert!(false, "{} is evaluated instance by instance", rule.id);
            Vec::new()
        }
    }
}

/// `None` where the rule's condition is met (or there is none), else how the evaluation ends.
fn applies(eval: &mut Eval<'_>, program: &Program) -> Option<Outcome> {
    if let Some(known) = &eval.condition {
        return known.clone();
    }
    let when = program.when.as_ref()?;
    eval.reading_for(Role::When);
    let outcome = match eval.truth(when) {
        Ok(true) => None,
        Ok(false) => Some(Outcome::NotApplicable),
        Err(unknown) if unknown.reason == Reason::NotHere => Some(Outcome::NotApplicable),
        Err(unknown) => Some(Outcome::Unknown(unknown)),
    };
    eval.reading_for(Role::Check);
    eval.failed = None;
    // what a condition reads is written down for each evaluation
    if eval.log.is_none() && eval.is_free() && when.is_about_report() {
        eval.condition = Some(outcome.clone());
    }
    outcome
}

fn soften_all(eval: &mut Eval<'_>, program: &Program, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let Some((when, severity)) = &program.soften else {
        return verdicts;
    };
    if !verdicts
        .iter()
        .any(|v| matches!(v.outcome, Outcome::Fail(_)))
    {
        return verdicts;
    }
    eval.reading_for(Role::Soften);
    if eval.truth(when) == Ok(true) {
        for verdict in &mut verdicts {
            if let Outcome::Fail(finding) = &mut verdict.outcome {
                finding.severity = Some(*severity);
            }
        }
    }
    verdicts
}
