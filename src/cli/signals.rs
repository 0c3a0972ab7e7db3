//! Unfinished files are removed when somebody stops the program (Ctrl-C, TERM, HUP).

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use super::atomic;

/// What shells report of a program that Ctrl-C ended.
pub(super) const INTERRUPTED: i32 = 130;

/// A command has a handler of its own.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Hears signals from the first unfinished file on.
pub(super) fn prepare() {
    atomic::before_the_first(|| {
        if !TAKEN.load(Ordering::SeqCst) && ctrlc::try_set_handler(stop).is_err() {
            hear_termination();
        }
    });
}

/// Hands signals to a command that ends in its own way: between two runs, `--watch` ends with what the last one gave.
///
/// # Errors
///
/// What the system says where it knows no handlers.
pub(super) fn hand_to(act: impl FnMut() + Send + 'static) -> Result<(), ctrlc::Error> {
    TAKEN.store(true, Ordering::SeqCst);
    ctrlc::set_handler(act)
}

/// Ends the program at once, with nothing unfinished left.
pub(super) fn stop() {
    atomic::remove_unfinished();
    process::exit(INTERRUPTED);
}

/// Hears TERM alone: whoever started the program in the background of a script or with `nohup` had it ignore Ctrl-C, or
/// the end of the terminal, and it goes on doing so.
#[cfg(unix)]
fn hear_termination() {
    use signal_hook::{consts::SIGTERM, iterator::Signals};

    if let Ok(mut signals) = Signals::new([SIGTERM]) {
        std::thread::spawn(move || {
            if signals.forever().next().is_some() {
                stop();
            }
        });
    }
}

#[cfg(not(unix))]
fn hear_termination() {}
