//! What letters look like: colours, what they are printed on, sizes.

use super::bytes::{part, u8_at, u16_at};
use crate::colour::Colour;
use crate::docx::look::{Background, Look};

/// White among the colours that have a number; 0 is the colour that goes with what is below.
const WHITE_NUMBER: u16 = 8;
/// Red, green and blue of the colours that have a number, from 1.
const NUMBERED: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (0, 0, 255),
    (0, 255, 255),
    (0, 255, 0),
    (255, 0, 255),
    (255, 0, 0),
    (255, 255, 0),
    (255, 255, 255),
    (0, 0, 128),
    (0, 128, 128),
    (0, 128, 0),
    (128, 0, 128),
    (128, 0, 0),
    (128, 128, 0),
    (128, 128, 128),
    (192, 192, 192),
];

/// A change of characters or paragraphs, as far as it is about how letters look.
pub(super) fn take(look: &mut Look, code: u16, operand: &[u8]) {
    let byte = u8_at(operand, 0).map(u16::from);
    match code {
        // a colour by its number, or by its parts
        0x2a42 => look.set_ink(byte.and_then(numbered)),
        0x6870 => look.set_ink(colour(operand)),
        0x4a43 => {
            if let Some(size) = u16_at(operand, 0) {
                look.set_size(size.into());
            }
        }
        // a marker
        0x2a0c => match byte {
            None | Some(0) => {}
            Some(WHITE_NUMBER) => look.set_ground(Background::PAPER),
            Some(_) => look.set_ground(Background::Unknown),
        },
        // shading of characters and of paragraphs, by numbers or by parts
        0x4866 | 0x442d => {
            let background = u16_at(operand, 0).and_then(|shade| {
                let back = numbered(shade >> 5 & 0x1f);
                shaded(back, shade >> 10)
            });
            background
                .into_iter()
                .for_each(|background| look.set_ground(background));
        }
        0xca71 | 0xc64d => {
            let back = part(operand, 4, 4).and_then(colour);
            let pattern = u16_at(operand, 8).unwrap_or_default();
            let background = shaded(back, pattern);
            background
                .into_iter()
                .for_each(|background| look.set_ground(background));
        }
        _ => {}
    }
}

/// What letters are printed on; `None` where shading says nothing.
fn shaded(back: Option<Colour>, pattern: u16) -> Option<Background> {
    match pattern {
        0 => back.map(Background::Colour),
        // none
        0x3f | 0xffff => None,
        _ => Some(Background::Unknown),
    }
}

/// A colour by its number; `None` for the one that goes with what is below.
fn numbered(number: u16) -> Option<Colour> {
    let at = usize::from(number.checked_sub(1)?);
    let (red, green, blue) = *NUMBERED.get(at)?;
    Some(Colour::new(red, green, blue))
}

/// A colour by its parts; `None` for the one that goes with what is below.
fn colour(operand: &[u8]) -> Option<Colour> {
    let at = |at| u8_at(operand, at);
    (at(3)? == 0).then_some(Colour::new(at(0)?, at(1)?, at(2)?))
}
