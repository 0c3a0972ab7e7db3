//! What the rules would say if some cells held other values: prose that states the same quantity, bounds, whatever a
//! rule reads. The rules themselves are asked again.

use super::{Change, Run};
use crate::diagnostic::Severity;
use crate::report::Report;
use crate::rule::check;
use crate::rule::linear;
use crate::rule::model::Program;
use crate::rule::verdict::{Outcome, Verdict};
use crate::text::{Lang, Number, Span};

/// What changes would do to the verdicts, as indexes of runs and of their verdicts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effect {
    /// Findings that would vanish.
    pub cures: Vec<(usize, usize)>,
    /// What holds now and would not: it speaks against the changes.
    pub breaks: Vec<Contradiction>,
}

/// Something that speaks against changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// Index of the run.
    pub run: usize,
    /// Index of its verdict.
    pub verdict: usize,
    /// What stands there, if it is no cell.
    pub span: Option<Span>,
}

/// A report whose cells may be tried out.
pub(super) struct Bench<'b> {
    report: Report<'b>,
    runs: &'b [Run<'b>],
    programs: Vec<Option<&'b Program>>,
    lang: Lang,
}

impl<'b> Bench<'b> {
    pub fn new(report: &Report<'b>, runs: &'b [Run<'b>], lang: Lang) -> Self {
        let programs = runs
            .iter()
            .map(|run| check::plan(run.rule, report).ok())
            .collect();
        Bench {
            report: report.clone(),
            runs,
            programs,
            lang,
        }
    }

    /// What the rules that read the changed cells would say.
    pub fn effect(&mut self, changes: &[Change]) -> Effect {
        self.put(changes, |c| c.right);
        let mut effect = Effect::default();
        for (at, (run, program)) in self.runs.iter().zip(&self.programs).enumerate() {
            let Some(program) = program else { continue };
            let instances = linear::instances(run.rule, program, self.report.form);
            let read = |c: &Change| instances.iter().any(|i| i.reads.contains(&c.cell.id));
            if !changes.iter().any(read) {
                continue;
            }
            let after = check::run(run.rule, &self.report, program, self.lang, &mut ());
            if after.len() == run.verdicts.len() {
                effect.compare(at, run, &after);
            }
        }
        self.put(changes, |c| c.found);
        effect
    }

    fn put(&mut self, changes: &[Change], value: impl Fn(&Change) -> Number) {
        for change in changes {
            self.report.set(change.cell, value(change));
        }
    }
}

impl Effect {
    fn compare(&mut self, at: usize, run: &Run<'_>, after: &[Verdict]) {
        for (nth, (before, after)) in run.verdicts.iter().zip(after).enumerate() {
            match (&before.outcome, &after.outcome) {
                (Outcome::Fail(_), Outcome::Fail(_)) => {}
                (Outcome::Fail(_), _) => self.cures.push((at, nth)),
                (_, Outcome::Fail(finding)) if run.rule.severity >= Severity::Warning => {
                    let prose = finding.labels.iter().find(|l| l.cell.is_none());
                    self.breaks.push(Contradiction {
                        run: at,
                        verdict: nth,
                        span: prose.map(|l| l.span),
                    });
                }
                _ => {}
            }
        }
    }
}
