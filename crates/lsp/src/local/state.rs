//! What was read of configurations, packs, baselines and waivers.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_project::Request;

use gouji_core::linter::{Linter, Options};
use gouji_project::accept::{AcceptanceFolders, Wanted};
use gouji_project::linters::configured;
use gouji_project::packs::Packs;
use gouji_project::read::{Input, STDIN};
use gouji_project::settings::{Finder, Found};

/// A configuration by its path, with those of its `[[path]]` tables that hold.
type Key = (Option<PathBuf>, Vec<usize>);

/// What was read so far.
pub(super) struct State {
    pub request: Request,
    pub finder: Finder,
    pub packs: HashMap<Option<PathBuf>, Arc<Packs>>,
    linters: HashMap<Key, Arc<Linter>>,
    /// What was accepted before, by folder.
    acceptances: HashMap<PathBuf, Arc<AcceptanceFolders>>,
}

impl State {
    /// Nothing is read yet.
    pub fn new(request: Request) -> Self {
        State {
            finder: Finder::new(request.clone()),
            request,
            packs: HashMap::new(),
            linters: HashMap::new(),
            acceptances: HashMap::new(),
        }
    }

    /// Everything is read again.
    pub fn forget(&mut self) {
        self.finder = Finder::new(self.request.clone());
        self.packs.clear();
        self.linters.clear();
        self.acceptances.clear();
    }

    /// The packs of a configuration.
    pub fn packs(&mut self, found: Option<&Found>) -> Arc<Packs> {
        let settings = found.map(|f| Arc::clone(&f.settings));
        let key = settings.as_ref().map(|s| s.path.clone());
        if let Some(known) = self.packs.get(&key) {
            return Arc::clone(known);
        }
        // what is wrong is shown in the files themselves
        let packs = Packs::unread(settings, &self.request, &mut Vec::new());
        let packs = Arc::new(packs);
        self.packs.insert(key, Arc::clone(&packs));
        packs
    }

    /// The linter for a file.
    pub fn linter(&mut self, path: &Path) -> Arc<Linter> {
        let found = self.finder.of(path);
        let areas = found.as_ref().zip(path.file_name());
        let areas = areas.map(|(f, name)| f.areas_of(name)).unwrap_or_default();
        let settings = found.as_ref().map(|f| Arc::clone(&f.settings));
        let key = (settings.as_ref().map(|s| s.path.clone()), areas.clone());
        if let Some(known) = self.linters.get(&key) {
            return Arc::clone(known);
        }
        let options = Options {
            lang: self.request.lang,
            configured: configured(true, settings.as_deref(), &areas),
            ..Options::default()
        };
        let packs = self.packs(found.as_ref());
        let linter = Linter::choosing(packs.topped(areas), packs.by_place, options);
        let linter = Arc::new(linter);
        self.linters.insert(key, Arc::clone(&linter));
        linter
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
        self.finder.problems();
        let acceptances = Arc::new(acceptances);
        self.acceptances.insert(folder, Arc::clone(&acceptances));
        acceptances
    }
}
