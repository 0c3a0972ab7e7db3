//! Reads the packs in `rules/` once, when gouji is built, and packs their texts.

use std::{env, fs};

use gouji_core::pack::{Source, store};

include!("src/files.rs");

/// The best that there is, which takes a moment.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/files.rs");
    let folder = env::var("OUT_DIR")?;
    let mut sources = Vec::new();
    let mut texts = Vec::new();
    let mut ends = Vec::new();
    for file in FILES {
        let path = format!("{}/../../{file}", env::var("CARGO_MANIFEST_DIR")?);
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        // not by the instructions of this machine: the same bytes everywhere
        texts.extend(miniz_oxide::deflate::compress_to_vec(
            text.as_bytes(),
            LEVEL,
        ));
        ends.push(texts.len());
        sources.push(Source::builtin(file, text));
    }
    let stored = lz4_flex::block::compress_prepend_size(&store(sources)?);
    fs::write(format!("{folder}/stored"), stored)?;
    fs::write(format!("{folder}/texts"), texts)?;
    fs::write(format!("{folder}/ends"), format!("{ends:?}"))?;
    Ok(())
}
