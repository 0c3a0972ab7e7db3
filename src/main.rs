//! The command line of gouji.

use std::process::ExitCode;

/// Where memory comes from on Linux: what glibc has costs a check of packs a tenth of its time again, what musl has a
/// report half of it.
#[cfg(target_os = "linux")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gouji::cli::main()
}
