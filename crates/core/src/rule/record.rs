//! Who listens to evaluations: nobody, where only verdicts are asked for; [`Failures`], for
//! messages; [`TraceRecorder`], which keeps all that is read.
//!
//! There is one evaluation. It is compiled once for each recorder; for `()` everything that is said to it vanishes.

use super::comparison::{Comparison, Failure};
use super::eval::Eval;
use super::model::Rule;
use super::node::Node;
use super::trace::{Read, Role, Seen, Source, Trace, Traced};
use super::value::Evaluated;
use super::verdict::{Finding, Verdict};

/// What is done with what an evaluation reads.
pub(super) trait Recorder: Sized + 'static {
    /// Operands and the texts of sums are kept.
    const KEEPS: bool = false;
    /// What is read is kept.
    const READS: bool = false;
    /// Who listens in its place where another report is read: only what values are made of is of use there.
    type Abroad: Recorder + Default;
    /// The evaluation at hand read something.
    fn read(&mut self, _read: impl FnOnce() -> Read) {}
    /// Something was looked for that belongs to no single evaluation.
    fn around(&mut self, _read: impl FnOnce() -> Read) {}
    /// Two values were compared.
    fn compared(&mut self, _compared: &Comparison<'_, '_>, _holds: bool) {}
    /// A point to which [`Self::excuse`] can go back.
    fn mark(&self) -> usize {
        0
    }
    /// What did not hold since a point is not why the evaluation fails.
    fn excuse(&mut self, _mark: usize) {}
    /// The first comparison that did not hold, and was not excused.
    fn failure(&self) -> Option<&Failure> {
        None
    }
    /// What follows is read for this; gives back what was read for before.
    fn reads_for(&mut self, purpose: Purpose) -> Purpose {
        purpose
    }
    /// The evaluation has ended, with a verdict or without.
    fn end(&mut self, _verdict: bool) {}
    /// What was read since the last end belongs to all evaluations.
    fn share(&mut self) {}
    /// The evaluation at hand is about the report as a whole: what was looked for besides is its own.
    fn whole(&mut self) {}
    /// What is known about the check that has just failed, with its value.
    fn finding<'e>(
        eval: &mut Eval<'e, Self>,
        _check: Option<&'e Node>,
        whole: Option<Evaluated<'e>>,
    ) -> Finding {
        eval.finding(whole)
    }
}

/// What something is read for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Purpose {
    /// What it decides.
    pub role: Role,
    /// Where it stands or whether it is there counts, not what it is.
    pub presence: bool,
}

/// A verdict needs no reason. Where it is a failure, the same evaluation is made once more to find what a message says.
impl Recorder for () {
    type Abroad = ();

    fn finding<'e>(
        eval: &mut Eval<'e, Self>,
        check: Option<&'e Node>,
        _whole: Option<Evaluated<'e>>,
    ) -> Finding {
        let mut failures = Failures::default();
        let mut again = eval.with(&mut failures);
        let whole = check.and_then(|check| again.value(check).ok());
        again.finding(whole)
    }
}

/// What one evaluation fails of.
#[derive(Debug, Default)]
pub(super) struct Failures(Vec<Failure>);

impl Recorder for Failures {
    type Abroad = Failures;
    const KEEPS: bool = true;

    fn compared(&mut self, compared: &Comparison<'_, '_>, holds: bool) {
        if !holds {
            self.0.push(compared.failure());
        }
    }

    fn mark(&self) -> usize {
        self.0.len()
    }

    fn excuse(&mut self, mark: usize) {
        self.0.truncate(mark);
    }

    fn failure(&self) -> Option<&Failure> {
        self.0.first()
    }
}

/// How many reads of one evaluation are kept: a table has a hundred cells, and nobody looks at more. Each is compared
/// with those before it.
const MOST_READS: usize = 400;

/// What the evaluations of a rule read, by the index of their verdict.
#[derive(Debug, Default)]
pub(super) struct TraceRecorder {
    /// What the evaluation at hand has read so far.
    now: Seen,
    /// Its comparisons that did not hold.
    failures: Failures,
    purpose: Purpose,
    /// With what each evaluation begins: what was read for all.
    shared: Seen,
    /// One entry for each verdict.
    runs: Vec<Seen>,
    around: Vec<Read>,
}

impl Recorder for TraceRecorder {
    type Abroad = Failures;
    const KEEPS: bool = true;
    const READS: bool = true;

    fn read(&mut self, read: impl FnOnce() -> Read) {
        if self.now.reads.len() >= MOST_READS {
            return;
        }
        let mut read = read();
        read.role = self.purpose.role;
        if self.purpose.presence {
            read.source = Source::Presence;
        }
        if !self.now.reads.contains(&read) {
            self.now.reads.push(read);
        }
    }

    fn around(&mut self, read: impl FnOnce() -> Read) {
        if self.around.len() < MOST_READS {
            self.around.push(read());
        }
    }

    fn compared(&mut self, compared: &Comparison<'_, '_>, holds: bool) {
        self.failures.compared(compared, holds);
        let list = match self.purpose.role {
            Role::Check => &mut self.now.sums,
            Role::When => &mut self.now.conditions,
            Role::Soften => return,
        };
        if list.len() >= MOST_READS {
            return;
        }
        let text = compared.sentence(holds);
        if !list.contains(&text) {
            list.push(text);
        }
    }

    fn mark(&self) -> usize {
        self.failures.mark()
    }

    fn excuse(&mut self, mark: usize) {
        self.failures.excuse(mark);
    }

    fn failure(&self) -> Option<&Failure> {
        self.failures.failure()
    }

    fn reads_for(&mut self, purpose: Purpose) -> Purpose {
        std::mem::replace(&mut self.purpose, purpose)
    }

    fn end(&mut self, verdict: bool) {
        let seen = std::mem::replace(&mut self.now, self.shared.clone());
        self.failures.excuse(0);
        if verdict {
            self.runs.push(seen);
        }
    }

    fn share(&mut self) {
        let reads = self.now.reads.split_off(self.shared.reads.len());
        let conditions = self.now.conditions.split_off(self.shared.conditions.len());
        for seen in self
            .runs
            .iter_mut()
            .chain([&mut self.shared, &mut self.now])
        {
            seen.reads.extend(reads.iter().cloned());
            seen.conditions.extend(conditions.iter().cloned());
        }
    }

    fn whole(&mut self) {
        self.now.reads.append(&mut self.around);
    }
}

impl TraceRecorder {
    /// The trace of a rule with these verdicts.
    pub fn trace(self, rule: &Rule, verdicts: Vec<Verdict>) -> Trace {
        debug_assert_eq!(verdicts.len(), self.runs.len(), "{}", rule.id);
        let mut runs = self.runs.into_iter();
        let traced = verdicts.into_iter().map(|verdict| Traced {
            instance: verdict.instance,
            outcome: verdict.outcome,
            said: String::new(),
            cause: String::new(),
            seen: runs.next().unwrap_or_default(),
        });
        Trace {
            skip: None,
            runs: traced.collect(),
            around: self.around,
        }
    }
}
