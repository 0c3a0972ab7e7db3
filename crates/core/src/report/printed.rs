//! Figures of prose in the unit that a pack asks for: 1.5 of ten thousand is 1.5 there, with one decimal.

use crate::text::Number;

/// Powers of ten between what is printed and what it comes to.
const POWERS: [i64; 3] = [0, 4, 8];

/// A figure of so many digits as printed, which comes to a value in the smallest unit, in the unit of a power of ten.
pub(super) fn in_unit(digits: &str, value: Number, unit: u32) -> Option<Number> {
    let printed = Number::parse(digits)?;
    let power = POWERS
        .into_iter()
        .find(|p| printed.shifted(*p).is_some_and(|n| n.same(value)))?;
    printed.shifted(power - i64::from(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_those_that_are_printed() {
        let read = |digits, value| in_unit(digits, Number::whole(value), 4).unwrap();
        assert_eq!(read("105.58", 1_055_800), Number::parse("105.58").unwrap());
        assert_eq!(read("1055800", 1_055_800).places, 4);
        assert_eq!(read("1.2", 120_000_000).places, 0);
    }
}
