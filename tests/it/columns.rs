//! Sums of table cells are decided without reading expressions: the outcome is the same as that of the evaluation which reads
//! them, whatever stands in the cells; and what the build stored about them is what the rules say.

#![allow(clippy::unwrap_used)]

use gouji::input;
use gouji::pack::Library;
use gouji::report::{self, Report};
use gouji::rule::{self, Outcome, Rule, linear};
use gouji::text::{Lang, Number};
use gouji::{document::Document, packs};
use std::path::{Path, PathBuf};

fn samples() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = ["samples", "fixtures"].iter();
    let mut all: Vec<PathBuf> = folders.flat_map(|f| walk(&tests.join(f))).collect();
    all.retain(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"));
    all.sort();
    assert!(all.len() > 3, "{all:?}");
    all
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => walk(&path),
            false => vec![path],
        })
        .collect()
}

fn document(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    input::read(&path.display().to_string(), &bytes).unwrap()
}

/// How an evaluation ended, without what is said of it.
fn end(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail(_) => "fail",
        Outcome::Unknown(_) => "unknown",
        Outcome::NotApplicable => "not applicable",
    }
}

/// Evaluates all rules in both ways and says how many evaluations there were.
fn compare(rules: &[Rule], report: &Report<'_>, what: &str) -> usize {
    let mut all = 0;
    for rule in rules {
        let quick = rule::evaluate(rule, report, Lang::Zh);
        let trace = rule::trace(rule, report, Lang::Zh);
        if trace.skip.is_some() {
            continue;
        }
        let read = trace.verdicts();
        let ends = |all: &[rule::Verdict]| -> Vec<(String, &str)> {
            let ends = all.iter().map(|v| (v.instance.clone(), end(&v.outcome)));
            ends.collect()
        };
        assert_eq!(ends(&quick), ends(&read), "{} of {what}", rule.id);
        all += read.len();
    }
    all
}

fn rules_of<'l>(library: &'l Library, report: &Report<'_>) -> &'l [Rule] {
    library.rules_of(&report.kind.id)
}

#[test]
fn sums_are_decided_as_their_expressions_are_read() {
    let library = packs::library(Lang::Zh);
    let (mut all, mut tried) = (0, 0);
    for path in samples() {
        let document = document(&path);
        let Some(report) = report::read(&library.kinds, &document) else {
            continue;
        };
        let what = path.display().to_string();
        let rules = rules_of(&library, &report);
        all += compare(rules, &report, &what);
        // each of some cells with a number that does not fit, a fraction, and one that is too large for quick sums
        for cell in report.form.cells().iter().step_by(17) {
            for value in ["7", "0.5", "12345678901234567890123"] {
                let mut changed = report.clone();
                if changed.set(*cell, Number::parse(value).unwrap()) {
                    compare(rules, &changed, &format!("{what} with {value} in {cell:?}"));
                    tried += 1;
                }
            }
        }
    }
    assert!(all > 100 && tried > 20, "{all} {tried}");
}

#[test]
fn what_the_build_stored_about_cells_is_what_rules_say() {
    let library = packs::library(Lang::Zh);
    let mut sums = 0;
    for kind in &library.kinds {
        for rule in library.rules_of(&kind.id) {
            for (program, form) in rule.programs.iter().zip(&kind.forms) {
                let Some(program) = program.as_deref() else {
                    continue;
                };
                // a copy begins without what follows from it
                let copy = program.clone();
                let read = linear::instances(rule, &copy, form);
                assert_eq!(linear::instances(rule, program, form), read, "{}", rule.id);
                sums += read.iter().map(|i| i.constraints.len()).sum::<usize>();
            }
        }
    }
    assert!(sums > 40, "{sums}");
}
