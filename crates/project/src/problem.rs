//! What is wrong with what people name, set and write.

use std::path::PathBuf;

use crate::read::Unread;

/// Something that is wrong outside of reports. The rest is used.
#[derive(Debug)]
pub enum Problem {
    /// A file or folder cannot be read.
    Unread(PathBuf, Unread),
    /// A pattern has no match.
    NoMatch(String),
    /// A pattern is none; the second text says why.
    BadPattern(String, String),
    /// A folder holds nothing that is read.
    EmptyFolder(PathBuf),
}

/// What is missing because of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Nothing that was asked for.
    Remark,
    /// An input.
    Input,
    /// Something that decides what is checked, and how.
    Setting,
}

impl Problem {
    /// What is missing because of it.
    pub fn gravity(&self) -> Gravity {
        match self {
            Problem::Unread(..) => Gravity::Input,
            Problem::NoMatch(_) | Problem::EmptyFolder(_) => Gravity::Remark,
            Problem::BadPattern(..) => Gravity::Setting,
        }
    }
}
