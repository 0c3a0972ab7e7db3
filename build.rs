//! Reads the packs that come along, once, with the code of gouji itself: a run that had to read them anew would take
//! longer over them than over a report.

#![allow(dead_code, unused_imports)]

#[path = "src/diagnostic/mod.rs"]
mod diagnostic;
#[path = "src/document/mod.rs"]
mod document;
#[path = "src/fields/mod.rs"]
mod fields;
#[path = "src/grammar/mod.rs"]
mod grammar;
#[path = "src/pack/mod.rs"]
mod pack;
#[path = "src/report/mod.rs"]
mod report;
#[path = "src/rule/mod.rs"]
mod rule;
#[path = "src/text/mod.rs"]
mod text;

/// Nothing has been read yet.
const PACKED: &[u8] = &[];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var("OUT_DIR")?;
    let packed = pack::packed()?;
    std::fs::write(format!("{folder}/packs"), packed)?;
    Ok(())
}
