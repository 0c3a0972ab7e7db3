//! Workbooks that are made to do harm, or are not what they are called: bounded time and memory.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::time::{Duration, Instant};

use crate::support::book::{LOOKS, book, workbook};
use gouji::document::Document;
use gouji::input::{self, Looks, ReadError};

/// For each file, in a build for tests, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

const LOOKS_LIKE: Looks = Looks::Xlsx;

fn one(rows: &str, behind: &str) -> Vec<u8> {
    let part = format!("<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>");
    workbook("", &[("S", "", &part)], &[])
}

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let start = Instant::now();
    let read = input::read("a.xlsx", bytes);
    assert!(start.elapsed() < PATIENCE);
    if let Ok(document) = &read {
        assert!(document.is_sound());
    }
    read
}

/// How many blocks a workbook has.
fn blocks(bytes: &[u8]) -> usize {
    read(bytes).unwrap().blocks.len()
}

#[test]
fn sizes_that_are_claimed_cost_nothing() {
    let corners = "<row r='1'><c r='A1'><v>1</v></c><c r='XFD1'><v>2</v></c></row>\
        <row r='1048576'><c r='A1048576'><v>3</v></c><c r='XFD1048576'><v>4</v></c></row>";
    let part = format!(
        "<worksheet><dimension ref='A1:XFD1048576'/><sheetData>{corners}</sheetData></worksheet>"
    );
    assert_eq!(blocks(&workbook("", &[("S", "", &part)], &[])), 2);
    let merged = "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>";
    assert_eq!(blocks(&one(corners, merged)), 1);
    let hidden = "<cols><col min='1' max='16384' hidden='1'/></cols>".repeat(2000);
    assert_eq!(blocks(&one(corners, &hidden)), 2);
    for outside in [
        "XFE1",
        "A1048577",
        "A0",
        "1A",
        "",
        "AAAAAAAAA1",
        "A99999999999",
    ] {
        let row = format!("<row><c r='{outside}'><v>1</v></c></row>");
        assert_eq!(
            read(&one(&row, "")).unwrap_err(),
            ReadError::Damaged { looks: LOOKS_LIKE }
        );
    }
}

#[test]
fn too_much_is_refused() {
    let looks = LOOKS_LIKE;
    let complex = ReadError::TooComplex { looks };
    let many: String = (1..=600_000)
        .map(|n| format!("<row r='{n}'><c><v>1</v></c></row>"))
        .collect();
    assert_eq!(read(&one(&many, "")).unwrap_err(), complex);
    // a cell in each row and column of its own, a merged one beside it
    let steps: String = (1..=2000)
        .map(|n| {
            format!(
                "<row r='{n}'><c r='A{n}'><v>1</v></c><c r='{}{n}'><v>1</v></c></row>",
                letters(n)
            )
        })
        .collect();
    assert_eq!(read(&one(&steps, "")).unwrap_err(), complex);
    let areas = "<mergeCell ref='A1:B2'/>".repeat(70_000);
    assert_eq!(read(&one("", &areas)).unwrap_err(), complex);
    // a text that all cells share
    let strings = format!("<sst><si><t>{}</t></si></sst>", "甲".repeat(30_000));
    let cells: String = (1..=10_000)
        .map(|n| format!("<row r='{n}'><c t='s'><v>0</v></c></row>"))
        .collect();
    let part = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let shared = workbook("", &[("S", "", &part)], &[("sharedStrings", &strings)]);
    assert_eq!(read(&shared).unwrap_err(), complex);
    let bomb = workbook(
        "",
        &[("S", "", "")],
        &[("sharedStrings", &" ".repeat(40 << 20))],
    );
    let inflated = read(&bomb).unwrap_err();
    assert!(
        matches!(
            inflated,
            ReadError::Inflated {
                looks: Looks::Xlsx,
                ..
            }
        ),
        "{inflated:?}"
    );
}

/// The name of a column, from 1.
fn letters(n: u32) -> String {
    let letter = |n: u32| char::from(b'A' + u8::try_from(n % 26).unwrap());
    [n / 676, n / 26 % 26]
        .into_iter()
        .map(letter)
        .chain([letter(n)])
        .collect()
}

#[test]
fn areas_that_overlap_cost_no_more() {
    let rows: String = (1..=600)
        .map(|n| {
            let cells: String = (0..600)
                .map(|c| format!("<c r='{}{n}'><v>1</v></c>", letters(c + 676)))
                .collect();
            format!("<row r='{n}'>{cells}</row>")
        })
        .collect();
    let areas: String = (0..600)
        .map(|n| format!("<mergeCell ref='{}{}:ZZZ9999'/>", letters(1275 - n), n + 1))
        .map(|area| area.replace("ZZZ9999", "XFD9999"))
        .collect();
    let behind = format!("<mergeCells>{areas}</mergeCells>");
    assert_eq!(blocks(&one(&rows, &behind)), 1);
}

#[test]
fn what_is_broken_is_said() {
    let looks = LOOKS_LIKE;
    let damaged = ReadError::Damaged { looks };
    let whole = one("<row r='1'><c r='A1'><v>1</v></c></row>", "");
    assert!(read(&whole).is_ok());
    assert_eq!(read(&whole[..whole.len() / 2]).unwrap_err(), damaged);
    for part in ["<worksheet><row></worksheet>", "<a b", "<worksheet></row>"] {
        let found = read(&workbook("", &[("S", "", part)], &[]));
        assert!(found.is_err() || found.unwrap().blocks.is_empty(), "{part}");
    }
    // tables of what is not there
    let text = "<row r='1'><c r='A1' t='s' s='99'><v>7</v></c><c r='B1' s='4294967296'><v>1e999</v></c></row>";
    assert_eq!(blocks(&one(text, "")), 1);
    let deep = format!("<worksheet>{}", "<a>".repeat(200_000));
    assert!(read(&workbook("", &[("S", "", &deep)], &[])).is_ok_and(|d| d.blocks.is_empty()));
}

#[test]
fn what_a_file_is_its_content_tells() {
    let sample = |name: &str| {
        std::fs::read(format!(
            "{}/tests/fixtures/reports/{name}",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap()
    };
    let word = sample("right.docx");
    let format = |bytes: &[u8]| read(bytes).unwrap().format.name();
    assert_eq!(format(&word), "docx");
    let document = input::read("a.docx", &word).unwrap();
    let book = book(&document, LOOKS[0]);
    assert_eq!(input::read("a.docx", &book).unwrap().format.name(), "xlsx");
    assert_eq!(format("甲,乙\n1,2\n".as_bytes()), "text");
    let binary = b"PK\x03\x04 xl/workbook.bin";
    assert!(read(binary).is_err());
}
