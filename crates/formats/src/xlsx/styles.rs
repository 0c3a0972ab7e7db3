//! How cells look: the format of their number, and whether they have a border.

use super::words;
use crate::ReadError;
use crate::docx::xml::{Item, Xml};
use std::collections::HashMap;

/// The longest format that Excel takes, in bytes; what is longer is no format.
const LONGEST: usize = 1 << 10;

/// The looks of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Formats that the workbook defines.
    formats: HashMap<u32, String>,
    /// For each border whether one of its sides is drawn.
    borders: Vec<bool>,
    /// For each look of cells its format and its border.
    looks: Vec<(u32, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Border,
    Looks,
    Other,
}

impl Styles {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut styles = Styles::default();
        let mut open: Vec<Kind> = Vec::new();
        loop {
            let tag = match xml.next()? {
                Item::Open(tag) => tag,
                Item::Close => {
                    open.pop();
                    continue;
                }
                Item::End => return Ok(styles),
                _ => continue,
            };
            let number = |name: &str| -> Option<u32> { tag.attribute(name)?.trim().parse().ok() };
            let mut kind = Kind::Other;
            match (open.last(), tag.name()) {
                // differences of looks, and looks of extensions
                (_, "dxfs" | "cellStyleXfs" | "extLst") => {
                    xml.skip(&tag)?;
                    continue;
                }
                (_, "numFmt") => {
                    let code = tag.attribute("formatCode").unwrap_or_default();
                    let code = Some(code).filter(|c| c.len() <= LONGEST);
                    styles.formats.extend(number("numFmtId").zip(code));
                }
                (_, "border") => {
                    styles.borders.push(false);
                    kind = Kind::Border;
                }
                (Some(Kind::Border), "left" | "right" | "top" | "bottom" | "start" | "end") => {
                    let drawn = tag.attribute("style").is_some_and(|s| s != "none");
                    if let Some(border) = styles.borders.last_mut() {
                        *border |= drawn;
                    }
                }
                (_, "cellXfs") => kind = Kind::Looks,
                (Some(Kind::Looks), "xf") => {
                    let border = number("borderId").unwrap_or_default();
                    let format = number("numFmtId").unwrap_or_default();
                    styles.looks.push((format, border as usize));
                }
                _ => {}
            }
            open.push(kind);
        }
    }

    /// The format of the numbers of a look.
    pub(super) fn format(&self, look: usize) -> &str {
        let code = self.looks.get(look).map_or(0, |(format, _)| *format);
        let own = self.formats.get(&code);
        own.map_or_else(|| words::known(code), String::as_str)
    }

    /// Whether cells of a look have a border.
    pub(super) fn bordered(&self, look: usize) -> bool {
        let border = self.looks.get(look).map(|(_, border)| *border);
        let border = border.and_then(|at| self.borders.get(at));
        border.copied().unwrap_or(false)
    }
}
