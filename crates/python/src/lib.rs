//! gouji in Python: the module `gouji._gouji`, which the package `gouji` (in `python/gouji`) is written around.
//!
//! - `checker` is what a program of Python asks for: packs, configuration, language. `inputs` are the files and bytes of a
//!   call, `run` works on them, `beside` holds reports against each other.
//! - `table` keeps rows as batches of Arrow and hands them over without a copy.
//! - `fix` fixes texts, `mark` marks copies, `rules` lists rules.
//! - `command` is the program `gouji`, and the workers that read files of strangers.
//! - `problem` makes exceptions of what is wrong, `messages` has the words.
//!
//! Everything that takes time lets other threads of Python run. Signals are looked for between batches of reports.

mod beside;
mod checker;
mod command;
mod fix;
mod inputs;
mod mark;
mod messages;
mod problem;
mod rules;
mod run;
mod table;

use pyo3::prelude::*;

/// The module.
#[pymodule]
mod _gouji {
    use super::*;

    #[pymodule_export]
    use super::checker::Checker;
    #[pymodule_export]
    use super::command::{main, serve, set_worker};
    #[pymodule_export]
    use super::problem::{GoujiError, PackError};
    #[pymodule_export]
    use super::table::{Table, columns};

    /// Adds what is known when the module is made.
    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("SCHEMA_VERSION", gouji::output::tables::VERSION)?;
        let names = gouji::output::tables::Table::ALL.map(|table| table.name());
        module.add("TABLES", names.to_vec())
    }
}
