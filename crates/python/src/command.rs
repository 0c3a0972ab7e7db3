//! The program `gouji`, as the wheel holds it.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process;

use gouji::project::{cache, worker};
use pyo3::prelude::*;

/// Runs the command line: its words, the name of the program first. Gives the exit code. Standard streams are those of
/// the process; whoever calls it has given the signals back to the system.
#[pyfunction]
pub(crate) fn main(py: Python<'_>, words: Vec<OsString>) -> u8 {
    py.detach(|| gouji::cli::run(words))
}

/// Says by what files of strangers are read in another process: the program, and the words that make it call `serve`;
/// and in which file this code stands. The first who says so is heard.
#[pyfunction]
pub(crate) fn set_worker(program: PathBuf, words: Vec<OsString>, code: PathBuf) {
    worker::start_by(program, words);
    cache::code_is_in(code);
}

/// Reads files for another process until nobody asks any more.
#[pyfunction]
pub(crate) fn serve(py: Python<'_>) {
    py.detach(|| worker::serve(process::exit));
}
