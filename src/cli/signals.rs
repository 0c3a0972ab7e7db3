//! Unfinished files are removed when somebody stops the program (Ctrl-C, TERM, HUP).

use std::process;

use super::atomic;

/// What shells report of a program that Ctrl-C ended.
pub(super) const INTERRUPTED: i32 = 130;

/// Hears signals from the first unfinished file on.
pub(super) fn prepare() {
    atomic::before_the_first(|| {
        // `--watch` has a handler of its own, which lets a run come to its end
        ctrlc::try_set_handler(stop).ok();
    });
}

fn stop() {
    atomic::remove_unfinished();
    process::exit(INTERRUPTED);
}
