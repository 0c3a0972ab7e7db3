//! What a pack says of a table that is found by its caption: rows that no form prescribes, sides, units.

use crate::text::Pattern;
use serde::{Deserialize, Serialize};

/// How a table is found and read that stands in a grid of its own.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct GridSpec {
    /// How its caption reads.
    pub captions: Vec<Pattern>,
    /// Which of the sides of the grid it is, from 1; 0 where it is all of them.
    pub side: usize,
    /// Keys of heads whose columns count nothing, and of rows that do not.
    pub skip: Vec<String>,
    /// Blank cells are zero.
    pub blank_is_zero: bool,
    /// Numbers are given in ten to the power of this of the smallest unit that a pack names.
    pub unit: Option<u32>,
    /// Several tables have this caption, each by itself.
    pub repeats: bool,
    /// A grid without a caption of its own is this table where so many of its columns are among the heads; 0 where none is.
    pub heads: usize,
    /// Rows that no form prescribes, where there are any.
    pub free: Option<FreeSpec>,
}

/// The unit of the numbers of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnUnit {
    /// They are no money: they stay as printed.
    Other,
    /// Ten to the power of this.
    Money(u32),
}

/// Rows that no form prescribes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FreeSpec {
    /// Id in rules: all of them.
    pub id: String,
    /// Keys of the heads of the columns that hold the code: one, or one for each level. Without them what stands in the
    /// columns shows.
    pub key: Vec<String>,
    /// They are known by a code of so many digits at each level; by their names where there is none, whose levels may be
    /// recognised by what they begin with.
    pub levels: Vec<CodeLevel>,
}

/// A level of codes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct CodeLevel {
    /// Id in rules.
    pub id: String,
    /// How many digits its codes have; 0 where names tell the level.
    pub digits: usize,
    /// How the names of its rows read.
    pub pattern: Option<Pattern>,
}

impl FreeSpec {
    /// Whether rows are known by codes.
    pub fn is_coded(&self) -> bool {
        self.levels.iter().any(|l| l.digits > 0)
    }

    /// The level of a name.
    pub fn level_of_name(&self, folded: &str) -> Option<usize> {
        let fits = |l: &CodeLevel| l.pattern.as_ref().is_some_and(|p| p.is_match(folded));
        self.levels.iter().position(fits)
    }

    /// Whether a code is of something else: shorter than those of a level and longer than those of another, it is none of a
    /// further level.
    pub fn is_foreign(&self, code: &str) -> bool {
        let mut digits = self.levels.iter().map(|l| l.digits);
        let longer = digits.clone().any(|d| d > code.len());
        let shorter = digits.clone().any(|d| d > 0 && d < code.len());
        longer && shorter && digits.all(|d| d != code.len())
    }

    /// The level of a code.
    pub fn level(&self, code: &str) -> Option<usize> {
        let mut levels = self.levels.iter();
        levels.position(|l| l.digits > 0 && l.digits == code.len())
    }
}

/// The power of ten that a unit of money stands for, and how long its words are.
pub fn unit(text: &str) -> Option<(u32, usize)> {
    let found = UNITS.iter().find(|(words, _)| text.starts_with(words));
    found.map(|(words, power)| (*power, words.len()))
}

/// Units of money, the longest first.
const UNITS: &[(&str, u32)] = &[
    ("\u{5343}\u{4e07}\u{5143}", 7),
    ("\u{767e}\u{4e07}\u{5143}", 6),
    ("\u{4e07}\u{5143}", 4),
    ("\u{4ebf}\u{5143}", 8),
    ("\u{5343}\u{5143}", 3),
    ("\u{5143}", 0),
];
