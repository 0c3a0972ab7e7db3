//! How many inputs are read before their results are written.

use crate::cli::read::Input;

/// How many files are held in memory at a time …
const FILES: usize = 64;
/// … and about how many bytes of them.
const BYTES: u64 = 32 << 20;

/// How many of the inputs make a batch; at least one.
pub(super) fn batch(inputs: &[Input]) -> usize {
    let mut bytes = 0;
    let fits = inputs.iter().take(FILES).take_while(|input| {
        let before = bytes;
        bytes += input.size();
        before < BYTES
    });
    fits.count().max(1)
}
