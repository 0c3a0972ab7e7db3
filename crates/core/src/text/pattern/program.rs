//! A pattern as a list of steps over characters, for the few places of a sentence where a match can begin.
//!
//! What is compiled this way finds what the package `regex` finds, leftmost and with the same preferences; what cannot be
//! said this way is left to that package.

use super::coded::TextList;
use super::first::{first, first_inside};
use super::set::{Set, Sieve};
use crate::text::Bytes;
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look, Repetition};

/// More steps than this are left to the package `regex`.
const MOST_STEPS: usize = 2_000;

/// One step. Steps and sets are named by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This character.
    Char(u32),
    /// This text.
    Text(Bytes),
    /// One of these texts, the first that leads to a match; in the order of their first characters, and of the pattern.
    Texts(TextList),
    /// One character of a set.
    One(usize),
    /// So many characters of a set, as many or as few as lead to a match.
    Run {
        set: usize,
        min: u32,
        max: u32,
        greedy: bool,
    },
    /// Two ways on, the better one first; the better one begins with a character that the sieve lets through.
    Fork {
        better: usize,
        other: usize,
        sieve: Option<usize>,
    },
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
}

/// The steps of a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Program {
    pub steps: Vec<Step>,
    pub sets: Vec<Set>,
    pub sieves: Vec<Sieve>,
    /// What a match can begin with that does not begin a line, if that is little.
    pub first: Option<Sieve>,
    /// Sides of named groups.
    pub sides: usize,
}

impl Program {
    /// `None` when the pattern has more in it than steps can say: other looks around, matches without a character, too
    /// many steps. The groups are numbered in the order of `names`.
    pub fn new(hir: &Hir, names: &[String]) -> Option<Self> {
        if may_be_empty(hir) {
            return None;
        }
        let program = Program {
            first: first_inside(hir),
            sides: names.len() * 2,
            ..Program::default()
        };
        let mut compiler = Compiler { program, names };
        compiler.add(hir)?;
        compiler.push(Step::Match)?;
        Some(compiler.program)
    }

    /// Most characters of a text are passed by.
    pub fn is_quick(&self) -> bool {
        self.first.as_ref().is_some_and(|first| !first.is_empty())
    }
}

struct Compiler<'n> {
    program: Program,
    names: &'n [String],
}

impl Compiler<'_> {
    fn push(&mut self, step: Step) -> Option<usize> {
        let at = self.end();
        self.program.steps.push(step);
        (at < MOST_STEPS).then_some(at)
    }

    fn end(&self) -> usize {
        self.program.steps.len()
    }

    /// Sets a step that was left open.
    fn set(&mut self, at: usize, step: Step) -> Option<()> {
        *self.program.steps.get_mut(at)? = step;
        Some(())
    }

    /// The number of a set.
    fn class(&mut self, class: &ClassUnicode) -> usize {
        let set = Set::new(class);
        let sets = &mut self.program.sets;
        sets.iter().position(|s| *s == set).unwrap_or_else(|| {
            sets.push(set);
            sets.len() - 1
        })
    }

    /// The number of the sieve for a way on.
    fn sieve(&mut self, way: &Hir) -> Option<usize> {
        let sieve = first(way)?;
        self.program.sieves.push(sieve);
        Some(self.program.sieves.len() - 1)
    }

    fn add(&mut self, hir: &Hir) -> Option<()> {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                let mut chars = text.chars();
                self.push(match (chars.next(), chars.next()) {
                    (Some(c), None) => Step::Char(c as u32),
                    _ => Step::Text(text.into()),
                })?;
            }
            HirKind::Class(Class::Unicode(class)) => {
                let set = self.class(class);
                self.push(Step::One(set))?;
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
        if let Some(mut texts) = all.iter().map(literal).collect::<Option<Vec<_>>>() {
            // the order matters only between texts that begin alike
            texts.sort_by_key(|(first, _)| *first);
            self.push(Step::Texts(TextList::new(&texts)?))?;
            return Some(());
        }
        let mut ends = Vec::new();
        let (last, others) = all.split_last()?;
        for hir in others {
            let fork = self.push(Step::Match)?;
            self.add(hir)?;
            ends.push(self.push(Step::Match)?);
            let step = Step::Fork {
                better: fork + 1,
                other: self.end(),
                sieve: self.sieve(hir),
            };
            self.set(fork, step)?;
        }
        self.add(last)?;
        let end = self.end();
        let mut ends = ends.into_iter();
        ends.try_for_each(|at| self.set(at, Step::Jump(end)))
    }

    fn repetition(&mut self, repetition: &Repetition) -> Option<()> {
        let Repetition {
            min,
            max,
            greedy,
            ref sub,
        } = *repetition;
        if let HirKind::Class(Class::Unicode(class)) = sub.kind() {
            let (set, max) = (self.class(class), max.unwrap_or(u32::MAX));
            self.push(Step::Run {
                set,
                min,
                max,
                greedy,
            })?;
            return Some(());
        }
        // what may be empty is not repeated without end: rounds without a character are a matter of taste
        if may_be_empty(sub) && max.is_none() {
            return None;
        }
        for _ in 0..min {
            self.add(sub)?;
        }
        let sieve = self.sieve(sub).filter(|_| greedy);
        let fork = |on: usize, out: usize| {
            let (better, other) = match greedy {
                true => (on, out),
                false => (out, on),
            };
            Step::Fork {
                better,
                other,
                sieve,
            }
        };
        let Some(max) = max else {
            let again = self.push(Step::Match)?;
            self.add(sub)?;
            self.push(Step::Jump(again))?;
            return self.set(again, fork(again + 1, self.end()));
        };
        let mut forks = Vec::new();
        for _ in min..max {
            forks.push(self.push(Step::Match)?);
            self.add(sub)?;
        }
        let end = self.end();
        let mut forks = forks.into_iter();
        forks.try_for_each(|at| self.set(at, fork(at + 1, end)))
    }
}

fn may_be_empty(hir: &Hir) -> bool {
    let least = hir.properties().minimum_len();
    least.is_none_or(|least| least == 0)
}

/// A text with its first character.
fn literal(hir: &Hir) -> Option<(u32, String)> {
    let HirKind::Literal(literal) = hir.kind() else {
        return None;
    };
    let text = std::str::from_utf8(&literal.0).ok()?;
    Some((text.chars().next()? as u32, text.into()))
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
