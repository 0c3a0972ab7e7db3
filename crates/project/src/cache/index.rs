//! What stands where on a shelf, and by which files it is found.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::key::Name;
use serde::{Deserialize, Serialize};

/// For so long after a change another one may have the same time: the coarsest clock of a file system.
const YOUNG: Duration = Duration::from_secs(2);

/// The end of a shelf: all that stands on it.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Index {
    /// The day on which it was written, counted from 1970.
    pub day: u32,
    /// One for each file that was checked.
    pub records: Vec<Record>,
}

/// A file that was checked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    /// Its path, and what its result depends on beside its bytes.
    pub path: Name,
    /// The same with its bytes in place of the path.
    pub content: Name,
    /// By what it is known to be unchanged; `None` when it was too young to tell.
    pub stamp: Option<Stamp>,
    /// The last day on which it was checked.
    pub day: u32,
    /// Its result.
    pub body: Body,
}

/// Where a result stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Body {
    /// From which byte on.
    pub at: u64,
    /// How many bytes.
    pub len: u64,
    /// Their checksum.
    pub sum: u64,
}

/// What the system knows of a file without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    size: u64,
    /// When it was written, in nanoseconds from 1970.
    written: u128,
    /// When anything about it was changed, which nobody can set; 0 where the system does not tell.
    changed: u128,
    /// Not stored unless false: too young to tell whether it will change.
    #[serde(skip)]
    young: bool,
}

impl Stamp {
    /// The stamp of a file as it is now.
    pub fn of(path: &Path) -> Option<Self> {
        let now = nanoseconds(SystemTime::now())?;
        let found = fs::metadata(path).ok()?;
        let written = nanoseconds(found.modified().ok()?)?;
        let changed = changed(&found);
        Some(Stamp {
            size: found.len(),
            written,
            changed,
            young: written.max(changed) + YOUNG.as_nanos() > now,
        })
    }

    /// The stamp, where it can be trusted later.
    pub fn settled(self) -> Option<Self> {
        (!self.young).then_some(self)
    }
}

fn nanoseconds(time: SystemTime) -> Option<u128> {
    Some(time.duration_since(UNIX_EPOCH).ok()?.as_nanos())
}

#[cfg(unix)]
fn changed(found: &Metadata) -> u128 {
    use std::os::unix::fs::MetadataExt;
    let part = |n: i64| u128::try_from(n).unwrap_or(0);
    part(found.ctime()) * 1_000_000_000 + part(found.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> u128 {
    0
}

/// The checksum of bytes, against damage. The same program made it, so it need not be the same in others.
pub(super) fn sum(bytes: &[u8]) -> u64 {
    let mut hash = DefaultHasher::new();
    hash.write(bytes);
    hash.finish()
}

/// Days since 1970.
pub(super) fn today() -> u32 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = since.unwrap_or_default().as_secs() / 86_400;
    u32::try_from(days).unwrap_or(u32::MAX)
}
