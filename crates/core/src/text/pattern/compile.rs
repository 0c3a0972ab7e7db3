//! A pattern → its steps.

use super::coded::TextList;
use super::first::{first, first_of, following};
use super::program::{Edge, MOST_STEPS, Program, Step};
use super::set::{Set, Sieve};
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look, Repetition};

/// Adds steps to a program.
pub(super) struct Compiler<'n> {
    pub program: Program,
    pub names: &'n [String],
    /// What follows the part that is compiled begins with one of these, where that is known.
    pub behind: Option<Vec<char>>,
}

impl Compiler<'_> {
    /// Adds a step; `None` when there are too many.
    pub fn push(&mut self, step: Step) -> Option<usize> {
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
        first(way).map(|sieve| self.numbered(sieve))
    }

    /// The number of the sieve for what follows.
    fn sieve_behind(&mut self) -> Option<usize> {
        let sieve = Sieve::new(self.behind.as_deref()?);
        Some(self.numbered(sieve))
    }

    fn numbered(&mut self, sieve: Sieve) -> usize {
        let sieves = &mut self.program.sieves;
        sieves.iter().position(|s| *s == sieve).unwrap_or_else(|| {
            sieves.push(sieve);
            sieves.len() - 1
        })
    }

    /// Adds a part behind which something else stands.
    fn add_before(&mut self, hir: &Hir, behind: Option<Vec<char>>) -> Option<()> {
        let before = std::mem::replace(&mut self.behind, behind);
        let added = self.add(hir);
        self.behind = before;
        added
    }

    /// Adds the steps of a part; `None` when steps cannot say it.
    pub fn add(&mut self, hir: &Hir) -> Option<()> {
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
                for (at, hir) in all.iter().enumerate() {
                    let rest = all.get(at + 1..).unwrap_or_default();
                    let behind = following(rest, self.behind.as_deref());
                    self.add_before(hir, behind)?;
                }
            }
            HirKind::Alternation(all) => self.alternation(all)?,
            HirKind::Repetition(repetition) => self.repetition(repetition)?,
        }
        Some(())
    }

    fn alternation(&mut self, all: &[Hir]) -> Option<()> {
        let ways: Vec<&[Hir]> = all
            .chunk_by(|a, b| literal(a).is_some() && literal(b).is_some())
            .collect();
        let mut ends = Vec::new();
        let (last, others) = ways.split_last()?;
        for way in others {
            let fork = self.push(Step::Match)?;
            self.way(way)?;
            ends.push(self.push(Step::Match)?);
            let step = Step::Fork {
                better: fork + 1,
                other: self.end(),
                sieve: first_of(way).map(|sieve| self.numbered(sieve)),
            };
            self.set(fork, step)?;
        }
        self.way(last)?;
        let end = self.end();
        let mut ends = ends.into_iter();
        ends.try_for_each(|at| self.set(at, Step::Jump(end)))
    }

    /// Adds a way of several: a part, or texts.
    fn way(&mut self, way: &[Hir]) -> Option<()> {
        if let [part] = way {
            return self.add(part);
        }
        let mut texts = way.iter().map(literal).collect::<Option<Vec<_>>>()?;
        // the order matters only between texts that begin alike
        texts.sort_by_key(|(first, _)| *first);
        self.push(Step::Texts(TextList::new(&texts)?))?;
        Some(())
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
            let sieve = self.sieve_behind();
            self.push(Step::Run {
                set,
                min,
                max,
                greedy,
                sieve,
            })?;
            return Some(());
        }
        // what may be empty is not repeated without end: rounds without a character are a matter of taste
        if may_be_empty(sub) && max.is_none() {
            return None;
        }
        if (min, max, greedy) == (0, None, true)
            && let HirKind::Alternation(all) = sub.kind()
            && let Some((HirKind::Class(Class::Unicode(class)), others)) = all
                .split_first()
                .map(|(first, others)| (first.kind(), others))
        {
            return self.run_with(class, others);
        }
        let once = (min, max) == (0, Some(1));
        let behind = self.behind.clone().filter(|_| once);
        for _ in 0..min {
            self.add_before(sub, None)?;
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
            self.add_before(sub, None)?;
            self.push(Step::Jump(again))?;
            return self.set(again, fork(again + 1, self.end()));
        };
        let mut forks = Vec::new();
        for _ in min..max {
            forks.push(self.push(Step::Match)?);
            self.add_before(sub, behind.clone())?;
        }
        let end = self.end();
        let mut forks = forks.into_iter();
        forks.try_for_each(|at| self.set(at, fork(at + 1, end)))
    }

    /// `(?:[…]|others)*`: a run of the set, then one of the others and all of it again, or what follows. The ways are those of
    /// a choice before each character, in the same order.
    fn run_with(&mut self, class: &ClassUnicode, others: &[Hir]) -> Option<()> {
        let set = self.class(class);
        let again = self.push(Step::Run {
            set,
            min: 0,
            max: u32::MAX,
            greedy: true,
            sieve: None,
        })?;
        let mut fork = self.push(Step::Match)?;
        for (at, hir) in others.iter().enumerate() {
            self.add_before(hir, None)?;
            self.push(Step::Jump(again))?;
            let step = Step::Fork {
                better: fork + 1,
                other: self.end(),
                sieve: self.sieve(hir),
            };
            self.set(fork, step)?;
            if at + 1 < others.len() {
                fork = self.push(Step::Match)?;
            }
        }
        Some(())
    }
}

/// Whether a part can match without a character.
pub(super) fn may_be_empty(hir: &Hir) -> bool {
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
