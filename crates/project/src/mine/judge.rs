//! What bears a candidate out, and what contradicts it.

use gouji_core::text::Number;

use super::Bar;
use super::seen::{SCALE, Seen, written};

/// Reports for and against something.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// It holds in so many, with numbers that say something.
    pub support: usize,
    /// It does not hold in these.
    pub against: Vec<String>,
    /// The widest distance that rounding explains.
    near: i128,
}

impl Counted {
    /// Takes in a report: how far both sides are apart, at each place; whether they add up something; how far they may be apart
    /// by rounding.
    pub fn add(&mut self, seen: &Seen, apart: &[i128], real: bool, rounding: i128) {
        let widest = apart.iter().map(|n| n.abs()).max();
        let Some(widest) = widest else {
            return;
        };
        if widest > rounding {
            self.against.push(seen.path.clone());
        } else if real {
            self.support += 1;
            self.near = self.near.max(widest);
        }
    }

    /// Whether it is borne out well enough.
    pub fn fits(&self, bar: Bar, reports: usize) -> bool {
        let share = self.against.len() * 100 <= bar.against * reports;
        self.support >= bar.support && share
    }

    /// The distance that it needs.
    pub fn tolerance(&self) -> Option<String> {
        (self.near > 0).then(|| written(self.near))
    }
}

/// How far a sum of so many numbers with two decimals may be off by rounding; whole numbers are exact.
pub(super) fn rounding(members: usize, decimals: bool) -> i128 {
    let half = SCALE / 200;
    match decimals {
        true => i128::try_from(members).unwrap_or(1) * half,
        false => 0,
    }
}

/// A number that is not the one that stands in a text.
pub(super) fn one_more(text: &str) -> String {
    let number = Number::parse(text).and_then(|n| n.checked_add(Number::whole(1)));
    number.map_or_else(|| "1".to_owned(), |n| n.to_string())
}
