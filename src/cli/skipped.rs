//! What is said about files of folders that were not read.

mod messages;

use self::messages::{By, Say};
use super::console::Console;
use super::walk::Skipped;

/// Says how many files were skipped, in a line; and which, where somebody asks for it.
pub(super) fn tell(skipped: &Skipped, console: Console, verbose: bool) {
    let sorts = skipped.by_ending();
    if !sorts.is_empty() {
        console.tell(&Say::Unreadable(&sorts).say(console.lang));
    }
    let known = [(By::Rule, skipped.ignored), (By::Mark, skipped.marked)];
    for (by, count) in known.into_iter().filter(|(_, n)| *n > 0) {
        console.tell(&Say::Left(by, count).say(console.lang));
    }
    for path in skipped.names.iter().filter(|_| verbose) {
        console.tell(&path.display().to_string());
    }
}
