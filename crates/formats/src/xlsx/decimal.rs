//! Numbers in decimal digits, of which spreadsheets show fifteen.

/// A number in decimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Its digits, without zeros at either end; none for zero.
    digits: Vec<u8>,
    /// How many of the digits stand in front of the point; it may lie outside of them.
    point: i64,
}

/// The digits that a number has.
const DIGITS: usize = 15;
/// No number of a report has more places than this in front of the point or behind it.
const MOST_PLACES: i64 = 40;

impl Decimal {
    pub(super) fn of(value: f64) -> Self {
        let text = format!("{:.*e}", DIGITS - 1, value.abs());
        let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = digits.bytes().filter(u8::is_ascii_digit).map(|d| d - b'0');
        let point = power.parse::<i64>().unwrap_or_default() + 1;
        Decimal {
            negative: value < 0.0,
            digits: digits.collect(),
            point,
        }
        .trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        let zeros = self.digits.iter().take_while(|d| **d == 0).count();
        self.digits.drain(..zeros);
        self.point -= zeros as i64;
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub(super) fn shifted(&self, places: i64) -> Self {
        Decimal {
            point: self.point + places,
            ..self.clone()
        }
    }

    /// With so many places behind the point at most, and whether digits were cut.
    pub(super) fn rounded(&self, places: usize) -> (Self, bool) {
        let kept = self.point + i64::try_from(places).unwrap_or(i64::MAX / 2);
        let Ok(kept) = usize::try_from(kept) else {
            let zero = Decimal {
                digits: Vec::new(),
                ..self.clone()
            };
            return (zero, !self.is_zero());
        };
        if kept >= self.digits.len() {
            return (self.clone(), false);
        }
        let mut new = self.clone();
        let up = self.digits.get(kept).is_some_and(|d| *d >= 5);
        new.digits.truncate(kept);
        if up {
            let mut carry = true;
            for digit in new.digits.iter_mut().rev() {
                *digit = if *digit == 9 { 0 } else { *digit + 1 };
                carry = *digit == 0;
                if !carry {
                    break;
                }
            }
            if carry {
                new.digits.insert(0, 1);
                new.point += 1;
            }
        }
        (new.trimmed(), true)
    }

    /// The digits in front of the point and behind it.
    pub(super) fn parts(&self) -> (String, String) {
        let digit = |at: i64| {
            let found = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
            char::from(b'0' + found.copied().unwrap_or(0))
        };
        let point = match self.is_zero() {
            true => 0,
            false => self.point.clamp(-MOST_PLACES, 400),
        };
        let length = i64::try_from(self.digits.len()).unwrap_or(0);
        let before: String = (0..point).map(digit).collect();
        let behind: String = (point..length).map(digit).collect();
        let before = if before.is_empty() {
            "0".to_owned()
        } else {
            before
        };
        (before, behind)
    }

    /// Its digits without a sign.
    pub(super) fn absolute(&self) -> String {
        match self.parts() {
            (before, behind) if behind.is_empty() => before,
            (before, behind) => format!("{before}.{behind}"),
        }
    }

    pub(super) fn plain(&self) -> String {
        let sign = if self.negative && !self.is_zero() {
            "-"
        } else {
            ""
        };
        format!("{sign}{}", self.absolute())
    }
}
