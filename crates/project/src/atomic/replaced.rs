//! What a new file takes over from the one that it replaces.

use std::fs::{File, Metadata, Permissions};
use std::io;

/// Owner and mode of a file that is about to be replaced.
#[derive(Debug)]
pub(super) struct Replaced {
    permissions: Permissions,
    #[cfg(unix)]
    owner: (u32, u32),
}

impl Replaced {
    /// Takes note of a file.
    ///
    /// # Errors
    ///
    /// A refusal where the file has further names: they would keep the old text.
    pub fn new(old: &Metadata) -> io::Result<Self> {
        #[cfg(unix)]
        if std::os::unix::fs::MetadataExt::nlink(old) > 1 {
            return Err(super::Refusal::Names.into());
        }
        Ok(Replaced {
            permissions: old.permissions(),
            #[cfg(unix)]
            owner: owner(old),
        })
    }

    /// Gives the new file the same owner and mode.
    ///
    /// # Errors
    ///
    /// A refusal where the system does not let the owner stay the same.
    pub fn put_on(self, new: &File) -> io::Result<()> {
        #[cfg(unix)]
        if owner(&new.metadata()?) != self.owner {
            let (user, group) = self.owner;
            let given = std::os::unix::fs::fchown(new, Some(user), Some(group));
            given.map_err(|_| io::Error::from(super::Refusal::Owner))?;
        }
        // after the owner: giving a file away takes special bits from its mode
        new.set_permissions(self.permissions)
    }
}

#[cfg(unix)]
fn owner(file: &Metadata) -> (u32, u32) {
    use std::os::unix::fs::MetadataExt;
    (file.uid(), file.gid())
}
