//! What the time of a run goes to. There is no clock here: the front end hands one in.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What is done to a document, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Bytes become a document.
    Read,
    /// Which kind of report it is.
    Recognise,
    /// Its rules are put together; kept for the next report with the same packs.
    Packs,
    /// Sections, tables and figures are found.
    Facts,
    /// Rules are evaluated.
    Rules,
    /// Findings with one cause are folded, and the wrong cell is looked for.
    Localise,
    /// Outputs are written.
    Render,
}

/// Adds up time: that of all threads together, in nanoseconds.
#[derive(Debug)]
pub struct Timings {
    /// Nanoseconds since some moment; never less than before.
    clock: fn() -> u64,
    spent: Mutex<Spent>,
}

/// What was added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// By stage.
    pub stages: BTreeMap<Stage, u64>,
    /// By rule, and how many reports it ran on.
    pub rules: BTreeMap<String, (u64, usize)>,
}

impl Timings {
    /// Nothing spent yet.
    pub fn new(clock: fn() -> u64) -> Self {
        Timings {
            clock,
            spent: Mutex::default(),
        }
    }

    /// Times a stage.
    pub fn stage<T>(&self, stage: Stage, act: impl FnOnce() -> T) -> T {
        let (result, took) = self.measure(act);
        self.change(|spent| *spent.stages.entry(stage).or_default() += took);
        result
    }

    /// Times a rule on a report; it is a part of its stage.
    pub fn rule<T>(&self, rule: &str, act: impl FnOnce() -> T) -> T {
        let (result, took) = self.measure(act);
        self.change(|spent| {
            *spent.stages.entry(Stage::Rules).or_default() += took;
            match spent.rules.get_mut(rule) {
                Some((sum, reports)) => {
                    *sum += took;
                    *reports += 1;
                }
                None => {
                    spent.rules.insert(rule.to_owned(), (took, 1));
                }
            }
        });
        result
    }

    /// What was spent so far.
    pub fn spent(&self) -> Spent {
        let mut now = Spent::default();
        self.change(|spent| now = spent.clone());
        now
    }

    fn measure<T>(&self, act: impl FnOnce() -> T) -> (T, u64) {
        let before = (self.clock)();
        let result = act();
        (result, (self.clock)().saturating_sub(before))
    }

    fn change(&self, act: impl FnOnce(&mut Spent)) {
        // a thread that panicked leaves sums as they were
        act(&mut self.spent.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    static NOW: AtomicU64 = AtomicU64::new(0);

    #[test]
    fn time_is_added_up_by_stage_and_rule() {
        let timings = Timings::new(|| NOW.fetch_add(5, Ordering::Relaxed));
        assert_eq!(timings.stage(Stage::Read, || 7), 7);
        for rule in ["a", "b", "a"] {
            timings.rule(rule, || ());
        }
        let spent = timings.spent();
        assert_eq!(
            spent.stages,
            BTreeMap::from([(Stage::Read, 5), (Stage::Rules, 15)])
        );
        let rules = [("a".to_owned(), (10, 2)), ("b".to_owned(), (5, 1))];
        assert_eq!(spent.rules, BTreeMap::from(rules));
    }
}
