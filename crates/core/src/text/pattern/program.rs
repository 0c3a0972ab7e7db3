//! A pattern as a list of steps over characters, for the few places of a sentence where a match can begin.
//!
//! What is compiled this way finds what the package `regex` finds, leftmost and with the same preferences; what cannot be
//! said this way is left to that package.

use super::coded::TextList;
use super::compile::{Compiler, may_be_empty};
use super::first::first_inside;
use super::set::{Set, Sieve};
use crate::text::Bytes;
use regex_syntax::hir::Hir;

/// More steps than this are left to the package `regex`.
pub(super) const MOST_STEPS: usize = 2_000;

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
    /// So many characters of a set, as many or as few as lead to a match; what follows begins with a character that the
    /// sieve lets through.
    Run {
        set: usize,
        min: u32,
        max: u32,
        greedy: bool,
        sieve: Option<usize>,
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
        let mut compiler = Compiler {
            program,
            names,
            behind: None,
        };
        compiler.add(hir)?;
        compiler.push(Step::Match)?;
        Some(compiler.program)
    }

    /// Most characters of a text are passed by.
    pub fn is_quick(&self) -> bool {
        self.first.as_ref().is_some_and(|first| !first.is_empty())
    }
}
