//! The command line of gouji.

use std::process::ExitCode;

/// Where memory comes from in static programs: what musl has costs a report half of its time again.
#[cfg(target_env = "musl")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gouji::cli::main()
}
