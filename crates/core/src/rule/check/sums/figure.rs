//! A figure that can be a total or a part, and sums of such figures.

use super::pieces::parts_clauses;
use crate::grammar::{Token, TokenKind};
use crate::report::Prose;
use crate::rule::kinds::Breakdown;
use crate::text::{Number, Span};
use std::ops::Range;

/// A figure that can be a total or a part.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub range: Range<usize>,
    pub span: Span,
    pub value: Number,
    /// What it stands for: more than one value when it is a round number, or one with "and some".
    pub reach: Reach,
    pub unit: String,
    /// As it is printed, with its unit.
    pub words: String,
    /// How many brackets are open.
    pub depth: i32,
    /// It is the total of what stands before it.
    pub concludes: bool,
    /// It may be left out of a sum, and is no total of its own.
    pub optional: bool,
    /// The clause around it, up to commas.
    pub clause: Range<usize>,
}

/// The least and the greatest number that a figure or a sum can mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub low: Number,
    pub high: Number,
}

impl Reach {
    pub const fn exactly(value: Number) -> Self {
        Reach {
            low: value,
            high: value,
        }
    }

    pub fn plus(self, other: Reach) -> Option<Reach> {
        Some(Reach {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    /// Both can mean the same number.
    pub fn meets(self, other: Reach) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    pub fn is_exact(self) -> bool {
        self.low.same(self.high)
    }
}

impl Figure {
    /// The words of its clause that stand before it.
    pub fn name<'p>(&self, prose: &'p Prose) -> &'p str {
        prose.text(self.clause.start..self.range.start)
    }
}

/// The figure that a token is, unless the pack leaves it out; `from` is where its clause begins.
pub(super) fn read(
    prose: &Prose,
    range: &Range<usize>,
    token: &Token,
    from: usize,
    spec: &Breakdown,
) -> Option<Figure> {
    let TokenKind::Quantity {
        value,
        number,
        unit,
        approx,
    } = &token.kind
    else {
        return None;
    };
    let unit_words = prose.text(unit.clone());
    if unit_words.is_empty() || spec.units.iter().any(|u| u == unit_words) {
        return None;
    }
    let after = prose.text(token.range.end..range.end);
    let end = after.find(parts_clauses);
    let clause = from..end.map_or(range.end, |p| token.range.end + p);
    let words = prose.text(clause.clone());
    if spec.ignores.is_match(words) {
        return None;
    }
    let about = spec.about.as_ref();
    let about = about.is_some_and(|p| p.is_match(prose.text(from..token.range.start)));
    Some(Figure {
        range: token.range.clone(),
        span: prose.span(&token.range),
        value: *value,
        reach: reach(*value, prose.text(number.clone()), *approx, about),
        unit: unit_words.to_owned(),
        words: prose.text(token.range.clone()).to_owned(),
        depth: 0,
        concludes: false,
        optional: spec.optional.is_match(words),
        clause,
    })
}

/// What a figure can mean: `4900余` all up to 4999, `1.2万` all that is rounded or cut to it, `约300` both ways.
fn reach(value: Number, digits: &str, some: bool, about: bool) -> Reach {
    let printed = Number::parse(digits);
    let factor = printed.and_then(|d| value.checked_div(d));
    let one = Number::whole(1);
    let scaled = factor.is_some_and(|f| f > one);
    let step = match (scaled, factor) {
        (true, Some(f)) => printed
            .and_then(Number::unit)
            .and_then(|u| u.checked_mul(f)),
        _ if some || about => round_unit(value),
        _ => None,
    };
    let Some(slack) = step.and_then(|s| s.checked_sub(one)) else {
        return Reach::exactly(value);
    };
    let low = match some {
        true => Some(value),
        false => value.checked_sub(slack),
    };
    Reach {
        low: low.unwrap_or(value),
        high: value.checked_add(slack).unwrap_or(value),
    }
}

/// The unit that a whole number is round to: 100 for 4900, 1 for 4897.
fn round_unit(value: Number) -> Option<Number> {
    let mut rest = value.to_whole().filter(|n| *n != 0)?;
    let mut unit = 1;
    while rest % 10 == 0 {
        rest /= 10;
        unit *= 10;
    }
    Some(Number::whole(unit))
}

/// The sum of figures.
pub(super) fn add<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> Option<Reach> {
    let zero = Reach::exactly(Number::whole(0));
    figures
        .into_iter()
        .try_fold(zero, |sum, f| sum.plus(f.reach))
}
