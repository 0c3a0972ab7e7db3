//! Where words stand in a text that is searched many times.
//!
//! Each character and each pair of neighbours is entered once, under a number made of it. A word is looked up by the
//! rarest of its pairs, so that what does not occur costs next to nothing, whatever the length of the text.

use std::ops::Range;

/// A full stop: sentences end behind it.
pub(super) const STOP: char = '\u{3002}';
/// The end of a paragraph.
pub(super) const LINE: char = '\n';

/// Where characters and pairs of a text stand.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Where the entries under each number begin, and where the last ones end.
    starts: Vec<u32>,
    entries: Vec<Entry>,
    /// Where sentences begin.
    sentences: Vec<u32>,
}

/// A place in the text.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    at: u32,
    sentence: u32,
}

/// A place of a word, with the sentence that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub at: usize,
    pub sentence: usize,
}

/// A word to look up: its text, and the numbers of its pairs, or of its only character, each with its place in the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'w> {
    pub text: &'w [u8],
    numbers: &'w [[u8; PAIR]],
}

/// How many slots there are for each character.
const SLOTS: usize = 4;

/// How many bytes a number and a place take.
const PAIR: usize = 6;

impl<'w> Word<'w> {
    /// A word as bytes behind others: the lengths of the text and of the numbers, then both.
    pub fn write(text: &str, to: &mut Vec<u8>) {
        let mut numbers: Vec<u8> = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let second = chars.peek().map(|(_, c)| *c);
            if second.is_some() || at == 0 {
                numbers.extend(number(c, second).to_le_bytes());
                numbers.extend((at as u16).to_le_bytes());
            }
        }
        to.extend((text.len() as u16).to_le_bytes());
        to.extend((numbers.len() as u16).to_le_bytes());
        to.extend(text.as_bytes());
        to.extend(numbers);
    }

    /// The word that bytes begin with, and the bytes behind it.
    pub fn read(from: &'w [u8]) -> Option<(Self, &'w [u8])> {
        let ([a, b, c, d], rest) = from.split_first_chunk()?;
        let (text, rest) = rest.split_at_checked(u16::from_le_bytes([*a, *b]).into())?;
        let (numbers, rest) = rest.split_at_checked(u16::from_le_bytes([*c, *d]).into())?;
        let numbers = numbers.as_chunks().0;
        Some((Word { text, numbers }, rest))
    }

    fn numbers(self) -> impl Iterator<Item = (u32, usize)> {
        let numbers = self.numbers.iter();
        numbers.map(|[a, b, c, d, e, f]| {
            let behind = u16::from_le_bytes([*e, *f]);
            (u32::from_le_bytes([*a, *b, *c, *d]), behind.into())
        })
    }
}

/// The number of two neighbours, which few other pairs have; its low bits are as good as all of it.
pub(crate) fn pair_number(first: char, second: char) -> u32 {
    number(first, Some(second))
}

/// The number of a character, or of a pair.
fn number(first: char, second: Option<char>) -> u32 {
    let second = second.map_or(0, |c| (c as u32).wrapping_add(1));
    let mixed = (first as u32).wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b);
    mixed.wrapping_mul(0xc2b2_ae35) >> 8
}

impl Index {
    /// The index of a text.
    pub fn new(text: &str) -> Self {
        let chars = text.len() / 3;
        // so many that most numbers which do not occur have a slot to themselves
        let slots = (chars * SLOTS).next_power_of_two().clamp(1 << 10, 1 << 16);
        let mask = slots as u32 - 1;
        let mut sentences = vec![0];
        let mut all: Vec<(u32, Entry)> = Vec::with_capacity(chars * 2 + 2);
        let mut last: Option<(char, Entry)> = None;
        for (at, c) in text.char_indices() {
            let entry = Entry {
                at: at as u32,
                sentence: sentences.len() as u32 - 1,
            };
            if let Some((first, entry)) = last {
                all.push((number(first, Some(c)) & mask, entry));
            }
            all.push((number(c, None) & mask, entry));
            last = Some((c, entry));
            if c == STOP || c == LINE {
                sentences.push((at + c.len_utf8()) as u32);
            }
        }
        let (starts, entries) = sorted(&all, slots);
        Index {
            starts,
            entries,
            sentences,
        }
    }

    /// The entries under a number.
    fn under(&self, number: u32) -> &[Entry] {
        let slots = self.starts.len().saturating_sub(1);
        let slot = number as usize & slots.wrapping_sub(1);
        match self.starts.get(slot..slot + 2) {
            Some([from, to]) => self.entries.get(*from as usize..*to as usize),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// The entries among which all places of a word are, and how far behind its beginning they are.
    fn candidates(&self, word: Word<'_>) -> (&[Entry], usize) {
        let mut fewest: Option<(&[Entry], usize)> = None;
        for (number, behind) in word.numbers() {
            let entries = self.under(number);
            if entries.is_empty() {
                return (entries, behind);
            }
            if fewest.is_none_or(|(few, _)| entries.len() < few.len()) {
                fewest = Some((entries, behind));
            }
        }
        fewest.unwrap_or_default()
    }

    /// At most how many places a word has.
    pub(super) fn at_most(&self, word: Word<'_>) -> usize {
        self.candidates(word).0.len()
    }

    /// The places of a word that lie wholly in a range of the text, in order.
    pub(super) fn places<'a>(
        &'a self,
        text: &'a str,
        word: Word<'a>,
        range: &Range<usize>,
    ) -> impl Iterator<Item = Place> + use<'a> {
        let (entries, offset) = self.candidates(word);
        let word = word.text;
        let from = entries.partition_point(|e| (e.at as usize) < range.start + offset);
        let end = range.end;
        let rest = entries.get(from..).unwrap_or_default().iter();
        let inside = rest.take_while(move |e| e.at as usize - offset + word.len() <= end);
        inside.filter_map(move |e| {
            let at = e.at as usize - offset;
            let here = text.as_bytes().get(at..at + word.len())?;
            (here == word).then_some(Place {
                at,
                sentence: e.sentence as usize,
            })
        })
    }

    /// A sentence, with its full stop.
    pub(super) fn sentence(&self, nth: usize, text: &str) -> Range<usize> {
        let start = |nth: usize| self.sentences.get(nth).map(|s| *s as usize);
        start(nth).unwrap_or(text.len())..start(nth + 1).unwrap_or(text.len())
    }
}

/// Entries in the order of their numbers, and within one of the text.
fn sorted(all: &[(u32, Entry)], slots: usize) -> (Vec<u32>, Vec<Entry>) {
    let mut starts = vec![0_u32; slots + 1];
    for (number, _) in all {
        if let Some(count) = starts.get_mut(*number as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut entries = vec![Entry::default(); all.len()];
    for (number, entry) in all {
        if let Some(free) = next.get_mut(*number as usize) {
            if let Some(slot) = entries.get_mut(*free as usize) {
                *slot = *entry;
            }
            *free += 1;
        }
    }
    (starts, entries)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice)]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Places are those that a plain search finds, overlapping ones included.
        #[test]
        fn places_are_those_of_a_plain_search(
            text in "[甲乙丙a1。\n]{0,60}",
            word in "[甲乙丙a1]{1,3}",
            ends in (0..200usize, 0..200usize),
        ) {
            let index = Index::new(&text);
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|b| text.is_char_boundary(*b)).unwrap();
            let range = boundary(ends.0)..boundary(ends.1);
            let mut bytes = Vec::new();
            Word::write(&word, &mut bytes);
            let looked = Word::read(&bytes).unwrap().0;
            let found: Vec<usize> = index.places(&text, looked, &range).map(|p| p.at).collect();
            let plain: Vec<usize> = text
                .char_indices()
                .map(|(at, _)| at)
                .filter(|at| text[*at..].starts_with(&word))
                .filter(|at| range.start <= *at && at + word.len() <= range.end)
                .collect();
            prop_assert_eq!(&found, &plain);
            prop_assert!(index.at_most(looked) >= plain.len());
            for place in index.places(&text, looked, &(0..text.len())) {
                let sentence = index.sentence(place.sentence, &text);
                prop_assert!(sentence.contains(&place.at));
                let inside = &text[sentence];
                prop_assert!(!inside.trim_end_matches(['。', '\n']).contains(['。', '\n']));
            }
        }
    }
}
