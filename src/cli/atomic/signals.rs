//! Unfinished files are removed when somebody stops the program (Ctrl-C, TERM, HUP).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, Once};

/// The unfinished files of this process.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static ARMED: Once = Once::new();

/// What shells report of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A file that is on the list as long as this value lives.
#[derive(Debug)]
pub(super) struct Listed(PathBuf);

impl Listed {
    /// Puts a file on the list.
    pub fn new(path: &Path) -> Self {
        ARMED.call_once(|| {
            // `--watch` has a handler of its own, which lets a run come to its end
            ctrlc::try_set_handler(stop).ok();
        });
        list().insert(path.to_owned());
        Listed(path.to_owned())
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        list().remove(&self.0);
    }
}

fn list() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    // a thread that panicked left the list whole
    UNFINISHED
        .lock()
        .unwrap_or_else(|broken| broken.into_inner())
}

fn stop() {
    for path in list().iter() {
        fs::remove_file(path).ok();
    }
    process::exit(INTERRUPTED);
}
