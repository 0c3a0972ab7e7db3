//! Sets of characters, made for one question: whether a character is in.

use regex_syntax::hir::ClassUnicode;
use serde::{Deserialize, Serialize};

/// Characters of a class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Set {
    /// One bit for each ASCII character.
    ascii: u128,
    /// The widest range of the others, both ends included; empty when its end is zero.
    widest: (u32, u32),
    /// All ranges of the others, in order, both ends included.
    ranges: Vec<(u32, u32)>,
}

impl Set {
    /// The characters of a class.
    pub fn new(class: &ClassUnicode) -> Self {
        let mut set = Set::default();
        for range in class.iter() {
            set.add(range.start() as u32, range.end() as u32);
        }
        let widest = set.ranges.iter().max_by_key(|(from, to)| to - from);
        set.widest = widest.copied().unwrap_or_default();
        set
    }

    /// Adds a range that lies behind all that are in.
    fn add(&mut self, from: u32, to: u32) {
        for c in from..=to.min(127) {
            self.ascii |= 1 << c;
        }
        if to > 127 {
            self.ranges.push((from.max(128), to));
        }
    }

    /// Whether a character is in.
    pub fn holds(&self, c: u32) -> bool {
        if c < 128 {
            return self.ascii >> c & 1 == 1;
        }
        if self.widest.0 <= c && c <= self.widest.1 {
            return true;
        }
        if self.ranges.len() < 2 {
            return false;
        }
        let behind = self.ranges.partition_point(|(from, _)| *from <= c);
        let range = behind.checked_sub(1).and_then(|n| self.ranges.get(n));
        range.is_some_and(|(_, to)| c <= *to)
    }
}

/// Characters with which a match or a part of it can begin: a sieve that lets all of them through, and few others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sieve([u64; 4]);

impl Sieve {
    /// Lets a character through.
    pub fn add(&mut self, c: char) {
        let (word, bit) = Self::place(c as u32);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Nothing is let through.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    /// False only when no match can begin with it.
    pub fn passes(&self, c: u32) -> bool {
        let (word, bit) = Self::place(c);
        self.0.get(word).is_some_and(|w| w & bit != 0)
    }

    const fn place(c: u32) -> (usize, u64) {
        let mixed = c.wrapping_mul(0x9e37_79b1) >> 24;
        (mixed as usize >> 6, 1 << (mixed & 63))
    }
}
