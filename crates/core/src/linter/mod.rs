//! Layer 6: runs the rules of a library on a document.
//!
//! Pure: no I/O, no clock, no globals; the same document gives the same result.

mod accept;
pub mod autofix;
mod beside;
mod case;
mod choose;
mod doubts;
mod evaluated;
mod finding;
mod fix;
mod fold;
mod glued;
mod mutate;
mod perturb;
mod reading;
mod run;
mod stop;
mod tables;
mod tally;
mod why;
mod words;
mod workbook;

pub use accept::{Acceptances, Seen, means, settle};
pub use beside::{Beside, Neighbours};
pub use case::{CaseShown, run_case, show_case};
pub use choose::Opened;
pub use evaluated::{Ending, EvaluatedReport, Evaluation, LastYear, Total};
pub use mutate::mutate;
pub use reading::Keep;
pub use stop::Stop;
pub use words::NO_REPORT;

use self::choose::{Chooser, Rules};
use self::finding::message;

use self::reading::Evidence;
use crate::diagnostic::{
    Diagnostic, LintResult, Reading, Record, Severity, Stage, Timings, UsedPack,
};
use crate::document::Document;
use crate::pack::{Catalogue, Library, Setting};
use crate::report::{self, Report};
use crate::rule::{self, Rule};
use crate::text::Lang;
use std::sync::Arc;

/// What a run is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of messages.
    pub lang: Lang,
    /// Only these rules, by id or by a beginning that ends in `*`; empty means all. Whoever starts the run says so.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// What a configuration chooses among the rest.
    pub configured: Choice,
    /// Every finding by itself, also where several have one cause.
    pub no_fold: bool,
    /// How much is kept of what was read, for outputs that show it.
    pub keep: Keep,
    /// Keeps a record of each report, so that others can be held against it.
    pub records: bool,
    /// Adds up what the time goes to.
    pub timings: Option<Arc<Timings>>,
}

/// Which rules a configuration lets run. Rules that a pack locks run all the same.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Only these rules; empty means all.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
}

impl Choice {
    fn takes(&self, id: &str) -> bool {
        chosen(&self.select, &self.ignore, [id])
    }

    fn takes_rule(&self, rule: &Rule) -> bool {
        chosen(&self.select, &self.ignore, rule.ids())
    }
}

/// Whether two lists of patterns let a rule run.
fn chosen<'i>(
    select: &[String],
    ignore: &[String],
    ids: impl IntoIterator<Item = &'i str>,
) -> bool {
    let ids: Vec<&str> = ids.into_iter().collect();
    let means = |p: &String| ids.iter().any(|id| rule::names(p, id));
    let named = |list: &[String]| list.iter().any(means);
    (select.is_empty() || named(select)) && !named(ignore)
}

/// Rules, ready to run.
#[derive(Debug)]
pub struct Linter {
    rules: Rules,
    options: Options,
}

impl Linter {
    /// A linter with the rules of a library for every report.
    pub fn new(library: Library, options: Options) -> Self {
        let rules = Rules::Same(Arc::new(library));
        Linter { rules, options }
    }

    /// A linter that gives each report the packs that are for it; those for its place only when `by_place`.
    pub fn choosing(catalogue: Catalogue, by_place: bool, options: Options) -> Self {
        let rules = Rules::Chosen(Box::new(Chooser::new(catalogue, by_place)));
        Linter { rules, options }
    }

    /// Whether whoever starts the run wants to see a rule.
    pub fn shows(&self, id: &str) -> bool {
        chosen(&self.options.select, &self.options.ignore, [id])
    }

    /// Likewise, also by an id that it had before.
    fn shows_rule(&self, rule: &Rule) -> bool {
        chosen(&self.options.select, &self.options.ignore, rule.ids())
    }

    /// Whether a rule runs: it is wanted, and the configuration lets it, or it is locked.
    pub fn runs(&self, rule: &Rule) -> bool {
        self.shows_rule(rule) && (rule.locked || self.options.configured.takes_rule(rule))
    }

    /// Whether a rule of this id runs, as far as that is known without the packs of a report.
    pub fn may_run(&self, id: &str) -> bool {
        self.shows(id) && self.options.configured.takes(id)
    }

    /// The libraries that reports got so far.
    pub fn libraries(&self) -> Vec<Arc<Library>> {
        self.rules.libraries()
    }

    /// Puts the rules of packs together, as if a report had got them.
    pub fn prepare(&self, packs: &[UsedPack]) {
        self.rules.prepare(packs);
    }

    /// What the packs of a library that a report got set for a rule, layer by layer.
    pub fn trail(&self, library: &Library, rule: &str) -> Vec<Setting> {
        self.rules.trail(library, rule)
    }

    /// The rules for a document; `None` when it is no report.
    pub fn open<'d>(&'d self, document: &'d Document) -> Option<Opened<'d>> {
        let recognise = || report::recognise(self.rules.kinds(), document);
        let recognised = self.timed(Stage::Recognise, recognise)?;
        let (library, packs) = self.timed(Stage::Packs, || {
            self.rules.library(&recognised, self.options.lang)
        });
        Some(Opened {
            recognised,
            library,
            packs,
        })
    }

    /// What speaks for each kind of report in a document, and what is missing.
    pub fn weigh(&self, document: &Document) -> Vec<report::Weighed<'_>> {
        report::weigh(self.rules.kinds(), document)
    }

    /// Lints a document.
    pub fn check(&self, document: &Document) -> LintResult {
        self.checked(document, &Stop::default(), None)
    }

    /// Lints a document, unless that is stopped: then `None`, after the step that was under way.
    pub fn check_unless(&self, document: &Document, stop: &Stop) -> Option<LintResult> {
        let checked = self.checked(document, stop, None);
        (!stop.is_set()).then_some(checked)
    }

    /// What is found; of no use where it was stopped.
    fn checked(
        &self,
        document: &Document,
        stop: &Stop,
        neighbours: Option<&Neighbours<'_>>,
    ) -> LintResult {
        let mut checked = self.begun(document);
        if let Some(refused) = self.refused(document) {
            checked.diagnostics.push(refused);
            return checked;
        }
        let Some(Opened {
            recognised,
            library,
            packs,
        }) = self.open(document)
        else {
            checked.diagnostics.extend(self.not_a_report(document));
            return checked;
        };
        let kind = library.kinds.iter().find(|k| k.id == recognised.kind);
        let read = || kind.and_then(|kind| recognised.read(kind));
        let wanted = || !stop.is_set();
        let report = wanted().then(|| self.timed(Stage::Facts, read)).flatten();
        if let Some(report) = report.filter(|_| wanted()) {
            checked.packs = packs;
            let rules = library.rules_of(&report.kind.id);
            checked.record = self.record(&report, rules);
            match neighbours {
                Some(neighbours) => {
                    let kept = checked.record.as_deref().cloned();
                    let make = || Record::of(&report, &beside::wanted(rules));
                    let own = kept.unwrap_or_else(make);
                    let nothing = Document::default();
                    let read = beside::Read::of(neighbours, report.kind, &nothing);
                    let mut report: Report<'_> = report;
                    report.others = read.others(&own, &neighbours.alike);
                    self.report(&report, &library, &mut checked, stop);
                }
                None => self.report(&report, &library, &mut checked, stop),
            }
        }
        checked
    }

    fn report(
        &self,
        report: &Report<'_>,
        library: &Library,
        checked: &mut LintResult,
        stop: &Stop,
    ) {
        self.identify(report, checked);
        let rules = library.rules_of(&report.kind.id);
        let mut evidence = Evidence::default();
        let findings = self.findings(rules, report, checked, &mut evidence, stop);
        checked.diagnostics.extend(findings);
        let glued = glued::notes(report, self.options.lang).into_iter();
        let glued = glued.filter(|d| self.may_run(&d.rule));
        checked.diagnostics.extend(glued);
        if self.options.keep != Keep::Findings {
            checked.reading = Some(Box::new(Reading {
                sums: evidence.sums,
                outcomes: evidence.outcomes,
                ..reading::reading(report, self.options.keep)
            }));
        }
        sort(&mut checked.diagnostics);
    }

    fn timed_rule<T>(&self, rule: &Rule, act: impl FnOnce() -> T) -> T {
        match &self.options.timings {
            Some(timings) => timings.rule(&rule.id, act),
            None => act(),
        }
    }

    fn timed<T>(&self, stage: Stage, act: impl FnOnce() -> T) -> T {
        match &self.options.timings {
            Some(timings) => timings.stage(stage, act),
            None => act(),
        }
    }

    fn notes(&self, document: &Document, checked: &mut LintResult) {
        let notes = document.notes.iter();
        let said = notes.filter_map(|note| words::note(*note, self.options.lang));
        checked.diagnostics.extend(said);
        let cells = workbook::findings(document, self.options.lang);
        checked.diagnostics.extend(cells);
    }

    /// The gate of a kind that forbids to judge this text.
    fn refused(&self, document: &Document) -> Option<Diagnostic> {
        let mut gates = self.rules.kinds().iter().flat_map(|k| &k.gates);
        let gate = gates.find(|gate| gate.refuses(&document.text))?;
        let message = gate.message.get(self.options.lang).to_owned();
        Some(words::plain(
            &gate.id,
            Severity::Info,
            message,
            self.options.lang,
        ))
    }
}

/// Puts findings in the order of their places.
fn sort(diagnostics: &mut [Diagnostic]) {
    let place = |d: &Diagnostic| d.primary().map(|l| (l.span.start, l.span.end));
    diagnostics.sort_by(|a, b| {
        let by_place = place(a).cmp(&place(b));
        by_place
            .then(b.severity.cmp(&a.severity))
            .then_with(|| a.rule.cmp(&b.rule))
    });
}
