//! The style sheet, as styles of Word documents are kept today.

use super::bytes::{part, u16_at, wide};
use super::props::{Character, Paragraph};
use crate::docx::styles::{Number, Style, Styles};
use crate::docx::words;

/// The style of a paragraph that names none.
const NORMAL: u16 = 0;
/// Where no style is named.
const NONE: u16 = 0xfff;

/// Reads the style sheet; what is broken is left out.
pub(super) fn read(sheet: &[u8]) -> Styles {
    let mut styles = Styles {
        default: Some(id(NORMAL)),
        ..Styles::default()
    };
    all(sheet, &mut styles);
    styles
}

/// Styles are named by their place in the sheet.
pub(super) fn id(at: u16) -> String {
    at.to_string()
}

fn all(sheet: &[u8], styles: &mut Styles) -> Option<()> {
    let head = usize::from(u16_at(sheet, 0)?);
    let count = u16_at(sheet, 2)?;
    let base = usize::from(u16_at(sheet, 4)?);
    let mut at = 2 + head;
    for number in 0..count {
        let length = usize::from(u16_at(sheet, at)?);
        let entry = part(sheet, at + 2, length)?;
        if let Some(style) = style(entry, base) {
            styles.all.insert(id(number), style);
        }
        at += 2 + length;
    }
    Some(())
}

/// A style of paragraphs or characters.
fn style(entry: &[u8], base: usize) -> Option<Style> {
    let builtin = u16_at(entry, 0)? & 0xfff;
    let kind = u16_at(entry, 2)?;
    const PARAGRAPHS: u16 = 1;
    const CHARACTERS: u16 = 2;
    let of_paragraphs = match kind & 0xf {
        PARAGRAPHS => true,
        CHARACTERS => false,
        _ => return None,
    };
    let units = usize::from(u16_at(entry, base)?);
    let name = String::from_utf16_lossy(&wide(entry, base + 2, units)?).to_lowercase();
    let mut style = Style {
        based_on: Some(kind >> 4).filter(|s| *s != NONE).map(id),
        heading: match builtin {
            1..=9 => Some(builtin as u8),
            _ => words::heading(&name),
        },
        contents: (19..=27).contains(&builtin) || words::is_contents(&name),
        ..Style::default()
    };
    let mut at = base + 2 + (units + 1) * 2;
    let mut next = || {
        let length = usize::from(u16_at(entry, at).unwrap_or_default());
        let properties = part(entry, at + 2, length);
        at += 2 + length + length % 2;
        properties
    };
    if let Some(properties) = of_paragraphs.then(&mut next).flatten() {
        let paragraph = Paragraph::read(properties, &[]);
        style.outline = paragraph.outline;
        style.number = Number {
            list: paragraph.list,
            level: paragraph.level,
        };
        style.look = paragraph.look;
    }
    if let Some(properties) = next() {
        let character = Character::read(properties);
        style.hidden = character.hidden;
        style.look = character.look.or(style.look);
    }
    Some(style)
}
