//! Reports printed to PDF by three programs, and PDF files that cannot be read. `tests/fixtures/make/pdf.py` makes them.

#![cfg(feature = "pdf")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gouji::document::{BlockKind, Document, Spot};
use gouji::input::{self, Looks, ReadError};
use proptest::prelude::*;

const PRINTERS: [&str; 3] = ["libreoffice", "chromium", "reportlab"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures/pdf").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(fixture(name)).unwrap()
}

fn read(name: &str) -> Document {
    input::read(name, &bytes(name)).unwrap()
}

fn tables(document: &Document) -> Vec<&gouji::document::Table> {
    let blocks = document.blocks.iter();
    let tables = blocks.filter_map(|b| match &b.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

fn check(path: &Path) -> Output {
    let mut gouji = Command::new(env!("CARGO_BIN_EXE_gouji"));
    gouji.args(["check", "--format", "json"]).arg(path);
    gouji.output().unwrap()
}

/// The findings of a file without their places, and the counts of its checks.
fn findings(path: &Path) -> (Vec<String>, serde_json::Value) {
    let out: serde_json::Value = serde_json::from_slice(&check(path).stdout).unwrap();
    let report = &out["reports"][0];
    let all = report["diagnostics"].as_array().unwrap().iter();
    let words = |text: &serde_json::Value| -> String {
        let text = text.as_str().unwrap();
        text.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let mut all: Vec<String> = all
        .map(|d| format!("{} {}", words(&d["rule"]), words(&d["message"])))
        .collect();
    all.sort();
    (all, out["summary"].clone())
}

#[test]
fn a_printed_report_has_the_findings_of_its_text() {
    for (name, text) in [
        ("county", "tests/reports/correct/county.txt"),
        ("year-not-changed", "tests/reports/year-not-changed.txt"),
    ] {
        let wanted = findings(&root().join(text));
        for printer in PRINTERS {
            let path = fixture(&format!("{name}.{printer}.pdf"));
            assert_eq!(findings(&path), wanted, "{}", path.display());
        }
    }
}

#[test]
fn tables_need_no_lines() {
    let wanted = findings(&root().join("tests/reports/correct/county.txt"));
    for print in ["borderless", "three-line"] {
        let name = format!("county.{print}.pdf");
        assert_eq!(findings(&fixture(&name)), wanted, "{name}");
        let document = read(&name);
        let tables = tables(&document);
        let requests = tables.iter().find(|t| t.rows.len() > 20).unwrap();
        let last = requests.rows.last().unwrap().cells.last().unwrap();
        assert_eq!(last.extent.unwrap().column, 9, "{name}");
        let courts = tables.last().unwrap().rows.last().unwrap();
        assert_eq!(courts.cells.len(), 15, "{name}");
    }
}

/// Notes wider than the text, pages on their side, codes that heads part, a table that goes on with fewer columns, heads
/// in the row of the total.
#[test]
fn accounts_are_read_as_departments_print_them() {
    let (found, summary) = findings(&fixture("accounts.pdf"));
    let wanted = [
        "fa-text-subject 文字说「城乡社区支出」126.00万元，表里是96.00万元",
        "money-item-twice 同一个科目前面写380.50万元，后面支出决算写371.20万元",
    ];
    assert_eq!(found, wanted);
    // columns that were not read would leave these undecided
    assert_eq!(
        (&summary["errors"], &summary["warnings"]),
        (&2.into(), &0.into())
    );
}

#[test]
fn text_in_columns_is_no_table() {
    let document = read("prose.pdf");
    assert!(tables(&document).is_empty(), "{:?}", document.text);
    let paragraphs = document.blocks.iter();
    let paragraphs = paragraphs.filter(|b| b.kind == BlockKind::Paragraph);
    assert!(paragraphs.count() > 8);
}

#[test]
fn tables_are_whole_across_pages() {
    for printer in PRINTERS {
        let document = read(&format!("county.{printer}.pdf"));
        let tables = tables(&document);
        assert_eq!(tables.len(), 3, "{printer}");
        let requests = tables[1];
        assert_eq!(requests.rows.len(), 28, "{printer}");
        for row in requests.rows.iter().skip(3) {
            let last = row.cells.last().unwrap().extent.unwrap();
            assert_eq!(
                (last.column, last.columns, last.rows),
                (9, 1, 1),
                "{printer}"
            );
        }
        let courts = tables[2].rows.last().unwrap();
        let cells: Vec<u32> = courts
            .cells
            .iter()
            .map(|c| c.extent.unwrap().column)
            .collect();
        assert_eq!(cells, (0..15).collect::<Vec<_>>(), "{printer}");
    }
}

#[test]
fn a_place_is_a_page_and_a_cell() {
    let document = read("county.libreoffice.pdf");
    assert!(document.pages.len() > 2 && document.pages.is_sorted());
    let total = tables(&document)[1]
        .rows
        .last()
        .unwrap()
        .cells
        .last()
        .unwrap();
    let place = document.locate(total.span.start);
    assert!(place.page.is_some_and(|page| page > 1));
    let spot = Spot::Cell {
        table: 2,
        row: 28,
        column: 10,
    };
    assert_eq!(place.spot, spot);
}

#[test]
fn page_numbers_and_running_heads_are_no_text() {
    let document = read("county.libreoffice.pdf");
    let aside = document
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Other);
    let aside: Vec<&str> = aside.map(|b| document.slice(b.span)).collect();
    assert!(aside.contains(&"- 2 -"), "{aside:?}");
    let pages = document.pages.len();
    assert_eq!(
        aside.len(),
        2 * pages,
        "a head and a number on each page: {aside:?}"
    );
}

#[test]
fn what_cannot_be_read_is_said_once() {
    let fault = |name: &str| match input::read(name, &bytes(name)) {
        Err(fault) => fault,
        other => panic!("{name}: {other:?}"),
    };
    let looks = Looks::Pdf;
    assert_eq!(fault("scan.pdf"), ReadError::Scanned { looks });
    assert_eq!(fault("locked.pdf"), ReadError::Encrypted { looks });
    let out = check(&fixture("scan.pdf"));
    assert_eq!(out.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&out.stderr).contains("OCR"));
}

#[test]
fn half_a_file_is_not_blamed_for_the_other_half() {
    let whole = bytes("county.reportlab.pdf");
    for part in 1..20 {
        let cut = &whole[..whole.len() * part / 20];
        let read = input::read("cut.pdf", cut);
        assert!(
            matches!(read, Err(ReadError::Damaged { looks: Looks::Pdf })),
            "{part}: {read:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let mut bytes = bytes("year-not-changed.reportlab.pdf");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(document) = input::read("x.pdf", &bytes) {
            let mut end = 0;
            for block in &document.blocks {
                prop_assert!(block.span.start >= end && document.text.get(block.span.range()).is_some());
                end = block.span.end;
            }
        }
    }
}
