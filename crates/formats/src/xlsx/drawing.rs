//! Texts in boxes over the cells of a sheet.

use super::sheet::{Cell, Room};
use super::too_complex;
use crate::ReadError;
use crate::docx::xml::{Item, Xml};
use gouji_core::document::{MOST_COLUMNS, MOST_ROWS};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Anchor,
    From,
    Row,
    Column,
    Paragraph,
    Text,
    Other,
}

/// The boxes with text, each as a cell where it begins.
pub(super) fn read(part: &str, room: &mut Room) -> Result<Vec<Cell>, ReadError> {
    let mut xml = Xml::new(part);
    let mut open: Vec<Kind> = Vec::new();
    let (mut boxes, mut text) = (Vec::new(), String::new());
    let (mut row, mut column) = (String::new(), String::new());
    loop {
        let here = open.last().copied().unwrap_or(Kind::Other);
        let mut add = |more: &str| match here {
            Kind::Text => text.push_str(more),
            Kind::Row => row.push_str(more),
            Kind::Column => column.push_str(more),
            _ => {}
        };
        match xml.next()? {
            Item::Open(tag) => open.push(match (here, tag.name()) {
                (_, "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor") => Kind::Anchor,
                (Kind::Anchor, "from") => Kind::From,
                (Kind::From, "row") => Kind::Row,
                (Kind::From, "col") => Kind::Column,
                (_, "p") => Kind::Paragraph,
                (_, "t") => Kind::Text,
                _ => Kind::Other,
            }),
            Item::Close => match open.pop() {
                Some(Kind::Paragraph) if !text.ends_with('\n') => text.push('\n'),
                Some(Kind::Anchor) => {
                    let number = |n: &str| n.trim().parse::<u32>().unwrap_or(0);
                    if !text.trim().is_empty() {
                        room.0 = room.0.checked_sub(1).ok_or_else(too_complex)?;
                        boxes.push(Cell {
                            row: number(&row).min(MOST_ROWS - 1),
                            column: number(&column).min(MOST_COLUMNS - 1),
                            text: text.trim().into(),
                            bordered: false,
                            noted: None,
                        });
                    }
                    (text, row, column) = Default::default();
                }
                _ => {}
            },
            Item::Text(more, _) => add(&more),
            Item::Char(c, _) => add(c.encode_utf8(&mut [0; 4])),
            Item::End => return Ok(boxes),
        }
    }
}
