//! Small reports of many shapes, and documents that are none, written without a look at the rules: what must be found
//! is found, correct ones are left alone, cells are read right.
//!
//! `held-out/expect.json` says of each file what must be found (`find`: tokens of one error or warning; `a|b` is
//! either, a number stands for itself only), which rules may speak (`fine`), whether nothing else may be said
//! (`clean`) and whether it is no report of this kind (`other-kind`); `held-out/cells.json` holds the cells.
//! `hint` tokens may stand in findings of any severity.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use gouji::diagnostic::{Diagnostic, Severity};
use gouji::document::Document;
use gouji::grammar::CellText;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::report;
use gouji::text::{Lang, Number};
use serde_json::{Map, Value};
use std::fs;
use std::path::PathBuf;

/// Known defects that must be found, in per cent.
const RECALL: usize = 90;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/held-out")
}

fn load(name: &str) -> Map<String, Value> {
    serde_json::from_slice(&fs::read(folder().join(name)).unwrap()).unwrap()
}

fn document(name: &str) -> Document {
    input::read(name, &fs::read(folder().join(name)).unwrap()).unwrap()
}

/// What a finding says, without blanks.
fn words(found: &Diagnostic) -> String {
    let mut all = vec![found.rule.clone(), found.message.clone()];
    all.extend(found.help.clone());
    all.extend(found.labels.iter().map(|l| l.message.clone()));
    let joined = all.join("/");
    joined.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A number stands for itself, not for the digits of another one.
fn says(text: &str, token: &str) -> bool {
    let token: String = token.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    if !token.chars().all(digits) {
        return text.contains(&token);
    }
    let alone = |(at, _): (usize, &str)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + token.len()..].chars();
        let next = after.next();
        let decimal = next == Some('.') && after.next().is_some_and(|c| c.is_ascii_digit());
        !before.is_some_and(digits) && !next.is_some_and(|c| c.is_ascii_digit()) && !decimal
    };
    text.match_indices(&token).any(alone)
}

fn lists(want: &Value, key: &str) -> Vec<Vec<String>> {
    let lists = want[key].as_array().cloned().unwrap_or_default();
    let texts = |list: &Value| {
        let list = list.as_array().unwrap().iter();
        list.map(|t| t.as_str().unwrap().to_owned()).collect()
    };
    lists.iter().map(texts).collect()
}

fn holds(text: &str, tokens: &[String]) -> bool {
    tokens
        .iter()
        .all(|t| t.split('|').any(|either| says(text, either)))
}

#[test]
fn defects_are_found_and_correct_reports_left_alone() {
    let linter = Linter::choosing(packs::catalogue(Lang::Zh), true, Options::default());
    let (mut found, mut wanted) = (0, 0);
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for (name, want) in load("expect.json") {
        let checked = linter.check(&document(&name));
        let known = checked.kind.is_some();
        let other = want["other-kind"] == true;
        if known == other {
            wrong.push(format!("{name}: recognised: {known}"));
        }
        let loud = checked.diagnostics.iter();
        let loud = loud.filter(|d| d.severity >= Severity::Warning);
        let loud: Vec<(&Diagnostic, String)> = loud.map(|d| (d, words(d))).collect();
        let expected = lists(&want, "find");
        for tokens in &expected {
            wanted += 1;
            match loud.iter().any(|(_, text)| holds(text, tokens)) {
                true => found += 1,
                false => missed.push(format!("{name}: {tokens:?}")),
            }
        }
        let every: Vec<String> = checked.diagnostics.iter().map(words).collect();
        for tokens in lists(&want, "hint") {
            if !every.iter().any(|text| holds(text, &tokens)) {
                wrong.push(format!("{name}: no hint {tokens:?}"));
            }
        }
        let fine = want["fine"].as_array().cloned().unwrap_or_default();
        for (finding, text) in loud {
            let may = fine.iter().any(|f| *f == finding.rule.as_str());
            if known && !may && !expected.iter().any(|t| holds(&text, t)) {
                wrong.push(format!("{name}: {} {}", finding.rule, finding.message));
            }
        }
    }
    println!("found {found} of {wanted}; missed: {missed:#?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(found * 100 >= wanted * RECALL, "{missed:#?}");
}

#[test]
fn cells_are_read_right() {
    let kinds = packs::library(Lang::Zh).kinds;
    let mut wrong = Vec::new();
    for (name, tables) in load("cells.json") {
        let document = document(&name);
        let report = report::read(&kinds, &document).unwrap();
        for (table, rows) in tables.as_object().unwrap() {
            let table = report.form.tables.position(|t| t.id == *table);
            let table = table.unwrap();
            let spec = report.form.tables.get(table).unwrap();
            for (row, columns) in rows.as_object().unwrap() {
                let at = spec.rows.position(|r| r.id == *row).unwrap();
                for (column, value) in columns.as_object().unwrap() {
                    let nth = spec.columns.position(|c| c.id == *column).unwrap();
                    let due = Number::whole(value.as_i64().unwrap().into());
                    let read = match report.fact(table, at, nth).map(|f| &f.text) {
                        Some(CellText::Number { value, .. }) => Some(*value),
                        _ => None,
                    };
                    if !read.is_some_and(|v| v.same(due)) {
                        wrong.push(format!("{name} [{row}, {column}] {due}: {read:?}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
