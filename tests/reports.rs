//! Whole reports: what is read, and exactly what is found.
//!
//! One report is rendered in every layout (`reports/layout.rs`) from one model (`reports/model.rs`): the same values
//! must be read and the same defects found. Oddities and damaged files are kept by hand in `reports/*.txt|*.md`, each
//! with an `.expect` beside it:
//!
//! ```text
//! # a comment
//! kind    gov-disclosure            (or: none)
//! form    2021
//! year    2023                      (or: none)
//! body    青禾县人民政府            (or: none)
//! cells   200                       cells that were read
//! unknown 4                         evaluations that could not be decided
//! error   requests-balance 83:2     every finding: severity, rule, line:column (or: - without a place)
//! ```
//!
//! The lines must match exactly; `unknown` may be left out. `GOUJI_UPDATE=1 cargo test --test reports` rewrites the
//! expectations: look at the difference before you keep it. The reports in `reports/correct/` have no defect: they
//! may have no error and no warning. All bodies and places are made up.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "reports/layout.rs"]
mod layout;
#[path = "reports/model.rs"]
mod model;

use gouji::diagnostic::{Checked, Severity};
use gouji::document::Document;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::pack;
use gouji::text::Lang;
use layout::{ALL, Layout, render};
use model::Model;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| Linter::new(pack::builtin(Lang::Zh), Options::default()))
}

fn read(bytes: &[u8]) -> Document {
    input::read("report.txt", bytes).unwrap()
}

/// Every value that was read, in the order of the form; rows that were not read have none.
fn values(document: &Document) -> Vec<String> {
    let Some(report) = linter().read(document) else {
        return Vec::new();
    };
    let rows = report.tables.iter().flat_map(|t| &t.rows);
    rows.flat_map(|r| &r.cells).map(|c| c.folded.clone()).collect()
}

/// Severity, rule and the words underlined, in order of place.
fn found(document: &Document, checked: &Checked) -> Vec<(Severity, String, String)> {
    let words = |d: &gouji::diagnostic::Diagnostic| {
        let at = d.primary().map(|l| document.slice(l.span)).unwrap_or_default();
        at.split_whitespace().collect::<String>()
    };
    let all = checked.diagnostics.iter();
    all.map(|d| (d.severity, d.rule.clone(), words(d))).collect()
}

fn loud(found: &[(Severity, String, String)]) -> Vec<(String, String)> {
    let loud = found.iter().filter(|(s, _, _)| *s >= Severity::Warning);
    loud.map(|(_, rule, at)| (rule.clone(), at.clone())).collect()
}

fn forms() -> [&'static str; 2] {
    ["2019", "2021"]
}

/// Which layouts fit a test; `GOUJI_LAYOUT=Pdf` picks one.
fn layouts() -> impl Iterator<Item = Layout> {
    let wanted = std::env::var("GOUJI_LAYOUT").ok();
    ALL.into_iter()
        .filter(move |l| wanted.as_ref().is_none_or(|w| format!("{l:?}") == *w))
}

/// Writes a rendered report where `GOUJI_DUMP` says, to look at.
fn dump(name: &str, text: &str) {
    if let Ok(folder) = std::env::var("GOUJI_DUMP") {
        std::fs::write(Path::new(&folder).join(name), text).unwrap();
    }
}

/// What is wrong with a rendered report, if anything.
fn fault(model: &Model, text: &[u8], expected: &[(&str, &str)]) -> Option<String> {
    let document = read(text);
    let checked = linter().check(&document);
    let mut fault = String::new();
    let read = values(&document);
    let due = model.values();
    if read != due {
        let differ = read.iter().zip(&due).position(|(a, b)| a != b);
        let _ = write!(fault, " {} of {} values, first difference {differ:?};", read.len(), due.len());
    }
    let head = (checked.form.as_deref(), checked.year, checked.body.as_deref());
    if head != (Some(model.form), Some(model.year), Some(model.body)) {
        let _ = write!(fault, " head {head:?};");
    }
    let found = loud(&found(&document, &checked));
    let expected: Vec<(String, String)> = expected.iter().map(|(r, t)| (r.to_string(), t.to_string())).collect();
    if found != expected {
        let _ = write!(fault, " found {found:?};");
    }
    if !checked.open.is_empty() {
        let _ = write!(fault, " {} undecided, as {:?};", checked.open.len(), checked.open[0]);
    }
    (!fault.is_empty()).then_some(fault)
}

#[test]
fn a_correct_report_is_read_and_passes_in_every_layout() {
    let mut faults = Vec::new();
    for form in forms() {
        let model = Model::dense(form);
        for layout in layouts() {
            let text = render(&model, layout);
            dump(&format!("{form}-{layout:?}.txt"), &text);
            if let Some(fault) = fault(&model, text.as_bytes(), &[]) {
                faults.push(format!("{form} {layout:?}:{fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_same_defects_are_found_in_every_layout() {
    let mut faults = Vec::new();
    for form in forms() {
        let model = Model::wrong(form);
        let year = (model.year - 1).to_string();
        for layout in layouts() {
            let text = render(&model, layout);
            dump(&format!("{form}-{layout:?}-wrong.txt"), &text);
            let expected = [
                ("year-stale", year.as_str()),
                ("requests-balance", "14"),
                ("requests-balance", "99"),
                ("review-total", "11"),
            ];
            if let Some(fault) = fault(&model, text.as_bytes(), &expected) {
                faults.push(format!("{form} {layout:?}:{fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
