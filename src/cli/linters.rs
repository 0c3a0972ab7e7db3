//! One linter for each configuration that holds for some of the inputs.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Common;
use super::cache::Words;
use super::console::Console;
use super::packs::{self, Look, Packs};
use super::read::Input;
use super::settings::{Finder, Found, Settings};
use super::status::Status;
use crate::fields::At;
use crate::linter::{Choice, Linter, Options};
use crate::pack::Library;
use crate::rule::Rule;

/// Linters, and which input gets which.
pub(super) struct Linters {
    list: Vec<Linter>,
    /// All that each of them depends on.
    words: Vec<Words>,
    of: HashMap<Input, usize>,
    /// The ids of all rules that any of them may know; none where no option names a rule.
    ids: Vec<String>,
}

/// A configuration by its path, with those of its `[[path]]` tables that hold.
type Key = (Option<PathBuf>, Vec<usize>);

/// What a command asks of the linters.
pub(super) struct LinterRequest<'a> {
    /// The options of all commands.
    pub common: &'a Common,
    /// `select` and `ignore` are those of the command line.
    pub options: Options,
    /// The name of stdin.
    pub stdin: &'a str,
    /// How what is wrong with packs is drawn.
    pub look: Look,
}

impl Linters {
    /// Makes the linters for some inputs. Says what is wrong with configurations and packs; the rest works.
    pub fn new(
        request: LinterRequest<'_>,
        inputs: &[Input],
        finder: &mut Finder,
        status: &mut Status,
    ) -> Self {
        let mut maker = LinterCache {
            console: Console {
                lang: request.options.lang,
            },
            request,
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
            let path = input.place(maker.request.stdin);
            let found = finder.of(&path);
            let at = maker.linter(found.as_ref(), &path, status);
            maker.linters.of.insert(input.clone(), at);
        }
        if inputs.is_empty() {
            // what is wrong with packs is said all the same
            let found = finder.in_folder(Path::new(""));
            maker.packs(found.map(|f| f.settings), status);
        }
        finder.settle(status);
        maker.linters
    }

    /// The linter for an input.
    pub fn of(&self, input: &Input) -> Option<&Linter> {
        self.list.get(*self.of.get(input)?)
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

struct LinterCache<'a> {
    request: LinterRequest<'a>,
    console: Console,
    packs: HashMap<Option<PathBuf>, Packs>,
    by_key: HashMap<Key, usize>,
    linters: Linters,
}

impl LinterCache<'_> {
    fn linter(&mut self, found: Option<&Found>, path: &Path, status: &mut Status) -> usize {
        let settings = found.map(|f| Arc::clone(&f.settings));
        let areas = found
            .zip(path.file_name())
            .map(|(f, name)| f.areas_of(name));
        let areas = areas.unwrap_or_default();
        let key = (settings.as_ref().map(|s| s.path.clone()), areas.clone());
        if let Some(at) = self.by_key.get(&key) {
            return *at;
        }
        let asked = &self.request.options;
        let options = Options {
            configured: configured(asked.select.is_empty(), settings.as_deref(), &areas),
            ..asked.clone()
        };
        let packs = self.packs(settings, status);
        let words = words(packs, &areas, &options);
        let linter = Linter::choosing(packs.topped(areas), packs.by_place, options);
        let at = self.linters.list.len();
        self.linters.list.push(linter);
        self.linters.words.push(words);
        self.by_key.insert(key, at);
        at
    }

    fn packs(&mut self, settings: Option<Arc<Settings>>, status: &mut Status) -> &Packs {
        let (request, console) = (&self.request, self.console);
        let ids = &mut self.linters.ids;
        let key = settings.as_ref().map(|s| s.path.clone());
        self.packs.entry(key).or_insert_with(|| {
            let packs = packs::load_with(request.common, settings, request.look, console, status);
            if !request.options.select.is_empty() || !request.options.ignore.is_empty() {
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
    words.add([u8::from(options.no_fold), u8::from(packs.by_place)]);
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
pub(super) fn configured(heeded: bool, settings: Option<&Settings>, areas: &[usize]) -> Choice {
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
