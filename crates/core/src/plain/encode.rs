//! Text → bytes: as the bytes were that it was read from.

use super::decode::{Decoded, decode};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Why a text cannot take the place of the one that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// The old bytes are not what their own text would be written as: bytes that were no text would be lost.
    Unfaithful,
    /// The encoding has no bytes for a character.
    Unencodable(char),
}

/// The bytes of a new text in the encoding of the old bytes, with their byte-order mark. Where the new text is the old
/// one, the bytes are the same.
pub fn encode(text: &str, old: &[u8]) -> Result<Vec<u8>, EncodeError> {
    let (mark, rest) = match Encoding::for_bom(old) {
        Some((_, length)) => old.split_at_checked(length).unwrap_or((old, &[])),
        None => (Default::default(), old),
    };
    let Ok(Decoded {
        text: was,
        encoding,
        ..
    }) = decode(old)
    else {
        return Err(EncodeError::Unfaithful);
    };
    if bytes(&was, encoding).as_deref() != Ok(rest) {
        return Err(EncodeError::Unfaithful);
    }
    Ok([mark, &bytes(text, encoding)?].concat())
}

/// The bytes of a text in an encoding that [`decode`] knows.
fn bytes(text: &str, encoding: &str) -> Result<Vec<u8>, EncodeError> {
    if encoding == UTF_8.name() {
        return Ok(text.as_bytes().to_vec());
    }
    if encoding == UTF_16LE.name() {
        return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE.name() {
        return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, unmappable) = GB18030.encode(text);
    match unmappable {
        true => {
            let lost = text
                .chars()
                .find(|c| GB18030.encode(c.encode_utf8(&mut [0; 4])).2);
            Err(EncodeError::Unencodable(lost.unwrap_or('\u{fffd}')))
        }
        false => Ok(bytes.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "一、总体情况\r\n共 12 件,均已办结。";
    const NEW: &str = "一、总体情况\r\n共 12 件，均已办结。";

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        match little {
            true => units.flat_map(u16::to_le_bytes).collect(),
            false => units.flat_map(u16::to_be_bytes).collect(),
        }
    }

    #[test]
    fn a_new_text_is_written_as_the_old_one_was() {
        let gb = |text: &str| GB18030.encode(text).0.into_owned();
        let marked = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let wide = |text: &str, little: bool| utf16(&format!("\u{feff}{text}"), little);
        for (old, new) in [
            (OLD.as_bytes().to_vec(), NEW.as_bytes().to_vec()),
            (marked(OLD), marked(NEW)),
            (gb(OLD), gb(NEW)),
            (wide(OLD, true), wide(NEW, true)),
            (wide(OLD, false), wide(NEW, false)),
            (utf16(OLD, true), utf16(NEW, true)),
        ] {
            assert_eq!(encode(OLD, &old), Ok(old.clone()));
            assert_eq!(encode(NEW, &old), Ok(new));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_not_lost() {
        let mut old = OLD.repeat(20).into_bytes();
        old.push(0xff);
        assert_eq!(encode(NEW, &old), Err(EncodeError::Unfaithful));
        // a euro sign of Windows, which GB18030 writes otherwise
        let old = [GB18030.encode(&OLD.repeat(20)).0.as_ref(), b"\x80"].concat();
        assert_eq!(encode(NEW, &old), Err(EncodeError::Unfaithful));
    }
}
