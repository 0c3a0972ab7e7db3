//! What the build has packed: the texts of the files in `rules/`, and what it read from them.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;
use lz4_flex::block::decompress_size_prepended;

/// All texts in the order of their paths, with a zero behind each; deflated.
const TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts"));
/// What was read, as a block of LZ4 with its size in front.
const STORED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stored"));

/// The text with a number. All are unpacked and told apart at once, when the first is asked for: they take a megabyte.
pub(crate) fn text(number: usize) -> &'static str {
    static WHOLE: OnceLock<String> = OnceLock::new();
    static ALL: OnceLock<Vec<&'static str>> = OnceLock::new();
    let whole = || WHOLE.get_or_init(|| inflated(TEXTS));
    let all = ALL.get_or_init(|| whole().split('\0').collect());
    all.get(number).copied().unwrap_or_default()
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
    String::from_utf8(text).unwrap_or_default()
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
        assert!(text(0).len() > 1000);
        assert!(stored().len() > STORED.len());
        assert_eq!(text(usize::MAX), "");
    }
}
