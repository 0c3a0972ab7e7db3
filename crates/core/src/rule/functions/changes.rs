//! Whether a difference is a printed percentage of what was there before it.

use super::shares::{Stated, scale};
use super::{arg, numeric};
use crate::rule::eval::{Eval, EvalResult};
use crate::rule::node::Node;
use crate::rule::record::Recorder;
use crate::rule::value::{Reason, Value};
use crate::text::{Number, Span};

impl<'e, R: Recorder> Eval<'e, R> {
    /// `change(by, percent, now…)`: what was there before is another figure of the paragraph, or such a figure or one
    /// of those given without the difference, which is negative where it became less. Where no figure stands before
    /// the difference, and none of those given fits, it is undecided.
    pub(super) fn change(&mut self, args: &'e [Node]) -> EvalResult<'e> {
        let (by, percent) = (self.value(arg(args, 0)?)?, self.value(arg(args, 1)?)?);
        let (d, p) = (numeric(&by)?, numeric(&percent)?);
        let own = by.place;
        let rests = by.and(percent);
        if d.same(Number::whole(0)) {
            return Ok(rests.is(true));
        }
        let mut figures: Vec<Number> = Vec::new();
        for node in args.iter().skip(2) {
            // a table that is not there gives no figure
            match self.value(node).map(|shown| shown.value) {
                Ok(Value::Number(n)) => figures.push(n),
                Ok(Value::List(items)) => figures.extend(items.iter().filter_map(|i| i.number())),
                _ => {}
            }
        }
        let stated = self.figures_around();
        let (others, before) = others(&stated, own, d);
        figures.extend(others);
        let mut all = figures.iter();
        let holds = all.any(|f| fits(d, p, (*f, &figures)).unwrap_or(false));
        match holds || before {
            true => Ok(rests.is(holds)),
            false => Err(Reason::NotHere.nowhere()),
        }
    }
}

/// The other figures of the unit that a difference has, and whether one stands before it.
fn others(stated: &[Stated<'_>], own: Option<Span>, d: Number) -> (Vec<Number>, bool) {
    let is_own = |s: &Stated<'_>| own.is_some_and(|o| s.span.overlaps(o));
    let here = stated.iter().position(is_own);
    let unit = here.and_then(|at| stated.get(at)).map(|s| s.unit);
    let Some(scale) = scale(stated, own, d.abs()) else {
        return (Vec::new(), false);
    };
    let all = stated.iter().enumerate();
    let alike = all.filter(|(at, s)| unit == Some(s.unit) && Some(*at) != here);
    let first = alike.clone().next().map(|(at, _)| at);
    let figures = alike.filter_map(|(_, s)| s.value.checked_div(scale));
    (figures.collect(), first.is_some_and(|at| Some(at) < here))
}

/// `d` is `p` per cent of a figure, or of the figure without it, as far as the printed decimals tell. A figure is not
/// what was there before where the text has the one that the difference leads to in the other direction only.
fn fits(d: Number, p: Number, (figure, all): (Number, &[Number])) -> Option<bool> {
    let hundred = Number::whole(100);
    let of = |base: Number| {
        let share = d.abs().checked_mul(hundred)?.checked_div(base)?;
        // the difference is rounded, and so is what was there before
        let rounded = hundred.checked_add(share)?;
        let printed = d.unit()?.checked_mul(rounded)?.checked_div(base)?;
        let allowed = p.unit()?.checked_add(printed.abs())?;
        let zero = Number::whole(0);
        Some(base > zero && share.checked_sub(p)?.abs() < allowed)
    };
    let unit = d.unit()?;
    let is_stated = |n: Number| {
        let mut far = all.iter().filter_map(|o| o.checked_sub(n));
        far.any(|f| f.abs() <= unit)
    };
    let (less, more) = (figure.checked_sub(d)?, figure.checked_add(d)?);
    let turned = is_stated(less) && !is_stated(more);
    Some(of(less).unwrap_or(false) || (of(figure).unwrap_or(false) && !turned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_of_what_was_there_before() {
        let n = |t: &str| Number::parse(t).unwrap();
        for (d, p, figure, expected) in [
            ("76.67", "6.51", "1253.68", true),
            ("76.67", "12.91", "1253.68", false),
            ("-0.23", "24.0", "0.73", true),
            ("0.23", "24.0", "0.73", false),
            ("-0.23", "24.0", "0.96", true),
            ("0.09", "1.18", "7.77", true),
            ("702.72", "13.0", "5415.32", true),
            ("55.71", "179.76", "86.71", true),
            ("55.71", "179.86", "86.71", false),
        ] {
            let found = fits(n(d), n(p), (n(figure), &[]));
            assert_eq!(found, Some(expected), "{d} {p} {figure}");
        }
        let now = [n("4712.60"), n("5415.32")];
        let turned = fits(n("702.72"), n("13.0"), (n("5415.32"), &now));
        assert_eq!(turned, Some(false), "it became less, not more");
    }
}
