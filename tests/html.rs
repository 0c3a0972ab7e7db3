//! Web pages: one report on several sites is read to the same values and the same defects as its text, and pages that
//! are made to do harm do none.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
#![allow(dead_code)]

#[path = "reports/model.rs"]
mod model;
#[path = "reports/pages.rs"]
mod pages;

use gouji::diagnostic::Severity;
use gouji::document::{Document, Format};
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::pack;
use gouji::text::Lang;
use model::Model;
use pages::{ALL, render};
use std::sync::OnceLock;

fn read(bytes: &[u8]) -> Document {
    input::read("page.html", bytes).unwrap()
}

/// Every value that was read, in the order of the form.
fn values(document: &Document) -> Vec<String> {
    static KINDS: OnceLock<Vec<gouji::report::Kind>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| pack::builtin(Lang::Zh).kinds);
    let Some(report) = gouji::report::read(kinds, document) else {
        return Vec::new();
    };
    let rows = report.tables.iter().flat_map(|t| &t.rows);
    rows.flat_map(|r| &r.cells)
        .map(|c| c.folded.clone())
        .collect()
}

/// Rules with the words that they underline, warnings and errors only; how many were left undecided.
fn found(document: &Document) -> (Vec<(String, String)>, usize) {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    let linter = LINTER.get_or_init(|| Linter::new(pack::builtin(Lang::Zh), Options::default()));
    let checked = linter.check(document);
    let loud = checked.diagnostics.iter();
    let loud = loud.filter(|d| d.severity >= Severity::Warning).map(|d| {
        let words = d.primary().map(|l| document.slice(l.span));
        (d.rule.clone(), words.unwrap_or_default().to_owned())
    });
    (loud.collect(), checked.open.len())
}

#[test]
fn a_report_is_read_on_every_site() {
    let mut faults = Vec::new();
    for form in ["2019", "2021"] {
        for (model, wrong) in [(Model::dense(form), false), (Model::wrong(form), true)] {
            let last = (model.year - 1).to_string();
            let due: Vec<(String, String)> = match wrong {
                false => Vec::new(),
                true => [
                    ("year-stale", last.as_str()),
                    ("requests-balance", "14"),
                    ("requests-balance", "99"),
                    ("review-total", "11"),
                ]
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .to_vec(),
            };
            for site in ALL {
                let page = render(&model, site);
                if let Ok(folder) = std::env::var("GOUJI_DUMP") {
                    std::fs::write(format!("{folder}/{form}-{site:?}-{wrong}.html"), &page)
                        .unwrap();
                }
                let document = read(&page);
                assert_eq!(document.format, Format::Html, "{site:?}");
                let (read, due_values) = (values(&document), model.values());
                let same = read == due_values;
                let (loud, open) = found(&document);
                if !same || loud != due || open > 0 {
                    faults.push(format!(
                        "{form} {site:?} wrong {wrong}: {} of {} values, {loud:?}, {open} open",
                        read.len(),
                        due_values.len()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
