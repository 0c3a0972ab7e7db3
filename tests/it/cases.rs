//! The unit of a rule is its cases: every case of every rule in `rules/` is run.

use gouji::input;
use gouji::linter::{Linter, Options, run_case};
use gouji::pack::{Library, SourceOrigin};
use gouji::packs;
use gouji::report::{Axis, TableSpec};
use gouji::rule::{CaseEdit, CaseResult, Expect};
use gouji::text::Lang;

#[test]
fn the_packs_load_without_a_fault() {
    let library = packs::library(Lang::En);
    for problem in &library.problems {
        for fault in &problem.diagnostics {
            let place = fault
                .primary()
                .map(|l| problem.document.position(l.span.start));
            eprintln!("{}:{place:?}: {}", problem.document.name, fault.message);
        }
    }
    assert!(library.problems.is_empty());
    assert!(!library.kinds.is_empty());
}

/// Every pack that comes along, with all that it builds on.
fn packs() -> Vec<(String, Library)> {
    let catalogue = packs::catalogue(Lang::Zh);
    let all = catalogue.packs().iter();
    all.map(|p| (p.id.clone(), catalogue.library(&[p])))
        .collect()
}

#[test]
fn every_case_gives_what_it_says() {
    let mut run = 0;
    let mut wrong = Vec::new();
    for (id, library) in packs() {
        assert!(library.problems.is_empty(), "{:#?}", library.problems);
        let before = run;
        for e in library.cases_of(&id) {
            run += 1;
            let result = run_case(e.kind, e.sample, e.rule, e.case, Lang::Zh);
            if !matches!(result, CaseResult::Passed | CaseResult::Todo) {
                wrong.push(format!("{} {:?} {result:#?}", e.rule.id, e.case.edits));
            }
        }
        println!("{id}: {} cases", run - before);
    }
    assert!(
        wrong.is_empty(),
        "{} of {run}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_cell_that_a_case_sets_is_in_its_form() {
    // without `form`, a case may name what any form has: on the sample's form it would change nothing
    let library = packs::library(Lang::Zh);
    let mut wrong = Vec::new();
    for (at, (kind, sample)) in library.kinds.iter().zip(&library.samples).enumerate() {
        let cases = library.rules[at].1.iter().flat_map(|r| &r.cases);
        for edits in cases.map(|c| &c.edits) {
            let stated = edits.iter().find(|(e, _)| *e == CaseEdit::Form);
            let form = stated.map_or(&sample.form, |(_, f)| f);
            let form = kind.forms.iter().find(|f| f.id == *form).unwrap();
            for (edit, _) in edits {
                let CaseEdit::Cell(selector) = edit else {
                    continue;
                };
                let parts: Vec<&str> = selector.split(['[', ',', ']']).map(str::trim).collect();
                let has = |all: &[Axis], id: &str| id == "*" || all.iter().any(|a| a.id == id);
                let mut tables = form.tables.iter().filter(|t| t.id == parts[0]);
                let free = |t: &TableSpec| t.grid.is_some();
                if !tables.any(|t| {
                    (free(t) || has(t.rows.as_slice(), parts[1]))
                        && has(t.columns.as_slice(), parts[2])
                }) {
                    wrong.push(format!("{}: {selector}", form.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_that_fails_and_one_that_passes() {
    let mut lacking = Vec::new();
    for (id, library) in packs() {
        let own = library.all_rules().map(|(_, r)| r).filter(|r| r.pack == id);
        for rule in own {
            let has = |e: Expect| rule.cases.iter().any(|c| c.expect == e);
            if !has(Expect::Fail) || !has(Expect::Pass) {
                lacking.push(rule.id.clone());
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn every_rule_says_all_it_must_in_both_languages() {
    let mut lacking = Vec::new();
    let packs = packs();
    let rules = packs.iter().flat_map(|(_, l)| l.all_rules());
    for (_, rule) in rules {
        for (what, words) in [
            ("title", &rule.title),
            ("message", &rule.message),
            ("help", &rule.help),
            ("why", &rule.why),
        ] {
            if words.zh.is_empty() || words.en.is_empty() {
                lacking.push(format!("{} {what}", rule.id));
            }
            if words
                .en
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
                && what == "why"
            {
                lacking.push(format!("{} {what}: Chinese in the English text", rule.id));
            }
        }
        if rule.source.is_empty() {
            lacking.push(format!("{} source", rule.id));
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn the_samples_are_clean() {
    let library = packs::library(Lang::Zh);
    let samples: Vec<String> = library
        .kinds
        .iter()
        .zip(&library.samples)
        .map(|(kind, sample)| sample.text(kind, &[]))
        .collect();
    let linter = Linter::new(library, Options::default());
    for text in samples {
        let document = input::read("sample.txt", text.as_bytes()).unwrap();
        let checked = linter.check(&document);
        assert!(checked.kind.is_some(), "{text}");
        assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
        assert!(checked.open.is_empty(), "{:#?}", checked.open);
        assert!(checked.counts.pass > 10);
    }
}

#[test]
fn every_pattern_of_the_packs_compiles() {
    // built-in packs are compiled when a text needs them; loaded as foreign packs they are compiled at once
    let mut sources = packs::sources();
    sources
        .iter_mut()
        .for_each(|s| s.origin = SourceOrigin::Explicit);
    let library = packs::catalogue_of(sources, Lang::En).asked();
    assert!(library.problems.is_empty(), "{:#?}", library.problems);
    let catalogue = packs::catalogue(Lang::En);
    // the ids that rules had before are among them
    let all = catalogue.rules().len() - catalogue.former().len();
    assert_eq!(library.all_rules().count(), all);
}
