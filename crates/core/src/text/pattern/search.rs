//! Runs the steps of a pattern: tries each place where a match can begin, and goes back to the last choice when a way leads
//! nowhere. A search has a budget; when it is spent, the text is left to an engine that is linear whatever the pattern.

use super::chars::{char_at, is_edge};
use super::program::{Edge, Program, Step};
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

/// A choice to come back to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Choice {
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

/// Room for choices and sides.
type SearchRoom = (Vec<Choice>, Vec<Option<usize>>);

thread_local! {
    /// Room that is kept for the next search of this thread.
    static ROOM: Cell<SearchRoom> = const { Cell::new((Vec::new(), Vec::new())) };
}

/// A search for a pattern in a text.
#[derive(Debug)]
pub(super) struct Search<'p, 't> {
    program: &'p Program,
    pub(super) text: &'t [u8],
    /// Where the next match begins at the earliest.
    from: usize,
    /// The places before `until` have to be tried; behind them, those in the next ranges.
    until: usize,
    ranges: std::slice::Iter<'p, Range<usize>>,
    pub(super) budget: usize,
    /// The step to take next, and where in the text.
    pub(super) step: usize,
    pub(super) at: usize,
    pub(super) choices: Vec<Choice>,
    /// The sides of the groups of the last match.
    pub sides: Vec<Option<usize>>,
}

impl Drop for Search<'_, '_> {
    fn drop(&mut self) {
        let room = (&mut self.choices, &mut self.sides);
        ROOM.set((std::mem::take(room.0), std::mem::take(room.1)));
    }
}

impl<'p, 't> Search<'p, 't> {
    pub fn new(program: &'p Program, text: &'t str, starts: &'p Starts) -> Self {
        let (until, ranges) = match starts {
            Starts::Anywhere => (text.len(), [].iter()),
            Starts::In(ranges) => (0, ranges.iter()),
        };
        let (choices, mut sides) = ROOM.take();
        sides.clear();
        sides.resize(program.sides, None);
        Search {
            program,
            text: text.as_bytes(),
            from: 0,
            until,
            ranges,
            budget: BUDGET + text.len().saturating_mul(BUDGET_A_BYTE),
            step: 0,
            at: 0,
            choices,
            sides,
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
        let program = self.program;
        while self.from < until {
            let begins_line = is_edge(self.text, self.from, Edge::LineStart);
            if let Some(first) = program.first.as_ref().filter(|_| !begins_line) {
                self.from = first.next(self.text, self.from, until);
                if self.from >= until {
                    break;
                }
            }
            let start = self.from;
            if let Some(end) = self.try_at(start)? {
                self.from = end;
                return Ok(Some((start, end)));
            }
            match char_at(self.text, start) {
                Some((_, bytes)) => self.from += bytes,
                None => break,
            }
        }
        self.from = self.from.max(until);
        Ok(None)
    }

    /// The end of the match that begins at a place.
    fn try_at(&mut self, start: usize) -> Result<Option<usize>, Spent> {
        self.choices.clear();
        self.sides.fill(None);
        let program = self.program;
        (self.step, self.at) = (0, start);
        while let Some(step) = program.steps.get(self.step) {
            self.budget = self.budget.checked_sub(1).ok_or(Spent)?;
            if matches!(step, Step::Match) {
                break;
            }
            if !self.take(program, step)? && !self.back(program) {
                return Ok(None);
            }
        }
        Ok(Some(self.at))
    }
}
