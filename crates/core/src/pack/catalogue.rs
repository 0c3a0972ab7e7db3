//! Which packs there are, what they build on, and which of them a report gets.

use super::config_layer::TopLayer;
use super::forms;
use super::gazetteer;
use super::heads;
use super::kind;
use super::life::Former;
use super::lock::Guard;
use super::made::Made;
use super::packed;
use super::packed::Bundle;
use super::patterns::Lexicon;
use super::reading::RULES;
use super::source::{Source, SourceOrigin};
use super::stack::{Layer, Stack};
use crate::diagnostic::digest;
use crate::fields::{File, Problem, Tree};
use crate::report::{Kind, Years};
use crate::text::{Bilingual, Lang, near};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// All packs that are known, by their headers.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    pub(super) sources: Vec<Source>,
    pub(super) lang: Lang,
    /// The packs, those that others build on first.
    packs: Vec<Pack>,
    /// How reports of each kind are recognised: their titles, sections and forms, without rules.
    kinds: OnceLock<Vec<Kind>>,
    /// What is wrong with headers and with files that belong to no pack.
    pub(super) problems: Vec<Problem>,
    /// Gazetteers that did not come with gouji.
    pub(super) gazetteers: Vec<gazetteer::Named>,
    /// Those that did, once they are asked for.
    pub(super) own_gazetteers: OnceLock<Vec<gazetteer::Named>>,
    /// Packs that came along with the program, as its build read them.
    pub(super) bundle: Option<&'static Bundle>,
    /// The patterns that were made so far.
    pub(super) made: Made,
    /// What was opened so far of the packs that come along.
    pub(super) opened: packed::Opened,
    /// A configuration on top of all packs.
    pub(super) top: Option<TopLayer>,
}

/// A pack.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Bilingual,
    /// What it rests on.
    pub source: String,
    /// Path of its first file.
    pub path: String,
    /// The kind of report that it is for.
    pub kind: String,
    /// The places for whose reports it is chosen.
    pub places: Vec<String>,
    /// Its version, if it says one.
    pub version: String,
    /// Rules that were called otherwise: the former id, and the present one.
    pub renamed: Vec<(String, String)>,
    /// It needs a later gouji: nothing is read of it.
    pub too_new: bool,
    /// The years of report for which it is in force.
    pub years: Years,
    /// How it came to be there.
    pub origin: SourceOrigin,
    /// It did not come with gouji.
    pub foreign: bool,
    /// It says what the kind is; the others build on it.
    pub base: bool,
    /// Indexes of its files.
    pub(super) files: Vec<usize>,
    /// Ids of all packs that it builds on, near and far.
    pub under: BTreeSet<String>,
}

impl Pack {
    /// What people call it: its name in Chinese, its id in English and where it has no name.
    pub fn called(&self, lang: Lang) -> &str {
        match (lang, self.name.get(lang)) {
            (Lang::Zh, name) if !name.is_empty() => name,
            _ => &self.id,
        }
    }

    /// Whether this pack, or what it is built on, is the one with that id.
    pub fn is_or_extends(&self, id: &str) -> bool {
        self.id == id || self.under.contains(id)
    }
}

impl Catalogue {
    /// Takes in all pack files. Their rules are read later, for the packs that a report needs.
    pub fn new(sources: Vec<Source>, lang: Lang) -> Self {
        Catalogue::with(None, sources, lang)
    }

    /// Takes in all pack files, those of a bundle among them: what its build read is not read again.
    pub fn bundled(bundle: &'static Bundle, sources: Vec<Source>, lang: Lang) -> Self {
        Catalogue::with(Some(bundle), sources, lang)
    }

    fn with(bundle: Option<&'static Bundle>, sources: Vec<Source>, lang: Lang) -> Self {
        let mut catalogue = Catalogue {
            lang,
            bundle,
            made: Made::new(bundle),
            ..Catalogue::default()
        };
        if let Some(packs) = bundle.and_then(|b| b.packs(&sources)) {
            catalogue.packs = packs;
        } else {
            let files: Vec<File<'_>> = sources.iter().map(|s| s.file(lang)).collect();
            catalogue.packs = heads::read(&files, &sources);
            catalogue.gazetteers = gazetteer::foreign(&files, &sources);
            catalogue.problems = files.iter().filter_map(File::problem).collect();
        }
        catalogue.sources = sources;
        catalogue
    }

    /// The packs, those that others build on first.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// What makes a pack the same one: a fingerprint of all its files.
    pub fn digest(&self, pack: &Pack) -> String {
        let files = pack.files.iter().filter_map(|at| self.sources.get(*at));
        digest(files.map(|source| source.text.as_ref()))
    }

    /// Names and texts of the files that did not come with gouji, and a word for each pack on what it is for.
    pub fn outside(&self) -> Vec<String> {
        let packs = self.packs.iter();
        let mut words: Vec<String> = packs.map(|p| format!("{} {:?}", p.id, p.origin)).collect();
        let foreign = self
            .sources
            .iter()
            .filter(|s| s.origin != SourceOrigin::Builtin);
        words.extend(foreign.flat_map(|s| [s.name.clone(), s.text.to_string()]));
        words
    }

    /// How reports of each kind are recognised.
    pub fn kinds(&self) -> &[Kind] {
        self.kinds.get_or_init(|| {
            let foreign = self.packs.iter().any(|p| p.base && p.foreign);
            let bundle = self.bundle.filter(|_| !foreign);
            let known = bundle.and_then(Bundle::kinds);
            let kinds = known.unwrap_or_else(|| self.read_kinds());
            kinds.into_iter().map(|k| self.with_gazetteer(k)).collect()
        })
    }

    pub(super) fn read_kinds(&self) -> Vec<Kind> {
        let bases = self.packs.iter().filter(|p| p.base);
        bases.filter_map(|p| self.recognised(p)).collect()
    }

    /// The paths of the files of a pack.
    pub fn paths(&self, pack: &Pack) -> impl Iterator<Item = &str> {
        let files = pack.files.clone().into_iter();
        files.filter_map(|at| Some(self.sources.get(at)?.name.as_str()))
    }

    /// The pack with an id, or of a file.
    pub fn find(&self, name: &str) -> Option<&Pack> {
        let is = |p: &&Pack| p.id == name || p.path == name;
        self.packs.iter().find(is)
    }

    /// Takes a pack for every report; false when there is none with that id.
    pub fn ask(&mut self, id: &str) -> bool {
        let found = self.packs.iter_mut().find(|p| p.id == id);
        let known = found.is_some();
        if let Some(pack) = found {
            pack.origin = SourceOrigin::Explicit;
        }
        known
    }

    /// What is wrong with headers and with files that belong to no pack.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The ids of all rules, those that they had before among them, with the ids of their packs.
    pub fn rules(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for pack in &self.packs {
            for source in pack.files.iter().filter_map(|f| self.sources.get(*f)) {
                let file = source.file(self.lang);
                let tree = Tree::parse(&file);
                let (only, _) = tree.reused(RULES);
                let rules = tree.root(&file).tables(RULES).into_iter();
                let ids = rules.filter_map(|r| r.text("id")).map(|id| id.value);
                let ids = ids.filter(|id| !only.iter().any(|o| o.value == *id));
                all.extend(ids.map(|id| (id, pack.id.clone())));
            }
            let former = pack.renamed.iter().map(|(from, _)| from.clone());
            all.extend(former.map(|id| (id, pack.id.clone())));
        }
        all
    }

    /// Ids that rules had before, with those that they have now, of all packs.
    pub fn former(&self) -> BTreeMap<String, String> {
        let all = Former::among(&self.packs);
        let ids = self.packs.iter().flat_map(|p| &p.renamed);
        ids.map(|(id, _)| (id.clone(), all.now(id).to_owned()))
            .collect()
    }

    /// Ids that look like one.
    pub fn near(&self, id: &str) -> Vec<String> {
        near(id, self.packs.iter().map(|p| p.id.as_str()))
    }

    /// The packs that a report of a kind gets: what the kind rests on, what was asked for, and, when wanted, those for
    /// its places. A pack that is not in force in that year is left out, and with it what builds on it.
    pub fn choose(&self, kind: &str, year: Option<i32>, places: Option<&[String]>) -> Vec<&Pack> {
        let here = |p: &Pack| places.is_some_and(|all| all.iter().any(|a| p.places.contains(a)));
        let wanted = |p: &Pack| match p.origin {
            SourceOrigin::Explicit => true,
            SourceOrigin::Builtin | SourceOrigin::ByPlace => p.base || here(p),
            SourceOrigin::Dependency => false,
        };
        let in_force = |id: &str| {
            let years = self.find(id).map(|p| p.years).unwrap_or_default();
            year.is_none_or(|y| years.contains(y))
        };
        let chosen: Vec<&Pack> = self
            .packs
            .iter()
            .filter(|p| p.kind == kind && wanted(p))
            .filter(|p| in_force(&p.id) && p.under.iter().all(|id| in_force(id)))
            .collect();
        self.with_bases(&chosen)
    }

    /// Packs and all that they build on, in order.
    pub fn with_bases(&self, chosen: &[&Pack]) -> Vec<&Pack> {
        let needed = |p: &&Pack| chosen.iter().any(|c| c.is_or_extends(&p.id));
        self.packs.iter().filter(needed).collect()
    }
    /// What identifies a kind of report: titles, sections, and labels of tables, read with the words of the same file. What is wrong with it is said when the rules are read.
    fn recognised(&self, pack: &Pack) -> Option<Kind> {
        let quiet = |at: &usize| {
            let source = self.sources.get(*at)?;
            Some(File::new(&source.name, &source.text, self.lang, false))
        };
        let own: Vec<File<'_>> = pack.files.iter().filter_map(quiet).collect();
        let trees: Vec<Tree<'_>> = own.iter().map(Tree::parse).collect();
        let roots: Vec<_> = own.iter().zip(&trees).map(|(f, t)| t.root(f)).collect();
        let mut lexicon = Lexicon::default();
        for root in &roots {
            lexicon.add(root, |_, _| true);
        }
        let fields = roots.first()?.table("kind")?;
        let mut kind = kind::kind(&pack.kind, &fields, &lexicon);
        // the labels of its tables tell where a text is to be cut
        let files = roots.iter().collect();
        let stack = Stack::new(vec![Layer { pack, files }]);
        forms::forms(&stack, &Guard::default(), &lexicon, &mut kind);
        Some(kind)
    }
}
