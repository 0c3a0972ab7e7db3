//! The packs that come along, as files that an editor can open: copies in the cache folder, made when one is asked for.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::atomic::AtomicFile;
use crate::cache;

/// Where a pack file lies on this machine: itself, or the copy of one that comes along.
pub fn located(name: &str) -> Option<PathBuf> {
    let itself = std::path::absolute(name).ok().filter(|f| f.is_file());
    itself.or_else(|| Some(folder()?.join(name)).filter(|f| f.is_file()))
}

fn folder() -> Option<&'static PathBuf> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOLDER.get_or_init(write).as_ref()
}

/// Writes what is not there yet, or differs.
fn write() -> Option<PathBuf> {
    let place = cache::place()?;
    cache::make(&place)?;
    let folder = std::path::absolute(cache::of_packs(&place)).ok()?;
    for source in gouji_packs::sources() {
        let file = folder.join(&source.name);
        if fs::read_to_string(&file).ok().as_deref() != Some(source.text.as_ref()) {
            put(&file, &source.text)?;
        }
    }
    Some(folder)
}

/// Puts a file into its place as a whole, not to be written to: what is changed there would have no effect.
fn put(file: &Path, text: &str) -> Option<()> {
    fs::create_dir_all(file.parent()?).ok()?;
    let copy = AtomicFile::new(file).ok()?.passing();
    copy.keep_with(text.as_bytes()).ok()?;
    let mut rights = fs::metadata(file).ok()?.permissions();
    rights.set_readonly(true);
    fs::set_permissions(file, rights).ok()
}
