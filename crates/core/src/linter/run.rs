//! Runs the rules of a kind on a report.

use super::fold::fold;
use super::reading::{Evidence, Keep, keeps_sums, outcome, sum};
use super::tally::Tally;
use super::{Linter, Stop, doubts, words};
use crate::diagnostic::{Diagnostic, LintResult, Stage, Sum};
use crate::report::{MOST_MENTIONS, Report};
use crate::rule::localise::Run;
use crate::rule::{self, Rule, Verdict};

impl Linter {
    /// Runs rules, counts how their evaluations ended, and folds the findings. What an output
    /// shows of the evaluations is added to the evidence.
    pub(super) fn findings(
        &self,
        rules: &[Rule],
        report: &Report<'_>,
        checked: &mut LintResult,
        evidence: &mut Evidence,
        stop: &Stop,
    ) -> Vec<Diagnostic> {
        let lang = self.options.lang;
        let on = rules.iter().filter(|rule| !rule.off);
        let (wanted, others): (Vec<&Rule>, Vec<&Rule>) = on.partition(|rule| self.runs(rule));
        let goes_on = |_: &&Rule| !stop.is_set();
        let mut runs: Vec<Run<'_>> = Vec::with_capacity(rules.len());
        for rule in wanted.into_iter().take_while(goes_on) {
            let verdicts = match keeps_sums(rule, report, self.options.keep) {
                true => self.traced(rule, report, &mut evidence.sums),
                false => self.evaluated(rule, report),
            };
            runs.push(Run { rule, verdicts });
        }
        if self.options.keep >= Keep::Facts {
            let outcomes = runs
                .iter()
                .map(|run| outcome(run.rule, &run.verdicts, lang));
            evidence.outcomes = outcomes.collect();
        }
        let mut tally = Tally::default();
        for (at, run) in runs.iter().enumerate() {
            tally.count(run, at, (report, lang), checked);
        }
        if report.is_read_in_part() || runs.iter().any(is_in_part) {
            let said = words::read_in_part(MOST_MENTIONS, lang);
            checked.diagnostics.push(said);
        }
        checked.diagnostics.extend(doubts::doubts(report, lang));
        let items = tally.items(lang, checked);
        // of several tables with one caption the cells have the same names
        let repeated = report.tables.ids().any(|t| report.repeats(t));
        if self.options.no_fold || repeated || items.is_empty() {
            return items.into_iter().map(|i| i.diagnostic).collect();
        }
        // rules that were not asked for are evidence all the same
        let others = others.into_iter().take_while(goes_on);
        runs.extend(others.map(|rule| Run {
            rule,
            verdicts: self.evaluated(rule, report),
        }));
        if stop.is_set() {
            return Vec::new();
        }
        self.timed(Stage::Localise, || fold(report, &runs, items, lang))
    }

    pub(super) fn evaluated(&self, rule: &Rule, report: &Report<'_>) -> Vec<Verdict> {
        self.timed_rule(rule, || rule::evaluate(rule, report, self.options.lang))
    }

    /// The verdicts of a rule, with the comparisons that led to them.
    fn traced(&self, rule: &Rule, report: &Report<'_>, sums: &mut Vec<Sum>) -> Vec<Verdict> {
        let trace = || rule::trace(rule, report, self.options.lang);
        let trace = self.timed_rule(rule, trace);
        sums.extend(trace.runs.iter().filter_map(|run| sum(rule, run)));
        trace.verdicts()
    }
}

/// Whether a rule on sums found more of them than are read.
fn is_in_part(run: &Run<'_>) -> bool {
    let sums = matches!(run.rule.check, rule::Check::Breakdown(_));
    sums && run.verdicts.len() >= MOST_MENTIONS
}
