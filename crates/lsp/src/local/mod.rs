//! The project on this machine: files, configurations and packs, as the command line knows them.

mod configs;
mod packs;
mod records;
mod state;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gouji_project::Request;

use self::state::State;
use crate::messages::{REASON, WHO};
use crate::project::{
    Analysis, CaseOutcome, ClientOptions, Member, Named, Project, RuleCard, RulePage,
};
use gouji_core::diagnostic::{Diagnostic, LintResult, fingerprint};
use gouji_core::document::Document;
use gouji_core::linter::autofix::{Fixed, Level, fix};
use gouji_core::linter::{EvaluatedReport, Linter, Stop};
use gouji_core::pack::Problem;
use gouji_core::text::Lang;
use gouji_core::waivers::{WAIVERS, Waiver};
use gouji_project::accept::{AcceptanceFolders, pattern_of, relative};
use gouji_project::config;
use gouji_project::copies::located;
use gouji_project::paths::Inputs;
use gouji_project::read::{self, Input};
use gouji_project::walk::Ignored;
use gouji_render::{listing, site};

/// The files, configurations and packs of this machine.
pub fn local(request: Request) -> Arc<dyn Project> {
    Arc::new(LocalProject(Mutex::new(State::new(request))))
}

/// What the server asks of the machine that it runs on.
struct LocalProject(Mutex<State>);

impl LocalProject {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rules_of(&self, path: &Path) -> (Arc<Linter>, Arc<AcceptanceFolders>) {
        let mut state = self.state();
        (state.linter(path), state.acceptances(path))
    }
}

/// What is found without what was accepted before.
fn settled(
    path: &Path,
    document: &Document,
    checked: LintResult,
    (linter, acceptances): (&Linter, &AcceptanceFolders),
) -> LintResult {
    let input = Input::File(path.to_owned());
    let named = (&input, document.name.as_str());
    let (checked, _) = acceptances.accept(linter, named, document, checked, true);
    checked
}

impl Project for LocalProject {
    fn lang(&self) -> Lang {
        self.state().request.lang
    }

    fn configure(&self, wishes: ClientOptions) {
        let mut state = self.state();
        if let Some(lang) = wishes.lang {
            state.request.lang = lang;
        }
        state.request.packs.extend(wishes.packs);
        state.forget();
    }

    fn reload(&self) {
        self.state().forget();
    }

    fn check(&self, path: &Path, text: &str, stop: &Stop) -> Option<Analysis> {
        let name = path.display().to_string();
        let document = read::opened(&name, text)?;
        let (linter, acceptances) = self.rules_of(path);
        let others = self.state().others(path);
        let checked = others.checked(&linter, &document, stop)?;
        let checked = settled(path, &document, checked, (&linter, &acceptances));
        Some(Analysis { document, checked })
    }

    fn evaluate(&self, path: &Path, document: &Document) -> EvaluatedReport {
        let (linter, others) = {
            let mut state = self.state();
            (state.linter(path), state.others(path))
        };
        others.evaluate(&linter, document)
    }

    fn fix(&self, path: &Path, document: Document, level: Level) -> Fixed {
        let (linter, acceptances) = self.rules_of(path);
        let others = self.state().others(path);
        let stop = Stop::default();
        fix(document, level, &|d| {
            let checked = others.checked(&linter, d, &stop).unwrap_or_default();
            settled(path, d, checked, (&linter, &acceptances))
        })
    }

    fn rule(&self, path: &Path, id: &str) -> Option<RuleCard> {
        let (packs, lang) = {
            let mut state = self.state();
            (state.packs(path), state.request.lang)
        };
        let library = packs.library_with(id);
        let (kind, rule) = library.all_rules().find(|(_, r)| r.id == id)?;
        let page = listing::Page {
            rule,
            pack: &packs.name_of(&rule.pack, lang),
            kind: library.kinds.iter().find(|k| k.id == kind),
            lang,
            width: 80,
            color: false,
        };
        let mut shown = Vec::new();
        page.write(&mut shown).ok()?;
        Some(RuleCard {
            place: (*rule.place).clone(),
            file: located(&rule.place.path),
            title: rule.title.get(lang).to_owned(),
            page: String::from_utf8(shown).ok()?,
        })
    }

    fn rules(&self, path: &Path) -> Vec<String> {
        self.state().packs(path).rule_ids()
    }

    fn waiver(
        &self,
        path: &Path,
        analysis: &Analysis,
        diagnostic: &Diagnostic,
    ) -> Option<(PathBuf, Option<String>, String)> {
        let (linter, acceptances) = self.rules_of(path);
        if linter.lock_of(&analysis.checked, diagnostic).is_some() {
            return None;
        }
        let input = Input::File(path.to_owned());
        let (at, file) = acceptances.of(&input, &analysis.document.name)?;
        let project = &acceptances.list.get(at)?.config;
        let folder = project.parent().unwrap_or(Path::new(""));
        let folder = std::path::absolute(folder).ok()?;
        let label = diagnostic.primary();
        let place = label.map(|l| match &l.cell {
            Some(cell) => cell.title(),
            None => analysis.document.slice(l.span).trim().to_owned(),
        });
        let parts = diagnostic.parts().into_iter();
        let waiver = Waiver {
            rule: diagnostic.rule.clone(),
            file: pattern_of(&relative(&folder, &file)),
            at: place.unwrap_or_default(),
            reason: REASON.to_owned(),
            who: WHO.to_owned(),
            values: parts
                .map(|d| fingerprint(d, &analysis.document.text))
                .collect(),
            ..Waiver::default()
        };
        let to = folder.join(WAIVERS);
        let old = read::whole(&to);
        Some((to, old, waiver.text()))
    }

    fn inspect(
        &self,
        path: &Path,
        text: &str,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Option<Vec<Problem>> {
        let request = self.state().request.clone();
        packs::inspect(&request, path, text, open)
    }

    fn cases(
        &self,
        path: &Path,
        text: &str,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Vec<CaseOutcome> {
        packs::cases(self.lang(), path, text, open)
    }

    fn names(&self, path: &Path, text: &str, open: &dyn Fn(&Path) -> Option<String>) -> Vec<Named> {
        packs::names(self.lang(), path, text, open)
    }

    fn family(
        &self,
        path: &Path,
        text: &str,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Vec<Member> {
        packs::family(self.lang(), path, text, open)
    }

    fn configured(&self, path: &Path, texts: BTreeMap<PathBuf, String>, all: bool) -> Vec<Member> {
        let request = self.state().request.clone();
        configs::configured(Request { texts, ..request }, path, all)
    }

    fn configurations(&self, folders: &[PathBuf], packs: &[PathBuf]) -> Vec<PathBuf> {
        configs::configurations(folders, packs)
    }

    fn problems(&self) -> Vec<(PathBuf, Problem)> {
        let known = self.state().linters.known_packs();
        let problems = known.iter().flat_map(|p| p.problems());
        let absolute = |p: Problem| Some((std::path::absolute(&p.document.name).ok()?, p));
        problems.filter_map(absolute).collect()
    }

    fn reports(&self, folders: &[PathBuf]) -> Vec<PathBuf> {
        let mut state = self.state();
        let inputs = Inputs::find(folders, Ignored::tracked(), &mut state.finder);
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

    fn page(&self, path: &Path, id: &str) -> Option<RulePage> {
        let (linter, lang) = {
            let mut state = self.state();
            (state.linter(path), state.request.lang)
        };
        let libraries = linter.libraries();
        let mut rules = libraries.iter().flat_map(|l| l.all_rules());
        let (_, rule) = rules.find(|(_, r)| r.id == id)?;
        let published = site::published(&rule.pack, &rule.id, lang);
        let file = || Some(RulePage::File(located(&rule.place.path)?, rule.place.line));
        published.map(RulePage::Published).or_else(file)
    }

    fn text(&self, path: &Path) -> Option<String> {
        read::whole(path)
    }

    fn is_project(&self, folder: &Path) -> bool {
        folder.join(config::NAME).is_file()
    }
}
