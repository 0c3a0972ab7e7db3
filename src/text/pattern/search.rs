//! Runs the steps of a pattern: tries each place where a match can begin, and goes back to the last choice when a way leads
//! nowhere. A search has a budget; when it is spent, the text is left to an engine that is linear whatever the pattern.

use super::program::{Edge, Program, Step};
use super::set::Set;
use std::cell::Cell;
use std::ops::Range;

/// Steps that a search may take, and as many more for each byte of the text.
const BUDGET: usize = 4_096;
const BUDGET_A_BYTE: usize = 24;

/// The budget is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spent;

/// Where matches of a text can begin.
#[derive(Clone, Debug)]
pub(super) enum Starts {
    Anywhere,
    /// In one of these ranges, which are in the order of their ends.
    In(Vec<Range<usize>>),
}

/// A step to go on with, at a place in the text.
type On = Option<(usize, usize)>;

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
    text: &'t [u8],
    /// Where the next match begins at the earliest.
    from: usize,
    /// The places before `until` have to be tried; behind them, those in the next ranges.
    until: usize,
    ranges: std::slice::Iter<'p, Range<usize>>,
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
    pub fn new(program: &'p Program, text: &'t str, starts: &'p Starts) -> Self {
        let (until, ranges) = match starts {
            Starts::Anywhere => (text.len(), [].iter()),
            Starts::In(ranges) => (0, ranges.iter()),
        };
        Search {
            program,
            text: text.as_bytes(),
            from: 0,
            until,
            ranges,
            budget: BUDGET + text.len().saturating_mul(BUDGET_A_BYTE),
            choices: ROOM.take(),
            sides: vec![None; program.sides],
        }
    }

    /// The next match, behind the last one.
    pub fn advance(&mut self) -> Result<Option<(usize, usize)>, Spent> {
        loop {
            while self.from >= self.until {
                let Some(range) = self.ranges.next() else {
                    return Ok(None);
                };
                self.until = range.end;
                self.from = self.from.max(range.start);
                while self.text.get(self.from).is_some_and(|b| b & 0xc0 == 0x80) {
                    self.from += 1;
                }
            }
            let found = self.next_before(self.until.min(self.text.len()))?;
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// The next match that begins before a place.
    fn next_before(&mut self, until: usize) -> Result<Option<(usize, usize)>, Spent> {
        let mut begins_line = is_edge(self.text, self.from, Edge::LineStart);
        while self.from < until
            && let Some((c, bytes)) = char_at(self.text, self.from)
        {
            let start = self.from;
            let may = || self.program.first.is_none_or(|sieve| sieve.passes(c));
            if (begins_line || may())
                && let Some(end) = self.try_at(start)?
            {
                self.from = end;
                return Ok(Some((start, end)));
            }
            self.from += bytes;
            begins_line = c == u32::from(b'\n');
        }
        self.from = self.from.max(until);
        Ok(None)
    }

    /// The end of the match that begins at a place.
    fn try_at(&mut self, start: usize) -> Result<Option<usize>, Spent> {
        self.choices.clear();
        self.sides.fill(None);
        let program = self.program;
        let (mut step, mut at) = (0, start);
        loop {
            self.budget = self.budget.checked_sub(1).ok_or(Spent)?;
            let on = match program.steps.get(step) {
                Some(Step::Match) | None => return Ok(Some(at)),
                Some(taken) => self.take(program, taken, step, at)?,
            };
            let Some(next) = on.or_else(|| self.back(program)) else {
                return Ok(None);
            };
            (step, at) = next;
        }
    }

    /// Takes a step; where to go on, if it leads on.
    fn take(
        &mut self,
        program: &'p Program,
        taken: &'p Step,
        step: usize,
        at: usize,
    ) -> Result<On, Spent> {
        Ok(match taken {
            Step::Char(c) => {
                let here = char_at(self.text, at).filter(|(here, _)| here == c);
                here.map(|(_, bytes)| (step + 1, at + bytes))
            }
            Step::Text(text) => starts(self.text, at, text).then(|| (step + 1, at + text.len())),
            Step::Texts(texts) => self.texts(texts, step, at, 0),
            Step::One(set) => {
                let end = one(self.text, at, program.sets.get(*set));
                end.map(|end| (step + 1, end))
            }
            Step::Run {
                set,
                min,
                max,
                greedy,
            } => match (program.sets.get(*set), greedy) {
                (Some(set), true) => self.longest(set, (*min, *max), step, at)?,
                (set, _) => self.shortest(set, *min, step, at)?,
            },
            Step::Fork {
                better,
                other,
                sieve,
            } => {
                let sieve = sieve.and_then(|n| program.sieves.get(n));
                let may = sieve.is_none_or(|sieve| {
                    char_at(self.text, at).is_some_and(|(c, _)| sieve.passes(c))
                });
                match may {
                    true => {
                        self.choices.push(Choice::Step { step: *other, at });
                        Some((*better, at))
                    }
                    false => Some((*other, at)),
                }
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
    fn texts(&mut self, texts: &[(u32, Box<str>)], step: usize, at: usize, nth: usize) -> On {
        let (c, _) = char_at(self.text, at)?;
        let nth = match nth {
            0 => texts.partition_point(|(first, _)| *first < c),
            nth => nth,
        };
        let rest = texts.get(nth..).unwrap_or_default().iter().enumerate();
        let alike = rest.take_while(|(_, (first, _))| *first == c);
        let mut fits = alike.filter(|(_, (_, text))| starts(self.text, at, text));
        let (found, (_, text)) = fits.next()?;
        if fits.next().is_some() {
            let nth = nth + found + 1;
            self.choices.push(Choice::Texts { step, at, nth });
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
    ) -> Result<On, Spent> {
        let (mut at, mut taken, mut least) = (from, 0, from);
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
        set: Option<&Set>,
        min: u32,
        step: usize,
        from: usize,
    ) -> Result<On, Spent> {
        let mut at = from;
        for _ in 0..min {
            let Some(end) = one(self.text, at, set) else {
                return Ok(None);
            };
            self.budget = self.budget.checked_sub(1).ok_or(Spent)?;
            at = end;
        }
        let taken = min;
        self.choices.push(Choice::Longer { step, at, taken });
        Ok(Some((step + 1, at)))
    }

    /// Goes back to the last choice that leads on.
    fn back(&mut self, program: &'p Program) -> On {
        while let Some(choice) = self.choices.pop() {
            let on = match choice {
                Choice::Step { step, at } => Some((step, at)),
                Choice::Side { side, was } => {
                    if let Some(place) = self.sides.get_mut(side) {
                        *place = was;
                    }
                    None
                }
                Choice::Shorter { step, at, least } => self.shorter(step, at, least),
                Choice::Longer { step, at, taken } => self.longer(program, step, at, taken),
                Choice::Texts { step, at, nth } => match program.steps.get(step) {
                    Some(Step::Texts(texts)) => self.texts(texts, step, at, nth),
                    _ => None,
                },
            };
            if on.is_some() {
                return on;
            }
        }
        None
    }

    fn shorter(&mut self, step: usize, at: usize, least: usize) -> On {
        let mut at = at.checked_sub(1)?;
        while self.text.get(at).is_some_and(|b| b & 0xc0 == 0x80) {
            at = at.checked_sub(1)?;
        }
        if at > least {
            self.choices.push(Choice::Shorter { step, at, least });
        }
        Some((step + 1, at))
    }

    fn longer(&mut self, program: &'p Program, step: usize, at: usize, taken: u32) -> On {
        let Some(Step::Run { set, max, .. }) = program.steps.get(step) else {
            return None;
        };
        if taken >= *max {
            return None;
        }
        let at = one(self.text, at, program.sets.get(*set))?;
        let taken = taken + 1;
        self.choices.push(Choice::Longer { step, at, taken });
        Some((step + 1, at))
    }
}

/// The character that begins at a place of UTF-8, and how many bytes it has.
#[inline]
fn char_at(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let low = |b: u8| u32::from(b & 0x3f);
    let rest = text.get(at..)?;
    Some(match rest {
        [a, ..] if *a < 0x80 => (u32::from(*a), 1),
        [a, b, c, ..] if *a & 0xf0 == 0xe0 => {
            (u32::from(*a & 0x0f) << 12 | low(*b) << 6 | low(*c), 3)
        }
        [a, b, ..] if *a & 0xe0 == 0xc0 => (u32::from(*a & 0x1f) << 6 | low(*b), 2),
        [a, b, c, d, ..] => (
            u32::from(*a & 0x07) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d),
            4,
        ),
        _ => return None,
    })
}

/// Behind the character at a place, if it is in a set.
#[inline]
fn one(text: &[u8], at: usize, set: Option<&Set>) -> Option<usize> {
    let (c, bytes) = char_at(text, at)?;
    set?.holds(c).then_some(at + bytes)
}

fn starts(text: &[u8], at: usize, with: &str) -> bool {
    let (here, with) = (text.get(at..).unwrap_or_default(), with.as_bytes());
    // the third byte differs between most Chinese characters
    match (here, with) {
        ([_, _, a, ..], [_, _, b, ..]) if a != b => false,
        _ => here.starts_with(with),
    }
}

fn is_edge(text: &[u8], at: usize, edge: Edge) -> bool {
    let before = || at.checked_sub(1).and_then(|at| text.get(at));
    match edge {
        Edge::TextStart => at == 0,
        Edge::TextEnd => at == text.len(),
        Edge::LineStart => before().is_none_or(|b| *b == b'\n'),
        Edge::LineEnd => text.get(at).is_none_or(|b| *b == b'\n'),
    }
}
