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
    list: Vec<Linter>,
    /// All that each of them depends on.
    words: Vec<Words>,
    of: HashMap<Input, usize>,
    /// The ids of all rules that any of them may know; none where no option names a rule.
    ids: Vec<String>,
}

/// A configuration by its path, with those of its `[[path]]` tables that hold.
type Key = (Option<PathBuf>, Vec<usize>);

impl Linters {
    /// Makes the linters for some inputs; `select` and `ignore` of the options are those of the command line. What is wrong
    /// with configurations and packs is left with the finder; the rest works.
    pub fn new(options: Options, stdin: &str, inputs: &[Input], finder: &mut Finder) -> Self {
        let mut maker = LinterCache {
            options,
            packs: HashMap::new(),
            by_key: HashMap::new(),
            linters: Linters {
                list: Vec::new(),
                words: Vec::new(),
                of: HashMap::new(),
                ids: Vec::new(),
            },
        };
        for input in inputs {
            let path = input.place(stdin);
            let found = finder.of(&path);
            let at = maker.linter(found.as_ref(), &path, finder);
            maker.linters.of.insert(input.clone(), at);
        }
        if inputs.is_empty() {
            // what is wrong with packs is said all the same
            let found = finder.in_folder(Path::new(""));
            maker.packs(found.map(|f| f.settings), finder);
        }
        maker.linters
    }

    /// The linter for an input.
    pub fn of(&self, input: &Input) -> Option<&Linter> {
        self.list.get(*self.of.get(input)?)
    }

    /// The linter of the first configuration.
    pub fn first(&self) -> Option<&Linter> {
        self.list.first()
    }

    /// Which linter an input has.
    pub fn at(&self, input: &Input) -> Option<usize> {
        self.of.get(input).copied()
    }

    /// All that each linter depends on beside the program.
    pub fn words(&self) -> &[Words] {
        &self.words
    }

    /// Whether any of them lets a rule run.
    pub fn run(&self, id: &str) -> bool {
        self.list.iter().any(|l| l.may_run(id))
    }

    /// The ids of all rules.
    pub fn rule_ids(&self) -> &[String] {
        &self.ids
    }

    /// The rules of libraries, by id.
    pub fn rules_by_id(libraries: &[Arc<Library>]) -> BTreeMap<&str, &Rule> {
        let rules = libraries.iter().flat_map(|l| l.all_rules());
        rules.map(|(_, r)| (r.id.as_str(), r)).collect()
    }

    /// The libraries that reports got so far.
    pub fn libraries(&self) -> Vec<Arc<Library>> {
        self.list.iter().flat_map(Linter::libraries).collect()
    }
}

struct LinterCache {
    options: Options,
    packs: HashMap<Option<PathBuf>, Packs>,
    by_key: HashMap<Key, usize>,
    linters: Linters,
}

impl LinterCache {
    fn linter(&mut self, found: Option<&Found>, path: &Path, finder: &mut Finder) -> usize {
        let settings = found.map(|f| Arc::clone(&f.settings));
        let areas = found
            .zip(path.file_name())
            .map(|(f, name)| f.areas_of(name));
        let areas = areas.unwrap_or_default();
        let key = (settings.as_ref().map(|s| s.path.clone()), areas.clone());
        if let Some(at) = self.by_key.get(&key) {
            return *at;
        }
        let asked = &self.options;
        let options = Options {
            configured: configured(asked.select.is_empty(), settings.as_deref(), &areas),
            ..asked.clone()
        };
        let packs = self.packs(settings, finder);
        let words = words(packs, &areas, &options);
        let linter = Linter::choosing(packs.topped(areas), packs.by_place, options);
        let at = self.linters.list.len();
        self.linters.list.push(linter);
        self.linters.words.push(words);
        self.by_key.insert(key, at);
        at
    }

    fn packs(&mut self, settings: Option<Arc<Settings>>, finder: &mut Finder) -> &Packs {
        let options = &self.options;
        let ids = &mut self.linters.ids;
        let key = settings.as_ref().map(|s| s.path.clone());
        self.packs.entry(key).or_insert_with(|| {
            let packs = Packs::of(settings, finder);
            if !options.select.is_empty() || !options.ignore.is_empty() {
                ids.extend(packs.rule_ids());
            }
            packs
        })
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
