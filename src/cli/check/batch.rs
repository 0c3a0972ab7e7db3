//! How the inputs of a run are shared out, and what is kept of their results.

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::cli::accept::Tally;
use crate::cli::console::Console;
use crate::cli::fix::Change;
use crate::cli::messages::Text;
use crate::cli::read::{Input, Unread};
use crate::diagnostic::Checked;
use crate::document::Document;
use crate::linter::NO_REPORT;

/// How many files are held in memory at a time …
const FILES: usize = 64;
/// … and about how many bytes of them.
const BYTES: u64 = 32 << 20;

/// One input, done.
pub(super) type Done = (String, Result<(Document, Checked, SideResult), Unread>);

/// What one input gave besides.
pub(in crate::cli) struct SideResult {
    /// What came of the waivers.
    pub tally: Tally,
    /// What became of the input, where it is mended.
    pub change: Option<Change>,
}

/// So many threads; the error is said.
pub(in crate::cli) fn pool(jobs: usize, console: Console) -> Result<ThreadPool, ()> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|error| console.say(&Text::NoThreads(&error.to_string())))
}

/// A result without the remark that the file is no report.
pub(super) fn without_strangers(mut checked: Checked) -> Checked {
    if checked.kind.is_none() {
        checked.diagnostics.retain(|d| d.rule != NO_REPORT);
    }
    checked
}

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
