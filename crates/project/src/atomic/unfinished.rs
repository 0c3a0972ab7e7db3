//! Unfinished files, which are removed when somebody stops the program.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, Once, OnceLock};

use tempfile::NamedTempFile;

/// The unfinished files of this process.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static FIRST: Once = Once::new();
/// What is done before the first of them is begun.
static BEFORE: OnceLock<fn()> = OnceLock::new();

/// Has something done before the first file of the process is begun: a program sees to it that [`remove_unfinished`] is
/// called when somebody stops it.
pub fn before_the_first(act: fn()) {
    BEFORE.set(act).ok();
}

/// Removes the files that are not finished. The process is about to end: whoever would begin another one waits for that.
pub fn remove_unfinished() {
    let list = list();
    for path in list.iter() {
        fs::remove_file(path).ok();
    }
    std::mem::forget(list);
}

/// A file that is on the list as long as this value lives.
#[derive(Debug)]
pub(super) struct Listed(PathBuf);

impl Listed {
    /// Makes a file and puts it on the list. Whoever stops the program while it is made removes it, too.
    ///
    /// # Errors
    ///
    /// What making it fails with.
    pub fn new(
        make: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<(NamedTempFile, Self)> {
        FIRST.call_once(|| {
            if let Some(act) = BEFORE.get() {
                act();
            }
        });
        let mut list = list();
        let file = make()?;
        let path = file.path().to_owned();
        list.insert(path.clone());
        Ok((file, Listed(path)))
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
