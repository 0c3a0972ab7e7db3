//! What is found in reports → the baseline after it, and waivers behind those that are there.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::{AcceptanceFolder, AcceptanceFolders, baseline};
use crate::atomic::AtomicFile;
use crate::read::Input;
use gouji_core::diagnostic::{Baseline, Diagnostic};
use gouji_core::document::Document;
use gouji_core::linter::Linter;

/// What is found in a report, as baselines say it.
#[derive(Debug)]
pub struct ReportFindings {
    /// Which of the folders it belongs to.
    pub acceptance: usize,
    path: String,
    /// What nobody has signed for.
    own: Baseline,
    /// All.
    all: Baseline,
}

/// What becomes of a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// It holds what is found.
    Replace,
    /// What is no longer found is taken out.
    Prune,
}

impl AcceptanceFolders {
    /// What is found in a report, whatever its baseline says; nothing where no folder is known for it.
    pub fn findings(
        &self,
        linter: &Linter,
        (input, name): (&Input, &str),
        document: &Document,
    ) -> Option<ReportFindings> {
        let checked = linter.check(document);
        let (checked, _) = self.accept(linter, (input, name), document, checked, false);
        let (acceptance, file) = self.of(input, name)?;
        let path = self.list.get(acceptance)?.path(&file);
        let mut own = Baseline::default();
        // what a pack locks counts whatever a baseline says
        let open = |d: &&Diagnostic| linter.lock_of(&checked, d).is_none();
        for diagnostic in checked.diagnostics.iter().filter(open) {
            own.add(&path, diagnostic, &document.text);
        }
        let mut all = own.clone();
        for accepted in &checked.accepted {
            all.add(&path, &accepted.diagnostic, &document.text);
        }
        Some(ReportFindings {
            acceptance,
            path,
            own,
            all,
        })
    }
}

impl AcceptanceFolder {
    /// The baseline after what was found in some of its reports.
    pub fn renewed(&self, found: &[&ReportFindings], renewal: Renewal) -> Baseline {
        let mut new = self.baseline.clone().unwrap_or_default();
        new.entries.retain(|key, _| self.has(&key.path));
        for report in found {
            match renewal {
                Renewal::Replace => {
                    new.entries.retain(|key, _| key.path != report.path);
                    new.entries.extend(report.own.entries.clone());
                }
                Renewal::Prune => new.entries.retain(|key, entry| {
                    let left = report.all.entries.get(key).map_or(0, |e| e.count);
                    if key.path == report.path {
                        entry.count = entry.count.min(left);
                    }
                    entry.count > 0
                }),
            }
        }
        new
    }

    /// Puts a baseline in the place of the one that is there.
    pub fn put(&self, new: &Baseline) -> io::Result<()> {
        let mut file = AtomicFile::new(&self.file)?;
        baseline::write(&mut file, new)?;
        file.keep()
    }
}

/// Puts a table at the end of a file of waivers, which need not be there.
pub fn append(path: &Path, table: &str) -> io::Result<()> {
    let old = match fs::read_to_string(path) {
        Ok(old) => old,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let mut file = match old.is_empty() {
        true => AtomicFile::new(path)?,
        false => AtomicFile::over(path, old.as_bytes())?,
    };
    let old = old.trim_end();
    let gap = if old.is_empty() { "" } else { "\n\n" };
    write!(file, "{old}{gap}{table}")?;
    file.keep()
}
