//! How often each rule found something, over many results.

use std::collections::BTreeMap;

use super::{LintResult, Severity};

/// Findings by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Documents that were recognised as reports: shares are shares of these.
    pub reports: usize,
    /// Documents that were not.
    pub others: usize,
    rules: BTreeMap<String, Tally>,
}

/// What a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The gravest of its findings.
    pub severity: Severity,
    /// Its findings, in whatever document.
    pub findings: usize,
    /// Reports in which it found something.
    pub reports: usize,
}

impl Statistics {
    /// Takes one more result in.
    pub fn add(&mut self, checked: &LintResult) {
        let report = usize::from(checked.kind.is_some());
        self.reports += report;
        self.others += 1 - report;
        let mut seen: Vec<&str> = Vec::new();
        for diagnostic in &checked.diagnostics {
            let rule = diagnostic.rule.as_str();
            let tally = self.rules.entry(rule.to_owned()).or_insert(Tally {
                severity: diagnostic.severity,
                findings: 0,
                reports: 0,
            });
            tally.severity = tally.severity.max(diagnostic.severity);
            tally.findings += 1;
            if !seen.contains(&rule) {
                seen.push(rule);
                tally.reports += report;
            }
        }
    }

    /// The rules that found something, those with most findings first.
    pub fn rules(&self) -> Vec<(&str, Tally)> {
        let rules = self
            .rules
            .iter()
            .map(|(rule, tally)| (rule.as_str(), *tally));
        let mut rules: Vec<(&str, Tally)> = rules.collect();
        rules.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.findings));
        rules
    }

    /// The share of reports in which a rule found something, in whole percent; `None` of what it found elsewhere only.
    pub fn percent(&self, tally: Tally) -> Option<usize> {
        let all = self.reports.max(1);
        (tally.reports > 0).then_some((tally.reports * 100 + all / 2) / all)
    }
}
