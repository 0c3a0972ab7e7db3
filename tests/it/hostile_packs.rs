//! Packs that are made to do harm: each is refused with a fault at its place, or loaded and run, in seconds and without
//! a deep stack.

#![allow(clippy::unwrap_used)]

use crate::support;
use gouji::packs;

use std::thread;
use std::time::{Duration, Instant};

use gouji::diagnostic::Severity;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::pack::{Source, SourceOrigin};
use gouji::text::Lang;
use support::{PACK, report};

/// For one pack, in a build for tests, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// The stack of a thread of the pool that reports are checked on.
const STACK: usize = 2 << 20;

/// How a pack with these words behind its rules ends: what is said against it, and how many findings it has.
fn ends(words: &str) -> (Vec<String>, usize) {
    let text = format!("{PACK}\n{words}\n");
    let run = move || {
        let (name, origin) = ("mine.toml".to_owned(), SourceOrigin::Explicit);
        let text = text.into();
        let catalogue = packs::catalogue_of(vec![Source { name, text, origin }], Lang::En);
        let packs: Vec<_> = catalogue.packs().iter().collect();
        let library = catalogue.library(&packs);
        let problems = catalogue.problems().iter().chain(&library.problems);
        let said = problems.flat_map(|p| &p.diagnostics);
        let said = said.filter(|d| d.severity == Severity::Error);
        let said = said.map(|d| {
            assert!(d.primary().is_some(), "{d:?}");
            let help = d.help.as_deref().unwrap_or_default();
            assert!(help.len() < 4_000, "{}", help.len());
            d.message.clone()
        });
        let said = said.collect();
        let text = report(&format!("{}很多活动。", "a".repeat(5_000)));
        let document = input::read("a.txt", text.as_bytes()).unwrap();
        let checked = Linter::new(library, Options::default()).check(&document);
        (said, checked.diagnostics.len())
    };
    let start = Instant::now();
    let thread = thread::Builder::new().stack_size(STACK);
    let ended = thread.spawn(run).unwrap().join().unwrap();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    ended
}

fn rule(key: &str) -> String {
    let head = "[[rule]]\nid = \"club-x\"\ntitle = \"x\"\nseverity = \"error\"\nmessage = \"x\"\n";
    format!("{head}{key}\n")
}

fn check(expression: &str) -> String {
    rule(&format!("check = \"{expression}\""))
}

#[track_caller]
fn refused(words: &str, why: &str) {
    let (said, _) = ends(words);
    assert!(said.iter().any(|s| s.contains(why)), "{said:?}");
}

#[track_caller]
fn loaded(words: &str) {
    let (said, found) = ends(words);
    assert!(said.is_empty(), "{said:?}");
    // the rules beside it have been run
    assert!(found > 0);
}

#[test]
fn expressions_that_are_too_long_or_too_deep_are_refused() {
    let why = "too long or too deep";
    let nested = |n: usize| format!("{}1{} == 1", "(".repeat(n), ")".repeat(n));
    for expression in [
        vec!["1"; 100_000].join("+") + " == 1",
        vec!["1"; 4_000].join("+") + " == 1",
        vec!["1 == 1"; 900].join(" or "),
        vec!["1 == 1"; 580].join(" implies "),
        "not ".repeat(100_000) + "1 == 1",
        "not-".repeat(1_000) + "1 == 1",
        "-".repeat(8_000) + "1 == 1",
        "1".to_owned() + &"*-1".repeat(2_600) + " == 1",
        "1".to_owned() + &" == 1".repeat(1_300),
        nested(100_000),
        nested(1_000),
        "sum(".repeat(100_000),
        "1 == ".to_owned() + &"9".repeat(100_000),
    ] {
        refused(&check(&expression), why);
    }
}

#[test]
fn expressions_up_to_the_limit_are_run() {
    loaded(&check(&(vec!["1"; 200].join("+") + " == 200")));
    loaded(&check(&vec!["1 == 1"; 100].join(" or ")));
    loaded(&check(&vec!["1 == 1"; 100].join(" implies ")));
    loaded(&check(&format!(
        "{}1{} == 1",
        "(".repeat(47),
        ")".repeat(47)
    )));
    loaded(&check("1 / 0 == 1"));
    loaded(&check(&format!("{0} * {0} * {0} == 1", "9".repeat(12))));
}

/// Patterns that explode in other engines take linear time; those that would take room are refused.
#[test]
fn patterns_are_linear_or_refused() {
    for pattern in [
        "(a+)+$",
        "(a|a)*$",
        "(a|aa)+$",
        "(.*)(.*)(.*)(.*)(.*)=x",
        "a?a?a?a?a?a?aaaaaa",
    ] {
        loaded(&rule(&format!("match = '{pattern}b'")));
    }
    let nested = "(".repeat(50_000) + "a" + &")".repeat(50_000);
    for pattern in [
        "(?:a{1000}){1000}",
        "(?:(?:x?){500}){500}y",
        "(?:\\p{Han}{1,1000}){50}x",
        &nested,
    ] {
        refused(
            &rule(&format!("match = '{pattern}'")),
            "the pattern does not compile",
        );
    }
}

#[test]
fn words_and_names_that_go_in_circles_are_refused() {
    refused(
        &format!(
            "[words]\na = \"{{b}}\"\nb = \"{{a}}\"\n{}",
            rule("match = '{a}'")
        ),
        "no word list",
    );
    refused(
        &format!("[alias]\na = \"b\"\nb = \"a\"\n{}", check("a == 1")),
        "no value",
    );
}

#[test]
fn values_that_are_nested_deeply_are_refused() {
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        let value = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let (said, _) = ends(&format!("[words]\nx = {value}"));
        assert!(!said.is_empty());
    }
    let (said, _) = ends(&format!("[{}b]\n", "a.".repeat(50_000)));
    assert!(!said.is_empty());
}
