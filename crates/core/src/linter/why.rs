//! What one rule did on a report, or why it did not run.

use super::finding::diagnostic;
use super::reading::Evidence;
use super::{Linter, Stop, message, words};
use crate::diagnostic::{Diagnostic, LintResult};
use crate::document::Document;
use crate::report::Report;
use crate::rule::{self, Outcome, Rule, Skip, Trace};

impl Linter {
    /// Evaluates a rule of a kind (by id) on a document, and records what it read. The outcomes are those of a check.
    /// `rules` are all that the report gets: together they tell which cell is wrong.
    pub fn why(
        &self,
        kind: &str,
        rule: &Rule,
        document: &Document,
        report: Option<&Report<'_>>,
        rules: &[Rule],
    ) -> Trace {
        let skipped = |skip| Trace {
            skip: Some(skip),
            ..Trace::default()
        };
        if let Some(refused) = self.refused(document) {
            return skipped(Skip::Refused(refused.message));
        }
        let Some(report) = report else {
            return skipped(Skip::NoReport);
        };
        if report.kind.id != kind {
            return skipped(Skip::Kind(report.kind.id.clone()));
        }
        if rule.off {
            return skipped(Skip::SwitchedOff);
        }
        if !self.runs(rule) {
            return skipped(Skip::Off);
        }
        let lang = self.options.lang;
        let mut trace = rule::trace(rule, report, lang);
        let failed = trace
            .runs
            .iter()
            .any(|r| matches!(r.outcome, Outcome::Fail(_)));
        let findings = match failed {
            true => {
                let (checked, evidence) = (&mut LintResult::default(), &mut Evidence::default());
                self.findings(rules, report, checked, evidence, &Stop::default())
            }
            false => Vec::new(),
        };
        for run in &mut trace.runs {
            if let Outcome::Fail(finding) = &run.outcome {
                run.cause = cause(&findings, &diagnostic(rule, finding, report, lang));
            }
            run.said = match &run.outcome {
                Outcome::Fail(finding) => message(rule, finding, lang),
                Outcome::Unknown(unknown) => words::reason(&unknown.reason, lang),
                Outcome::Pass | Outcome::NotApplicable => String::new(),
            };
        }
        trace
    }
}

/// What arithmetic says in the finding that one was folded into; empty where it stands for itself. What the rule says
/// to do about it is no cause.
fn cause(findings: &[Diagnostic], own: &Diagnostic) -> String {
    let folded = |d: &&Diagnostic| d.cause.as_ref().is_some_and(|c| c.findings.contains(own));
    let found = findings.iter().find(folded);
    let Some((finding, cause)) = found.and_then(|f| Some((f, f.cause.as_ref()?))) else {
        return String::new();
    };
    // notes that say the same at several places are no cause of each other
    if cause.candidates.is_empty() && cause.findings.iter().all(|f| f.message == own.message) {
        return String::new();
    }
    let message = Some(&finding.message).filter(|_| cause.sure || finding.message != own.message);
    let remedies = cause.findings.iter().filter_map(|f| f.help.as_deref());
    let help = finding.help.as_deref().map(|h| behind(h, remedies));
    let parts = message.map(String::as_str).into_iter().chain(help);
    let parts: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
    parts.join("\n")
}

/// What a text says behind the longest of the remedies that it begins with.
fn behind<'h>(help: &'h str, remedies: impl Iterator<Item = &'h str>) -> &'h str {
    let rests = remedies.filter_map(|r| help.strip_prefix(r));
    let whole_lines = rests.filter(|rest| rest.is_empty() || rest.starts_with('\n'));
    let rest = whole_lines.min_by_key(|rest| rest.len());
    rest.unwrap_or(help).trim_start_matches('\n')
}
