//! A package with some parts replaced or added; all others as they are, in their order.

use super::{Package, same};
use crate::docx::damaged;
use gouji_core::plain::ReadError;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

impl Package<'_> {
    /// The names of all parts, in small letters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The package with these parts: in the place of those of the same name, else behind all others. What is not named
    /// is copied as it is packed. The same parts give the same bytes.
    ///
    /// # Errors
    ///
    /// The package is damaged.
    pub fn with(&mut self, parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ReadError> {
        self.written(parts).map_err(|_| damaged())
    }

    fn written(&mut self, parts: &BTreeMap<String, Vec<u8>>) -> ZipResult<Vec<u8>> {
        let mut left: BTreeMap<String, (&String, &Vec<u8>)> =
            parts.iter().map(|(n, b)| (same(n), (n, b))).collect();
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.set_raw_comment(self.zip.comment().into())?;
        for at in 0..self.zip.len() {
            let file = self.zip.by_index_raw(at)?;
            let name = file.name()?.into_owned();
            match left.remove(&same(&name)) {
                None => out.raw_copy_file(file)?,
                Some((_, bytes)) => {
                    let time = file.last_modified().unwrap_or_default();
                    let options = SimpleFileOptions::default().last_modified_time(time);
                    drop(file);
                    out.start_file(name, options)?;
                    out.write_all(bytes)?;
                }
            }
        }
        for (name, bytes) in left.into_values() {
            out.start_file(name, SimpleFileOptions::default())?;
            out.write_all(bytes)?;
        }
        Ok(out.finish()?.into_inner())
    }
}
