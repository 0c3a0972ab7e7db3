//! What one rule did on a report, or why it did not run.

use super::{Linter, message, words};
use crate::document::Document;
use crate::report::Report;
use crate::rule::{self, Outcome, Rule, Skip, Trace};

impl Linter {
    /// Evaluates a rule of a kind (by id) on a document, and tells what it read. The outcomes are those of a check.
    pub fn why(
        &self,
        kind: &str,
        rule: &Rule,
        document: &Document,
        report: Option<&Report<'_>>,
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
        if !self.runs(&rule.id) {
            return skipped(Skip::Off);
        }
        let lang = self.options.lang;
        let mut trace = rule::trace(rule, report, lang);
        for run in &mut trace.runs {
            run.said = match &run.outcome {
                Outcome::Fail(finding) => message(rule, finding, lang),
                Outcome::Unknown(unknown) => words::reason(&unknown.reason, lang),
                Outcome::Pass | Outcome::NotApplicable => String::new(),
            };
        }
        trace
    }
}
