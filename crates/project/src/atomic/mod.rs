//! A file that is replaced as a whole: written beside its place under a name that nobody can foretell, put there when it
//! is complete. What breaks off leaves the old file as it was and nothing beside it.

mod messages;
mod replaced;
mod unfinished;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

pub use messages::Refusal;
use replaced::Replaced;
use unfinished::Listed;
pub use unfinished::{before_the_first, remove_unfinished};

/// What stands in front of the random part of a name.
const PREFIX: &str = ".gouji-";
/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 16;

/// A file in the making. One that is dropped before [`AtomicFile::keep`] leaves nothing.
#[derive(Debug)]
pub struct AtomicFile {
    out: Out,
    path: PathBuf,
    /// Whether its bytes must have reached the disk before it takes its place.
    durable: bool,
}

#[derive(Debug)]
enum Out {
    /// A new file beside the old one.
    Beside {
        file: BufWriter<NamedTempFile>,
        /// What stands in its place until then.
        old: Option<Replaced>,
        listed: Listed,
    },
    /// A pipe or a device, written as it is.
    Special(BufWriter<File>),
}

impl AtomicFile {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] where the path is a link that leads out of its folder, or a file that has further names; what the
    /// system says where its folder cannot be written to.
    pub fn new(path: &Path) -> io::Result<Self> {
        let path = target(path)?;
        let metadata = fs::metadata(&path);
        if metadata.as_ref().is_ok_and(|m| !m.is_file()) {
            let file = File::options().write(true).open(&path)?;
            let out = Out::Special(BufWriter::with_capacity(BUFFER, file));
            return Ok(AtomicFile {
                out,
                path,
                durable: false,
            });
        }
        let old = metadata.ok().map(|m| Replaced::new(&m)).transpose()?;
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        let mut builder = Builder::new();
        builder.prefix(PREFIX).rand_bytes(12);
        #[cfg(unix)]
        if old.is_none() {
            // as the user's mask wants new files to be
            let usual = std::os::unix::fs::PermissionsExt::from_mode(0o666);
            builder.permissions(usual);
        }
        let (file, listed) = Listed::new(|| builder.tempfile_in(folder))?;
        let file = BufWriter::with_capacity(BUFFER, file);
        Ok(AtomicFile {
            out: Out::Beside { file, old, listed },
            path,
            durable: true,
        })
    }

    /// A file that can be made again, such as one of a cache: nobody waits for the disk, and nobody else reads it.
    pub fn passing(mut self) -> Self {
        self.durable = false;
        #[cfg(unix)]
        if let Out::Beside { file, old, .. } = &mut self.out {
            let own = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            // a system that knows no modes keeps its own
            file.get_ref().as_file().set_permissions(own).ok();
            *old = None;
        }
        self
    }

    /// The same, where the file still holds the bytes that were read from it.
    ///
    /// # Errors
    ///
    /// [`Refusal::Changed`] where somebody has changed it since.
    pub fn over(path: &Path, read: &[u8]) -> io::Result<Self> {
        let file = AtomicFile::new(path)?;
        match fs::read(&file.path)? == read {
            true => Ok(file),
            false => Err(Refusal::Changed.into()),
        }
    }

    /// Writes all of it and puts it in its place.
    pub fn keep_with(mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)?;
        self.keep()
    }

    /// Puts it in its place, with the owner and the mode of the file that it replaces.
    pub fn keep(self) -> io::Result<()> {
        let (file, old, _listed) = match self.out {
            Out::Special(mut out) => return out.flush(),
            Out::Beside { file, old, listed } => (file, old, listed),
        };
        let file = file.into_inner()?;
        if let Some(old) = old {
            old.put_on(file.as_file())?;
        }
        if self.durable {
            file.as_file().sync_all()?;
        }
        file.persist(&self.path).map_err(|e| e.error)?;
        if self.durable {
            sync_folder(&self.path);
        }
        Ok(())
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Out::Beside { file, .. } => file.write(bytes),
            Out::Special(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Beside { file, .. } => file.flush(),
            Out::Special(file) => file.flush(),
        }
    }
}

/// Waits until the new name of a file has reached the disk, where systems let folders be opened for that.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().and_then(|p| File::open(p).ok()) {
        folder.sync_all().ok();
    }
}

/// The file that is written when a path is named. A link may only lead to a file in its own folder or below: whoever
/// sends a folder does not choose which file of the user is written.
fn target(path: &Path) -> io::Result<PathBuf> {
    let linked = fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
    let real = real(path);
    if !linked || fs::metadata(&real).is_ok_and(|m| !m.is_file()) {
        return Ok(real);
    }
    let folder = self::real(path.parent().unwrap_or(Path::new("")));
    let inside = real.starts_with(&folder) && fs::symlink_metadata(&real).is_ok();
    match inside {
        true => Ok(real),
        false => Err(Refusal::Link.into()),
    }
}

/// The file that a path means, also where it is a link, or there is no such file yet.
pub fn real(path: &Path) -> PathBuf {
    let folder = |p: &Path| match p.as_os_str().is_empty() {
        true => fs::canonicalize("."),
        false => fs::canonicalize(p),
    };
    let named = || {
        let inside = folder(path.parent()?).ok()?;
        Some(inside.join(path.file_name()?))
    };
    let known = match path.as_os_str() == OsStr::new("") {
        true => folder(path).ok(),
        false => fs::canonicalize(path).ok(),
    };
    known.or_else(named).unwrap_or_else(|| path.to_owned())
}
