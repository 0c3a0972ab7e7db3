//! Open pack files, and the libraries that are read from them.

use super::brackets;
use super::catalogue::{Catalogue, Pack};
use super::definitions::Definitions;
use super::dependencies;
use super::load::Built;
use super::lock::Guard;
use super::made::Made;
use super::parsed::Parsed;
use super::stack::{Layer, Stack};
use super::{Library, Problem};
use crate::fields::{Fields, File, Reused, Tree};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

impl Catalogue {
    /// Reads packs together with all that they build on.
    pub fn library(&self, chosen: &[&Pack]) -> Library {
        self.reading(|reading| {
            let mut library = reading.library(chosen, Depth::Whole);
            library.problems = reading.problems();
            library
        })
    }

    /// Reads what linting needs of packs: for those that came along, what the build read.
    pub fn rules_for(&self, chosen: &[&Pack]) -> Library {
        let bundle = self.bundle.filter(|_| !self.has_top());
        let known = bundle.and_then(|b| b.library(chosen, &self.opened));
        let Some(mut library) = known.or_else(|| self.on_top(chosen)) else {
            return self.library(chosen);
        };
        let kinds = library.kinds.into_iter();
        library.kinds = kinds.map(|k| self.with_gazetteer(k)).collect();
        library
    }

    /// Opens the files, for one library or several.
    pub(super) fn reading<T>(&self, read: impl FnOnce(&Reading<'_, '_>) -> T) -> T {
        self.parsed().reading(read)
    }
}

/// The list whose tables may be like others.
pub(super) const RULES: &str = "rule";

/// Open files. Each kind that came with gouji is read once, for all libraries that are read from them.
pub(super) struct Reading<'f, 's> {
    catalogue: &'f Catalogue,
    pub files: &'f [File<'s>],
    trees: &'f Parsed<'s>,
    /// Whether it was noted in a file what of it could not be parsed.
    noted: Vec<Cell<bool>>,
    /// The same with the rules written out that are like others.
    written: &'f [OnceCell<Tree<'s>>],
    roots: &'f [OnceCell<Fields<'f, 's>>],
    /// What the lowest packs say, by kind.
    known_definitions: RefCell<BTreeMap<String, Rc<Definitions<'f, 's>>>>,
}

/// How much of the packs below is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it.
    Whole,
    /// Of the rules that came with gouji only those that upper packs change: the others are known to be right.
    Changed,
}

impl<'f, 's> Reading<'f, 's> {
    /// Opens files for as long as something is read from them.
    pub fn open<T>(
        trees: &'f Parsed<'s>,
        files: &[File<'s>],
        read: impl FnOnce(&Reading<'_, 's>) -> T,
    ) -> T {
        let written: Vec<OnceCell<Tree<'_>>> = files.iter().map(|_| OnceCell::new()).collect();
        let roots: Vec<OnceCell<Fields<'_, '_>>> = files.iter().map(|_| OnceCell::new()).collect();
        read(&Reading {
            catalogue: trees.catalogue,
            files,
            trees,
            noted: files.iter().map(|_| Cell::new(false)).collect(),
            written: &written,
            roots: &roots,
            known_definitions: RefCell::default(),
        })
    }

    fn tree(&self, at: usize) -> Option<&'f Tree<'s>> {
        let file = self.files.get(at)?;
        let parse = self.trees.parse(at)?;
        if !self.noted.get(at)?.replace(true) {
            if file.compile {
                brackets::check(file);
            }
            parse.note(file);
        }
        Some(parse.tree())
    }

    fn root(&self, at: usize) -> Option<&'f Fields<'f, 's>> {
        if let Some(root) = self.roots.get(at)?.get() {
            return Some(root);
        }
        let file = self.files.get(at)?;
        let mut tree = self.tree(at)?;
        if tree.reuses(RULES) {
            let near = self.near(at);
            let others: Vec<&Tree<'s>> = near.filter_map(|n| self.tree(n)).collect();
            let written = self.written.get(at)?;
            tree = written.get_or_init(|| tree.written_out(file, RULES, &others));
        }
        let root = self.roots.get(at)?;
        Some(root.get_or_init(|| tree.root(file)))
    }

    /// The other files whose rules those of a file may be like: those of its pack, and of what it builds on.
    fn near(&self, at: usize) -> impl Iterator<Item = usize> {
        let packs = self.catalogue.packs();
        let own = packs.iter().find(|p| p.files.contains(&at));
        let below = packs.iter().rev();
        let below = below.filter(move |p| own.is_some_and(|o| o.under.contains(&p.id)));
        let files = own.into_iter().chain(below).flat_map(|p| &p.files);
        files.copied().filter(move |n| *n != at)
    }

    /// Says which rules of a pack are there for others, and no rule of it is like them.
    pub fn unused(&self, pack: &Pack) {
        let files = pack.files.iter();
        let named: Vec<_> = files
            .filter_map(|at| Some((at, self.tree(*at)?.reused(RULES))))
            .collect();
        for (at, (only, _)) in &named {
            let like = |id: &String| named.iter().any(|(_, (_, likes))| likes.contains(id));
            for id in only.iter().filter(|id| !like(&id.value)) {
                if let Some(file) = self.files.get(**at) {
                    file.fault(id.span, &Reused::Unused(id.value.clone()));
                }
            }
        }
    }

    /// Reads packs together with all that they build on. What is wrong is noted in the files.
    pub fn library(&self, chosen: &[&Pack], depth: Depth) -> Library {
        let packs = self.catalogue.with_bases(chosen);
        let mut library = Library::default();
        for base in packs.iter().filter(|p| p.base) {
            let own = packs.iter().filter(|p| p.kind == base.kind);
            let files = |pack: &&Pack| match pack.too_new {
                true => Vec::new(),
                false => pack.files.iter().filter_map(|f| self.root(*f)).collect(),
            };
            let layers = own.map(|pack| Layer {
                pack,
                files: files(pack),
            });
            let stack = self.topped(Stack::new(layers.collect()));
            if !library.kinds.iter().any(|k| k.id == base.kind) {
                self.one_kind(&base.kind, &stack, depth, &mut library);
            }
        }
        let read = packs.iter().filter(|p| !p.too_new);
        let files = read.flat_map(|p| &p.files);
        for root in files.filter_map(|at| self.root(*at)) {
            let _ = (root.has("pack"), root.has("part-of"));
            root.finish();
        }
        library.packs = packs.iter().map(|p| p.id.clone()).collect();
        library
    }

    /// The stack with the configuration on top, if there is one.
    fn topped(&self, stack: Stack<'f, 's>) -> Stack<'f, 's> {
        let top = self.catalogue.top.as_ref();
        let root = top.and_then(|_| self.root(self.catalogue.sources.len()));
        match top.zip(root) {
            Some((top, root)) => stack.under(top, root),
            None => stack,
        }
    }

    /// The files of a pack.
    pub fn files_of(&self, id: &str) -> Vec<&File<'s>> {
        let pack = self.catalogue.find(id);
        let files = pack.into_iter().flat_map(|p| &p.files);
        files.filter_map(|at| self.files.get(*at)).collect()
    }

    /// What is wrong with the files so far; it is not said again.
    pub fn problems(&self) -> Vec<Problem> {
        let rest = self.files.iter().filter_map(File::problem);
        merged(self.catalogue.problems(), rest)
    }

    fn one_kind(&self, id: &str, stack: &Stack<'f, 's>, depth: Depth, library: &mut Library) {
        let contested = dependencies::contested(stack);
        let below = match contested || depth == Depth::Whole {
            true => None,
            false => self.definitions(id, stack),
        };
        let depth = match contested || dependencies::reckons(stack) {
            true => Depth::Whole,
            false => depth,
        };
        let reader = PackReader {
            id,
            stack,
            depth,
            made: &self.catalogue.made,
            below: below.as_deref(),
        };
        let mut built = Built::read(&reader, &Guard::default());
        let guard = dependencies::guard(&built);
        if !guard.is_empty() && contested {
            // what locked rules rest on is known only now
            built = Built::read(&reader, &guard);
        }
        let rules = built.rules.into_iter().map(|r| r.rule).collect();
        library.rules.push((id.to_owned(), rules));
        library.params.extend(built.params.trail);
        library.samples.push(built.sample);
        library
            .kinds
            .push(self.catalogue.with_gazetteer(built.kind));
        library.trail.extend(built.trail);
        library.bases.push(built.basis.into());
    }

    /// What the lowest pack says, when it came with gouji: what stands above cannot change it.
    fn definitions(&self, id: &str, stack: &Stack<'f, 's>) -> Option<Rc<Definitions<'f, 's>>> {
        let lowest = stack.layers.first().filter(|l| !l.pack.foreign)?;
        if let Some(known) = self.known_definitions.borrow().get(id) {
            return Some(Rc::clone(known));
        }
        let alone = Stack::new(vec![lowest.clone()]);
        let definitions = Definitions::new(&self.catalogue.made).lay(id, &alone, &Guard::default());
        let definitions = Rc::new(definitions);
        let mut known_definitions = self.known_definitions.borrow_mut();
        known_definitions.insert(id.to_owned(), Rc::clone(&definitions));
        Some(definitions)
    }
}

/// What a kind is built from.
pub(super) struct PackReader<'d, 'f, 's> {
    pub id: &'d str,
    pub stack: &'d Stack<'f, 's>,
    pub depth: Depth,
    pub made: &'d Made,
    /// What the lowest pack says, when it was read before.
    pub below: Option<&'d Definitions<'f, 's>>,
}

impl PackReader<'_, '_, '_> {
    /// Whether a rule of a layer is read.
    pub fn wants(&self, layer: usize, id: &str, changed: &[String]) -> bool {
        let layers = &self.stack.layers;
        let own = layer + 1 == layers.len() || layers.get(layer).is_some_and(|l| l.pack.foreign);
        own || self.depth == Depth::Whole || changed.iter().any(|c| c == id)
    }
}

/// What is wrong with headers and what is wrong with the rest, by file.
pub(super) fn merged(heads: &[Problem], rest: impl Iterator<Item = Problem>) -> Vec<Problem> {
    let mut all: Vec<Problem> = heads.to_vec();
    for problem in rest {
        match all
            .iter_mut()
            .find(|p| p.document.name == problem.document.name)
        {
            Some(known) => known.take_in(problem.diagnostics),
            None => all.push(problem),
        }
    }
    all
}
