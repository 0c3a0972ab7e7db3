//! Locks: what a pack has locked may be tightened by the packs above it, and by its neighbours, never relaxed. What
//! comes of it does not depend on the order in which packs are named.

use super::messages::{Say, locked_here};
use super::provenance::Fate;
use super::stack::Stack;
use crate::diagnostic::{Class, Severity};
use crate::fields::{File, Origin};
use crate::report::Years;
use crate::text::Span;
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
    /// What holds when this is set on top of another and nothing is locked.
    fn after(self, _below: &Self) -> Self {
        self
    }
    /// Whether it adds to what stands below.
    fn adds(&self) -> bool {
        false
    }
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

/// What comes of the settings of several layers.
pub(super) struct Resolved<T> {
    /// What holds; `None` when nothing is set.
    pub value: Option<T>,
    /// What came of each setting, and the lock that refuses it (by index).
    pub fates: Vec<(Fate, Option<usize>)>,
    /// What held where each lock was put on: it may not be relaxed.
    pub floors: Vec<Option<T>>,
}

/// Puts settings together. `default` is what a lock (by index) protects when nothing that it knows is set.
pub(super) fn resolve<T: Strict>(
    stack: &Stack<'_, '_>,
    sets: &[Set<T>],
    locks: &[Lock<'_, '_>],
    default: impl Fn(usize) -> Option<T>,
) -> Resolved<T> {
    let knows = |lock: &Lock<'_, '_>, layer: usize| stack.knows(lock.layer, layer);
    let mut floors: Vec<Option<T>> = vec![None; locks.len()];
    let mut order: Vec<usize> = (0..locks.len()).collect();
    order.sort_by_key(|at| locks.get(*at).map(|l| l.layer));
    // a lock rests on what held below it, with the locks that there were
    for at in order {
        let Some(lock) = locks.get(at) else { continue };
        let known: Vec<&Set<T>> = sets.iter().filter(|s| knows(lock, s.layer)).collect();
        let below = locks.iter().zip(&floors);
        let below: Vec<Floor<'_, '_, '_, T>> = below
            .filter(|(other, _)| other.layer != lock.layer && knows(lock, other.layer))
            .collect();
        let floor = match known.is_empty() {
            true => default(at),
            false => held(stack, &known, &below),
        };
        if let Some(place) = floors.get_mut(at) {
            *place = floor;
        }
    }
    let all: Vec<&Set<T>> = sets.iter().collect();
    let pairs: Vec<Floor<'_, '_, '_, T>> = locks.iter().zip(&floors).collect();
    let value = held(stack, &all, &pairs);
    let fate = |(at, set): (usize, &Set<T>)| {
        let refused = refusal(stack, set, &pairs);
        let last = locks.is_empty() && sets.iter().skip(at + 1).all(|s| s.value.adds());
        let fate = match refused {
            Some(_) => Fate::Refused,
            None if last || (!locks.is_empty() && Some(&set.value) == value.as_ref()) => {
                Fate::Holds
            }
            None => Fate::Overridden,
        };
        (fate, refused)
    };
    let fates = sets.iter().enumerate().map(fate).collect();
    Resolved {
        value,
        fates,
        floors,
    }
}

/// A lock with what it protects.
type Floor<'a, 'f, 's, T> = (&'a Lock<'f, 's>, &'a Option<T>);

/// What holds of some settings under some locks.
pub(super) fn held<T: Strict>(
    stack: &Stack<'_, '_>,
    sets: &[&Set<T>],
    locks: &[Floor<'_, '_, '_, T>],
) -> Option<T> {
    if locks.is_empty() {
        let mut all = sets.iter().map(|s| s.value.clone());
        let first = all.next()?;
        return Some(all.fold(first, |below, value| value.after(&below)));
    }
    let open = |set: &&&Set<T>| {
        let known = locks.iter().any(|(l, _)| stack.knows(l.layer, set.layer));
        !known && refusal(stack, set, locks).is_none()
    };
    let standing = sets.iter().filter(open).map(|set| &set.value);
    let mut all = locks.iter().filter_map(|(_, f)| f.as_ref()).chain(standing);
    let first = all.next()?.clone();
    Some(all.fold(first, |a, b| a.join(b)))
}

/// The lock that refuses a setting.
fn refusal<T: Strict>(
    stack: &Stack<'_, '_>,
    set: &Set<T>,
    locks: &[Floor<'_, '_, '_, T>],
) -> Option<usize> {
    locks.iter().position(|(lock, floor)| {
        let above = !stack.knows(lock.layer, set.layer);
        above && floor.as_ref().is_some_and(|f| !set.value.holds(f))
    })
}

/// Says that a lock forbids what stands at a place, under a key or name.
pub(super) fn refuse(
    stack: &Stack<'_, '_>,
    lock: &Lock<'_, '_>,
    file: &File<'_>,
    span: Span,
    key: &str,
) {
    let fault = Say::Locked(key.to_owned(), stack.id(lock.layer).to_owned());
    file.fault_beside(span, &fault, &lock.origin, locked_here(file.lang));
}
