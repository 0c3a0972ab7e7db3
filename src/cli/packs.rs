//! Rule packs: those that gouji brings along, those that are named, and the files that they refer to.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{ColorWhen, Common};
use super::desk::Desk;
use super::messages::Text;
use super::settings::{self, Settings};
use super::status::Status;
use super::terminal;
use crate::diagnostic::Severity;
use crate::fields::Problem;
use crate::output::human::{Human, HumanOptions};
use crate::pack::{self, Catalogue, Library, Pack, Role, Source};

/// The packs of a run.
pub(super) struct Packs {
    /// All of them.
    pub catalogue: Catalogue,
    /// Choose some by the place in a report's title.
    pub by_place: bool,
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

/// Finds the packs. Says what is wrong with them; the rest works.
pub(super) fn load(common: &Common, look: Look, desk: Desk, status: &mut Status) -> Packs {
    let mut problems = Vec::new();
    let settings = settings::find(common, desk, &mut problems, status);
    let packs = gather(&settings, desk, status);
    problems.extend(wrong(&packs.catalogue));
    show(&problems, common, look, desk, status);
    packs
}

/// Finds the packs without looking into those that are not built in.
pub(super) fn gather(settings: &Settings, desk: Desk, status: &mut Status) -> Packs {
    let mut shelf = Shelf {
        sources: pack::builtin_sources(),
        seen: BTreeSet::new(),
    };
    let mut ids = Vec::new();
    for name in &settings.packs {
        match shelf.asks(name) {
            Some(id) => ids.push(id),
            None => shelf.read(Path::new(name), Role::Asked, desk, status),
        }
    }
    for path in &settings.by_place {
        shelf.read(path, Role::Offered, desk, status);
    }
    let mut catalogue = Catalogue::new(shelf.sources, desk.lang);
    for id in ids {
        if !catalogue.ask(&id) {
            let near = catalogue.near(&id);
            desk.say(&Text::UnknownPack(&id, &near));
            status.misuse = true;
        }
    }
    Packs {
        catalogue,
        by_place: settings.by_place_wanted,
    }
}

/// What is wrong with packs that did not come with gouji.
fn wrong(catalogue: &Catalogue) -> Vec<Problem> {
    let foreign = |p: &&Pack| p.foreign;
    let foreign: Vec<&Pack> = catalogue.packs().iter().filter(foreign).collect();
    match foreign.is_empty() {
        true => catalogue.problems().to_vec(),
        false => catalogue.library(&foreign).problems,
    }
}

impl Packs {
    /// The rules that every report gets, of all kinds.
    pub fn library(&self) -> Library {
        self.library_and("")
    }

    /// The same with those of a pack, if there is one with that id.
    fn library_and(&self, id: &str) -> Library {
        let wanted = |p: &&Pack| p.base || p.role == Role::Asked || p.id == id;
        let chosen: Vec<&Pack> = self.catalogue.packs().iter().filter(wanted).collect();
        self.catalogue.library(&chosen)
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
    desk: Desk,
    status: &mut Status,
) {
    let wrong = draw(problems, common, look, desk);
    if wrong > 0 {
        desk.say(&Text::PackErrors(wrong));
        status.misuse = true;
    }
}

/// Draws what is wrong with files; how many errors there are.
pub(super) fn draw(problems: &[Problem], common: &Common, look: Look, desk: Desk) -> usize {
    let human = Human::new(HumanOptions {
        lang: desk.lang,
        width: terminal::width_of_errors(common.width),
        color: terminal::color(look.color, &io::stderr()),
        ascii: look.ascii,
        show_unknown: false,
        show_accepted: false,
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

/// Pack files that were read.
struct Shelf {
    sources: Vec<Source>,
    seen: BTreeSet<PathBuf>,
}

impl Shelf {
    /// The id, where a name means a pack by its id and not a file.
    fn asks(&self, name: &str) -> Option<String> {
        let file = name.ends_with(".toml") || Path::new(name).exists();
        (!file).then(|| name.to_owned())
    }

    /// Reads a file and the files that it refers to.
    fn read(&mut self, path: &Path, role: Role, desk: Desk, status: &mut Status) {
        let mut waiting = vec![(path.to_owned(), role)];
        while let Some((path, role)) = waiting.pop() {
            if !self.seen.insert(path.clone()) {
                continue;
            }
            match source(&path, role) {
                Ok(source) => {
                    let more = pack::references(&source).into_iter();
                    waiting.extend(more.map(|p| (PathBuf::from(p), Role::Needed)));
                    self.sources.push(source);
                }
                // the file that refers to it says so at the line
                Err(_) if role == Role::Needed => {}
                Err(error) => {
                    desk.say(&Text::NoPack(&path.display().to_string(), &error));
                    status.misuse = true;
                }
            }
        }
    }
}

/// A path as it is shown, on every system with the same strokes.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn source(path: &Path, role: Role) -> io::Result<Source> {
    let text = fs::read_to_string(path)?;
    Ok(Source {
        name: shown(path),
        text: text.trim_start_matches('\u{feff}').to_owned(),
        role,
    })
}
