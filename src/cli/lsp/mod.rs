//! `gouji lsp`: the language server, with the files, configurations and packs that the command line knows.

mod packs;
mod state;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gouji_project::Request;

use self::state::State;
use super::accept::{AcceptanceFolders, relative};
use super::args::{Common, LspArgs};
use super::console::Console;
use super::packs::Packs;
use super::paths::Inputs;
use super::read::Input;
use super::status::Status;
use crate::cli::walk::Ignored;
use crate::config;
use crate::diagnostic::{Checked, Diagnostic, fingerprint};
use crate::document::Document;
use crate::input;
use crate::linter::autofix::{Level, Mended, mend};
use crate::linter::{Linter, Stop, Survey};
use crate::lsp::{
    self, Analysis, CaseOutcome, ClientOptions, Ended, Member, Named, Project, RuleCard,
};
use crate::output::listing;
use crate::pack::Problem;
use crate::text::Lang;
use crate::waivers::{WAIVERS, Waiver};
use gouji_project::copies::located;

/// Runs the command, until the editor says that it is done.
pub(super) fn run(args: &LspArgs) -> Status {
    let Some(console) = Console::new(&args.common) else {
        return Status::misused();
    };
    match lsp::stdio(local(&args.common, console.lang)) {
        Ok(Ended::Properly) => Status::default(),
        // the protocol wants 1
        Ok(Ended::Suddenly) => Status {
            findings: true,
            ..Status::default()
        },
        Err(error) => {
            console.tell(&error);
            Status::misused()
        }
    }
}

/// The front end with the options that hold when none is given.
pub(super) fn project(lang: Lang) -> Arc<dyn Project> {
    local(&Common::default(), lang)
}

/// An editor asks its user before it opens a folder of strangers.
fn local(common: &Common, lang: Lang) -> Arc<dyn Project> {
    let request = Request {
        trust_all: true,
        ..common.request(lang)
    };
    Arc::new(LocalProject(Mutex::new(State::new(request))))
}

/// The front end as the server sees it.
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
    checked: Checked,
    (linter, acceptances): (&Linter, &AcceptanceFolders),
) -> Checked {
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
        let document = input::read(&name, text.as_bytes()).ok()?;
        if !document.format.is_text() {
            return None;
        }
        let (linter, acceptances) = self.rules_of(path);
        let checked = linter.check_unless(&document, stop)?;
        let checked = settled(path, &document, checked, (&linter, &acceptances));
        Some(Analysis { document, checked })
    }

    fn survey(&self, path: &Path, document: &Document) -> Survey {
        let linter = self.state().linter(path);
        linter.survey(document)
    }

    fn mend(&self, path: &Path, document: Document, level: Level) -> Mended {
        let (linter, acceptances) = self.rules_of(path);
        mend(document, level, &|d| {
            settled(path, d, linter.check(d), (&linter, &acceptances))
        })
    }

    fn rule(&self, path: &Path, id: &str) -> Option<RuleCard> {
        let (packs, lang) = {
            let mut state = self.state();
            let found = state.finder.of(path);
            (state.packs(found.as_ref()), state.request.lang)
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

    fn problems(&self) -> Vec<(PathBuf, Problem)> {
        let known: Vec<Arc<Packs>> = self.state().packs.values().map(Arc::clone).collect();
        let problems = known.iter().flat_map(|p| p.problems());
        let absolute = |p: Problem| Some((std::path::absolute(&p.document.name).ok()?, p));
        problems.filter_map(absolute).collect()
    }

    fn reports(&self, folders: &[PathBuf]) -> Vec<PathBuf> {
        let mut state = self.state();
        let mut takes = |path: &Path, is_folder| state.finder.takes(path, is_folder);
        let inputs = Inputs::find(folders, Ignored::tracked(), &mut takes);
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
        Some((located(&rule.place.path)?, rule.place.line))
    }

    fn text(&self, path: &Path) -> Option<String> {
        std::fs::read_to_string(path).ok()
    }

    fn is_project(&self, folder: &Path) -> bool {
        folder.join(config::NAME).is_file()
    }
}
