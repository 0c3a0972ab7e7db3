//! What each stage of a check takes, on one report in each layout: `cargo bench`.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::{Bencher, black_box};
use gouji::document::Document;
use gouji::linter::{Linter, Options};
use gouji::output::concise;
use gouji::packs;
use gouji::report::{self, Report};
use gouji::text::Lang;
use gouji::{grammar, input, rule};
use std::path::Path;

fn main() {
    divan::main();
}

/// One report, in the layouts and formats that are read.
const REPORTS: [&str; 7] = [
    "samples/qinghe-2023.txt",
    "samples/yunhu-2024.md",
    "samples/website-baiyang-2023.md",
    "fixtures/reports/right.html",
    "fixtures/reports/right.docx",
    "fixtures/reports/right.doc",
    "fixtures/reports/right.pdf",
];

fn bytes(name: &str) -> Vec<u8> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    std::fs::read(tests.join(name)).unwrap()
}

fn document(name: &str) -> Document {
    input::read(name, &bytes(name)).unwrap()
}

fn linter() -> Linter {
    let catalogue = packs::catalogue(Lang::Zh);
    Linter::choosing(catalogue, true, Options::default())
}

/// Warms the patterns, then hands over the report with its rules.
fn opened(name: &str, see: impl FnOnce(&Report<'_>, &[rule::Rule])) {
    let (linter, document) = (linter(), document(name));
    for _ in 0..20 {
        linter.check(&document);
    }
    let opened = linter.open(&document).unwrap();
    opened.with(|report, library, _| see(report, library.rules_of(&report.kind.id)));
}

#[divan::bench(args = REPORTS)]
fn read(bencher: Bencher, name: &str) {
    let bytes = bytes(name);
    bencher.bench(|| input::read(name, black_box(&bytes)).unwrap());
}

#[divan::bench(args = REPORTS)]
fn tokenise(bencher: Bencher, name: &str) {
    opened(name, |report, _| {
        let texts = report.prose.paragraphs.iter();
        let texts: Vec<&str> = texts.map(|p| report.prose.text(p.range.clone())).collect();
        bencher.bench_local(|| {
            texts
                .iter()
                .map(|t| grammar::tokens(t).len())
                .sum::<usize>()
        });
    });
}

#[divan::bench(args = REPORTS)]
fn recognise(bencher: Bencher, name: &str) {
    let catalogue = packs::catalogue(Lang::Zh);
    let document = document(name);
    bencher.bench(|| report::recognise(catalogue.kinds(), black_box(&document)).is_some());
}

#[divan::bench(args = REPORTS)]
fn facts(bencher: Bencher, name: &str) {
    let document = document(name);
    opened(name, |report, _| {
        bencher.bench_local(|| report::read_as(report.kind, black_box(&document)).is_some());
    });
}

#[divan::bench(args = REPORTS)]
fn rules(bencher: Bencher, name: &str) {
    opened(name, |report, rules| {
        let on: Vec<_> = rules.iter().filter(|r| !r.off).collect();
        let run = |r: &&rule::Rule| rule::evaluate(r, report, Lang::Zh).len();
        bencher.bench_local(|| on.iter().map(run).sum::<usize>());
    });
}

#[divan::bench(args = REPORTS)]
fn check(bencher: Bencher, name: &str) {
    let (linter, document) = (linter(), document(name));
    for _ in 0..20 {
        linter.check(&document);
    }
    bencher.bench(|| linter.check(black_box(&document)));
}

#[divan::bench(args = REPORTS)]
fn render(bencher: Bencher, name: &str) {
    let document = document(name);
    let checked = linter().check(&document);
    bencher.bench(|| {
        let all = checked.diagnostics.iter();
        all.map(|d| concise::line(&document, &[], d, Lang::Zh, false).len())
            .sum::<usize>()
    });
}
