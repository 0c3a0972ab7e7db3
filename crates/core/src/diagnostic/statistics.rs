//! How often each rule found something, over many results.

use std::collections::BTreeMap;

use super::{Checked, Severity};

/// Findings by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Documents that were read.
    pub documents: usize,
    rules: BTreeMap<String, Tally>,
}

/// What a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The gravest of its findings.
    pub severity: Severity,
    /// Its findings.
    pub findings: usize,
    /// Documents in which it found something.
    pub documents: usize,
}

impl Statistics {
    /// Takes one more result in.
    pub fn add(&mut self, checked: &Checked) {
        self.documents += 1;
        let mut seen: Vec<&str> = Vec::new();
        for diagnostic in &checked.diagnostics {
            let rule = diagnostic.rule.as_str();
            let tally = self.rules.entry(rule.to_owned()).or_insert(Tally {
                severity: diagnostic.severity,
                findings: 0,
                documents: 0,
            });
            tally.severity = tally.severity.max(diagnostic.severity);
            tally.findings += 1;
            if !seen.contains(&rule) {
                seen.push(rule);
                tally.documents += 1;
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

    /// The share of documents in which a rule found something, in whole percent.
    pub fn percent(&self, tally: Tally) -> usize {
        let all = self.documents.max(1);
        (tally.documents * 100 + all / 2) / all
    }
}
