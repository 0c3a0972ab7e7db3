//! Whether a number is a printed percentage of some whole.

use super::{arg, numeric};
use crate::grammar::TokenKind;
use crate::rule::eval::{Eval, EvalResult};
use crate::rule::node::Node;
use crate::rule::record::Recorder;
use crate::text::{Number, Span};
use std::ops::Range;

/// More figures of a sentence than this are not tried together.
const TOGETHER: usize = 16;

/// Figures of a paragraph that are tried: so many before the sentence …
const BEFORE: usize = 80;
/// … and so many from its beginning on. A paragraph may hold thousands, and as many shares.
const BEHIND: usize = 160;

/// A figure of the sentence or the paragraph at hand.
pub(super) struct Stated<'p> {
    pub span: Span,
    pub value: Number,
    pub unit: &'p str,
    in_sentence: bool,
}

impl<'e, R: Recorder> Eval<'e, R> {
    /// `share(part, percent, whole…)`: one of the wholes, another figure of the paragraph, or neighbouring figures of
    /// the sentence together, or its first one without another, give the percentage, rounded or cut as printed. Where no whole is known, some whole
    /// number does.
    pub(super) fn share(&mut self, args: &'e [Node]) -> EvalResult<'e> {
        let (part, percent) = (self.value(arg(args, 0)?)?, self.value(arg(args, 1)?)?);
        let (k, p) = (numeric(&part)?, numeric(&percent)?);
        let own = part.place;
        let rests = part.and(percent);
        if k.same(Number::whole(0)) && p.same(k) {
            return Ok(rests.is(true));
        }
        let mut given = Vec::new();
        let mut unknown = None;
        for node in args.iter().skip(2) {
            match self.value(node) {
                Ok(shown) => given.push(numeric(&shown)?),
                Err(reason) => unknown = Some(reason),
            }
        }
        let stated = self.figures_around();
        let fits = |w: Number| fits(k, p, w).unwrap_or(false);
        // the figures of the text count in the smallest unit
        let scale = scale(&stated, own, k);
        let beside = |w: Number| fits(scale.and_then(|s| w.checked_div(s)).unwrap_or(w));
        if given.iter().any(|w| fits(*w)) || among(&stated, own, beside) {
            return Ok(rests.is(true));
        }
        if let Some(unknown) = unknown {
            return Err(unknown);
        }
        let least = scale.and_then(|s| k.checked_mul(s)).unwrap_or(k);
        let known = !given.is_empty() || has_whole(&stated, own, least);
        let holds = !known && feasible(k, p).unwrap_or(true);
        Ok(rests.is(holds))
    }

    /// The figures of the paragraph at hand, those that stand near.
    pub(super) fn figures_around(&self) -> Vec<Stated<'_>> {
        let prose = &self.report.prose;
        let sentence: Range<usize> = self.sentence.clone().unwrap_or_default();
        let Some(paragraph) = prose.paragraph_at(sentence.start) else {
            return Vec::new();
        };
        let tokens = prose.paragraphs.get(paragraph).map(|p| p.tokens.as_slice());
        let tokens = tokens.unwrap_or_default();
        let here = tokens.partition_point(|t| t.range.start < sentence.start);
        let near = here.saturating_sub(BEFORE)..(here + BEHIND).min(tokens.len());
        let figures = tokens.get(near).unwrap_or_default().iter();
        let figures = figures.filter_map(|t| match &t.kind {
            TokenKind::Quantity { value, unit, .. } => Some(Stated {
                span: prose.span(&t.range),
                value: *value,
                unit: prose.text(unit.clone()),
                in_sentence: sentence.contains(&t.range.start),
            }),
            _ => None,
        });
        figures.collect()
    }
}

/// What a figure of the text is divided by to count in the unit of a value that stands at a place.
pub(super) fn scale(stated: &[Stated<'_>], own: Option<Span>, value: Number) -> Option<Number> {
    let own = own?;
    let here = stated.iter().find(|s| s.span.overlaps(own))?;
    here.value.checked_div(value)
}

/// Some other figure, or a run of figures of one unit in the sentence.
fn among(stated: &[Stated<'_>], own: Option<Span>, fits: impl Fn(Number) -> bool) -> bool {
    let other = |s: &&Stated<'_>| own.is_none_or(|o| !s.span.overlaps(o));
    if stated.iter().filter(other).any(|s| fits(s.value)) {
        return true;
    }
    let here: Vec<&Stated<'_>> = stated.iter().filter(|s| s.in_sentence).collect();
    let here = here.get(..TOGETHER).unwrap_or(&here);
    // the first figure without another one: what was received without what was withdrawn
    let without = |s: &Stated<'_>| here.first().and_then(|all| all.value.checked_sub(s.value));
    if here.iter().skip(1).filter_map(|s| without(s)).any(&fits) {
        return true;
    }
    (0..here.len()).any(|from| {
        let mut run = here.get(from..).unwrap_or_default().iter();
        let Some(first) = run.next() else {
            return false;
        };
        let mut sum = first.value;
        run.filter(|s| s.unit == first.unit).any(|s| {
            let with = sum.checked_add(s.value);
            sum = with.unwrap_or(sum);
            with.is_some_and(&fits)
        })
    })
}

/// A figure of the same unit stands before the part in its sentence and is not less.
fn has_whole(stated: &[Stated<'_>], own: Option<Span>, k: Number) -> bool {
    let Some(own) = own else {
        return false;
    };
    let part = stated.iter().find(|s| s.span.overlaps(own));
    let before = stated.iter().take_while(|s| !s.span.overlaps(own));
    let mut before = before.filter(|s| s.in_sentence && s.value >= k);
    part.is_some_and(|part| before.any(|s| s.unit == part.unit))
}

/// `k` is `p` per cent of `whole`, rounded or cut to the printed decimals. One with decimals may be rounded itself.
fn fits(k: Number, p: Number, whole: Number) -> Option<bool> {
    let hundred = Number::whole(100);
    let share = k.checked_mul(hundred)?.checked_div(whole)?;
    let rounded = match k.places {
        0 => Number::whole(0),
        _ => k.unit()?.checked_mul(hundred)?.checked_div(whole)?.abs(),
    };
    Some(share.checked_sub(p)?.abs() < p.unit()?.checked_add(rounded)?)
}

/// Some whole number of which `k` is `p` per cent, rounded or cut to the printed decimals.
fn feasible(k: Number, p: Number) -> Option<bool> {
    let hundred = k.checked_mul(Number::whole(100))?;
    let (low, high) = (p.checked_sub(p.unit()?)?, p.checked_add(p.unit()?)?);
    let least = hundred
        .checked_div(high)?
        .floor()
        .checked_add(Number::whole(1))?;
    if low <= Number::whole(0) {
        return Some(true);
    }
    Some(least < hundred.checked_div(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_or_cut() {
        let n = |t: &str| Number::parse(t).unwrap();
        for (k, p, whole, expected) in [
            ("35", "4.34", "805", true),
            ("35", "4.35", "805", true),
            ("35", "4.36", "805", false),
            ("7", "88", "8", true),
            ("7", "87", "8", true),
            ("7", "86", "8", false),
            ("0", "0", "8", true),
        ] {
            assert_eq!(
                fits(n(k), n(p), n(whole)),
                Some(expected),
                "{k} {p} {whole}"
            );
        }
        assert_eq!(
            feasible(n("4"), n("75.1")),
            Some(false),
            "4 of 5 is 80, of 6 is 66.7"
        );
        assert_eq!(feasible(n("4"), n("57.1")), Some(true), "4 of 7");
        assert_eq!(feasible(n("0"), n("0")), Some(true));
    }
}
