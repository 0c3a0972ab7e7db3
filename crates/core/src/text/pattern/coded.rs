//! Steps as bytes: of a pattern that the build wrote they are read when it is first tried, and the texts and sets in them
//! stay where they are.

use super::program::{Edge, Program, Step};
use super::set::{Set, Sieve};
use crate::text::Bytes;

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
    /// The steps as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut to = Vec::new();
        let counts = [self.sides, self.steps.len(), self.sets.len()];
        counts.iter().for_each(|n| put(*n, &mut to));
        put(self.sieves.len(), &mut to);
        put(self.first.iter().len(), &mut to);
        self.steps.iter().for_each(|step| write(step, &mut to));
        for set in &self.sets {
            put_bytes(set.bytes(), &mut to);
        }
        for sieve in self.sieves.iter().chain(&self.first) {
            put_bytes(sieve.bytes(), &mut to);
        }
        to
    }

    /// The steps in bytes; `None` where there are none.
    pub fn read(bytes: &Bytes) -> Option<Self> {
        let mut from = StepReader { bytes, at: 0 };
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

fn write(step: &Step, to: &mut Vec<u8>) {
    let mut numbers = |tag: u8, numbers: &[usize]| {
        to.push(tag);
        numbers.iter().for_each(|n| put(*n, to));
    };
    match step {
        Step::Char(c) => numbers(0, &[*c as usize]),
        Step::Text(text) => {
            to.push(1);
            put_bytes(text, to);
        }
        Step::Texts(texts) => {
            to.push(2);
            put_bytes(&texts.0, to);
        }
        Step::One(set) => numbers(3, &[*set]),
        Step::Run {
            set,
            min,
            max,
            greedy,
            sieve,
        } => {
            let tag = if *greedy { 4 } else { 5 };
            let sieve = sieve.map_or(0, |s| s + 1);
            numbers(tag, &[*set, *min as usize, *max as usize, sieve]);
        }
        Step::Fork {
            better,
            other,
            sieve,
        } => numbers(6, &[*better, *other, sieve.map_or(0, |s| s + 1)]),
        Step::Jump(step) => numbers(7, &[*step]),
        Step::Side(side) => numbers(8, &[*side]),
        Step::Look(Edge::TextStart) => numbers(9, &[]),
        Step::Look(Edge::TextEnd) => numbers(10, &[]),
        Step::Look(Edge::LineStart) => numbers(11, &[]),
        Step::Look(Edge::LineEnd) => numbers(12, &[]),
        Step::Match => numbers(13, &[]),
    }
}

/// Seven bits a byte, the lowest first; the last byte is below 128.
fn put(mut number: usize, to: &mut Vec<u8>) {
    while number > 127 {
        to.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    to.push(number as u8);
}

fn put_bytes(bytes: &[u8], to: &mut Vec<u8>) {
    put(bytes.len(), to);
    to.extend(bytes);
}

struct StepReader<'b> {
    bytes: &'b Bytes,
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
            "甲[乙丙a-z]{2,}?(?P<a>丁(?:戊|己庚)?){0,3}$",
            "^(?:甲乙|甲丙|丁|[0-9]+?x)",
            r"\A[^甲]*乙\z",
        ] {
            let program = Program::new(&parse(source).unwrap(), &["a".to_owned()]).unwrap();
            let bytes = Bytes::from(program.write());
            assert_eq!(Program::read(&bytes), Some(program), "{source}");
        }
        assert_eq!(Program::read(&Bytes::default()), None);
    }
}
