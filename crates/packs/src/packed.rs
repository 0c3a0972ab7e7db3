//! What the build has packed: the texts of the files in `rules/`, and what it read from them.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;
use lz4_flex::block::decompress_size_prepended;

use super::FILES;

/// The texts in the order of their paths, each deflated, one behind the other.
const TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts"));
/// Where each of them ends.
const ENDS: [usize; FILES.len()] = include!(concat!(env!("OUT_DIR"), "/ends"));
/// What was read, as a block of LZ4 with its size in front.
const STORED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stored"));

/// The text with a number, unpacked when it is first asked for.
pub(crate) fn text(number: usize) -> &'static str {
    static ALL: [OnceLock<String>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    let text = ALL.get(number).zip(packed(number));
    text.map_or("", |(text, packed)| text.get_or_init(|| inflated(packed)))
}

fn packed(number: usize) -> Option<&'static [u8]> {
    let before = number.checked_sub(1).map_or(Some(&0), |n| ENDS.get(n));
    TEXTS.get(*before?..*ENDS.get(number)?)
}

/// What was read from all of them.
pub(crate) fn stored() -> &'static [u8] {
    static ALL: OnceLock<Vec<u8>> = OnceLock::new();
    ALL.get_or_init(|| decompress_size_prepended(STORED).unwrap_or_default())
}

/// A text that was packed; none or a part of it where the bytes are damaged.
fn inflated(bytes: &[u8]) -> String {
    let mut text = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut text).ok();
    match simdutf8::basic::from_utf8(&text) {
        Ok(text) => text.to_owned(),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_bytes_are_no_end_of_the_program() {
        let (half, rest) = TEXTS.split_at(TEXTS.len() / 2);
        for damaged in [half, rest, b"", b"\xff\xff"] {
            assert!(inflated(damaged).len() < 1 << 20);
        }
        assert!((0..FILES.len()).all(|number| text(number).len() > 100));
        assert!(stored().len() > STORED.len());
        assert_eq!(text(usize::MAX), "");
    }
}
