//! Reports that are held against each other, for commands that show nothing else of them: what rules on other reports
//! found in each, its main figures, and whether it came too late.

use std::collections::{BTreeMap, BTreeSet};

use gouji_project::runner::{Runner, batches};
use gouji_project::series;
use gouji_project::settings::Finder;

use super::accept::{AcceptanceFolders, Wanted};
use super::args::{Common, Reading};
use super::console::{Console, Look};
use super::linters::Linters;
use super::paths::Inputs;
use super::progress::Progress;
use super::read::{Input, STDIN, Unread};
use super::status::Status;
use crate::diagnostic::{LintResult, Record, UsedPack};
use crate::document::Document;
use crate::linter::{Linter, Neighbours, Options};
use crate::pack::Library;
use crate::series::{Area, FigureNames, Held, MainFigures, Series, SeriesFinding, late_rules};

/// The reports of some files, joined.
pub(super) struct Joined {
    pub console: Console,
    pub finder: Finder,
    pub linters: Linters,
    acceptances: AcceptanceFolders,
    named: BTreeSet<String>,
    office: [bool; 2],
    /// What is kept of each report.
    pub records: Vec<Record>,
    /// The file of each, and what came of it alone.
    firsts: Vec<First>,
    pub areas: Vec<Area>,
    /// Files that are no reports.
    pub strangers: Vec<String>,
}

struct First {
    input: Input,
    /// The packs that its rules come from.
    packs: Vec<UsedPack>,
    /// The rules that found something in it alone.
    found: Vec<String>,
}

impl Joined {
    /// Finds files and joins the reports among them. `None` where that cannot be begun, which was said.
    pub fn read(
        inputs: &Inputs,
        mut finder: Finder,
        (common, reading): (&Common, &Reading),
        (console, runner): (Console, &Runner),
        status: &mut Status,
    ) -> Self {
        let options = Options {
            lang: console.lang,
            no_fold: true,
            records: true,
            ..Options::default()
        };
        let linters = Linters::new(options, STDIN, &inputs.list, &mut finder);
        let wanted = Wanted {
            baseline: None,
            read: true,
            stdin: STDIN,
            today: None,
        };
        let acceptances = AcceptanceFolders::find(&inputs.list, wanted, &mut finder);
        console.report(&finder.problems(), Look::of(common), status);
        console.report(&inputs.problems, Look::of(common), status);
        let named = inputs.named.iter().map(|input| input.name(STDIN));
        let mut joined = Joined {
            named: named.collect(),
            office: [false, true].map(|named| reading.allows_office(named)),
            console,
            finder,
            linters,
            acceptances,
            records: Vec::new(),
            firsts: Vec::new(),
            areas: Vec::new(),
            strangers: Vec::new(),
        };
        joined.first(&inputs.list, runner, status);
        if let Some(linter) = joined.linters.first() {
            joined.areas = series::areas(&joined.finder, linter, &mut joined.records);
        }
        joined
    }

    /// Checks each file alone.
    fn first(&mut self, inputs: &[Input], runner: &Runner, status: &mut Status) {
        let progress = Progress::new(inputs.len(), self.console.lang);
        for now in batches(inputs) {
            let done = runner.each(now, |input| {
                let done = self.check(input, None);
                progress.step();
                done
            });
            for (input, done) in now.iter().zip(done) {
                let name = input.name(STDIN);
                match done {
                    Ok(checked) => self.keep(input, checked, name),
                    Err(Unread::Marked) => {}
                    Err(why) => {
                        status.unread = true;
                        progress.aside(|| self.console.unread(&name, &why));
                    }
                }
            }
        }
    }

    fn keep(&mut self, input: &Input, mut checked: LintResult, name: String) {
        let Some(record) = checked.record.take() else {
            self.strangers.push(name);
            return;
        };
        self.records.push(*record);
        let diagnostics = std::mem::take(&mut checked.diagnostics).into_iter();
        let accepted = std::mem::take(&mut checked.accepted).into_iter();
        let all = diagnostics.chain(accepted.map(|a| a.diagnostic));
        let mut found: Vec<String> = all.map(|d| d.rule).collect();
        found.dedup();
        self.firsts.push(First {
            input: input.clone(),
            packs: checked.packs,
            found,
        });
    }

    /// A file as a document.
    pub fn document(&self, input: &Input) -> Result<Document, Unread> {
        let name = input.name(STDIN);
        let [found, named] = self.office;
        let is_named = self.named.contains(&name);
        input.read(&name, if is_named { named } else { found })
    }

    fn check(
        &self,
        input: &Input,
        neighbours: Option<&Neighbours<'_>>,
    ) -> Result<LintResult, Unread> {
        let document = self.document(input)?;
        let Some(linter) = self.linters.of(input) else {
            return Ok(LintResult::default());
        };
        let checked = match neighbours {
            Some(neighbours) => linter.check_beside(&document, neighbours),
            None => linter.check(&document),
        };
        let name = input.name(STDIN);
        if checked.marked && !self.named.contains(&name) {
            return Err(Unread::Marked);
        }
        let accept = &self.acceptances;
        Ok(accept
            .accept(linter, (input, &name), &document, checked, true)
            .0)
    }

    /// What was found in each report beside the others, in the order of the records.
    pub fn held(&self, series: &Series<'_>, runner: &Runner) -> Vec<Held> {
        let libraries = self.linters.libraries();
        let known = Known::of(&libraries);
        let all: Vec<usize> = (0..self.records.len()).collect();
        runner.each(&all, |at| self.beside(*at, series, &known))
    }

    fn beside(&self, at: usize, series: &Series<'_>, known: &Known<'_>) -> Held {
        let (Some(record), Some(first)) = (self.records.get(at), self.firsts.get(at)) else {
            return Held::default();
        };
        let figures = known.figures.get(record.kind.as_str());
        let mut held = Held {
            late: first.found.iter().any(|r| known.late.contains(r.as_str())),
            figures: figures.map_or_else(Vec::new, |(kind, main)| main.values(record, kind)),
            ..Held::default()
        };
        let neighbours = series.neighbours(at);
        let fails = |linter: &Linter| linter.fails_beside(&first.packs, record, &neighbours);
        if !self.linters.of(&first.input).is_some_and(fails) {
            return held;
        }
        // a file that is gone by now was read a moment ago: what it says beside others is left out
        let Ok(checked) = self.check(&first.input, Some(&neighbours)) else {
            return held;
        };
        let others = |rule: &str| known.others.contains(rule);
        let found = checked.diagnostics.iter().filter(|d| others(&d.rule));
        held.findings = found.map(|d| SeriesFinding::of(&record.path, d)).collect();
        let accepted = checked.accepted.iter();
        held.accepted = accepted.filter(|a| others(&a.diagnostic.rule)).count();
        held
    }

    /// The names of the main figures of each kind.
    pub fn figures(&self) -> BTreeMap<String, FigureNames> {
        let libraries = self.linters.libraries();
        let known = Known::of(&libraries);
        let named = known.figures.iter().map(|(id, (kind, main))| {
            let names = FigureNames {
                names: main.names(kind),
                carried: main.carried,
            };
            ((*id).to_owned(), names)
        });
        named.collect()
    }

    /// The input of a report.
    pub fn input(&self, at: usize) -> Option<&Input> {
        self.firsts.get(at).map(|first| &first.input)
    }

    /// Who has to report, by a list of names or by the configuration.
    pub fn roll(&self, list: Option<&[String]>) -> Option<Vec<crate::series::OnRoll>> {
        let linter = self.linters.first()?;
        series::roll(&self.finder, linter, &self.records, list)
    }
}

/// What the rules say about reports beside others.
struct Known<'l> {
    /// Rules on other reports.
    others: BTreeSet<&'l str>,
    /// Rules that say a report came too late.
    late: BTreeSet<&'l str>,
    /// The main figures by kind, as its first library has them.
    figures: BTreeMap<&'l str, (&'l crate::report::Kind, MainFigures)>,
}

impl<'l> Known<'l> {
    fn of(libraries: &'l [std::sync::Arc<Library>]) -> Self {
        let mut known = Known {
            others: BTreeSet::new(),
            late: BTreeSet::new(),
            figures: BTreeMap::new(),
        };
        for library in libraries {
            for kind in &library.kinds {
                let rules = library.rules_of(&kind.id);
                if rules.is_empty() {
                    continue;
                }
                let others = rules.iter().filter(|rule| rule.others);
                known.others.extend(others.map(|rule| rule.id.as_str()));
                known.late.extend(late_rules(rules));
                let figures = known.figures.entry(&kind.id);
                figures.or_insert_with(|| (kind, MainFigures::of(kind, rules)));
            }
        }
        known
    }
}

/// The inputs that paths mean, and the configurations that hold for them.
pub(super) fn inputs(
    paths: &[std::path::PathBuf],
    ignored: super::walk::Ignored,
    finder: &mut Finder,
) -> Inputs {
    Inputs::find(paths, ignored, finder)
}
