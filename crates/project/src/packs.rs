//! Rule packs: those that gouji brings along, those that are named, and the files that they refer to.

pub mod added;
mod cached;
mod fetched;
mod locked;
mod messages;
pub mod opened;

pub use locked::{Breach, Lock, LockedPack, NAME as LOCK};

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::cached::PackCache;
use crate::problem::Problem;
use crate::request::Request;
use crate::settings::{Finder, Settings, merged, shown};
use gouji_core::fields::Problem as FileProblem;
use gouji_core::pack::{Catalogue, Library, Pack, SourceOrigin};
use gouji_core::text::Lang;

/// The packs of a run.
pub struct Packs {
    /// All of them.
    pub catalogue: Catalogue,
    /// Choose some by the place in a report's title.
    pub by_place: bool,
    /// The configuration.
    pub settings: Option<Arc<Settings>>,
    /// The places of its `[[path]]` tables that hold.
    pub areas: Vec<usize>,
}

/// The packs that people want.
#[derive(Debug, Default)]
pub struct Wanted {
    /// For every report: ids or paths.
    pub packs: Vec<String>,
    /// For the reports of their places: paths.
    pub by_place: Vec<PathBuf>,
    /// Choose packs by the place in a report's title.
    pub by_place_wanted: bool,
}

impl Wanted {
    /// What a request and a configuration say together.
    pub fn new(
        request: &Request,
        settings: Option<&Settings>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut wanted = Wanted {
            by_place_wanted: !request.no_place_packs,
            ..Wanted::default()
        };
        if let Some(settings) = settings {
            wanted.take(settings, problems);
        }
        wanted.packs.extend(request.packs.iter().cloned());
        wanted
    }

    fn take(&mut self, settings: &Settings, problems: &mut Vec<Problem>) {
        let config = &settings.config;
        self.by_place_wanted &= config.choose_by_place.as_ref().is_none_or(|at| at.value);
        let outer = settings.outer.iter().map(Arc::as_ref);
        for settings in outer.chain([settings]) {
            for pack in settings.config.packs.iter().map(|p| &p.value) {
                self.packs.push(match pack.ends_with(".toml") {
                    true => settings.inside(pack).display().to_string(),
                    false => pack.clone(),
                });
            }
        }
        for pattern in &config.by_place {
            let whole = settings.inside(&pattern.value).display().to_string();
            match glob::glob(&whole) {
                Ok(paths) => self.by_place.extend(paths.filter_map(Result::ok)),
                Err(error) => problems.push(Problem::BadPattern(whole, error.to_string())),
            }
        }
    }
}

impl Packs {
    /// Finds the packs that the configuration of a file, or of the files of a folder, asks for; the empty path is the current
    /// folder.
    pub fn load(path: &Path, request: Request) -> (Self, Vec<Problem>) {
        let mut finder = Finder::new(request);
        let found = match path.as_os_str().is_empty() {
            true => finder.in_folder(path),
            false => finder.of_named(path),
        };
        let areas = found.as_ref().zip(path.file_name());
        let areas = areas.map(|(found, name)| found.areas_of(name));
        let settings = found.map(|f| f.settings);
        let mut packs = Packs::of(settings, &mut finder);
        packs.areas = areas.unwrap_or_default();
        packs.catalogue = packs.topped(packs.areas.clone());
        (packs, finder.problems)
    }

    /// Finds the packs that a configuration asks for, and what is wrong in them.
    pub(crate) fn of(settings: Option<Arc<Settings>>, finder: &mut Finder) -> Self {
        let (request, problems) = (&finder.request, &mut finder.problems);
        let packs = Packs::unread(settings, request, problems);
        let files = packs.problems();
        if !files.is_empty() {
            problems.push(Problem::Packs(files));
        }
        packs
    }

    /// The same without looking into those that are not built in.
    pub fn unread(
        settings: Option<Arc<Settings>>,
        request: &Request,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let wanted = Wanted::new(request, settings.as_deref(), problems);
        let mut packs = Packs::gathered(&wanted, request, problems);
        if let Some(settings) = &settings {
            locked::verify(settings, problems);
        }
        packs.settings = settings;
        packs
    }

    /// Finds packs without looking into those that are not built in.
    pub fn gather(wanted: &Wanted, lang: Lang, problems: &mut Vec<Problem>) -> Self {
        let request = Request {
            lang,
            ..Request::default()
        };
        Packs::gathered(wanted, &request, problems)
    }

    pub(crate) fn gathered(
        wanted: &Wanted,
        request: &Request,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut cache = PackCache {
            request,
            sources: gouji_packs::sources(),
            seen: BTreeSet::new(),
        };
        let mut ids = Vec::new();
        for name in &wanted.packs {
            match cache.asks(name) {
                Some(id) => ids.push(id),
                None => cache.read(Path::new(name), SourceOrigin::Explicit, problems),
            }
        }
        for path in &wanted.by_place {
            cache.read(path, SourceOrigin::ByPlace, problems);
        }
        let mut catalogue = gouji_packs::catalogue_of(cache.sources, request.lang);
        for id in ids {
            if !catalogue.ask(&id) {
                let near = catalogue.near(&id);
                problems.push(Problem::UnknownPack(id, near));
            }
        }
        Packs {
            catalogue,
            by_place: wanted.by_place_wanted,
            settings: None,
            areas: Vec::new(),
        }
    }

    /// Looks for packs that are not what `packs.lock` beside a configuration says.
    pub fn verify(settings: &Settings, problems: &mut Vec<Problem>) {
        locked::verify(settings, problems);
    }

    /// What is wrong with the configuration, and with packs that did not come with gouji.
    pub fn problems(&self) -> Vec<FileProblem> {
        let settings = self.settings.as_ref();
        let all = settings.map_or(0, |s| s.config.areas.len());
        let topped = self.topped((0..all).collect());
        let grades = topped.has_top();
        let looked_at =
            |p: &&Pack| p.foreign || (grades && (p.base || p.origin == SourceOrigin::Explicit));
        let packs: Vec<&Pack> = topped.packs().iter().filter(looked_at).collect();
        let mut problems = match packs.is_empty() {
            true => topped.problems().to_vec(),
            false => topped.problems_of(&packs),
        };
        let mut own = settings.and_then(|s| s.problem.clone());
        own = merged(own, topped.top_problem());
        let name = settings.map(|s| shown(&s.path));
        let is = |p: &FileProblem| Some(&p.document.name) == name.as_ref();
        let layer = problems.iter().position(is);
        own = merged(own, layer.map(|at| problems.remove(at)));
        for diagnostic in own.iter_mut().flat_map(|p| &mut p.diagnostics) {
            diagnostic.rule = "config".to_owned();
        }
        problems.splice(..0, own);
        problems
    }

    /// The packs under the configuration, with some of its `[[path]]` tables.
    pub fn topped(&self, areas: Vec<usize>) -> Catalogue {
        match &self.settings {
            Some(settings) => self.catalogue.topped(settings.top(areas)),
            None => self.catalogue.clone(),
        }
    }

    /// The rules that every report gets, of all kinds.
    pub fn library(&self) -> Library {
        self.library_and("")
    }

    /// The same with those of a pack, if there is one with that id.
    fn library_and(&self, id: &str) -> Library {
        let wanted = |p: &&Pack| p.base || p.origin == SourceOrigin::Explicit || p.id == id;
        let chosen: Vec<&Pack> = self.catalogue.packs().iter().filter(wanted).collect();
        self.catalogue.library(&chosen)
    }

    /// What a pack is called: its name in Chinese, its id in English.
    pub fn name_of(&self, id: &str, lang: Lang) -> String {
        let pack = self.catalogue.packs().iter().find(|p| p.id == id);
        pack.map_or(id, |p| p.called(lang)).to_owned()
    }

    /// The ids of all rules of all packs.
    pub fn rule_ids(&self) -> Vec<String> {
        let rules = self.catalogue.rules().into_iter();
        rules.map(|(id, _)| id).collect()
    }

    /// The rules that every report gets, and those of the pack that has a rule, if there is one.
    pub fn library_with(&self, rule: &str) -> Library {
        let owner = self
            .catalogue
            .rules()
            .into_iter()
            .find(|(id, _)| id == rule);
        self.library_and(&owner.map(|(_, pack)| pack).unwrap_or_default())
    }
}

/// Whether a pack is the one that somebody names by id or file.
pub fn is_named(pack: &Pack, name: &str) -> bool {
    pack.id == name || pack.path == shown(Path::new(name))
}
