//! What one rule did on a report, or why it did not run.

use super::{Linter, diagnostic, message, words};
use crate::diagnostic::{Checked, Diagnostic};
use crate::document::Document;
use crate::report::Report;
use crate::rule::{self, Outcome, Rule, Skip, Trace};

impl Linter {
    /// Evaluates a rule of a kind (by id) on a document, and tells what it read. The outcomes are those of a check.
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
            true => self.findings(rules, report, &mut Checked::default()),
            false => Vec::new(),
        };
        for run in &mut trace.runs {
            if let Outcome::Fail(finding) = &run.outcome {
                run.cause = cause(&findings, &diagnostic(rule, finding, report.document, lang));
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

/// What the finding says that one was folded into; empty where it stands for itself.
fn cause(findings: &[Diagnostic], own: &Diagnostic) -> String {
    let folded = |d: &&Diagnostic| d.cause.as_ref().is_some_and(|c| c.findings.contains(own));
    let Some(finding) = findings.iter().find(folded) else {
        return String::new();
    };
    let sure = finding.cause.as_ref().is_some_and(|c| c.sure);
    let message = Some(&finding.message).filter(|_| sure || finding.message != own.message);
    let parts: Vec<&str> = message
        .into_iter()
        .chain(&finding.help)
        .map(String::as_str)
        .collect();
    parts.join("\n")
}
