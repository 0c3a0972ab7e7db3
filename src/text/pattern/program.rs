//! A pattern as a list of steps over characters, for the few places of a sentence where a match can begin.
//!
//! What is compiled this way finds what the package `regex` finds, leftmost and with the same preferences; what cannot be
//! said this way is left to that package.

use super::set::{Set, Sieve};
use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};
use serde::{Deserialize, Serialize};

/// More steps than this are left to the package `regex`.
const MOST_STEPS: usize = 2_000;
/// More first characters than this are no help.
const MOST_FIRST: usize = 96;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Step {
    /// This text.
    Text(String),
    /// One of these texts, the first that leads to a match.
    Texts(Vec<String>),
    /// One character.
    One(Set),
    /// So many characters, as many or as few as lead to a match.
    Run {
        set: Set,
        min: u32,
        max: u32,
        greedy: bool,
    },
    /// Two ways on, the better one first.
    Fork(usize, usize),
    /// Onwards somewhere else.
    Jump(usize),
    /// A side of a named group: `2 n` where the nth begins, `2 n + 1` where it ends.
    Side(usize),
    /// The beginning or end of the text or of a line.
    Look(Edge),
    /// A match.
    Match,
}

/// A place that is no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Edge {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
}

/// The steps of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Program {
    pub steps: Vec<Step>,
    /// What a match can begin with, if that is little.
    pub first: Option<Sieve>,
    /// Sides of named groups.
    pub sides: usize,
}

impl Program {
    /// `None` when the pattern has more in it than steps can say: other looks around, matches without a character, too
    /// many steps. The groups are numbered in the order of `names`.
    pub fn new(hir: &Hir, names: &[String]) -> Option<Self> {
        if hir
            .properties()
            .minimum_len()
            .is_none_or(|least| least == 0)
        {
            return None;
        }
        let mut compiler = Compiler {
            steps: Vec::new(),
            names,
        };
        compiler.add(hir)?;
        compiler.push(Step::Match)?;
        let mut sieve = Sieve::default();
        let mut left = MOST_FIRST;
        let first = first(hir, &mut sieve, &mut left) == Some(false);
        Some(Program {
            steps: compiler.steps,
            first: first.then_some(sieve),
            sides: names.len() * 2,
        })
    }
}

struct Compiler<'n> {
    steps: Vec<Step>,
    names: &'n [String],
}

impl Compiler<'_> {
    fn push(&mut self, step: Step) -> Option<usize> {
        let at = self.steps.len();
        self.steps.push(step);
        (at < MOST_STEPS).then_some(at)
    }

    /// Sets a step that was left open.
    fn set(&mut self, at: usize, step: Step) -> Option<()> {
        *self.steps.get_mut(at)? = step;
        Some(())
    }

    fn add(&mut self, hir: &Hir) -> Option<()> {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                self.push(Step::Text(text.to_owned()))?;
            }
            HirKind::Class(Class::Unicode(class)) => {
                self.push(Step::One(Set::new(class)))?;
            }
            HirKind::Class(Class::Bytes(_)) => return None,
            HirKind::Look(look) => {
                self.push(Step::Look(edge(*look)?))?;
            }
            HirKind::Capture(capture) => {
                let named = capture.name.as_deref();
                let nth = named.and_then(|name| self.names.iter().position(|n| n == name));
                if let Some(nth) = nth {
                    self.push(Step::Side(2 * nth))?;
                }
                self.add(&capture.sub)?;
                if let Some(nth) = nth {
                    self.push(Step::Side(2 * nth + 1))?;
                }
            }
            HirKind::Concat(all) => {
                for hir in all {
                    self.add(hir)?;
                }
            }
            HirKind::Alternation(all) => self.alternation(all)?,
            HirKind::Repetition(repetition) => self.repetition(repetition)?,
        }
        Some(())
    }

    fn alternation(&mut self, all: &[Hir]) -> Option<()> {
        if let Some(texts) = all.iter().map(literal).collect::<Option<Vec<String>>>() {
            self.push(Step::Texts(texts))?;
            return Some(());
        }
        let mut ends = Vec::new();
        let (last, others) = all.split_last()?;
        for hir in others {
            let fork = self.push(Step::Match)?;
            self.add(hir)?;
            ends.push(self.push(Step::Match)?);
            self.set(fork, Step::Fork(fork + 1, self.steps.len()))?;
        }
        self.add(last)?;
        let end = self.steps.len();
        ends.into_iter()
            .try_for_each(|at| self.set(at, Step::Jump(end)))
    }

    fn repetition(&mut self, repetition: &Repetition) -> Option<()> {
        let Repetition {
            min,
            max,
            greedy,
            ref sub,
        } = *repetition;
        if let HirKind::Class(Class::Unicode(class)) = sub.kind() {
            let (set, max) = (Set::new(class), max.unwrap_or(u32::MAX));
            self.push(Step::Run {
                set,
                min,
                max,
                greedy,
            })?;
            return Some(());
        }
        // what may be empty is not repeated: rounds without a character are a matter of taste
        if sub
            .properties()
            .minimum_len()
            .is_none_or(|least| least == 0)
        {
            return None;
        }
        for _ in 0..min {
            self.add(sub)?;
        }
        let fork = |on: usize, out: usize| match greedy {
            true => Step::Fork(on, out),
            false => Step::Fork(out, on),
        };
        let Some(max) = max else {
            let again = self.push(Step::Match)?;
            self.add(sub)?;
            self.push(Step::Jump(again))?;
            return self.set(again, fork(again + 1, self.steps.len()));
        };
        let mut forks = Vec::new();
        for _ in min..max {
            forks.push(self.push(Step::Match)?);
            self.add(sub)?;
        }
        let end = self.steps.len();
        forks
            .into_iter()
            .try_for_each(|at| self.set(at, fork(at + 1, end)))
    }
}

fn literal(hir: &Hir) -> Option<String> {
    match hir.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok().map(str::to_owned),
        _ => None,
    }
}

const fn edge(look: Look) -> Option<Edge> {
    match look {
        Look::Start => Some(Edge::TextStart),
        Look::End => Some(Edge::TextEnd),
        Look::StartLF => Some(Edge::LineStart),
        Look::EndLF => Some(Edge::LineEnd),
        _ => None,
    }
}

/// Adds what a match of a part can begin with to a sieve; says whether the part can be without a character, or `None` when
/// it can begin with too many.
fn first(hir: &Hir, sieve: &mut Sieve, left: &mut usize) -> Option<bool> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(true),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            *left = left.checked_sub(1)?;
            sieve.add(text.chars().next()?);
            Some(false)
        }
        HirKind::Class(Class::Unicode(class)) => {
            *left = left.checked_sub(class.iter().map(|r| r.len()).sum())?;
            let chars = class.iter().flat_map(|r| r.start()..=r.end());
            chars.for_each(|c| sieve.add(c));
            Some(false)
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Capture(capture) => first(&capture.sub, sieve, left),
        HirKind::Repetition(r) => first(&r.sub, sieve, left).map(|empty| empty || r.min == 0),
        HirKind::Concat(all) => {
            for hir in all {
                if !first(hir, sieve, left)? {
                    return Some(false);
                }
            }
            Some(true)
        }
        HirKind::Alternation(all) => {
            let mut empty = false;
            for hir in all {
                empty |= first(hir, sieve, left)?;
            }
            Some(empty)
        }
    }
}
