//! Exact numbers.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An exact rational number and how many decimals were printed where it was read.
///
/// No operation rounds; one that would overflow 128 bits gives `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    value: Ratio<i128>,
    /// Decimals in the source text; 0 for counted numbers.
    pub places: u8,
}

impl Number {
    /// The longest run of digits that is taken as a number.
    pub const MAX_DIGITS: usize = 24;

    /// A whole number.
    pub fn whole(n: i128) -> Self {
        Number {
            value: Ratio::from_integer(n),
            places: 0,
        }
    }

    /// Reads `-12`, `3.50`, `1,234`, `1 234`; nothing else. `None` for other text and for more than [`Self::MAX_DIGITS`] digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mut mantissa, mut places, mut seen, mut point) = (0i128, 0u8, 0usize, false);
        for c in digits.chars() {
            match c {
                ',' | ' ' if !point && seen > 0 => {}
                '.' if !point && seen > 0 => point = true,
                _ => {
                    let digit = c.to_digit(10)?;
                    seen += 1;
                    if seen > Self::MAX_DIGITS {
                        return None;
                    }
                    mantissa = mantissa * 10 + i128::from(digit);
                    places += u8::from(point);
                }
            }
        }
        if seen == 0 {
            return None;
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        let value = match places {
            0 => Ratio::from_integer(mantissa),
            _ => Ratio::new(mantissa, 10i128.checked_pow(u32::from(places))?),
        };
        Some(Number { value, places })
    }

    fn exact(value: Ratio<i128>, places: u8) -> Self {
        Number { value, places }
    }

    /// Sum, or `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let sum = match (self.value.is_integer(), other.value.is_integer()) {
            // nearly all numbers are whole, and need no common denominator
            (true, true) => i128::checked_add(*self.value.numer(), *other.value.numer())?.into(),
            _ => self.value.checked_add(&other.value)?,
        };
        Some(Self::exact(sum, places))
    }

    /// Difference, or `None` on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let rest = match (self.value.is_integer(), other.value.is_integer()) {
            (true, true) => i128::checked_sub(*self.value.numer(), *other.value.numer())?.into(),
            _ => self.value.checked_sub(&other.value)?,
        };
        Some(Self::exact(rest, places))
    }

    /// Product, or `None` on overflow.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let places = self.places.saturating_add(other.places);
        let product = match (self.value.is_integer(), other.value.is_integer()) {
            (true, true) => i128::checked_mul(*self.value.numer(), *other.value.numer())?.into(),
            _ => self.value.checked_mul(&other.value)?,
        };
        Some(Self::exact(product, places))
    }

    /// The same figure in another unit: times ten to a power. What was printed exactly stays so.
    pub fn shifted(self, power: i64) -> Option<Self> {
        let ten = 10i128.checked_pow(u32::try_from(power.unsigned_abs()).ok()?)?;
        let places = (i64::from(self.places) - power).max(0);
        let value = match power < 0 {
            true => self.value.checked_div(&Ratio::from_integer(ten))?,
            false => self.value.checked_mul(&Ratio::from_integer(ten))?,
        };
        Some(Self::exact(value, u8::try_from(places).ok()?))
    }

    /// Quotient, or `None` on division by zero or overflow.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.value.is_zero() {
            return None;
        }
        Some(Self::exact(
            self.value.checked_div(&other.value)?,
            self.places,
        ))
    }

    /// Remainder of whole numbers; `None` when either has a fraction or the divisor is zero.
    pub fn checked_rem(self, other: Self) -> Option<Self> {
        let (a, b) = (self.to_whole()?, other.to_whole()?);
        Some(Self::whole(a.checked_rem(b)?))
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        if self.is_negative() {
            Self::exact(-self.value, self.places)
        } else {
            self
        }
    }

    /// Below zero.
    pub fn is_negative(self) -> bool {
        // the number below the line is never negative
        *self.value.numer() < 0
    }

    /// The integer, when there is no fraction.
    pub fn to_whole(self) -> Option<i128> {
        self.value.is_integer().then(|| self.value.to_integer())
    }

    /// The number below the fraction line, in lowest terms.
    pub fn denominator(self) -> i128 {
        *self.value.denom()
    }

    /// The number times a factor, when that is whole.
    pub fn scaled(self, factor: i128) -> Option<i128> {
        let product = self.value.checked_mul(&Ratio::from_integer(factor))?;
        product.is_integer().then(|| product.to_integer())
    }

    /// A whole number of parts of one, printed with some decimals; `None` for no parts.
    pub fn parts(n: i128, of: i128, places: u8) -> Option<Self> {
        (of != 0).then(|| Self::exact(Ratio::new(n, of), places))
    }

    /// The largest whole number that is not above this one.
    pub fn floor(self) -> Self {
        Self::exact(self.value.floor(), 0)
    }

    /// Half away from zero, to a number of decimals.
    pub fn round(self, places: u8) -> Option<Self> {
        let scale = Ratio::from_integer(10i128.checked_pow(u32::from(places))?);
        let scaled = self.value.checked_mul(&scale)?.round();
        Some(Self::exact(scaled.checked_div(&scale)?, places))
    }

    /// Two whole numbers of as many digits, the same but for one digit, or for two neighbours that changed places: who types
    /// wrongly misses by this, who counts wrongly by anything. `None` where one of them has a fraction.
    pub fn is_slip_of(self, other: Self) -> Option<bool> {
        let (a, b) = (self.to_whole()?.to_string(), other.to_whole()?.to_string());
        if a.len() != b.len() {
            return Some(false);
        }
        let pairs = a.bytes().zip(b.bytes()).enumerate();
        let other: Vec<(usize, (u8, u8))> = pairs.filter(|(_, (x, y))| x != y).collect();
        Some(match other.as_slice() {
            [_] => true,
            [(at, (x, y)), (next, (v, w))] => at + 1 == *next && x == w && y == v,
            _ => false,
        })
    }

    /// One unit of the last printed decimal: 1 for `12`, 0.01 for `0.50`.
    pub fn unit(self) -> Option<Self> {
        let scale = 10i128.checked_pow(u32::from(self.places))?;
        Some(Self::exact(Ratio::new(1, scale), self.places))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl Number {
    /// Equality of values, whatever the printed decimals.
    pub fn same(self, other: Self) -> bool {
        self.value == other.value
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.is_integer() && self.places == 0 {
            return write!(f, "{}", self.value.to_integer());
        }
        let places = if self.places > 0 {
            self.places.min(12)
        } else {
            2
        };
        let rounded = self.round(places).unwrap_or(*self);
        let scale = 10i128.pow(u32::from(places));
        let scaled = (rounded.value * Ratio::from_integer(scale)).to_integer();
        let sign = if scaled < 0 { "-" } else { "" };
        let (whole, rest) = (scaled.abs() / scale, scaled.abs() % scale);
        write!(f, "{sign}{whole}.{rest:0width$}", width = places as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        for (text, printed) in [
            ("0", "0"),
            ("-8", "-8"),
            ("1,234", "1234"),
            ("1077.892534", "1077.892534"),
            ("0.50", "0.50"),
        ] {
            assert_eq!(Number::parse(text).unwrap().to_string(), printed);
        }
        for text in ["", "-", "12件", "3-5", ".5", "1".repeat(25).as_str()] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn sums_are_exact() {
        let tenth = Number::parse("0.1").unwrap();
        let fifth = Number::parse("0.2").unwrap();
        assert!(
            tenth
                .checked_add(fifth)
                .unwrap()
                .same(Number::parse("0.3").unwrap())
        );
        assert!(tenth.checked_div(Number::whole(0)).is_none());
        let third = Number::whole(1).checked_div(Number::whole(3)).unwrap();
        assert_eq!(third.to_string(), "0.33");
        assert!(
            third
                .checked_mul(Number::whole(3))
                .unwrap()
                .same(Number::whole(1))
        );
    }
}
