//! What the rules would say if some cells held other values: prose that states the same quantity, bounds, whatever a
//! rule reads. The rules themselves are asked again.

use super::{Change, Run};
use crate::diagnostic::Severity;
use crate::report::Report;
use crate::rule::check;
use crate::rule::linear::{self, Instance};
use crate::rule::model::{Program, Rule};
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
            let read = |i: &Instance| changes.iter().any(|c| i.reads(c.cell.id));
            let reads = instances.iter().enumerate().filter(|(_, i)| read(i));
            if run.verdicts.len() != instances.len() || !linear::is_of_cells(run.rule, program) {
                let form = self.report.form;
                let by = |c: &Change| linear::applies_by(run.rule, program, form, c.cell.id);
                if reads.count() > 0 || changes.iter().any(by) {
                    let after = check::run(run.rule, &self.report, program, self.lang, &mut ());
                    effect.compare_all(at, run, &after);
                }
                continue;
            }
            for (nth, _) in reads {
                let before = run.verdicts.get(nth);
                let after = check::again(run.rule, &self.report, program, self.lang, nth);
                if let Some((before, after)) = before.zip(after) {
                    effect.compare(run.rule, (at, nth), (before, &after));
                }
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
    fn compare_all(&mut self, at: usize, run: &Run<'_>, after: &[Verdict]) {
        if after.len() == run.verdicts.len() {
            for (nth, both) in run.verdicts.iter().zip(after).enumerate() {
                self.compare(run.rule, (at, nth), both);
            }
        }
    }

    /// Compares a verdict, by the indexes of its run and in it, before and after the changes.
    fn compare(
        &mut self,
        rule: &Rule,
        (run, verdict): (usize, usize),
        (before, after): (&Verdict, &Verdict),
    ) {
        match (&before.outcome, &after.outcome) {
            (Outcome::Fail(_), Outcome::Fail(_)) => {}
            (Outcome::Fail(_), _) => self.cures.push((run, verdict)),
            (_, Outcome::Fail(finding)) if rule.severity >= Severity::Warning => {
                let prose = finding.labels.iter().find(|l| l.cell.is_none());
                let span = prose.map(|l| l.span);
                self.breaks.push(Contradiction { run, verdict, span });
            }
            _ => {}
        }
    }
}
