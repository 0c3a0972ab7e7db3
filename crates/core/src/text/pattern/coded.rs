//! Steps as bytes: of a pattern that the build wrote they are read when it is first tried, and the texts and sets in them
//! stay where they are. Long ones are bytes of their own, which many patterns have.

use super::program::{Edge, Program, Step};
use super::set::{Set, Sieve};
use crate::text::{Bytes, LONG};
use std::slice::Iter;

/// TextList one of which is to be found, in the order of their first characters: how many there are, of each its first
/// character, where it begins and how many bytes it has, then all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextList(Bytes);

/// One of the texts: its first character, where it begins among the texts and how many bytes it has.
pub(super) type TextRecord = [u8; 8];

impl TextList {
    /// `None` where they are too many or too long.
    pub fn new(texts: &[(u32, String)]) -> Option<Self> {
        let mut bytes = u16::try_from(texts.len()).ok()?.to_le_bytes().to_vec();
        let mut begin = 0_u16;
        for (first, text) in texts {
            let length = u16::try_from(text.len()).ok()?;
            bytes.extend(first.to_le_bytes());
            bytes.extend(begin.to_le_bytes());
            bytes.extend(length.to_le_bytes());
            begin = begin.checked_add(length)?;
        }
        texts.iter().for_each(|(_, t)| bytes.extend(t.as_bytes()));
        Some(TextList(bytes.into()))
    }

    fn split(&self) -> (&[TextRecord], &[u8]) {
        let Some((count, rest)) = self.0.split_first_chunk() else {
            return (&[], &[]);
        };
        let count = usize::from(u16::from_le_bytes(*count));
        let parts = rest.split_at_checked(count * size_of::<TextRecord>());
        let (records, texts) = parts.unwrap_or_default();
        (records.as_chunks().0, texts)
    }

    /// The nth of the texts that begin with a character, from the nth on, with its number; the first where `nth` is 0.
    pub fn from(&self, nth: usize, c: u32) -> impl Iterator<Item = (usize, &[u8])> {
        let (records, texts) = self.split();
        let nth = match nth {
            0 => records.partition_point(|r| first(*r) < c),
            nth => nth,
        };
        let rest = records.get(nth..).unwrap_or_default().iter();
        let alike = rest.take_while(move |r| first(**r) == c).enumerate();
        alike.filter_map(move |(more, [.., a, b, d, e])| {
            let begin = usize::from(u16::from_le_bytes([*a, *b]));
            let length = usize::from(u16::from_le_bytes([*d, *e]));
            Some((nth + more, texts.get(begin..begin + length)?))
        })
    }
}

fn first([a, b, c, d, ..]: TextRecord) -> u32 {
    u32::from_le_bytes([a, b, c, d])
}

impl Program {
    /// The steps as bytes, and behind them the long texts and sets.
    pub fn write(&self) -> Vec<Bytes> {
        let mut to = StepWriter::default();
        let counts = [self.sides, self.steps.len(), self.sets.len()];
        counts.iter().for_each(|n| to.number(*n));
        to.number(self.sieves.len());
        to.number(self.first.iter().len());
        self.steps.iter().for_each(|step| to.step(step));
        self.sets.iter().for_each(|set| to.part(set.bytes()));
        for sieve in self.sieves.iter().chain(&self.first) {
            to.part(sieve.bytes());
        }
        to.long.insert(0, to.bytes.into());
        to.long
    }

    /// The steps in bytes; `None` where there are none.
    pub fn read(bytes: &[Bytes]) -> Option<Self> {
        let (bytes, long) = bytes.split_first()?;
        let long = long.iter();
        let mut from = StepReader { bytes, long, at: 0 };
        let sides = from.number()?;
        let [steps, sets, sieves, first] = [
            from.number()?,
            from.number()?,
            from.number()?,
            from.number()?,
        ];
        let mut program = Program {
            steps: Vec::with_capacity(steps),
            sets: Vec::with_capacity(sets),
            sieves: Vec::with_capacity(sieves),
            first: None,
            sides,
        };
        for _ in 0..steps {
            program.steps.push(from.step()?);
        }
        for _ in 0..sets {
            program.sets.push(Set::from(from.part()?));
        }
        for _ in 0..sieves {
            program.sieves.push(Sieve::from(from.part()?));
        }
        if first > 0 {
            program.first = Some(Sieve::from(from.part()?));
        }
        Some(program)
    }
}

#[derive(Default)]
struct StepWriter {
    bytes: Vec<u8>,
    long: Vec<Bytes>,
}

impl StepWriter {
    fn step(&mut self, step: &Step) {
        match step {
            Step::Char(c) => self.numbers(0, &[*c as usize]),
            Step::Text(text) => {
                self.bytes.push(1);
                self.part(text);
            }
            Step::Texts(texts) => {
                self.bytes.push(2);
                self.part(&texts.0);
            }
            Step::One(set) => self.numbers(3, &[*set]),
            Step::Run {
                set,
                min,
                max,
                greedy,
                sieve,
            } => {
                let tag = if *greedy { 4 } else { 5 };
                let sieve = sieve.map_or(0, |s| s + 1);
                self.numbers(tag, &[*set, *min as usize, *max as usize, sieve]);
            }
            Step::Fork {
                better,
                other,
                sieve,
            } => self.numbers(6, &[*better, *other, sieve.map_or(0, |s| s + 1)]),
            Step::Jump(step) => self.numbers(7, &[*step]),
            Step::Side(side) => self.numbers(8, &[*side]),
            Step::Look(Edge::TextStart) => self.numbers(9, &[]),
            Step::Look(Edge::TextEnd) => self.numbers(10, &[]),
            Step::Look(Edge::LineStart) => self.numbers(11, &[]),
            Step::Look(Edge::LineEnd) => self.numbers(12, &[]),
            Step::Match => self.numbers(13, &[]),
        }
    }

    fn numbers(&mut self, tag: u8, numbers: &[usize]) {
        self.bytes.push(tag);
        numbers.iter().for_each(|n| self.number(*n));
    }

    /// Seven bits a byte, the lowest first; the last byte is below 128.
    fn number(&mut self, mut number: usize) {
        while number > 127 {
            self.bytes.push((number & 127) as u8 | 128);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn part(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        match bytes.len() < LONG {
            true => self.bytes.extend(bytes),
            false => self.long.push(bytes.to_vec().into()),
        }
    }
}

struct StepReader<'b> {
    bytes: &'b Bytes,
    long: Iter<'b, Bytes>,
    at: usize,
}

impl StepReader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0_usize, 0);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    fn part(&mut self) -> Option<Bytes> {
        let length = self.number()?;
        if length >= LONG {
            return self.long.next().cloned();
        }
        let range = self.at..self.at.checked_add(length)?;
        self.at = range.end;
        Some(self.bytes.part(range))
    }

    fn step(&mut self) -> Option<Step> {
        Some(match self.byte()? {
            0 => Step::Char(self.small()?),
            1 => Step::Text(self.part()?),
            2 => Step::Texts(TextList(self.part()?)),
            3 => Step::One(self.number()?),
            tag @ 4..=5 => Step::Run {
                set: self.number()?,
                min: self.small()?,
                max: self.small()?,
                greedy: tag == 4,
                sieve: self.number()?.checked_sub(1),
            },
            6 => Step::Fork {
                better: self.number()?,
                other: self.number()?,
                sieve: self.number()?.checked_sub(1),
            },
            7 => Step::Jump(self.number()?),
            8 => Step::Side(self.number()?),
            9 => Step::Look(Edge::TextStart),
            10 => Step::Look(Edge::TextEnd),
            11 => Step::Look(Edge::LineStart),
            12 => Step::Look(Edge::LineEnd),
            13 => Step::Match,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::engine::parse;
    use super::*;

    #[test]
    fn steps_are_read_as_they_were_written() {
        for source in [
            "甲乙丙丁戊己庚辛壬癸[乙丙a-z]{2,}?(?P<a>丁(?:戊|己庚)?){0,3}$",
            "^(?:甲乙|甲丙|丁|[0-9]+?x)",
            r"\A[^甲]*乙\z",
        ] {
            let program = Program::new(&parse(source).unwrap(), &["a".to_owned()]).unwrap();
            assert_eq!(Program::read(&program.write()), Some(program), "{source}");
        }
        assert_eq!(Program::read(&[]), None);
    }
}
