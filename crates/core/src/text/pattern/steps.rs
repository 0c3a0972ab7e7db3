//! The steps of a search: each leads on or not, and leaves the choices that it had.

use super::chars::{char_at, is_edge, one, starts};
use super::coded::TextList;
use super::program::{Program, Step};
use super::search::{Choice, Search, Spent};
use super::set::{Set, Sieve};

impl<'p> Search<'p, '_> {
    /// Goes on with the next step at a place.
    fn next_at(&mut self, at: usize) -> bool {
        self.step += 1;
        self.at = at;
        true
    }

    /// The same, if there is a place.
    fn next_at_some(&mut self, at: Option<usize>) -> bool {
        at.is_some_and(|at| self.next_at(at))
    }

    /// Takes the step that is next; whether it leads on.
    pub(super) fn take(&mut self, program: &'p Program, step: &'p Step) -> Result<bool, Spent> {
        let at = self.at;
        Ok(match step {
            Step::Char(c) => {
                let here = char_at(self.text, at).filter(|(here, _)| here == c);
                self.next_at_some(here.map(|(_, bytes)| at + bytes))
            }
            Step::Text(text) => starts(self.text, at, text) && self.next_at(at + text.len()),
            Step::Texts(texts) => self.texts(texts, 0),
            Step::One(set) => {
                let end = one(self.text, at, program.sets.get(*set));
                self.next_at_some(end)
            }
            Step::Run {
                set,
                min,
                max,
                greedy,
                sieve,
            } => {
                let sieve = sieve.and_then(|n| program.sieves.get(n));
                match (program.sets.get(*set), greedy) {
                    (Some(set), true) => self.longest(set, *min, *max, sieve)?,
                    (set, _) => self.shortest(set, *min, *max, sieve)?,
                }
            }
            Step::Fork { .. } => {
                self.fork(program);
                true
            }
            Step::Jump(to) => {
                self.step = *to;
                true
            }
            Step::Side(side) => {
                if let Some(place) = self.sides.get_mut(*side) {
                    let was = place.replace(at);
                    self.choices.push(Choice::Side { side: *side, was });
                }
                self.next_at(at)
            }
            Step::Look(edge) => is_edge(self.text, at, *edge) && self.next_at(at),
            Step::Match => false,
        })
    }

    /// Of several ways on takes the first that the next character allows, with the choice of those behind it.
    fn fork(&mut self, program: &'p Program) {
        let at = self.at;
        let next = char_at(self.text, at);
        let passes = |sieve: &Sieve| next.is_some_and(|(c, _)| sieve.passes(c));
        while let Some(Step::Fork {
            better,
            other,
            sieve,
        }) = program.steps.get(self.step)
        {
            let sieve = sieve.and_then(|n| program.sieves.get(n));
            if sieve.is_none_or(passes) {
                self.choices.push(Choice::Step { step: *other, at });
                self.step = *better;
                return;
            }
            self.step = *other;
        }
    }

    fn passes_at(&self, at: usize, sieve: &Sieve) -> bool {
        char_at(self.text, at).is_some_and(|(c, _)| sieve.passes(c))
    }

    /// The first of some texts, from the nth on.
    fn texts(&mut self, texts: &TextList, nth: usize) -> bool {
        let at = self.at;
        let Some((c, _)) = char_at(self.text, at) else {
            return false;
        };
        let text = self.text;
        let mut fits = texts
            .from(nth, c)
            .filter(|(_, with)| starts(text, at, with));
        let Some((found, with)) = fits.next() else {
            return false;
        };
        if fits.next().is_some() {
            let (step, nth) = (self.step, found + 1);
            self.choices.push(Choice::Texts { step, at, nth });
        }
        self.next_at(at + with.len())
    }

    /// As many characters as there are, with the choice of fewer.
    fn longest(
        &mut self,
        set: &Set,
        min: u32,
        max: u32,
        sieve: Option<&Sieve>,
    ) -> Result<bool, Spent> {
        let (mut at, mut taken, mut least) = (self.at, 0, self.at);
        while taken < max
            && let Some(end) = one(self.text, at, Some(set))
        {
            at = end;
            taken += 1;
            if taken == min {
                least = at;
            }
        }
        self.budget = self.budget.checked_sub(taken as usize).ok_or(Spent)?;
        Ok(taken >= min && self.shortened(at, least, sieve))
    }

    /// Goes on behind a run that ends at a place or before it, but not before another.
    fn shortened(&mut self, mut at: usize, least: usize, sieve: Option<&Sieve>) -> bool {
        while sieve.is_some_and(|sieve| !self.passes_at(at, sieve)) {
            if at <= least {
                return false;
            }
            at = self.before(at);
        }
        if at > least {
            let step = self.step;
            self.choices.push(Choice::Shorter { step, at, least });
        }
        self.next_at(at)
    }

    /// Where the character begins that ends at a place.
    fn before(&self, at: usize) -> usize {
        let inside = |at: usize| self.text.get(at).is_some_and(|b| b & 0xc0 == 0x80);
        let mut at = at.saturating_sub(1);
        while at > 0 && inside(at) {
            at -= 1;
        }
        at
    }

    /// As few characters as must be, with the choice of more.
    fn shortest(
        &mut self,
        set: Option<&Set>,
        min: u32,
        max: u32,
        sieve: Option<&Sieve>,
    ) -> Result<bool, Spent> {
        let mut at = self.at;
        for _ in 0..min {
            let Some(end) = one(self.text, at, set) else {
                return Ok(false);
            };
            self.budget = self.budget.checked_sub(1).ok_or(Spent)?;
            at = end;
        }
        Ok(self.lengthened(at, min, (set, max), sieve))
    }

    /// Goes on behind a run that has taken some characters, or more.
    fn lengthened(
        &mut self,
        mut at: usize,
        mut taken: u32,
        (set, max): (Option<&Set>, u32),
        sieve: Option<&Sieve>,
    ) -> bool {
        while sieve.is_some_and(|sieve| !self.passes_at(at, sieve)) {
            let Some(end) = one(self.text, at, set).filter(|_| taken < max) else {
                return false;
            };
            (at, taken) = (end, taken + 1);
            // the next step finds out that it is spent
            self.budget = self.budget.saturating_sub(1);
        }
        let step = self.step;
        self.choices.push(Choice::Longer { step, at, taken });
        self.next_at(at)
    }

    /// Goes back to the last choice that leads on.
    pub(super) fn back(&mut self, program: &'p Program) -> bool {
        while let Some(choice) = self.choices.pop() {
            let leads_on = match choice {
                Choice::Step { step, at } => {
                    (self.step, self.at) = (step, at);
                    true
                }
                Choice::Side { side, was } => {
                    if let Some(place) = self.sides.get_mut(side) {
                        *place = was;
                    }
                    false
                }
                Choice::Shorter { step, at, least } => {
                    self.step = step;
                    self.shorter(program, at, least)
                }
                Choice::Longer { step, at, taken } => {
                    self.step = step;
                    self.longer(program, at, taken)
                }
                Choice::Texts { step, at, nth } => {
                    (self.step, self.at) = (step, at);
                    match program.steps.get(step) {
                        Some(Step::Texts(texts)) => self.texts(texts, nth),
                        _ => false,
                    }
                }
            };
            if leads_on {
                return true;
            }
        }
        false
    }

    /// A run that ended at a place gives back its last character.
    fn shorter(&mut self, program: &'p Program, at: usize, least: usize) -> bool {
        let Some(Step::Run { sieve, .. }) = program.steps.get(self.step) else {
            return false;
        };
        let sieve = sieve.and_then(|n| program.sieves.get(n));
        let at = self.before(at);
        self.shortened(at, least, sieve)
    }

    /// A run that ended at a place takes one more character.
    fn longer(&mut self, program: &'p Program, at: usize, taken: u32) -> bool {
        let Some(Step::Run {
            set, max, sieve, ..
        }) = program.steps.get(self.step)
        else {
            return false;
        };
        let set = program.sets.get(*set);
        let Some(at) = one(self.text, at, set).filter(|_| taken < *max) else {
            return false;
        };
        let sieve = sieve.and_then(|n| program.sieves.get(n));
        self.lengthened(at, taken + 1, (set, *max), sieve)
    }
}
