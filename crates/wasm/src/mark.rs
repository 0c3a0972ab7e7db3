//! A copy of a report with its findings in it, as `gouji annotate` writes it.

use gouji_annotate::{Copying, Refusal};
use gouji_core::document::{Document, Format};
use gouji_core::linter::autofix::Level;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::checker::Checker;
use crate::messages::Say;

/// A marked copy.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen(getter_with_clone))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// It is a Word document with the text of one that cannot carry marks.
    pub rewritten: bool,
}

/// What stands in front of the ending of a copy.
const MARKED: &str = ".marked";

impl Checker {
    /// Marks a report; `fix` says whether safe corrections (`safe`) or also suggestions (`all`) become tracked changes.
    ///
    /// # Errors
    ///
    /// Why there is no copy, in a sentence.
    pub fn mark(&self, name: &str, bytes: &[u8], fix: &str, day: &str) -> Result<Marked, String> {
        let document = self.read(name, bytes)?;
        let old = is_old(name);
        let rewritten = document.format == Format::Doc || old && document.format != Format::Docx;
        let copying = Copying {
            name,
            bytes,
            to_word: rewritten,
            level: match fix {
                "safe" => Some(Level::Safe),
                "all" => Some(Level::Suggestions),
                _ => None,
            },
            lang: self.lang,
            day,
        };
        let check = |document: &Document| Ok::<_, Refusal>(self.linter.check(document));
        let copied = copying.copy(&document, &check);
        let (bytes, _, checked) = copied.map_err(|refusal| refusal.message(self.lang))?;
        if checked.kind.is_none() {
            return Err(Say::NoReport.say(self.lang));
        }
        let name = marked(name, rewritten);
        Ok(Marked {
            name,
            bytes,
            rewritten,
        })
    }
}

/// Whether a document is of an old kind, by its ending.
fn is_old(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|e| ["doc", "wps"].iter().any(|o| e.eq_ignore_ascii_case(o)))
}

/// `a/report.docx` → `report.marked.docx`, `report.doc` → `report.marked.docx`.
fn marked(name: &str, rewritten: bool) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, ending) = match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (file, String::new()),
    };
    match rewritten {
        true => format!("{stem}{MARKED}.docx"),
        false => format!("{stem}{MARKED}{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_called_after_the_report() {
        assert_eq!(marked("a/b.docx", false), "b.marked.docx");
        assert_eq!(marked("b.c.html", false), "b.c.marked.html");
        assert_eq!(marked("b.doc", true), "b.marked.docx");
        assert_eq!(marked("b", false), "b.marked");
        assert_eq!(marked(".b", false), ".b.marked");
    }
}
