//! A JSON array that grows while it is written.

use std::io::{self, Write};

use serde::Serialize;

/// Puts the elements of an array on lines of their own, with commas between them.
#[derive(Debug, Default)]
pub(super) struct Array {
    begun: bool,
}

impl Array {
    /// Writes one more element.
    pub fn put(&mut self, out: &mut dyn Write, element: &impl Serialize) -> io::Result<()> {
        let comma = if self.begun { "," } else { "" };
        self.begun = true;
        writeln!(out, "{comma}")?;
        serde_json::to_writer(out, element)?;
        Ok(())
    }
}
