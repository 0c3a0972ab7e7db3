//! The other reports of a project, as they are kept: the one that is open is held against them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use gouji_core::diagnostic::{LintResult, Record};
use gouji_core::document::Document;
use gouji_core::linter::{Beside, EvaluatedReport, Linter, Stop};
use gouji_core::series::{Area, around};
use gouji_project::config;
use gouji_project::paths::Inputs;
use gouji_project::read::{self, Input, Stamp};
use gouji_project::runner;
use gouji_project::series;
use gouji_project::settings::Finder;
use gouji_project::walk::Ignored;

/// So many reports of a project are kept; an editor with more is slow to open the first.
const MOST: usize = 400;

/// The reports of a project.
#[derive(Debug, Default)]
pub(super) struct ProjectRecords {
    /// The folder of the project.
    folder: PathBuf,
    known: HashMap<PathBuf, (Stamp, Option<Record>)>,
}

/// The reports of a project, joined.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub records: Vec<Record>,
    pub areas: Vec<Area>,
}

impl Joined {
    /// Lints a document beside the others, unless that is stopped.
    pub fn checked(&self, linter: &Linter, document: &Document, stop: &Stop) -> Option<LintResult> {
        let checked = linter.check_unless(document, stop)?;
        let Some(own) = checked
            .record
            .as_deref()
            .filter(|_| !self.records.is_empty())
        else {
            return Some(checked);
        };
        let neighbours = around(own, &self.records, &self.areas);
        let mut settled = checked.clone();
        match linter.settle_beside(&mut settled, own, &neighbours) {
            Beside::Settled => Some(settled),
            Beside::Fails => Some(linter.check_beside(document, &neighbours)),
        }
    }

    /// What there is to show of a document beside the others.
    pub fn evaluate(&self, linter: &Linter, document: &Document) -> EvaluatedReport {
        linter.evaluate(document, |own| around(own, &self.records, &self.areas))
    }
}

impl ProjectRecords {
    /// Reads what is new or has changed in the project of a file; nothing where there is no project.
    pub fn refresh(&mut self, path: &Path, finder: &mut Finder, linter: &Linter) -> Joined {
        let Some(folder) = project(path) else {
            return Joined::default();
        };
        if self.folder != folder {
            self.known.clear();
            self.folder.clone_from(&folder);
        }
        let mut named = vec![folder];
        named.extend(series::with(finder));
        let mut files = Inputs::find(&named, Ignored::tracked(), finder).list;
        files.truncate(MOST);
        let fresh = runner::each(&files, |input| match input {
            Input::File(path) => self.one(path, input, linter),
            Input::Stdin => None,
        });
        self.known = fresh.into_iter().flatten().collect();
        let records = self.known.values().filter_map(|(_, record)| record.clone());
        let mut records: Vec<Record> = records.collect();
        records.sort_by(|a, b| a.path.cmp(&b.path));
        let areas = series::areas(finder, linter, &mut records);
        Joined { records, areas }
    }

    fn one(
        &self,
        path: &Path,
        input: &Input,
        linter: &Linter,
    ) -> Option<(PathBuf, (Stamp, Option<Record>))> {
        let stamp = read::stamp(path)?;
        if let Some((known, record)) = self.known.get(path).filter(|(s, _)| *s == stamp) {
            return Some((path.to_owned(), (*known, record.clone())));
        }
        let name = path.display().to_string();
        let document = input.read(&name, false).ok();
        let record = document.and_then(|d| linter.check(&d).record);
        Some((path.to_owned(), (stamp, record.map(|r| *r))))
    }
}

/// The folder of the project of a file: the nearest above with a configuration.
fn project(path: &Path) -> Option<PathBuf> {
    let mut folders = path.ancestors().skip(1);
    folders
        .find(|f| f.join(config::NAME).is_file())
        .map(Path::to_owned)
}
