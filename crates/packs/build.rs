//! Reads the packs in `rules/` once, when gouji is built.

use gouji_core::pack::{Bundle, store};

include!("src/files.rs");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/files.rs");
    let folder = std::env::var("OUT_DIR")?;
    let read = store(Bundle::new(FILES, &[]).sources())?;
    std::fs::write(format!("{folder}/packs"), read)?;
    Ok(())
}
