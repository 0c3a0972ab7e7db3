//! One report in every format: what was read, what was found and what was counted is the same as in its text.
//!
//! `tests/fixtures/make/reports.py` makes the files. `GOUJI_FIXTURES` names another folder with files made anew.

#![allow(clippy::unwrap_used, clippy::panic)]

use gouji::packs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use gouji::diagnostic::{Diagnostic, LintResult};
use gouji::document::{BlockKind, Cell, Document};
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::report::Kind;
use gouji::text::Lang;

/// Endings of the files that stand beside the text.
const FORMATS: &[&str] = &[
    "md",
    "html",
    "docx",
    "doc",
    #[cfg(feature = "pdf")]
    "pdf",
];

/// The samples by name, with their texts and how many findings these have.
const SAMPLES: [(&str, &str, usize); 2] = [
    ("right", "tests/reports/correct/county.txt", 0),
    ("wrong", "tests/fixtures/reports/wrong.txt", 7),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> Document {
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let name = path.display().to_string();
    input::read(&name, &bytes).unwrap_or_else(|e| panic!("{name}: {}", e.message(Lang::En)))
}

fn folder() -> PathBuf {
    let folder = env::var_os("GOUJI_FIXTURES").map(PathBuf::from);
    folder.unwrap_or_else(|| root().join("tests/fixtures/reports"))
}

/// The text of a sample, and its files in the other formats.
fn samples() -> impl Iterator<Item = (Document, Vec<Document>, usize)> {
    SAMPLES.into_iter().map(|(name, text, findings)| {
        let file = |ending| read(&folder().join(format!("{name}.{ending}")));
        let files = FORMATS.iter().map(file).collect();
        (read(&root().join(text)), files, findings)
    })
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A finding without its places: rule, message, and for each label its cell by name and the words it underlines.
fn finding(document: &Document, found: &Diagnostic) -> String {
    let labels = found.labels.iter().map(|label| {
        let words = squeezed(document.slice(label.span));
        format!("{:?} {words} {}", label.cell, label.message)
    });
    let labels: Vec<String> = labels.collect();
    format!(
        "{} {}\n  {}",
        found.rule,
        found.message,
        labels.join("\n  ")
    )
}

fn findings(document: &Document, checked: &LintResult) -> Vec<String> {
    let all = checked.diagnostics.iter();
    let mut all: Vec<String> = all.map(|d| finding(document, d)).collect();
    all.sort();
    all
}

/// Headings with their numbers, and rows of tables with their labels and values.
fn facts(document: &Document) -> Vec<String> {
    static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| packs::library(Lang::Zh).kinds);
    let report = gouji::report::read(&KINDS, document).unwrap();
    let headings = report.headings.iter();
    let headings = headings.map(|h| format!("{:?} {:?} {}", h.section, h.ordinal, h.title));
    let rows = report.tables.iter().flat_map(|t| &t.rows).map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(|c| c.folded()).collect();
        format!("{} {cells:?}", row.text())
    });
    headings.chain(rows).collect()
}

#[test]
fn the_same_facts_are_read_from_every_format() {
    for (text, files, _) in samples() {
        let due = facts(&text);
        assert!(due.len() > 30);
        for file in files {
            assert_eq!(facts(&file), due, "{}", file.name);
        }
    }
}

#[test]
fn the_same_faults_are_found_in_every_format() {
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    for (text, files, count) in samples() {
        let due = linter.check(&text);
        assert_eq!(due.diagnostics.len(), count, "{}", text.name);
        for file in files {
            let checked = linter.check(&file);
            assert_eq!(
                findings(&file, &checked),
                findings(&text, &due),
                "{}",
                file.name
            );
            assert_eq!(checked.counts, due.counts, "{}", file.name);
        }
    }
}

/// All blocks; of tables the words and the place of each cell in the grid.
fn blocks(document: &Document) -> Vec<String> {
    let cell = |cell: Cell| format!("{} {:?}", document.slice(cell.span), cell.extent.unwrap());
    let all = document.blocks.iter().map(|block| match &block.kind {
        BlockKind::Table(table) => table
            .cells()
            .map(|(_, c)| cell(c))
            .collect::<Vec<_>>()
            .join("\n"),
        kind => format!("{kind:?} {}", document.slice(block.span)),
    });
    all.collect()
}

#[test]
fn an_old_document_says_what_the_new_one_says() {
    let [old, new] = ["doc", "docx"].map(|e| read(&folder().join(format!("features.{e}"))));
    assert_eq!(blocks(&old), blocks(&new));
    assert_eq!(old.notes, new.notes);
    let text: Vec<&str> = new.blocks.iter().map(|b| new.slice(b.span)).collect();
    for due in [
        "前插入后\t\u{20bb7}",
        "换行之后",
        "1. 甲",
        "2. 乙",
        "点",
        "网址 在此",
        "末段",
    ] {
        assert!(text.contains(&due), "{due}: {text:?}");
    }
}
