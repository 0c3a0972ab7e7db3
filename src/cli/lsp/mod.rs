//! `gouji lsp`: the language server, with the files, configurations and packs that the command line knows.

mod packs;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::accept::{Grounds, Wanted, relative};
use super::args::{Common, LangName, LspArgs};
use super::desk::Desk;
use super::linters::chosen;
use super::packs::{Packs, Wanted as WantedPacks, gather};
use super::paths::Inputs;
use super::read::{Input, STDIN};
use super::settings::{Finder, Found};
use super::status::Status;
use crate::config::{self, WAIVERS, Waiver};
use crate::diagnostic::{Diagnostic, fingerprint};
use crate::document::Document;
use crate::input;
use crate::linter::mend::{Level, Mended, mend};
use crate::linter::{Linter, Options, Survey};
use crate::lsp::{self, Analysis, CaseOutcome, Home, RuleCard, Wishes};
use crate::output::listing;
use crate::pack::Problem;
use crate::text::Lang;

/// Runs the command, until the editor says that it is done.
pub(super) fn run(args: &LspArgs) -> Status {
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let state = State::new(args.common.clone(), desk);
    match lsp::stdio(Arc::new(Office(Mutex::new(state)))) {
        Ok(()) => Status::default(),
        Err(error) => {
            desk.tell(&error);
            Status::misused()
        }
    }
}

/// The front end with the options that hold when none is given.
pub(super) fn home(lang: Lang) -> Arc<dyn Home> {
    let state = State::new(Common::default(), Desk { lang });
    Arc::new(Office(Mutex::new(state)))
}

/// The front end as the server sees it.
struct Office(Mutex<State>);

/// A configuration by its path, with those of its `[[path]]` tables that hold.
type Key = (Option<PathBuf>, Vec<usize>);

/// What was read so far.
struct State {
    common: Common,
    desk: Desk,
    finder: Finder,
    packs: HashMap<Option<PathBuf>, Arc<Packs>>,
    linters: HashMap<Key, Arc<Linter>>,
    /// What was accepted before, by folder.
    grounds: HashMap<PathBuf, Arc<Grounds>>,
}

impl State {
    fn new(common: Common, desk: Desk) -> Self {
        State {
            finder: Finder::new(&common, desk),
            common,
            desk,
            packs: HashMap::new(),
            linters: HashMap::new(),
            grounds: HashMap::new(),
        }
    }

    fn forget(&mut self) {
        self.finder = Finder::new(&self.common, self.desk);
        self.packs.clear();
        self.linters.clear();
        self.grounds.clear();
    }

    fn packs(&mut self, found: Option<&Found>) -> Arc<Packs> {
        let settings = found.map(|f| Arc::clone(&f.settings));
        let key = settings.as_ref().map(|s| s.path.clone());
        if let Some(known) = self.packs.get(&key) {
            return Arc::clone(known);
        }
        // what is wrong is shown in the files themselves
        let mut status = Status::default();
        let wanted = WantedPacks::new(&self.common, settings.as_deref(), self.desk, &mut status);
        let mut packs = gather(&wanted, self.desk, &mut status);
        packs.settings = settings;
        let packs = Arc::new(packs);
        self.packs.insert(key, Arc::clone(&packs));
        packs
    }

    fn linter(&mut self, path: &Path) -> Arc<Linter> {
        let found = self.finder.of(path);
        let areas = found.as_ref().zip(path.file_name());
        let areas = areas.map(|(f, name)| f.areas_of(name)).unwrap_or_default();
        let settings = found.as_ref().map(|f| Arc::clone(&f.settings));
        let key = (settings.as_ref().map(|s| s.path.clone()), areas.clone());
        if let Some(known) = self.linters.get(&key) {
            return Arc::clone(known);
        }
        let (select, ignore) = chosen(&[], &[], settings.as_deref(), &areas);
        let options = Options {
            lang: self.desk.lang,
            select,
            ignore,
            ..Options::default()
        };
        let packs = self.packs(found.as_ref());
        let linter = Linter::choosing(packs.topped(areas), packs.by_place, options);
        let linter = Arc::new(linter);
        self.linters.insert(key, Arc::clone(&linter));
        linter
    }

    fn grounds(&mut self, path: &Path) -> Arc<Grounds> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        if let Some(known) = self.grounds.get(&folder) {
            return Arc::clone(known);
        }
        let wanted = Wanted {
            baseline: None,
            read: true,
            stdin: STDIN,
            common: &self.common,
            today: None,
        };
        let mut status = Status::default();
        let inputs = [Input::File(path.to_owned())];
        let desk = self.desk;
        let grounds = Grounds::find(&inputs, wanted, &mut self.finder, desk, &mut status);
        let grounds = Arc::new(grounds);
        self.grounds.insert(folder, Arc::clone(&grounds));
        grounds
    }
}

impl Office {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn judge(&self, path: &Path, document: Document) -> Analysis {
        let (linter, grounds) = {
            let mut state = self.state();
            (state.linter(path), state.grounds(path))
        };
        let checked = linter.check(&document);
        let input = Input::File(path.to_owned());
        let named = (&input, document.name.as_str());
        let (checked, _) = grounds.accept(&linter, named, &document, checked, true);
        Analysis { document, checked }
    }
}

impl Home for Office {
    fn lang(&self) -> Lang {
        self.state().desk.lang
    }

    fn wish(&self, wishes: Wishes) {
        let mut state = self.state();
        if let Some(lang) = wishes.lang {
            state.desk = Desk { lang };
            state.common.lang = Some(LangName::of(lang));
        }
        state.common.pack.extend(wishes.packs);
        state.forget();
    }

    fn reload(&self) {
        self.state().forget();
    }

    fn check(&self, path: &Path, text: &str) -> Option<Analysis> {
        let name = path.display().to_string();
        let document = input::read(&name, text.as_bytes()).ok()?;
        let is_text = document.format.is_text();
        is_text.then(|| self.judge(path, document))
    }

    fn survey(&self, path: &Path, document: &Document) -> Survey {
        let linter = self.state().linter(path);
        linter.survey(document)
    }

    fn mend(&self, path: &Path, document: Document, level: Level) -> Mended {
        mend(document, level, &|d| self.judge(path, d.clone()).checked)
    }

    fn rule(&self, path: &Path, id: &str) -> Option<RuleCard> {
        let (packs, lang) = {
            let mut state = self.state();
            let found = state.finder.of(path);
            (state.packs(found.as_ref()), state.desk.lang)
        };
        let library = packs.library_with(id);
        let (kind, rule) = library.all_rules().find(|(_, r)| r.id == id)?;
        let page = listing::Page {
            rule,
            kind: library.kinds.iter().find(|k| k.id == kind),
            lang,
            width: 80,
            color: false,
        };
        let mut shown = Vec::new();
        page.write(&mut shown).ok()?;
        let file = std::path::absolute(&rule.place.path).ok();
        Some(RuleCard {
            place: rule.place.clone(),
            file: file.filter(|f| f.is_file()),
            title: rule.title.get(lang).to_owned(),
            page: String::from_utf8(shown).ok()?,
        })
    }

    fn rules(&self, path: &Path) -> Vec<String> {
        let mut state = self.state();
        let found = state.finder.of(path);
        state.packs(found.as_ref()).rule_ids()
    }

    fn waiver(
        &self,
        path: &Path,
        analysis: &Analysis,
        diagnostic: &Diagnostic,
    ) -> Option<(PathBuf, Option<String>, String)> {
        let (linter, grounds) = {
            let mut state = self.state();
            (state.linter(path), state.grounds(path))
        };
        if linter.lock_of(&analysis.checked, diagnostic).is_some() {
            return None;
        }
        let input = Input::File(path.to_owned());
        let (at, file) = grounds.of(&input, &analysis.document.name)?;
        let home = &grounds.list.get(at)?.home;
        let folder = home.parent().unwrap_or(Path::new(""));
        let folder = std::path::absolute(folder).ok()?;
        let label = diagnostic.primary();
        let place = label.map(|l| match &l.cell {
            Some(cell) => cell.title(),
            None => analysis.document.slice(l.span).trim().to_owned(),
        });
        let parts = diagnostic.parts().into_iter();
        let waiver = Waiver {
            rule: diagnostic.rule.clone(),
            file: glob::Pattern::escape(&relative(&folder, &file)),
            at: place.unwrap_or_default(),
            reason: lsp::REASON.to_owned(),
            who: lsp::WHO.to_owned(),
            values: parts
                .map(|d| fingerprint(d, &analysis.document.text))
                .collect(),
            ..Waiver::default()
        };
        let to = folder.join(WAIVERS);
        let old = std::fs::read_to_string(&to).ok();
        Some((to, old, waiver.text()))
    }

    fn inspect(
        &self,
        path: &Path,
        text: &str,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Option<Vec<Problem>> {
        let (common, desk) = {
            let state = self.state();
            (state.common.clone(), state.desk)
        };
        packs::inspect((&common, desk), path, text, open)
    }

    fn cases(
        &self,
        path: &Path,
        text: &str,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Vec<CaseOutcome> {
        packs::cases(self.lang(), path, text, open)
    }

    fn problems(&self) -> Vec<(PathBuf, Problem)> {
        let known: Vec<Arc<Packs>> = self.state().packs.values().map(Arc::clone).collect();
        let problems = known.iter().flat_map(|p| p.problems());
        let absolute = |p: Problem| Some((std::path::absolute(&p.document.name).ok()?, p));
        problems.filter_map(absolute).collect()
    }

    fn reports(&self, folders: &[PathBuf]) -> Vec<PathBuf> {
        let mut state = self.state();
        let mut takes = |path: &Path, is_folder| state.finder.takes(path, is_folder);
        let inputs = Inputs::find(folders, &mut takes);
        let files = inputs.list.into_iter().filter_map(|input| match input {
            Input::File(path) => Some(path),
            Input::Stdin => None,
        });
        let is_text = |p: &PathBuf| p.extension().is_some_and(|e| e == "txt" || e == "md");
        files.filter(is_text).collect()
    }

    fn read(&self, path: &Path) -> Option<String> {
        let name = path.display().to_string();
        let document = Input::File(path.to_owned()).read(&name, false).ok()?;
        document.format.is_text().then_some(document.text)
    }

    fn place(&self, path: &Path, id: &str) -> Option<(PathBuf, usize)> {
        let linter = self.state().linter(path);
        let libraries = linter.libraries();
        let mut rules = libraries.iter().flat_map(|l| l.all_rules());
        let (_, rule) = rules.find(|(_, r)| r.id == id)?;
        let file = std::path::absolute(&rule.place.path).ok()?;
        file.is_file().then_some((file, rule.place.line))
    }

    fn text(&self, path: &Path) -> Option<String> {
        std::fs::read_to_string(path).ok()
    }

    fn is_project(&self, folder: &Path) -> bool {
        folder.join(config::NAME).is_file()
    }
}
