//! Properties of paragraphs, rows and characters.

use super::bytes::{i16_at, part, size_at, u8_at, u16_at};
use super::looks;
use super::pages::changes;
use crate::docx::look::Look;
use crate::docx::styles::level;

/// What a paragraph says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) style: u16,
    pub(super) in_table: bool,
    /// How many tables it stands in; 0 if not given.
    pub(super) depth: u32,
    /// Its mark ends a row, …
    pub(super) ends_row: bool,
    /// … or a cell or a row of a table in a table.
    pub(super) ends_inner_cell: bool,
    pub(super) ends_inner_row: bool,
    /// The list that it stands in, counted from 1; 0 for none.
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
    /// Its level of outline, from 1; 10 is text.
    pub(super) outline: Option<u8>,
    pub(super) row: Row,
    pub(super) look: Look,
    /// How many bytes said so.
    pub(super) size: usize,
}

/// What the end of a row says of its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The borders between them, from left to right, in twentieths of a point: one more than there are cells.
    pub(super) borders: Vec<i16>,
    pub(super) cells: Vec<Merge>,
}

/// How a cell goes on with others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Merge {
    /// With the one above.
    pub(super) below: bool,
    /// With the one to the left.
    pub(super) beside: bool,
}

/// What a character says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Character {
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    /// Whether it is hidden, where it says so.
    pub(super) hidden: Option<bool>,
    pub(super) look: Look,
    /// The style of characters.
    pub(super) style: Option<u16>,
}

impl Paragraph {
    /// Reads what stands on a page: a style, and changes to it. Long lists of changes stand in `data`.
    pub(super) fn read(properties: &[u8], data: &[u8]) -> Self {
        let mut paragraph = Paragraph {
            style: u16_at(properties, 0).unwrap_or_default(),
            size: properties.len(),
            ..Paragraph::default()
        };
        paragraph.apply(properties.get(2..).unwrap_or_default(), data);
        paragraph
    }

    fn apply(&mut self, list: &[u8], data: &[u8]) {
        const LONG: [u16; 2] = [0x6645, 0x6646];
        for (code, operand) in changes(list) {
            match LONG.contains(&code) {
                true => {
                    let long = long(operand, data).unwrap_or_default();
                    self.size += long.len();
                    for (code, operand) in changes(long) {
                        self.change(code, operand);
                    }
                }
                false => self.change(code, operand),
            }
        }
    }

    fn change(&mut self, code: u16, operand: &[u8]) {
        let byte = u8_at(operand, 0).unwrap_or_default();
        let on = byte != 0;
        match code {
            0x2416 => self.in_table = on,
            0x2417 => self.ends_row = on,
            0x244b => self.ends_inner_cell = on,
            0x244c => self.ends_inner_row = on,
            0x6649 => self.depth = size_at(operand, 0).unwrap_or_default().min(255) as u32,
            0x260a => self.level = Some(byte.min(8)),
            0x460b => self.list = i16_at(operand, 0).map(list),
            0x2640 => self.outline = Some(level(byte.into())),
            0x4600 => self.style = u16_at(operand, 0).unwrap_or_default(),
            0xd608 => self.row = Row::read(operand).unwrap_or_default(),
            0xd62b => self.row.merge_below(operand),
            0x5624 => self.row.merge_beside(operand),
            _ => looks::take(&mut self.look, code, operand),
        }
    }
}

/// Negative ones are lists whose numbers are put in elsewhere; -2047 is none.
fn list(number: i16) -> u32 {
    match number {
        1..=2046 | -2046..=-1 => number.unsigned_abs().into(),
        _ => 0,
    }
}

fn long<'d>(operand: &[u8], data: &'d [u8]) -> Option<&'d [u8]> {
    let at = size_at(operand, 0)?;
    part(data, at.checked_add(2)?, u16_at(data, at)?.into())
}

impl Row {
    fn read(operand: &[u8]) -> Option<Self> {
        let count = usize::from(u8_at(operand, 0)?);
        let borders = (0..=count).map(|at| i16_at(operand, 1 + at * 2));
        let cells = (0..count).map(|at| {
            let flags = u16_at(operand, 1 + (count + 1) * 2 + at * 20).unwrap_or_default();
            Merge {
                beside: flags & 3 == 1,
                below: flags >> 5 & 3 == 1,
            }
        });
        Some(Row {
            borders: borders.collect::<Option<_>>()?,
            cells: cells.collect(),
        })
    }

    fn merge_below(&mut self, operand: &[u8]) {
        let cell = u8_at(operand, 0).and_then(|at| self.cells.get_mut(usize::from(at)));
        if let (Some(cell), Some(how)) = (cell, u8_at(operand, 1)) {
            cell.below = how == 1;
        }
    }

    fn merge_beside(&mut self, operand: &[u8]) {
        let (Some(first), Some(end)) = (u8_at(operand, 0), u8_at(operand, 1)) else {
            return;
        };
        let cells = self.cells.iter_mut().enumerate();
        for (_, cell) in cells.filter(|(at, _)| (usize::from(first) + 1..end.into()).contains(at)) {
            cell.beside = true;
        }
    }
}

impl Character {
    pub(super) fn read(list: &[u8]) -> Self {
        let mut character = Character::default();
        for (code, operand) in changes(list) {
            let on = u8_at(operand, 0).is_some_and(|byte| byte == 1);
            match code {
                0x0800 => character.deleted = on,
                0x0801 => character.inserted = on,
                0x083c => character.hidden = u8_at(operand, 0).and_then(hidden),
                0x4a30 => character.style = u16_at(operand, 0),
                _ => looks::take(&mut character.look, code, operand),
            }
        }
        character
    }
}

/// Whether a property is on: as it is said, or against what the style says, which is hardly ever hidden.
fn hidden(byte: u8) -> Option<bool> {
    match byte {
        0 => Some(false),
        1 | 0x81 => Some(true),
        _ => None,
    }
}
