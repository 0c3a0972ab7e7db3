//! The command line of gouji.

use std::process::ExitCode;

fn main() -> ExitCode {
    gouji::cli::main()
}
