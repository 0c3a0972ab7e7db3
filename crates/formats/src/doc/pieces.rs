//! Where the characters of the document stand in the file: the piece table.

use super::bytes::{part, size_at, u8_at, u16_at, u32_at};
use super::damaged;
use super::file::{File, Part};
use gouji_core::plain::ReadError;

/// A character and the byte of the main stream where it begins.
pub(super) type Placed = (char, u32);

/// All characters, in the order of the document; a sign of two units counts twice, the second time as U+0000.
pub(super) fn text(file: &File) -> Result<Vec<Placed>, ReadError> {
    let pieces = table(file.part(Part::Pieces)).ok_or_else(damaged)?;
    let count = pieces.len().saturating_sub(4) / 12;
    let mut text = Vec::new();
    for at in 0..count {
        let range = || Some((size_at(pieces, at * 4)?, size_at(pieces, at * 4 + 4)?));
        let place = u32_at(pieces, (count + 1) * 4 + at * 8 + 2);
        let (Some((start, end)), Some(place)) = (range(), place) else {
            return Err(damaged());
        };
        let length = end.checked_sub(start).ok_or_else(damaged)?;
        // no two pieces share their bytes
        if start != text.len() || text.len() + length > file.main.len() {
            return Err(damaged());
        }
        piece(&file.main, place, length, &mut text).ok_or_else(damaged)?;
    }
    Ok(text)
}

/// The table behind the changes that stand in front of it.
fn table(mut clx: &[u8]) -> Option<&[u8]> {
    loop {
        match u8_at(clx, 0)? {
            1 => clx = clx.get(3 + usize::from(u16_at(clx, 1)?)..)?,
            2 => return part(clx, 5, size_at(clx, 1)?),
            _ => return None,
        }
    }
}

fn piece(main: &[u8], place: u32, length: usize, text: &mut Vec<Placed>) -> Option<()> {
    /// One byte a character.
    const NARROW: u32 = 1 << 30;
    if place & NARROW != 0 {
        let start = (place & (NARROW - 1)) / 2;
        let bytes = part(main, start as usize, length)?;
        let (decoded, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
        text.extend(decoded.chars().zip(start..));
        return Some(());
    }
    let start = place & (NARROW - 1);
    let units = super::bytes::wide(main, start as usize, length)?;
    let mut at = start;
    for sign in char::decode_utf16(units) {
        let sign = sign.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push((sign, at));
        at += 2;
        if sign.len_utf16() == 2 {
            text.push(('\0', at));
            at += 2;
        }
    }
    Some(())
}
