//! Properties by place: pages of 512 bytes that say from which byte to which one which properties hold.

use super::bytes::{part, size_at, u8_at, u16_at, u32_at};

const PAGE: usize = 512;

/// A stretch of the main stream and where its properties stand in it.
struct Stretch {
    start: u32,
    end: u32,
    /// Start and length; the style of a paragraph stands in front of its properties.
    properties: (usize, usize),
}

/// All stretches, in the order of the file.
pub(super) struct Pages<'f> {
    main: &'f [u8],
    all: Vec<Stretch>,
}

/// What the pages tell about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Characters,
    Paragraphs,
}

impl<'f> Pages<'f> {
    /// Reads the pages that the table names; what is broken is left out.
    pub(super) fn read(main: &'f [u8], table: &[u8], of: Of) -> Self {
        let count = table.len().saturating_sub(4) / 8;
        let most = main.len() / PAGE;
        let mut all = Vec::new();
        for at in 0..count.min(most) {
            let number = size_at(table, (count + 1) * 4 + at * 4).unwrap_or_default() & 0x3f_ffff;
            if let Some(page) = part(main, number * PAGE, PAGE) {
                stretches(page, number * PAGE, of, &mut all);
            }
        }
        all.sort_by_key(|s| s.start);
        Pages { main, all }
    }

    /// The properties that hold at a byte, with a number that is theirs alone.
    pub(super) fn at(&self, byte: u32) -> Option<(usize, &'f [u8])> {
        let next = self.all.partition_point(|s| s.start <= byte);
        let at = next.checked_sub(1)?;
        let stretch = self.all.get(at).filter(|s| byte < s.end)?;
        let (start, length) = stretch.properties;
        Some((at, part(self.main, start, length)?))
    }
}

fn stretches(page: &[u8], base: usize, of: Of, all: &mut Vec<Stretch>) {
    let count = usize::from(u8_at(page, PAGE - 1).unwrap_or_default());
    // the place of the properties of a paragraph is followed by its height
    let step = if of == Of::Characters { 1 } else { 13 };
    for at in 0..count {
        let read = || {
            let start = u32_at(page, at * 4)?;
            let end = u32_at(page, at * 4 + 4)?;
            let place = usize::from(u8_at(page, (count + 1) * 4 + at * step)?) * 2;
            let (from, length) = match (place, of) {
                (0, _) => (0, 0),
                (_, Of::Characters) => (place + 1, usize::from(u8_at(page, place)?)),
                (_, Of::Paragraphs) => match usize::from(u8_at(page, place)?) {
                    0 => (place + 2, usize::from(u8_at(page, place + 1)?) * 2),
                    words => (place + 1, words * 2 - 1),
                },
            };
            let length = length.min(PAGE.saturating_sub(from));
            Some(Stretch {
                start,
                end,
                properties: (base + from, length),
            })
        };
        all.extend(read().filter(|s| s.start < s.end));
    }
}

/// The changes of a list of them: each with its code and its operand.
pub(super) fn changes(mut list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    const TABLE: u16 = 0xd608;
    const TABS: u16 = 0xc615;
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let rest = list.get(2..)?;
        let (from, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == TABLE => (2, usize::from(u16_at(rest, 0)?).checked_sub(1)?),
            _ => match usize::from(u8_at(rest, 0)?) {
                255 if code == TABS => {
                    let gone = usize::from(u8_at(rest, 1)?) * 4;
                    let new = usize::from(u8_at(rest, 2 + gone)?) * 3;
                    (1, gone + new + 2)
                }
                length => (1, length),
            },
        };
        let operand = part(rest, from, length)?;
        list = rest.get(from + length..)?;
        Some((code, operand))
    })
}
