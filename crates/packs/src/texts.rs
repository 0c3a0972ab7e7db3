//! The texts of the files in `rules/`, which the build has packed.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;

/// All texts in the order of their paths, with a zero behind each; deflated.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts"));

/// The text with a number. All are unpacked at once, when the first is asked for: they take a megabyte.
pub(crate) fn text(number: usize) -> &'static str {
    static ALL: OnceLock<String> = OnceLock::new();
    let all = ALL.get_or_init(|| unpacked(PACKED));
    all.split('\0').nth(number).unwrap_or_default()
}

/// A text that was packed; none or a part of it where the bytes are damaged.
fn unpacked(bytes: &[u8]) -> String {
    let mut text = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut text).ok();
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_bytes_are_no_end_of_the_program() {
        let (half, rest) = PACKED.split_at(PACKED.len() / 2);
        for damaged in [half, rest, b"", b"\xff\xff"] {
            assert!(unpacked(damaged).len() < 1 << 20);
        }
        assert!(text(0).len() > 1000);
        assert_eq!(text(usize::MAX), "");
    }
}
