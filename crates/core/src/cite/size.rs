//! Whether a number of a text says a value: exactly, rounded, or as "and some".

use super::quotes::Quote;
use crate::text::Number;

/// How a number says a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    Exact,
    /// Rounded to the digits that are printed, or as "and some".
    Rounded,
}

/// How a number of a text says a value; `None` where it does not.
pub(super) fn agreement(quote: &Quote, value: Number) -> Option<Agreement> {
    if quote.value.same(value) {
        return Some(Agreement::Exact);
    }
    let grain = grain(quote)?;
    let over = value.checked_sub(quote.value)?;
    if quote.approx {
        let some = !over.is_negative() && over < grain;
        return some.then_some(Agreement::Rounded);
    }
    let scaled = !quote.scale.same(Number::whole(1));
    let twice = over.abs().checked_mul(Number::whole(2))?;
    (scaled && twice <= grain).then_some(Agreement::Rounded)
}

/// What the last printed digit counts; for whole numbers that end in zeros, as far as "and some" is said.
fn grain(quote: &Quote) -> Option<Number> {
    let mut grain = quote.scale;
    for _ in 0..quote.places {
        grain = grain.checked_div(Number::whole(10))?;
    }
    let ten = Number::whole(10);
    while quote.approx && grain < quote.value {
        let wider = grain.checked_mul(ten)?;
        let rest = quote.value.checked_div(wider)?;
        if rest.to_whole().is_none() {
            break;
        }
        grain = wider;
    }
    Some(grain)
}

/// Whether a percentage says a share or a change, rounded to the decimals that are printed.
pub(super) fn is_percentage(quote: &Quote, part: Number, of: Number) -> bool {
    let share = part
        .checked_mul(Number::whole(100))
        .and_then(|hundredfold| hundredfold.checked_div(of))
        .and_then(|share| share.round(quote.places));
    share.is_some_and(|share| share.same(quote.value))
}
