//! Locks: what a pack has locked may be tightened by the packs above it, and by its neighbours, never relaxed. What
//! comes of it does not depend on the order in which packs are named.

use super::messages::{Say, locked_here};
use super::stack::Stack;
use super::trail::Fate;
use crate::diagnostic::{Class, Severity};
use crate::fields::{Fields, Origin};
use crate::report::Years;
use std::collections::BTreeMap;

/// A lock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lock<'f, 's> {
    /// The layer that locks.
    pub layer: usize,
    /// The line.
    pub origin: Origin<'f, 's>,
}

/// Locks by the name of what they lock.
#[derive(Default)]
pub(super) struct Locks<'f, 's>(BTreeMap<String, Vec<Lock<'f, 's>>>);

impl<'f, 's> Locks<'f, 's> {
    pub fn add(&mut self, name: &str, lock: Lock<'f, 's>) {
        self.0.entry(name.to_owned()).or_default().push(lock);
    }

    pub fn of(&self, name: &str) -> &[Lock<'f, 's>] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lock that forbids a layer to change something.
    pub fn against(&self, stack: &Stack<'_, '_>, name: &str, layer: usize) -> Option<Lock<'f, 's>> {
        let own = self.of(name).iter();
        own.copied().find(|lock| !stack.knows(lock.layer, layer))
    }
}

/// What locked rules rest on, found out once they are read.
#[derive(Default)]
pub(super) struct Guard<'f, 's> {
    /// Parameters.
    pub params: Locks<'f, 's>,
    /// What the kind accepts: titles of sections, labels, forms.
    pub accepts: Locks<'f, 's>,
}

impl Guard<'_, '_> {
    pub fn is_empty(&self) -> bool {
        self.params.is_empty() && self.accepts.is_empty()
    }
}

/// What a kind accepts, as names of locks.
pub(super) const SECTIONS: &str = "accepted";
pub(super) const LABELS: &str = "also";
pub(super) const FORMS: &str = "base";

/// A value of which one can be stricter than another.
pub(super) trait Strict: Clone + PartialEq {
    /// Whether this is as strict as the other, or stricter.
    fn holds(&self, floor: &Self) -> bool;
    /// The stricter of both, or what is as strict as both.
    fn join(self, other: &Self) -> Self;
}

impl Strict for Severity {
    fn holds(&self, floor: &Self) -> bool {
        self >= floor
    }
    fn join(self, other: &Self) -> Self {
        self.max(*other)
    }
}

impl Strict for Class {
    fn holds(&self, floor: &Self) -> bool {
        rank(*self) >= rank(*floor)
    }
    fn join(self, other: &Self) -> Self {
        match rank(*other) > rank(self) {
            true => *other,
            false => self,
        }
    }
}

fn rank(class: Class) -> u8 {
    match class {
        Class::Hint => 0,
        Class::Explain => 1,
        Class::Hard => 2,
    }
}

/// Whether a rule runs.
impl Strict for bool {
    fn holds(&self, floor: &Self) -> bool {
        *self || !floor
    }
    fn join(self, other: &Self) -> Self {
        self || *other
    }
}

impl Strict for Years {
    fn holds(&self, floor: &Self) -> bool {
        self.covers(*floor)
    }
    fn join(self, other: &Self) -> Self {
        self.span(*other)
    }
}

/// A value that a layer sets.
#[derive(Clone, Debug)]
pub(super) struct Set<T> {
    pub layer: usize,
    pub value: T,
}

/// What comes of the settings of several layers: the value that holds, what came of each, and for each that is refused
/// the lock that refuses it (by index). `default` is what a lock protects when nothing that it knows is set.
pub(super) fn resolve<T: Strict>(
    stack: &Stack<'_, '_>,
    sets: &[Set<T>],
    locks: &[Lock<'_, '_>],
    default: impl Fn(&Lock<'_, '_>) -> Option<T>,
) -> (Option<T>, Vec<(Fate, Option<usize>)>) {
    let floor = |lock: &Lock<'_, '_>| {
        let known = sets.iter().filter(|s| stack.knows(lock.layer, s.layer));
        known
            .last()
            .map(|s| s.value.clone())
            .or_else(|| default(lock))
    };
    let floors: Vec<Option<T>> = locks.iter().map(floor).collect();
    let refusal = |set: &Set<T>| {
        let refuses = |(lock, floor): (&Lock<'_, '_>, &Option<T>)| {
            let above = !stack.knows(lock.layer, set.layer);
            above && floor.as_ref().is_some_and(|f| !set.value.holds(f))
        };
        locks.iter().zip(&floors).position(refuses)
    };
    let refused: Vec<Option<usize>> = sets.iter().map(refusal).collect();
    let known_to_all = |set: &Set<T>| locks.iter().any(|l| stack.knows(l.layer, set.layer));
    let mut standing = sets
        .iter()
        .zip(&refused)
        .filter(|(set, no)| no.is_none() && !known_to_all(set))
        .map(|(set, _)| &set.value);
    let holds = match locks.is_empty() {
        true => sets.last().map(|s| s.value.clone()),
        false => {
            let first = floors.iter().flatten().next().or_else(|| standing.next());
            let all = floors.iter().flatten().chain(standing);
            first.map(|f| all.fold(f.clone(), |a, b| a.join(b)))
        }
    };
    let fate = |(at, no): (usize, &Option<usize>)| {
        let value = sets.get(at).map(|s| &s.value);
        let last = locks.is_empty() && at + 1 == sets.len();
        let fate = match no {
            Some(_) => Fate::Refused,
            None if last || (!locks.is_empty() && value == holds.as_ref()) => Fate::Holds,
            None => Fate::Outdone,
        };
        (fate, *no)
    };
    let fates = refused.iter().enumerate().map(fate).collect();
    (holds, fates)
}

/// Says that a lock forbids what stands under a key.
pub(super) fn refuse(
    stack: &Stack<'_, '_>,
    lock: &Lock<'_, '_>,
    fields: &Fields<'_, '_>,
    key: &'static str,
) {
    let fault = Say::Locked(key.to_owned(), stack.id(lock.layer).to_owned());
    let word = locked_here(fields.file.lang);
    let span = fields.place(key);
    fields.file.fault_beside(span, &fault, &lock.origin, word);
}
