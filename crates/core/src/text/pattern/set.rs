//! Sets of characters, made for one question: whether a character is in.

use super::chars::split;
use crate::text::Bytes;
use regex_syntax::hir::ClassUnicode;

/// Characters of a class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    /// One bit for each ASCII character; behind them all ranges of the others, in order, both ends included.
    bytes: Bytes,
    /// The bits.
    ascii: u128,
    /// The widest of the ranges; empty when its end is zero.
    widest: (u32, u32),
}

/// How many bytes there are for ASCII characters.
const ASCII: usize = 16;

impl Set {
    /// The characters of a class.
    pub fn new(class: &ClassUnicode) -> Self {
        let mut ascii = 0_u128;
        let mut ranges = Vec::new();
        for range in class.iter() {
            let (from, to) = (range.start() as u32, range.end() as u32);
            for c in from..=to.min(127) {
                ascii |= 1 << c;
            }
            if to > 127 {
                ranges.extend(from.max(128).to_le_bytes());
                ranges.extend(to.to_le_bytes());
            }
        }
        let mut bytes = ascii.to_le_bytes().to_vec();
        bytes.extend(ranges);
        Set::from(Bytes::from(bytes))
    }

    /// It as bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn ranges(&self) -> &[[u8; 8]] {
        let ranges = self.bytes.get(ASCII..).unwrap_or_default();
        ranges.as_chunks().0
    }

    /// Whether a character is in.
    #[inline(always)]
    pub fn holds(&self, c: u32) -> bool {
        if c < 128 {
            return self.ascii >> c & 1 == 1;
        }
        (self.widest.0 <= c && c <= self.widest.1) || self.holds_rare(c)
    }

    fn holds_rare(&self, c: u32) -> bool {
        let ranges = self.ranges();
        if ranges.len() < 2 {
            return false;
        }
        let behind = ranges.partition_point(|r| ends(*r).0 <= c);
        let range = behind.checked_sub(1).and_then(|n| ranges.get(n));
        range.is_some_and(|r| c <= ends(*r).1)
    }
}

/// Both ends of a range.
fn ends([a, b, c, d, e, f, g, h]: [u8; 8]) -> (u32, u32) {
    (
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
    )
}

impl From<Bytes> for Set {
    fn from(bytes: Bytes) -> Self {
        let ascii = bytes.first_chunk::<ASCII>().copied();
        let mut set = Set {
            ascii: ascii.map_or(0, u128::from_le_bytes),
            bytes,
            ..Set::default()
        };
        let widest = set.ranges().iter().map(|r| ends(*r));
        let widest = widest.max_by_key(|(from, to)| to.wrapping_sub(*from));
        set.widest = widest.unwrap_or_default();
        set
    }
}

impl From<Bytes> for Sieve {
    fn from(bytes: Bytes) -> Self {
        Sieve(bytes)
    }
}

/// Characters with which a match or a part of it can begin: a sieve that lets all of them through, and few others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sieve(Bytes);

/// How many bits a sieve has.
const BITS: usize = 256;

impl Sieve {
    /// A sieve that lets some characters through.
    pub fn new(chars: &[char]) -> Self {
        let mut bits = vec![0_u8; BITS / 8];
        for c in chars {
            let (byte, bit) = Self::place(*c as u32);
            if let Some(byte) = bits.get_mut(byte) {
                *byte |= bit;
            }
        }
        Sieve(bits.into())
    }

    /// It as bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Nothing is let through.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|b| *b == 0)
    }

    /// False only when no match can begin with it.
    #[inline(always)]
    pub fn passes(&self, c: u32) -> bool {
        let (byte, bit) = Self::place(c);
        self.0.get(byte).is_some_and(|b| b & bit != 0)
    }

    /// The first place from one on, before another, where a character stands that it lets through, or that begins a line.
    pub fn next(&self, text: &[u8], from: usize, until: usize) -> usize {
        let Some(bits) = self.0.first_chunk::<{ BITS / 8 }>() else {
            return from;
        };
        let mut rest = text.get(from..).unwrap_or_default();
        while let Some((c, behind)) = split(rest) {
            let at = text.len() - rest.len();
            let (byte, bit) = Self::place(c);
            if at >= until || bits.get(byte).is_some_and(|b| b & bit != 0) {
                return at;
            }
            rest = behind;
            if c == u32::from(b'\n') {
                break;
            }
        }
        text.len() - rest.len()
    }

    const fn place(c: u32) -> (usize, u8) {
        let mixed = c.wrapping_mul(0x9e37_79b1) >> 24;
        (mixed as usize >> 3, 1 << (mixed & 7))
    }
}
