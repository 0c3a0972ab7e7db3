//! Rule packs: those that gouji brings along, those that are named, and the files that they refer to.

mod cached;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::cached::PackCache;
use super::args::{ColorWhen, Common};
use super::console::Console;
use super::defaults::merged;
use super::messages::Text;
use super::settings::{Finder, Settings, shown};
use super::status::Status;
use super::terminal;
use crate::diagnostic::Severity;
use crate::fields::Problem;
use crate::output::human::{Human, HumanOptions};
use crate::pack::{Catalogue, Library, Pack, SourceOrigin};
use crate::text::Lang;

/// The packs of a run.
pub(super) struct Packs {
    /// All of them.
    pub catalogue: Catalogue,
    /// Choose some by the place in a report's title.
    pub by_place: bool,
    /// The configuration.
    pub settings: Option<Arc<Settings>>,
    /// The places of its `[[path]]` tables that hold.
    pub areas: Vec<usize>,
}

/// How what is wrong with packs is drawn.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub color: ColorWhen,
    pub ascii: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            color: ColorWhen::Auto,
            ascii: false,
        }
    }
}

/// Finds the packs that the configuration of the current folder asks for. Says what is wrong with them; the rest works.
pub(super) fn load(common: &Common, look: Look, console: Console, status: &mut Status) -> Packs {
    load_for(Path::new(""), common, look, console, status)
}

/// Finds the packs that the configuration of a file, or of the files of a folder, asks for.
pub(super) fn load_for(
    path: &Path,
    common: &Common,
    look: Look,
    console: Console,
    status: &mut Status,
) -> Packs {
    let mut finder = Finder::new(common, console);
    let found = match path.as_os_str().is_empty() {
        true => finder.in_folder(path),
        false => finder.of_named(path),
    };
    finder.settle(status);
    let areas = found.as_ref().zip(path.file_name());
    let areas = areas.map(|(found, name)| found.areas_of(name));
    let settings = found.map(|f| f.settings);
    let mut packs = load_with(common, settings, look, console, status);
    packs.areas = areas.unwrap_or_default();
    packs.catalogue = packs.topped(packs.areas.clone());
    packs
}

/// Finds the packs that a configuration asks for.
pub(super) fn load_with(
    common: &Common,
    settings: Option<Arc<Settings>>,
    look: Look,
    console: Console,
    status: &mut Status,
) -> Packs {
    let wanted = Wanted::new(common, settings.as_deref(), console, status);
    let mut packs = gather(&wanted, console, status);
    packs.settings = settings;
    show(&packs.problems(), common, look, console, status);
    packs
}

/// The packs that people want.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// For every report: ids or paths.
    pub packs: Vec<String>,
    /// For the reports of their places: paths.
    pub by_place: Vec<PathBuf>,
    /// Choose packs by the place in a report's title.
    pub by_place_wanted: bool,
}

impl Wanted {
    /// What the options and a configuration say together.
    pub fn new(
        common: &Common,
        settings: Option<&Settings>,
        console: Console,
        status: &mut Status,
    ) -> Self {
        let mut wanted = Wanted {
            by_place_wanted: !common.no_place_packs,
            ..Wanted::default()
        };
        if let Some(settings) = settings {
            wanted.take(settings, console, status);
        }
        wanted.packs.extend(common.pack.iter().cloned());
        wanted
    }

    fn take(&mut self, settings: &Settings, console: Console, status: &mut Status) {
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
                Err(error) => {
                    console.say(&Text::BadPattern(&whole, &error.to_string()));
                    status.misuse = true;
                }
            }
        }
    }
}

/// Finds the packs without looking into those that are not built in.
pub(super) fn gather(settings: &Wanted, console: Console, status: &mut Status) -> Packs {
    let mut cache = PackCache {
        sources: gouji_packs::sources(),
        seen: BTreeSet::new(),
    };
    let mut ids = Vec::new();
    for name in &settings.packs {
        match cache.asks(name) {
            Some(id) => ids.push(id),
            None => cache.read(Path::new(name), SourceOrigin::Explicit, console, status),
        }
    }
    for path in &settings.by_place {
        cache.read(path, SourceOrigin::ByPlace, console, status);
    }
    let mut catalogue = gouji_packs::catalogue_of(cache.sources, console.lang);
    for id in ids {
        if !catalogue.ask(&id) {
            let near = catalogue.near(&id);
            console.say(&Text::UnknownPack(&id, &near));
            status.misuse = true;
        }
    }
    Packs {
        catalogue,
        by_place: settings.by_place_wanted,
        settings: None,
        areas: Vec::new(),
    }
}

impl Packs {
    /// What is wrong with the configuration, and with packs that did not come with gouji.
    pub fn problems(&self) -> Vec<Problem> {
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
        let is = |p: &Problem| Some(&p.document.name) == name.as_ref();
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
        let home = self
            .catalogue
            .rules()
            .into_iter()
            .find(|(id, _)| id == rule);
        self.library_and(&home.map(|(_, pack)| pack).unwrap_or_default())
    }
}

/// Whether a pack is the one that somebody names by id or file.
pub(super) fn is_named(pack: &Pack, name: &str) -> bool {
    pack.id == name || pack.path == shown(Path::new(name))
}

/// Draws what is wrong with files, and says how much it is.
pub(super) fn show(
    problems: &[Problem],
    common: &Common,
    look: Look,
    console: Console,
    status: &mut Status,
) {
    let wrong = draw(problems, common, look, console);
    if wrong > 0 {
        console.say(&Text::PackErrors(wrong));
        status.misuse = true;
    }
}

/// Draws what is wrong with files; how many errors there are.
pub(super) fn draw(problems: &[Problem], common: &Common, look: Look, console: Console) -> usize {
    let human = Human::new(HumanOptions {
        lang: console.lang,
        width: terminal::width_of_errors(common.width),
        color: terminal::color(look.color, &io::stderr()),
        ascii: look.ascii,
        show_unknown: false,
        show_accepted: false,
        many: false,
    });
    let mut wrong = 0;
    let mut err = io::stderr().lock();
    for problem in problems {
        for diagnostic in &problem.diagnostics {
            wrong += usize::from(diagnostic.severity == Severity::Error);
            // nobody is left to be told when this fails
            human
                .diagnostic(&mut err, &problem.document, diagnostic)
                .ok();
        }
    }
    err.flush().ok();
    wrong
}
