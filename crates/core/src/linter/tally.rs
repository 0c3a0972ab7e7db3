//! How the evaluations of rules ended, and the findings among them, as many as anybody reads.

use super::finding::diagnostic;
use super::fold::Item;
use super::words;
use crate::diagnostic::{LintResult, Severity, Undecided};
use crate::report::Report;
use crate::rule::Outcome;
use crate::rule::localise::Run;
use crate::text::Lang;

/// Findings of one rule in one report that are reported …
const OF_A_RULE: usize = 1_000;
/// … and findings of all its rules. The longest report has a few dozen.
const OF_A_REPORT: usize = 5_000;

/// The findings of a report.
#[derive(Default)]
pub(super) struct Tally {
    items: Vec<Item>,
    /// How many are not reported, and the gravest of them.
    left: Option<(usize, Severity)>,
}

impl Tally {
    /// Counts how the evaluations of a rule ended, and puts words around what failed.
    pub fn count(
        &mut self,
        run: &Run<'_>,
        at: usize,
        (report, lang): (&Report<'_>, Lang),
        checked: &mut LintResult,
    ) {
        let before = self.items.len();
        for (nth, verdict) in run.verdicts.iter().enumerate() {
            let counts = &mut checked.counts;
            match &verdict.outcome {
                Outcome::Pass => counts.pass += 1,
                Outcome::NotApplicable => counts.not_applicable += 1,
                Outcome::Unknown(unknown) => {
                    counts.unknown += 1;
                    if checked.open.len() < OF_A_REPORT {
                        checked.open.push(Undecided {
                            rule: run.rule.id.clone(),
                            instance: verdict.instance.clone(),
                            reason: words::reason(&unknown.reason, lang),
                            span: unknown.span,
                        });
                    }
                }
                Outcome::Fail(_) if self.is_full(before) => {
                    counts.fail += 1;
                    let (left, worst) = self.left.unwrap_or((0, run.rule.severity));
                    self.left = Some((left + 1, worst.max(run.rule.severity)));
                }
                Outcome::Fail(finding) => {
                    counts.fail += 1;
                    self.items.push(Item {
                        at: (at, nth),
                        diagnostic: diagnostic(run.rule, finding, report, lang),
                    });
                }
            }
        }
    }

    fn is_full(&self, before: usize) -> bool {
        self.items.len() >= OF_A_REPORT || self.items.len() - before >= OF_A_RULE
    }

    /// The findings; where there are more, that is said.
    pub fn items(self, lang: Lang, checked: &mut LintResult) -> Vec<Item> {
        if let Some((left, worst)) = self.left {
            checked.diagnostics.push(words::left_out(left, worst, lang));
        }
        self.items
    }
}
