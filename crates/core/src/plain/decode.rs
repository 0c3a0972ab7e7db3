//! Bytes → text: byte-order mark, UTF-8, UTF-16, GB18030; the rest as well as can be, or not at all.

use super::ReadError;
use super::binary::{Looks, sniff};
use crate::document::{Note, NoteKind};
use crate::text::Span;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    /// What could not be decoded.
    pub(super) lost: Option<Note>,
}

const BINARY: ReadError = ReadError::Binary {
    looks: Looks::Unknown,
};

/// Finds the encoding and decodes.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return accept(with(encoding, rest));
    }
    if let Some(looks) = sniff(bytes) {
        return Err(ReadError::Binary { looks });
    }
    if let Some(decoded) = unmarked_utf16(bytes) {
        return accept(decoded);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return accept(Decoded {
            text: text.to_owned(),
            encoding: UTF_8.name(),
            lost: None,
        });
    }
    accept(with(best_guess(bytes), bytes))
}

/// Text that is mostly text.
fn accept(decoded: Decoded) -> Result<Decoded, ReadError> {
    let (mut all, mut controls, mut nulls) = (0usize, 0usize, 0usize);
    for c in decoded.text.chars() {
        all += 1;
        nulls += usize::from(c == '\0');
        controls += usize::from(is_control(c));
    }
    let lost = decoded.lost.map_or(0, |n| n.count);
    if nulls * 1000 > all || controls * 100 > all || lost * 10 > all {
        return Err(BINARY);
    }
    Ok(decoded)
}

/// Control characters that no text holds (a lone end-of-file mark of DOS is harmless).
fn is_control(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}')
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    let lost = failed.then(|| {
        let count = text.chars().filter(|c| *c == '\u{fffd}').count();
        let first = text.find('\u{fffd}').unwrap_or(0);
        Note {
            kind: NoteKind::Undecodable,
            span: Some(Span::new(first, first + '\u{fffd}'.len_utf8())),
            count: count.max(1),
        }
    });
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        lost,
    }
}

/// UTF-16 without a mark shows by the NUL bytes of its digits and line ends; which byte comes first, by what the text
/// would be.
fn unmarked_utf16(bytes: &[u8]) -> Option<Decoded> {
    let nulls = bytes.iter().filter(|b| **b == 0).count();
    if nulls == 0 || nulls * 200 < bytes.len() || !bytes.len().is_multiple_of(2) {
        return None;
    }
    [UTF_16LE, UTF_16BE]
        .map(|encoding| with(encoding, bytes))
        .into_iter()
        .find(|decoded| decoded.lost.is_none() && is_plausible(&decoded.text))
}

/// At least four characters in five are those of Chinese text. One whose low byte is zero counts against: read the
/// wrong way round, a plain letter becomes such a character.
fn is_plausible(text: &str) -> bool {
    let (mut all, mut good, mut turned) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        all += 1;
        turned += usize::from(c as u32 & 0xff == 0);
        good += usize::from(matches!(
            c,
            '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}'
                | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'
        ));
    }
    good * 5 >= all * 4 + turned * 5
}

/// Bytes that are not quite UTF-8: damaged UTF-8 still has far more good characters than bad ones; in GB18030 text
/// hardly any pair of bytes is UTF-8 by chance.
fn best_guess(bytes: &[u8]) -> &'static Encoding {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| *c >= '\u{800}').count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad * 5 { UTF_8 } else { GB18030 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一、总体情况\r\n2023年，共收到申请12件。\n";

    fn utf16(text: &str, mark: bool, little: bool) -> Vec<u8> {
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16());
        units
            .flat_map(|u| {
                if little {
                    u.to_le_bytes()
                } else {
                    u.to_be_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn encodings_are_found() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        let marked = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        for (bytes, name) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (marked, "UTF-8"),
            (gb, "gb18030"),
            (utf16(TEXT, true, true), "UTF-16LE"),
            (utf16(TEXT, true, false), "UTF-16BE"),
            (utf16(TEXT, false, true), "UTF-16LE"),
            (utf16(TEXT, false, false), "UTF-16BE"),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, name));
            assert_eq!(decoded.lost, None);
        }
        for little in [true, false] {
            assert_eq!(
                decode(&utf16("plain words\n", false, little)).unwrap().text,
                "plain words\n"
            );
        }
    }

    #[test]
    fn damage_is_counted_not_hidden() {
        let mut cut = TEXT.repeat(20).into_bytes();
        cut.truncate(cut.len() - 5);
        let decoded = decode(&cut).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.lost.unwrap().count, 1);

        let mut gb = GB18030.encode(&TEXT.repeat(20)).0.into_owned();
        gb.push(0xff);
        let decoded = decode(&gb).unwrap();
        assert_eq!(decoded.encoding, "gb18030");
        let note = decoded.lost.unwrap();
        assert_eq!(note.count, 1);
        assert_eq!(note.span.unwrap().of(&decoded.text), "\u{fffd}");
    }

    #[test]
    fn binary_is_refused() {
        let noise: Vec<u8> = (0..4096u32).map(|n| ((n * n * 31) >> 3) as u8).collect();
        assert_eq!(decode(&noise).unwrap_err(), BINARY);
        assert_eq!(decode(&[0xff; 200]).unwrap_err(), BINARY);
        assert_eq!(decode(b"abc\0\0\0\0def").unwrap_err(), BINARY);
        assert!(decode(b"").is_ok());
    }
}
