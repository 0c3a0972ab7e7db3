//! What is wrong with what people name, set and write.

use std::io;
use std::path::PathBuf;

use crate::packs::Breach;
use crate::read::Unread;
use gouji_core::fields::Problem as FileProblem;
use gouji_core::pack::errors;

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
    /// A configuration cannot be read.
    NoConfig(PathBuf, io::Error),
    /// A file that a configuration or pack refers to is no pack.
    NotAPack(PathBuf),
    /// A pack file cannot be read.
    NoPack(PathBuf, io::Error),
    /// No pack has such an id; these may have been meant.
    UnknownPack(String, Vec<String>),
    /// A file is not what a lock (the path) says of it.
    Locked(PathBuf, String, Breach),
    /// What stands in a configuration and in packs.
    Packs(Vec<FileProblem>),
    /// The system gives no threads; why.
    NoThreads(String),
    /// A baseline or a file of waivers cannot be read.
    NoAcceptance(PathBuf, io::Error),
    /// What stands in baselines and waivers.
    Acceptances(Vec<FileProblem>),
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
            Problem::Packs(files) | Problem::Acceptances(files) if errors(files) == 0 => {
                Gravity::Remark
            }
            _ => Gravity::Setting,
        }
    }

    /// The files with what is wrong at places in them, which is drawn before the sentence.
    pub fn files(&self) -> &[FileProblem] {
        match self {
            Problem::Packs(files) | Problem::Acceptances(files) => files,
            _ => &[],
        }
    }
}
