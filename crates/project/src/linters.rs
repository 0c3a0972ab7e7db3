//! One linter for each configuration that holds for some of the inputs.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cache::Words;
use crate::packs::Packs;
use crate::read::Input;
use crate::settings::{Finder, Found, Settings};
use gouji_core::fields::At;
use gouji_core::linter::{Choice, Linter, Options};
use gouji_core::pack::Library;
use gouji_core::rule::Rule;

/// Linters, and which input gets which.
pub struct Linters {
    cache: LinterCache,
    of: HashMap<Input, usize>,
}

impl Linters {
    /// Makes the linters for some inputs; `select` and `ignore` of the options are those of the command line. What is wrong
    /// with configurations and packs is left with the finder; the rest works.
    pub fn new(options: Options, stdin: &str, inputs: &[Input], finder: &mut Finder) -> Self {
        let mut cache = LinterCache::new(options);
        cache.looks_into_packs = true;
        let mut of = HashMap::new();
        for input in inputs {
            let (at, _) = cache.at(&input.place(stdin), finder);
            of.insert(input.clone(), at);
        }
        if inputs.is_empty() {
            // what is wrong with packs is said all the same
            let found = finder.in_folder(Path::new(""));
            cache.packs(found.as_ref(), finder);
        }
        // the linters have what they need of them
        cache.packs.clear();
        Linters { cache, of }
    }

    /// The linter for an input.
    pub fn of(&self, input: &Input) -> Option<&Linter> {
        self.cache.list.get(self.at(input)?).map(Arc::as_ref)
    }

    /// The linter of the first configuration.
    pub fn first(&self) -> Option<&Linter> {
        self.cache.list.first().map(Arc::as_ref)
    }

    /// Which linter an input has.
    pub fn at(&self, input: &Input) -> Option<usize> {
        self.of.get(input).copied()
    }

    /// All that each linter depends on beside the program.
    pub fn words(&self) -> &[Words] {
        &self.cache.words
    }

    /// Whether any of them lets a rule run.
    pub fn run(&self, id: &str) -> bool {
        self.cache.list.iter().any(|l| l.may_run(id))
    }

    /// The ids of all rules that any of them may know; none where no option names a rule.
    pub fn rule_ids(&self) -> &[String] {
        &self.cache.ids
    }

    /// Ids that rules of their packs had before, with the present ones.
    pub fn former(&self) -> &BTreeMap<String, String> {
        &self.cache.former
    }

    /// The rules of libraries, by id.
    pub fn rules_by_id(libraries: &[Arc<Library>]) -> BTreeMap<&str, &Rule> {
        let rules = libraries.iter().flat_map(|l| l.all_rules());
        rules.map(|(_, r)| (r.id.as_str(), r)).collect()
    }

    /// The libraries that reports got so far.
    pub fn libraries(&self) -> Vec<Arc<Library>> {
        self.cache.list.iter().flat_map(|l| l.libraries()).collect()
    }
}

/// A configuration by its path, with those of its `[[path]]` tables that hold.
type Key = (Option<PathBuf>, Vec<usize>);

/// The packs and linters of configurations, each made when it is first needed.
pub struct LinterCache {
    options: Options,
    /// What is wrong in packs is looked for when they are found.
    looks_into_packs: bool,
    packs: HashMap<Option<PathBuf>, Arc<Packs>>,
    by_key: HashMap<Key, (usize, Arc<Linter>)>,
    list: Vec<Arc<Linter>>,
    /// All that each of them depends on.
    words: Vec<Words>,
    ids: Vec<String>,
    /// Ids that rules had before, with the present ones.
    former: BTreeMap<String, String>,
}

impl LinterCache {
    /// Nothing is made yet; `select` and `ignore` of the options take the place of what configurations say.
    pub fn new(options: Options) -> Self {
        LinterCache {
            options,
            looks_into_packs: false,
            packs: HashMap::new(),
            by_key: HashMap::new(),
            list: Vec::new(),
            words: Vec::new(),
            ids: Vec::new(),
            former: BTreeMap::new(),
        }
    }

    /// The linter for a file. What is wrong with its configuration and packs is left with the finder; the rest works.
    pub fn of(&mut self, path: &Path, finder: &mut Finder) -> Arc<Linter> {
        self.at(path, finder).1
    }

    fn at(&mut self, path: &Path, finder: &mut Finder) -> (usize, Arc<Linter>) {
        let found = finder.of(path);
        let areas = found.as_ref().zip(path.file_name());
        let areas = areas.map(|(f, name)| f.areas_of(name)).unwrap_or_default();
        let settings = found.as_ref().map(|f| f.settings.as_ref());
        let key = (settings.map(|s| s.path.clone()), areas.clone());
        if let Some(known) = self.by_key.get(&key) {
            return known.clone();
        }
        let asked = &self.options;
        let options = Options {
            configured: configured(asked.select.is_empty(), settings, &areas),
            ..asked.clone()
        };
        let packs = self.packs(found.as_ref(), finder);
        let words = words(&packs, &areas, &options);
        let linter = Linter::choosing(packs.topped(areas), packs.by_place, options);
        let known = (self.list.len(), Arc::new(linter));
        self.list.push(Arc::clone(&known.1));
        self.words.push(words);
        self.by_key.insert(key, known.clone());
        known
    }

    /// The packs of a configuration.
    pub fn packs(&mut self, found: Option<&Found>, finder: &mut Finder) -> Arc<Packs> {
        let settings = found.map(|f| Arc::clone(&f.settings));
        let key = settings.as_ref().map(|s| s.path.clone());
        if let Some(known) = self.packs.get(&key) {
            return Arc::clone(known);
        }
        let packs = match self.looks_into_packs {
            true => Packs::of(settings, finder),
            false => Packs::unread(settings, &finder.request, &mut finder.problems),
        };
        if !self.options.select.is_empty() || !self.options.ignore.is_empty() {
            self.ids.extend(packs.rule_ids());
        }
        self.former.extend(packs.catalogue.former());
        let packs = Arc::new(packs);
        self.packs.insert(key, Arc::clone(&packs));
        packs
    }

    /// The packs that were found so far.
    pub fn known_packs(&self) -> Vec<Arc<Packs>> {
        self.packs.values().map(Arc::clone).collect()
    }
}

/// All that a linter depends on.
fn words(packs: &Packs, areas: &[usize], options: &Options) -> Words {
    let mut words = Words::default();
    words.add(format!("{:?}", options.lang));
    let flags = [options.no_fold, packs.by_place, options.records];
    words.add(flags.map(u8::from));
    words.list(&options.select);
    words.list(&options.ignore);
    words.list(&options.configured.select);
    words.list(&options.configured.ignore);
    words.list(packs.catalogue.outside());
    if let Some(settings) = &packs.settings {
        words.add(settings.path.as_os_str().as_encoded_bytes());
        words.add(&settings.text);
        words.add(format!("{areas:?}"));
    }
    words
}

/// Which rules a configuration lets run; `--select` takes the place of what it says (`heeded` is false).
pub fn configured(heeded: bool, settings: Option<&Settings>, areas: &[usize]) -> Choice {
    let Some(config) = settings.map(|s| &s.config).filter(|_| heeded) else {
        return Choice::default();
    };
    let choices = config.choices(areas);
    let nearest = choices.iter().rfind(|c| !c.select.is_empty());
    let words =
        |texts: &[At<String>]| -> Vec<String> { texts.iter().map(|t| t.value.clone()).collect() };
    Choice {
        select: nearest.map(|c| words(&c.select)).unwrap_or_default(),
        ignore: choices.iter().flat_map(|c| words(&c.ignore)).collect(),
    }
}
