//! Runs the steps of a pattern: tries each place where a match can begin, and goes back to the last choice when a way leads
//! nowhere. A search has a budget; when it is spent, the text is left to an engine that is linear whatever the pattern.

use super::program::{Edge, Program, Step};
use super::set::Set;
use std::cell::Cell;

/// Steps that a search may take, and as many more for each byte of the text.
const BUDGET: usize = 4_096;
const BUDGET_A_BYTE: usize = 24;

/// The budget is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spent;

/// A choice to come back to.
#[derive(Clone, Copy, Debug)]
enum Choice {
    /// Goes on at a step, from a place in the text.
    Step { step: usize, at: usize },
    /// A run that may give back characters down to `least`.
    Shorter {
        step: usize,
        at: usize,
        least: usize,
    },
    /// A run that may take more characters: it has `taken` so many.
    Longer { step: usize, at: usize, taken: u32 },
    /// The texts from the nth on.
    Texts { step: usize, at: usize, nth: usize },
    /// A side of a group as it was.
    Side { side: usize, was: Option<usize> },
}

thread_local! {
    /// Room for choices, kept for the next search of this thread.
    static ROOM: Cell<Vec<Choice>> = const { Cell::new(Vec::new()) };
}

/// A search for a pattern in a text.
#[derive(Debug)]
pub(super) struct Search<'p, 't> {
    program: &'p Program,
    text: &'t str,
    /// Where the next match begins at the earliest.
    from: usize,
    budget: usize,
    choices: Vec<Choice>,
    /// The sides of the groups of the last match.
    pub sides: Vec<Option<usize>>,
}

impl Drop for Search<'_, '_> {
    fn drop(&mut self) {
        ROOM.set(std::mem::take(&mut self.choices));
    }
}

impl<'p, 't> Search<'p, 't> {
    pub fn new(program: &'p Program, text: &'t str) -> Self {
        Search {
            program,
            text,
            from: 0,
            budget: BUDGET + text.len().saturating_mul(BUDGET_A_BYTE),
            choices: ROOM.take(),
            sides: Vec::new(),
        }
    }

    /// The next match, behind the last one.
    pub fn next(&mut self) -> Result<Option<(usize, usize)>, Spent> {
        let text = self.text;
        while let Some(c) = char_at(text, self.from) {
            let start = self.from;
            if self.program.first.is_none_or(|sieve| sieve.passes(c))
                && let Some(end) = self.try_at(start)?
            {
                self.from = end;
                return Ok(Some((start, end)));
            }
            self.from += c.len_utf8();
        }
        Ok(None)
    }

    /// The end of the match that begins at a place.
    fn try_at(&mut self, start: usize) -> Result<Option<usize>, Spent> {
        self.choices.clear();
        self.sides.clear();
        self.sides.resize(self.program.sides, None);
        let mut now = Some((0, start));
        loop {
            self.budget = self.budget.checked_sub(1).ok_or(Spent)?;
            let Some((step, at)) = now else {
                match self.back()? {
                    Some(place) => now = Some(place),
                    None => return Ok(None),
                }
                continue;
            };
            now = match self.program.steps.get(step) {
                Some(Step::Match) => return Ok(Some(at)),
                Some(taken) => self.take(taken, step, at)?,
                None => None,
            };
        }
    }

    /// Takes a step; where to go on, if it leads on.
    fn take(
        &mut self,
        taken: &Step,
        step: usize,
        at: usize,
    ) -> Result<Option<(usize, usize)>, Spent> {
        Ok(match taken {
            Step::Text(text) => starts(self.text, at, text).then(|| (step + 1, at + text.len())),
            Step::Texts(texts) => self.texts(texts, step, at, 0),
            Step::One(set) => {
                let c = char_at(self.text, at).filter(|c| set.holds(*c));
                c.map(|c| (step + 1, at + c.len_utf8()))
            }
            Step::Run {
                set,
                min,
                max,
                greedy: true,
            } => self.longest(set, (*min, *max), step, at)?,
            Step::Run { set, min, .. } => self.shortest(set, *min, step, at)?,
            Step::Fork(better, other) => {
                self.choices.push(Choice::Step { step: *other, at });
                Some((*better, at))
            }
            Step::Jump(to) => Some((*to, at)),
            Step::Side(side) => {
                if let Some(place) = self.sides.get_mut(*side) {
                    let was = place.replace(at);
                    self.choices.push(Choice::Side { side: *side, was });
                }
                Some((step + 1, at))
            }
            Step::Look(edge) => is_edge(self.text, at, *edge).then_some((step + 1, at)),
            Step::Match => None,
        })
    }

    /// The first of some texts, from the nth on.
    fn texts(
        &mut self,
        texts: &[String],
        step: usize,
        at: usize,
        nth: usize,
    ) -> Option<(usize, usize)> {
        let mut rest = texts.iter().enumerate().skip(nth);
        let (found, text) = rest.find(|(_, text)| starts(self.text, at, text))?;
        let more = rest.any(|(_, text)| starts(self.text, at, text));
        if more {
            self.choices.push(Choice::Texts {
                step,
                at,
                nth: found + 1,
            });
        }
        Some((step + 1, at + text.len()))
    }

    /// As many characters as there are, with the choice of fewer.
    fn longest(
        &mut self,
        set: &Set,
        (min, max): (u32, u32),
        step: usize,
        from: usize,
    ) -> Result<Option<(usize, usize)>, Spent> {
        let (mut at, mut taken, mut least) = (from, 0, from);
        while taken < max
            && let Some(c) = char_at(self.text, at).filter(|c| set.holds(*c))
        {
            at += c.len_utf8();
            taken += 1;
            if taken == min {
                least = at;
            }
        }
        self.budget = self.budget.checked_sub(taken as usize).ok_or(Spent)?;
        if taken < min {
            return Ok(None);
        }
        if at > least {
            self.choices.push(Choice::Shorter { step, at, least });
        }
        Ok(Some((step + 1, at)))
    }

    /// As few characters as must be, with the choice of more.
    fn shortest(
        &mut self,
        set: &Set,
        min: u32,
        step: usize,
        from: usize,
    ) -> Result<Option<(usize, usize)>, Spent> {
        let mut at = from;
        for _ in 0..min {
            let Some(c) = char_at(self.text, at).filter(|c| set.holds(*c)) else {
                return Ok(None);
            };
            self.budget = self.budget.checked_sub(1).ok_or(Spent)?;
            at += c.len_utf8();
        }
        self.choices.push(Choice::Longer {
            step,
            at,
            taken: min,
        });
        Ok(Some((step + 1, at)))
    }

    /// Goes back to the last choice that leads on.
    fn back(&mut self) -> Result<Option<(usize, usize)>, Spent> {
        while let Some(choice) = self.choices.pop() {
            self.budget = self.budget.checked_sub(1).ok_or(Spent)?;
            let on = match choice {
                Choice::Step { step, at } => Some((step, at)),
                Choice::Side { side, was } => {
                    if let Some(place) = self.sides.get_mut(side) {
                        *place = was;
                    }
                    None
                }
                Choice::Shorter { step, at, least } => self.shorter(step, at, least),
                Choice::Longer { step, at, taken } => self.longer(step, at, taken),
                Choice::Texts { step, at, nth } => match self.program.steps.get(step) {
                    Some(Step::Texts(texts)) => self.texts(texts, step, at, nth),
                    _ => None,
                },
            };
            if on.is_some() {
                return Ok(on);
            }
        }
        Ok(None)
    }

    fn shorter(&mut self, step: usize, at: usize, least: usize) -> Option<(usize, usize)> {
        let last = self.text.get(..at)?.chars().next_back()?;
        let at = at.checked_sub(last.len_utf8())?;
        if at > least {
            self.choices.push(Choice::Shorter { step, at, least });
        }
        Some((step + 1, at))
    }

    fn longer(&mut self, step: usize, at: usize, taken: u32) -> Option<(usize, usize)> {
        let Some(Step::Run { set, max, .. }) = self.program.steps.get(step) else {
            return None;
        };
        if taken >= *max {
            return None;
        }
        let c = char_at(self.text, at).filter(|c| set.holds(*c))?;
        let (at, taken) = (at + c.len_utf8(), taken + 1);
        self.choices.push(Choice::Longer { step, at, taken });
        Some((step + 1, at))
    }
}

/// The character that begins at a place.
fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn starts(text: &str, at: usize, with: &str) -> bool {
    let here = text.as_bytes().get(at..);
    here.is_some_and(|here| here.starts_with(with.as_bytes()))
}

fn is_edge(text: &str, at: usize, edge: Edge) -> bool {
    let before = || at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    match edge {
        Edge::TextStart => at == 0,
        Edge::TextEnd => at == text.len(),
        Edge::LineStart => before().is_none_or(|b| *b == b'\n'),
        Edge::LineEnd => text.as_bytes().get(at).is_none_or(|b| *b == b'\n'),
    }
}
