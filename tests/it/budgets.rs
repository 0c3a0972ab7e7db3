//! Budgets and final accounts of departments, as offices publish them: in the national forms and in others, tables before
//! the text and behind it, in 元 and in 万元. All places and figures are made up.
//!
//! `budgets/expect.json` says of each file what must be found (`find`: tokens of one error or warning; `a|b` is either),
//! and nothing else may be said of it.

#![allow(clippy::unwrap_used)]

use gouji::diagnostic::{Diagnostic, Severity};
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::Lang;
use serde_json::{Map, Value};
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/budgets")
}

/// The errors and warnings on a file, each in words.
fn found(name: &str) -> Vec<String> {
    let document = input::read(name, &fs::read(folder().join(name)).unwrap()).unwrap();
    let linter = Linter::choosing(packs::catalogue(Lang::Zh), true, Options::default());
    let checked = linter.check(&document);
    let kind = checked.kind.as_deref().unwrap_or_default();
    let wanted = match name.starts_with("budget") {
        true => "budget",
        false => "final-accounts",
    };
    assert_eq!(kind, wanted, "{name}");
    let grave = checked
        .diagnostics
        .iter()
        .filter(|d| d.severity != Severity::Info);
    let words = |d: &Diagnostic| format!("{}: {}", d.rule, d.message);
    grave.map(words).collect()
}

#[test]
fn what_is_wrong_is_found_and_nothing_else_is_said() {
    let expected: Map<String, Value> =
        serde_json::from_slice(&fs::read(folder().join("expect.json")).unwrap()).unwrap();
    assert!(expected.len() > 7, "{}", expected.len());
    let mut wrong = Vec::new();
    for (name, wanted) in &expected {
        let said = found(name);
        let none = Vec::new();
        let wanted = wanted["find"].as_array().unwrap_or(&none);
        let fits = |words: &str, tokens: &Value| {
            let mut tokens = tokens.as_array().unwrap().iter();
            tokens.all(|t| t.as_str().unwrap().split('|').any(|k| words.contains(k)))
        };
        let missed = wanted
            .iter()
            .filter(|tokens| !said.iter().any(|w| fits(w, tokens)));
        wrong.extend(missed.map(|tokens| format!("{name}: {tokens} was not found")));
        let more = said
            .iter()
            .filter(|w| !wanted.iter().any(|tokens| fits(w, tokens)));
        wrong.extend(more.map(|words| format!("{name}: {words}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
