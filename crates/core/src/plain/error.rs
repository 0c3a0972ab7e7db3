//! Why a file could not be read.

use super::Looks;
use serde::{Deserialize, Serialize};

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadError {
    /// The bytes are no text.
    Binary {
        /// What they seem to be.
        looks: Looks,
    },
    /// The file is protected by a password.
    Encrypted {
        /// What it seems to be.
        looks: Looks,
    },
    /// The file is not what its format wants it to be.
    Damaged {
        /// What it seems to be.
        looks: Looks,
    },
    /// What is packed in the file is larger than any document.
    Inflated {
        /// What it seems to be.
        looks: Looks,
        /// To how many bytes it may unpack.
        limit: u64,
    },
    /// The file has more pages, paragraphs or cells than any document.
    TooComplex {
        /// What it seems to be.
        looks: Looks,
    },
    /// The file is beyond all reason.
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The largest size that is read.
        limit: u64,
    },
    /// The file holds pictures of pages and no text.
    Scanned {
        /// What it seems to be.
        looks: Looks,
    },
    /// The file holds text, but does not tell which characters.
    Unmapped {
        /// What it seems to be.
        looks: Looks,
    },
    /// Its reader was stopped, in a process of its own.
    Stopped {
        /// What stopped it.
        why: Stopped,
    },
}

/// What stopped a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stopped {
    /// It took longer than any document of its size.
    Time,
    /// It took more memory than any document of its size.
    Memory,
    /// It failed.
    Crash,
}

impl ReadError {
    /// Whether an office program may know more of the file.
    pub fn is_for_office(&self) -> bool {
        matches!(
            self,
            ReadError::Binary {
                looks: Looks::Doc | Looks::Rtf | Looks::OpenDocument | Looks::Xls | Looks::Xlsb
            } | ReadError::Damaged { looks: Looks::Doc }
        )
    }
}
