//! Configurations in folders.

use std::fs;
use std::path::PathBuf;

use super::{Ignored, Kind};
use crate::config;
use gouji_core::waivers::WAIVERS;

/// So many folders are looked into.
const FOLDERS: usize = 20_000;

/// The configurations and files of waivers in some folders and below them; what is hidden, or what a repository ignores, is
/// left out, and so is what links lead to.
pub fn configurations(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut ignored = Ignored::tracked();
    let mut waiting = folders.to_vec();
    let mut found = Vec::new();
    for _ in 0..FOLDERS {
        let Some(folder) = waiting.pop() else {
            break;
        };
        let real = fs::canonicalize(&folder).ok();
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (name, path) = (entry.file_name(), entry.path());
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let kind = if is_folder { Kind::Folder } else { Kind::File };
            let wanted = match is_folder {
                true => !name.to_string_lossy().starts_with('.'),
                false => name == config::NAME || name == WAIVERS,
            };
            if !wanted || ignored.means(&path, real.as_deref(), kind) {
                continue;
            }
            match is_folder {
                true => waiting.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}
