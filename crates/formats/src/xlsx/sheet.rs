//! One sheet: the cells that hold something, in order, as they show it.

use super::book::Named;
use super::content::{Known, OpenCell};
use super::{damaged, too_complex};
use crate::ReadError;
use crate::docx::xml::{Item, Tag, Xml};
use gouji_core::document::{MOST_COLUMNS, MOST_ROWS, NoteKind};
use std::collections::HashSet;
use std::rc::Rc;

/// The most merged areas of a sheet.
const MOST_AREAS: usize = 1 << 16;
/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    /// Nobody sees it.
    pub hidden: bool,
    /// It is a form that stands in another sheet, too.
    pub left_out: bool,
    /// Cells that are not blank, by row and column.
    pub cells: Vec<Cell>,
    /// Merged areas.
    pub areas: Vec<Area>,
    /// Texts in boxes that stand in front of cells, for which there is no row of their own.
    pub boxes: Vec<Cell>,
}

/// A cell that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub row: u32,
    pub column: u32,
    /// What it shows.
    pub text: Rc<str>,
    /// It has a border.
    pub bordered: bool,
    /// What is to be said about it.
    pub noted: Option<NoteKind>,
}

/// Cells that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub row: u32,
    pub column: u32,
    pub rows: u32,
    pub columns: u32,
}

/// How many cells there is room for.
pub(super) struct Room(pub usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Cell,
    Value,
    Formula,
    Text,
    Other,
}

struct Reader<'w> {
    known: Known<'w>,
    sheet: Sheet,
    cell: OpenCell,
    /// The row and column that come next, where the file does not say.
    next: (u32, u32),
    hidden_rows: HashSet<u32>,
    hidden_columns: Vec<bool>,
}

/// Reads the part of a sheet.
pub(super) fn read(
    part: &str,
    named: &Named,
    known: Known<'_>,
    room: &mut Room,
) -> Result<Sheet, ReadError> {
    let mut reader = Reader {
        known,
        sheet: Sheet {
            name: named.name.clone(),
            hidden: named.hidden,
            ..Sheet::default()
        },
        cell: OpenCell::default(),
        next: (0, 0),
        hidden_rows: HashSet::new(),
        hidden_columns: vec![false; MOST_COLUMNS as usize],
    };
    reader.part(part, room)?;
    Ok(reader.finished())
}

impl Reader<'_> {
    fn part(&mut self, part: &str, room: &mut Room) -> Result<(), ReadError> {
        let mut xml = Xml::new(part);
        let mut open: Vec<Kind> = Vec::new();
        loop {
            let here = open.last().copied().unwrap_or(Kind::Other);
            match xml.next()? {
                Item::Open(tag) => match self.enter(here, &tag)? {
                    Some(kind) => open.push(kind),
                    None => xml.skip(&tag)?,
                },
                Item::Close => {
                    if open.pop() == Some(Kind::Cell) {
                        self.close(room)?;
                    }
                }
                Item::Text(text, _) => self.text(here, &text),
                Item::Char(c, _) => self.text(here, c.encode_utf8(&mut [0; 4])),
                Item::End => return Ok(()),
            }
        }
    }

    /// What an element is; `None` where nothing in it is of use.
    fn enter(&mut self, around: Kind, tag: &Tag<'_>) -> Result<Option<Kind>, ReadError> {
        let on = |name: &str| {
            let value = tag.attribute(name);
            matches!(value.as_deref(), Some("1" | "true" | "on"))
        };
        Ok(Some(match (around, tag.name()) {
            (_, "extLst" | "rPh" | "conditionalFormatting" | "dataValidations") => return Ok(None),
            (Kind::Cell, "v") => Kind::Value,
            (Kind::Cell, "f") => {
                self.cell.formula = Some(String::new());
                Kind::Formula
            }
            (Kind::Cell, _) => Kind::Other,
            (Kind::Other, "t") => Kind::Text,
            (_, "c") => {
                self.open(tag)?;
                Kind::Cell
            }
            (_, "row") => {
                let named = tag.attribute("r").and_then(|r| r.parse::<u32>().ok());
                let row = named.map_or(Some(self.next.0), |r| r.checked_sub(1));
                let row = row.filter(|r| *r < MOST_ROWS).ok_or_else(damaged)?;
                self.next = (row, 0);
                if on("hidden") {
                    self.hidden_rows.insert(row);
                }
                // the row behind begins where this one has been left
                Kind::Other
            }
            (_, "col") if on("hidden") => {
                self.hide(tag);
                Kind::Other
            }
            (_, "mergeCell") => {
                self.merge(tag)?;
                Kind::Other
            }
            _ => Kind::Other,
        }))
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        let place = match tag.attribute("r") {
            Some(name) => place(&name).ok_or_else(damaged)?,
            None => self.next,
        };
        let (row, column) = place;
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(damaged());
        }
        self.next = (row, column + 1);
        let look = tag.attribute("s").and_then(|s| s.parse().ok());
        self.cell = OpenCell {
            place,
            kind: tag.attribute("t").unwrap_or_default(),
            look: look.unwrap_or_default(),
            ..OpenCell::default()
        };
        Ok(())
    }

    fn text(&mut self, here: Kind, text: &str) {
        match here {
            Kind::Value | Kind::Text => self.cell.value.push_str(text),
            Kind::Formula => self.cell.formula.get_or_insert_default().push_str(text),
            Kind::Cell | Kind::Other => {}
        }
    }

    fn close(&mut self, room: &mut Room) -> Result<(), ReadError> {
        let cell = std::mem::take(&mut self.cell);
        let (row, column) = cell.place;
        let (text, noted) = cell.content(self.known);
        if text.trim().is_empty() {
            return Ok(());
        }
        room.0 = room.0.checked_sub(1).ok_or_else(too_complex)?;
        self.sheet.cells.push(Cell {
            row,
            column,
            text,
            bordered: self.known.styles.bordered(cell.look),
            noted,
        });
        Ok(())
    }

    fn hide(&mut self, tag: &Tag<'_>) {
        let number = |name: &str| -> Option<usize> { tag.attribute(name)?.parse().ok() };
        let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(0));
        let all = self.hidden_columns.iter_mut();
        let columns = all.take(last).skip(first.saturating_sub(1));
        columns.for_each(|column| *column = true);
    }

    fn merge(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        if self.sheet.areas.len() >= MOST_AREAS {
            return Err(too_complex());
        }
        let name = tag.attribute("ref").unwrap_or_default();
        let (from, to) = name.split_once(':').unwrap_or((&name, &name));
        if let (Some(from), Some(to)) = (place(from), place(to))
            && from.0 <= to.0
            && from.1 <= to.1
        {
            self.sheet.areas.push(Area {
                row: from.0,
                column: from.1,
                rows: to.0 - from.0 + 1,
                columns: to.1 - from.1 + 1,
            });
        }
        Ok(())
    }

    fn finished(mut self) -> Sheet {
        let cells = &mut self.sheet.cells;
        let place = |c: &Cell| (c.row, c.column);
        cells.sort_by_key(place);
        cells.dedup_by_key(|c| place(c));
        for cell in cells {
            let column = self.hidden_columns.get(cell.column as usize);
            let unseen = self.hidden_rows.contains(&cell.row) || column == Some(&true);
            if unseen || self.sheet.hidden {
                cell.noted.get_or_insert(NoteKind::HiddenCell);
            }
        }
        self.sheet
    }
}

impl Sheet {
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.boxes.is_empty()
    }

    /// Adds texts in boxes: where a box begins in a row that holds nothing, it is read as its cell.
    pub(super) fn put(&mut self, boxes: Vec<Cell>) {
        let rows: HashSet<u32> = self.cells.iter().map(|c| c.row).collect();
        let (free, other): (Vec<Cell>, Vec<Cell>) =
            boxes.into_iter().partition(|b| !rows.contains(&b.row));
        self.cells.extend(free);
        self.cells.sort_by_key(|c| (c.row, c.column));
        self.boxes = other;
    }
}

/// Row and column of the name of a cell, from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let add = |sum: u32, c: char| sum * 26 + (c.to_ascii_uppercase() as u32 - 'A' as u32 + 1);
    let column = letters.chars().fold(0, add) - 1;
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    (row < MOST_ROWS && column < MOST_COLUMNS).then_some((row, column))
}
