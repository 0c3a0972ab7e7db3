//! The unit of a rule is its cases: every case of every rule in `rules/` is run.

use gouji::input;
use gouji::linter::{Linter, Options, run_case};
use gouji::pack;
use gouji::rule::Expect;
use gouji::text::Lang;

#[test]
fn the_packs_load_without_a_fault() {
    let library = pack::builtin(Lang::En);
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

#[test]
fn every_case_gives_what_it_says() {
    let library = pack::builtin(Lang::Zh);
    let mut run = 0;
    let mut wrong = Vec::new();
    for ((kind, sample), (_, rules)) in library
        .kinds
        .iter()
        .zip(&library.samples)
        .zip(&library.rules)
    {
        for rule in rules {
            for case in &rule.cases {
                run += 1;
                if let Err(instead) = run_case(kind, sample, rule, case) {
                    wrong.push(format!(
                        "{} {:?} {:?}: {instead}",
                        rule.id, case.expect, case.edits
                    ));
                }
            }
        }
    }
    println!("{run} cases");
    assert!(
        wrong.is_empty(),
        "{} of {run}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_rule_has_a_case_that_fails_and_one_that_passes() {
    let library = pack::builtin(Lang::Zh);
    let lacking: Vec<&str> = library
        .all_rules()
        .filter(|(_, rule)| {
            let has = |e: Expect| rule.cases.iter().any(|c| c.expect == e);
            !has(Expect::Fail) || !has(Expect::Pass)
        })
        .map(|(_, rule)| rule.id.as_str())
        .collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn every_rule_says_all_it_must_in_both_languages() {
    let library = pack::builtin(Lang::Zh);
    let mut lacking = Vec::new();
    for (_, rule) in library.all_rules() {
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
    let library = pack::builtin(Lang::Zh);
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
        assert!(checked.counts.pass > 30);
    }
}

#[test]
fn every_pattern_of_the_packs_compiles() {
    // built-in packs are compiled when a text needs them; loaded as foreign packs they are compiled at once
    let mut sources = pack::builtin_sources();
    sources.iter_mut().for_each(|s| s.builtin = false);
    let library = pack::load_only(&sources, Lang::En);
    assert!(library.problems.is_empty(), "{:#?}", library.problems);
    assert_eq!(
        library.all_rules().count(),
        pack::builtin(Lang::En).all_rules().count()
    );
}
