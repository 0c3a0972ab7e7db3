//! What was read of configurations, packs, baselines and waivers.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::records::{Joined, ProjectRecords};

use gouji_core::linter::{Linter, Options};
use gouji_project::Request;
use gouji_project::accept::{AcceptanceFolders, Wanted};
use gouji_project::linters::LinterCache;
use gouji_project::packs::Packs;
use gouji_project::read::{Input, STDIN};
use gouji_project::settings::Finder;

/// What was read so far. What is wrong with it is shown in the files themselves.
pub(super) struct State {
    pub request: Request,
    pub finder: Finder,
    pub linters: LinterCache,
    /// The other reports of the project.
    records: ProjectRecords,
    /// The same, joined, since something changed the last time.
    joined: Option<Arc<Joined>>,
    /// What was accepted before, by folder.
    acceptances: HashMap<PathBuf, Arc<AcceptanceFolders>>,
}

impl State {
    /// Nothing is read yet.
    pub fn new(request: Request) -> Self {
        let options = Options {
            lang: request.lang,
            records: true,
            ..Options::default()
        };
        State {
            finder: Finder::new(request.clone()),
            request,
            linters: LinterCache::new(options),
            records: ProjectRecords::default(),
            joined: None,
            acceptances: HashMap::new(),
        }
    }

    /// Everything is read again.
    pub fn forget(&mut self) {
        let records = std::mem::take(&mut self.records);
        *self = State {
            records,
            ..State::new(self.request.clone())
        };
    }

    /// The packs for a file.
    pub fn packs(&mut self, path: &Path) -> Arc<Packs> {
        let found = self.finder.of(path);
        self.linters.packs(found.as_ref(), &mut self.finder)
    }

    /// The linter for a file.
    pub fn linter(&mut self, path: &Path) -> Arc<Linter> {
        self.linters.of(path, &mut self.finder)
    }

    /// The other reports of the project of a file. They are looked for once; what changes is seen when the editor says
    /// that files have.
    pub fn others(&mut self, path: &Path) -> Arc<Joined> {
        if let Some(known) = &self.joined {
            return Arc::clone(known);
        }
        let linter = self.linter(path);
        let joined = self.records.refresh(path, &mut self.finder, &linter);
        let joined = Arc::new(joined);
        self.joined = Some(Arc::clone(&joined));
        joined
    }

    /// What was accepted in the folder of a file.
    pub fn acceptances(&mut self, path: &Path) -> Arc<AcceptanceFolders> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        if let Some(known) = self.acceptances.get(&folder) {
            return Arc::clone(known);
        }
        let wanted = Wanted {
            baseline: None,
            read: true,
            stdin: STDIN,
            today: None,
        };
        let inputs = [Input::File(path.to_owned())];
        let acceptances = AcceptanceFolders::find(&inputs, wanted, &mut self.finder);
        let acceptances = Arc::new(acceptances);
        self.acceptances.insert(folder, Arc::clone(&acceptances));
        acceptances
    }
}
