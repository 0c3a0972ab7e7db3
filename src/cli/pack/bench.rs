//! The packs that a command is about.

use std::path::Path;

use gouji_project::Problem;

use crate::cli::args::Common;
use crate::cli::console::{Console, Look};
use crate::cli::packs::{self, Packs, Wanted};
use crate::cli::settings::Finder;
use crate::cli::status::Status;
use crate::fields::Problem as FileProblem;
use crate::pack::{Catalogue, Library, Pack};

/// The packs that are named, else those of the configuration, else all that came with gouji.
pub(in crate::cli) struct Bench {
    pub console: Console,
    pub look: Look,
    packs: Packs,
    ids: Vec<String>,
}

impl Bench {
    pub fn new(common: &Common, names: &[String], status: &mut Status) -> Option<Self> {
        let console = Console::new(common)?;
        let look = Look::of(common);
        let request = common.request(console.lang);
        let mut finder = Finder::new(request.clone());
        let settings = match names.is_empty() {
            true => finder.in_folder(Path::new("")).map(|f| f.settings),
            false => None,
        };
        let mut problems = finder.problems();
        let mut wanted = match names.is_empty() {
            true => Wanted::new(&request, settings.as_deref(), &mut problems),
            false => Wanted::default(),
        };
        wanted.packs.extend(names.iter().cloned());
        let all = wanted.packs.is_empty() && wanted.by_place.is_empty();
        let packs = Packs::gather(&wanted, console.lang, &mut problems);
        if let Some(settings) = &settings {
            Packs::verify(settings, &mut problems);
        }
        let own = settings.iter().filter_map(|s| s.problem.clone());
        problems.push(Problem::Packs(own.collect()));
        console.report(&problems, look, status);
        let wanted = |p: &&Pack| match names.is_empty() {
            true => all || p.foreign,
            false => names.iter().any(|n| packs::is_named(p, n)),
        };
        let ids = packs.catalogue.packs().iter().filter(wanted);
        let ids: Vec<String> = ids.map(|p| p.id.clone()).collect();
        Some(Bench {
            console,
            look,
            packs,
            ids,
        })
    }

    /// All packs that there are.
    pub fn catalogue(&self) -> &Catalogue {
        &self.packs.catalogue
    }

    /// How many packs it is about.
    pub fn count(&self) -> usize {
        self.ids.len()
    }

    /// The packs that it is about.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        let ids = self.ids.iter();
        ids.filter_map(|id| self.packs.catalogue.find(id))
    }

    /// These packs, and all that they build on.
    pub fn with_those_below(&self) -> Vec<&Pack> {
        let named: Vec<&Pack> = self.packs().collect();
        let under = |p: &Pack| named.iter().any(|n| n.is_or_extends(&p.id));
        let all = self.packs.catalogue.packs();
        all.iter().filter(|p| under(p)).collect()
    }

    /// Reads a pack with all that it builds on. Says what is wrong with it.
    pub fn library(&self, pack: &Pack, status: &mut Status) -> Library {
        let library = self.packs.catalogue.library(&[pack]);
        self.show(library.problems.clone(), status);
        library
    }

    pub fn show(&self, files: Vec<FileProblem>, status: &mut Status) {
        let problems = [Problem::Packs(files)];
        self.console.report(&problems, self.look, status);
    }
}

/// Says that there is no such pack.
pub(in crate::cli) fn unknown_pack(
    bench: &Bench,
    name: &str,
    mut status: Status,
) -> Option<Status> {
    if !status.misuse {
        let near = bench.packs.catalogue.near(name);
        let problems = [Problem::UnknownPack(name.to_owned(), near)];
        bench.console.report(&problems, bench.look, &mut status);
    }
    Some(status)
}
