//! A file that appears when it is complete.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

/// Writes beside the file; the file itself changes when the draft is kept. A draft that is dropped leaves nothing.
#[derive(Debug)]
pub(super) struct Draft {
    out: Option<BufWriter<File>>,
    /// Where it is written, if not to the file itself.
    beside: Option<PathBuf>,
    path: PathBuf,
}

impl Draft {
    /// Begins a file. What is no plain file (a pipe, a device) is written to as it is.
    pub fn new(path: &Path) -> io::Result<Self> {
        let path = real(path);
        let special = fs::metadata(&path).is_ok_and(|m| !m.is_file());
        let beside = match special {
            true => None,
            false => Some(beside(&path)?),
        };
        let file = match &beside {
            Some(beside) => File::create(beside)?,
            None => File::options().write(true).open(&path)?,
        };
        Ok(Draft {
            out: Some(BufWriter::with_capacity(1 << 16, file)),
            beside,
            path,
        })
    }

    /// Puts it in its place.
    pub fn keep(mut self) -> io::Result<()> {
        if let Some(out) = self.out.take() {
            drop(out.into_inner()?);
        }
        match &self.beside {
            Some(beside) => {
                if let Ok(old) = fs::metadata(&self.path) {
                    fs::set_permissions(beside, old.permissions())?;
                }
                fs::rename(beside, &self.path)?;
                self.beside = None;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

/// The file that a path means, also where it is a link, or there is no such file yet.
pub(super) fn real(path: &Path) -> PathBuf {
    let folder = |p: &Path| match p.as_os_str().is_empty() {
        true => fs::canonicalize("."),
        false => fs::canonicalize(p),
    };
    let named = || {
        let inside = folder(path.parent()?).ok()?;
        Some(inside.join(path.file_name()?))
    };
    let known = fs::canonicalize(path).ok();
    known.or_else(named).unwrap_or_else(|| path.to_owned())
}

fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}", process::id()));
    Ok(path.with_file_name(hidden))
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Some(out) => out.write(bytes),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // what is still in the buffer has no place to go
        drop(self.out.take().map(BufWriter::into_parts));
        if let Some(beside) = &self.beside {
            fs::remove_file(beside).ok();
        }
    }
}
