//! What a program of Python asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gouji::linter::{Keep, Linter, Options};
use gouji::output::tables;
use gouji::pack::{self, Source as PackSource, SourceOrigin};
use gouji::project::accept::{AcceptanceFolders, Wanted};
use gouji::project::linters::Linters;
use gouji::project::read::STDIN;
use gouji::project::settings::{Finder, shown};
use gouji::project::{Problem, Request, select};
use gouji::text::Lang;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::inputs::{self, Given, Source};
use crate::messages::Say;
use crate::problem::{GoujiError, sift};
use crate::run::{Asked, Run};
use crate::table::{Table, named};
use crate::{fix, mark, rules};

/// Packs, configuration and language: what decides, beside files, what is found.
#[pyclass(frozen, module = "gouji._gouji")]
pub(crate) struct Checker {
    pub request: Request,
    select: Vec<String>,
    ignore: Vec<String>,
}

/// All that a call works with.
pub(crate) struct Ready {
    pub sources: Vec<Source>,
    pub problems: Vec<Problem>,
    pub linters: Linters,
    /// What was accepted before; none where that is not asked for.
    pub acceptances: Option<AcceptanceFolders>,
    pub finder: Finder,
    pub remarks: Vec<String>,
    lang: Lang,
}

impl Checker {
    /// The inputs of a call with their rules; an exception where packs or configurations are wrong.
    pub fn ready(&self, given: Vec<Given>, options: Options, accepting: bool) -> PyResult<Ready> {
        let lang = self.request.lang;
        let mut finder = Finder::new(self.request.clone());
        let (sources, problems) = inputs::find(given, &mut finder);
        let mut remarks = sift(finder.problems(), lang)?;
        let list: Vec<_> = sources.iter().map(|s| s.input.clone()).collect();
        let linters = Linters::new(options, STDIN, &list, &mut finder);
        remarks.extend(sift(finder.problems(), lang)?);
        self.are_known(linters.rule_ids())?;
        let acceptances = accepting.then(|| {
            let wanted = Wanted {
                read: true,
                stdin: STDIN,
                ..Wanted::default()
            };
            AcceptanceFolders::find(&list, wanted, &mut finder)
        });
        remarks.extend(sift(finder.problems(), lang)?);
        Ok(Ready {
            sources,
            problems,
            linters,
            acceptances,
            finder,
            remarks,
            lang,
        })
    }

    fn are_known(&self, ids: &[String]) -> PyResult<()> {
        let named = [&self.select, &self.ignore].into_iter();
        let unknown = named.flat_map(|patterns| select::unknown(patterns, ids));
        let words =
            unknown.map(|id| Say::NoRule(id, &select::near(id, ids)).say(self.request.lang));
        let words: Vec<String> = words.collect();
        match words.is_empty() {
            true => Ok(()),
            false => Err(GoujiError::new_err(words.join("\n"))),
        }
    }

    /// What a run is asked for, as far as it follows from the packs and the language.
    pub fn options(&self, keep: Keep, records: bool) -> Options {
        Options {
            lang: self.request.lang,
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            keep,
            records,
            ..Options::default()
        }
    }
}

impl Ready {
    /// The one document of a call that takes no more, and its linter; else why there is none.
    pub fn one(&self) -> Result<(&Source, &Linter), String> {
        let lang = self.lang;
        if let Some(problem) = self.problems.first() {
            return Err(problem.message(lang));
        }
        let [source] = self.sources.as_slice() else {
            return Err(Say::NotOne.say(lang));
        };
        let linter = self.linters.of(&source.input).filter(|_| source.named);
        Some(source)
            .zip(linter)
            .ok_or_else(|| Say::NotOne.say(lang))
    }
}

/// How much has to be kept for some tables.
fn keep(tables: &[tables::Table]) -> Keep {
    use tables::Table::{Cells, Mentions, Outcomes};
    let facts = |table: &tables::Table| matches!(table, Cells | Mentions | Outcomes);
    match tables.iter().any(facts) {
        true => Keep::Facts,
        false => Keep::Tables,
    }
}

/// The names of those texts that are packs which no other refers to: they are asked for.
fn heads(texts: &BTreeMap<PathBuf, String>, config: Option<&Path>) -> Vec<String> {
    let texts = texts
        .iter()
        .filter(|(name, _)| Some(name.as_path()) != config);
    let sources = texts.map(|(name, text)| PackSource {
        name: shown(name),
        text: text.clone().into(),
        origin: SourceOrigin::Explicit,
    });
    let sources: Vec<PackSource> = sources.collect();
    let referred: BTreeSet<String> = sources.iter().flat_map(pack::references).collect();
    let heads = sources.into_iter().filter(|source| {
        let list = !source.name.ends_with(".toml") || pack::is_part(&source.text);
        !list && !referred.contains(&source.name)
    });
    heads.map(|source| source.name).collect()
}

#[pymethods]
impl Checker {
    #[new]
    #[pyo3(signature = (*, packs, texts, config, no_config, place_packs, lang, select, ignore))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        packs: Vec<String>,
        texts: BTreeMap<PathBuf, String>,
        config: Option<PathBuf>,
        no_config: bool,
        place_packs: bool,
        lang: &str,
        select: Vec<String>,
        ignore: Vec<String>,
    ) -> PyResult<Self> {
        let lang = match lang {
            "zh" => Lang::Zh,
            "en" => Lang::En,
            other => {
                let wrong = format!("lang is \"zh\" or \"en\", not {other:?}");
                return Err(PyValueError::new_err(wrong));
            }
        };
        let mut packs = packs;
        packs.extend(heads(&texts, config.as_deref()));
        let request = Request {
            lang,
            packs,
            no_place_packs: !place_packs,
            config,
            no_config,
            texts,
            ..Request::default()
        };
        Ok(Checker {
            request,
            select,
            ignore,
        })
    }

    /// Works on inputs: paths, and bytes under a name. Gives the tables that are asked for, and remarks on names and packs.
    /// With `lint` rules are run; `series` says whether reports are held against each other (`None`: where there are many
    /// and they are what they seem); `jobs` is the number of threads, 0 for one on each core; `accepting` whether
    /// baselines and waivers count. `unread` are inputs that could not be opened, with the reason.
    #[pyo3(signature = (given, unread, tables, *, lint, series, jobs, accepting))]
    #[allow(clippy::too_many_arguments)]
    fn run(
        &self,
        py: Python<'_>,
        given: Vec<Given>,
        unread: Vec<(String, String)>,
        tables: Vec<String>,
        lint: bool,
        series: Option<bool>,
        jobs: usize,
        accepting: bool,
    ) -> PyResult<(Vec<Table>, Vec<String>)> {
        let tables = tables.iter().map(|name| named(name));
        let tables = tables.collect::<PyResult<Vec<_>>>()?;
        let options = self.options(keep(&tables), lint && series != Some(false));
        let ready = py.detach(|| self.ready(given, options, lint && accepting))?;
        let asked = Asked {
            unread,
            tables,
            lint,
            series,
            jobs,
            lang: self.request.lang,
        };
        Run::new(ready, asked).all(py)
    }

    /// Fixes one input, a text: the new bytes and text, which findings were fixed and which are left, as rows of the
    /// table of findings, and why no more was done.
    #[pyo3(signature = (given, *, suggestions))]
    fn fix(&self, py: Python<'_>, given: Given, suggestions: bool) -> PyResult<fix::Fixed> {
        fix::fix(self, py, given, suggestions)
    }

    /// Marks a copy of one input: its bytes, and the ending of a file that holds them.
    #[pyo3(signature = (given, *, corrections, suggestions))]
    fn annotate(
        &self,
        py: Python<'_>,
        given: Given,
        corrections: bool,
        suggestions: bool,
    ) -> PyResult<mark::Marked> {
        mark::annotate(self, py, given, (corrections, suggestions))
    }

    /// The rules that every report gets, as JSON.
    fn rules(&self) -> PyResult<String> {
        rules::all(self)
    }

    /// A rule in full, as a page of text of so many columns.
    fn explain(&self, rule: &str, width: usize) -> PyResult<String> {
        rules::explain(self, rule, width)
    }
}
