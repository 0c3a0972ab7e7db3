//! Workbooks: a form says the same in a workbook as in a Word document, and places are those of the spreadsheet.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::Path;

use crate::support::book::{LOOKS, book, fill, workbook};
use crate::support::{Bench, err, out};
use gouji::diagnostic::{Diagnostic, LintResult};
use gouji::document::{BlockKind, Document, NoteKind};
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::{Edit, Lang};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

fn document(name: &str, bytes: &[u8]) -> Document {
    input::read(name, bytes).unwrap_or_else(|e| panic!("{name}: {}", e.message(Lang::En)))
}

fn sample(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    document(name, &std::fs::read(path).unwrap())
}

/// Documents of Word: those of other tests, and a right one with single faults in its tables.
fn samples() -> Vec<Document> {
    let names = [
        "reports/right.docx",
        "reports/wrong.docx",
        "docx/year-not-changed.docx",
    ];
    let mut all: Vec<Document> = names.iter().map(|name| sample(name)).collect();
    let right = all[0].clone();
    let tables = right.blocks.iter().filter_map(|b| match &b.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    for (nth, table) in tables.enumerate() {
        let cells: Vec<_> = table.cells().map(|(_, cell)| cell.span).collect();
        let number = |s: &&gouji::text::Span| right.slice(**s).parse::<u32>().is_ok();
        let numbers: Vec<_> = cells.iter().filter(number).copied().collect();
        for (at, text) in [
            (0, "97"),
            (numbers.len() / 2, ""),
            (numbers.len() - 1, "3.5"),
            (1, "１２件"),
        ] {
            let edit = Edit {
                span: numbers[at],
                text: text.to_owned(),
            };
            let mut wrong = right.edited(&[edit]);
            wrong.name = format!("table {nth} cell {at} is {text:?}");
            all.push(wrong);
        }
    }
    all
}

/// A finding without its places: rule, message, and for each label its cell by name and the words it underlines.
fn findings(document: &Document, checked: &LintResult) -> Vec<String> {
    let squeezed = |words: &str| words.split_whitespace().collect::<String>();
    let one = |found: &Diagnostic| {
        let labels = found.labels.iter().map(|label| {
            let words = squeezed(document.slice(label.span));
            format!("\n  {:?} {words} {}", label.cell, label.message)
        });
        format!(
            "{} {}{}",
            found.rule,
            found.message,
            labels.collect::<String>()
        )
    };
    let mut all: Vec<String> = checked.diagnostics.iter().map(one).collect();
    all.sort();
    all
}

#[test]
fn a_workbook_says_what_a_word_document_says() {
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let mut found = 0;
    for word in samples() {
        let due = linter.check(&word);
        found += due.diagnostics.len();
        for look in LOOKS {
            let name = format!("{} {look:?}", word.name);
            let book = document(&name, &book(&word, look));
            let checked = linter.check(&book);
            assert_eq!(findings(&book, &checked), findings(&word, &due), "{name}");
            assert_eq!(checked.counts, due.counts, "{name}");
        }
    }
    assert!(found > 15);
}

/// A workbook of one sheet with this content, and with looks of cells.
fn sheet(rows: &str) -> Document {
    let styles = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0'/></numFmts>\
        <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='10'/><xf numFmtId='31'/></cellXfs></styleSheet>";
    let part = format!("<worksheet>{rows}</worksheet>");
    let bytes = workbook("", &[("表三", "", &part)], &[("styles", styles)]);
    document("a.xlsx", &bytes)
}

/// The text of each cell by its reference.
fn cells(document: &Document) -> Vec<(String, String)> {
    let text = |at: usize| {
        let behind = document.text.get(at..).unwrap();
        behind.split(['\t', '\n']).next().unwrap().to_owned()
    };
    let all = document.sheets.cells.iter();
    all.map(|c| (document.reference(c.at).unwrap(), text(c.at as usize)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

#[test]
fn cells_are_read_as_they_show() {
    let document = sheet(
        "<sheetData><row r='2'><c r='B2'><v>3</v></c><c r='C2'><v>3.0</v></c><c r='D2' s='1'><v>3.0000001</v></c>\
         <c r='E2'><v>3.0000001</v></c><c r='F2' s='2'><v>0.1234</v></c><c r='G2' s='3'><v>45310</v></c></row>\
         <row r='3'><c r='B3' t='inlineStr'><is><t>１２</t></is></c><c r='C3' t='inlineStr'><is><r><t>12</t></r><r><t> </t></r></is></c>\
         <c r='D3' t='e'><v>#REF!</v></c><c r='E3'><f>SUM(B2:C2)</f></c><c r='F3'><f>B2*2</f><v>6</v></c>\
         <c r='G3' t='str'><f>\"\"</f><v></v></c><c r='H3' t='b'><v>1</v></c></row></sheetData>",
    );
    let due = [
        ("B2", "3"),
        ("C2", "3"),
        ("D2", "3"),
        ("E2", "3.0000001"),
        ("F2", "12.34%"),
        ("G2", "2024年1月19日"),
        ("B3", "１２"),
        ("C3", "12"),
        ("D3", "#REF!"),
        ("E3", "=SUM(B2:C2)"),
        ("F3", "6"),
        ("H3", "TRUE"),
    ];
    let due = due.map(|(cell, text)| (format!("表三!{cell}"), text.to_owned()));
    assert_eq!(cells(&document), due);
    let noted = |kind: NoteKind| {
        let notes = document.notes.iter().filter(|n| n.kind == kind);
        let spans = notes.map(|n| document.reference(n.span.unwrap().start).unwrap());
        spans.collect::<Vec<_>>()
    };
    assert_eq!(noted(NoteKind::NoValue), ["表三!E3"]);
    assert_eq!(noted(NoteKind::ErrorValue), ["表三!D3"]);
    assert_eq!(noted(NoteKind::Rounded), ["表三!D2"]);
}

#[test]
fn a_result_that_nobody_computed_is_not_zero() {
    let row = "<worksheet><sheetData><row r='1'><c r='A1'><f>B1+1</f><v>0</v></c><c r='B1'><f>C1</f><v>4</v></c>\
        <c r='C1'><v>0</v></c></row></sheetData></worksheet>";
    let read = |head: &str| {
        let bytes = workbook(head, &[("S", "", row)], &[]);
        let read = cells(&document("a.xlsx", &bytes));
        read.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    assert_eq!(read("<calcPr fullCalcOnLoad='1'/>"), ["=B1+1", "4", "0"]);
    assert_eq!(read("<calcPr calcId='1'/>"), ["0", "4", "0"]);
}

#[test]
fn a_formula_without_a_result_is_said_and_unknown() {
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let right = sample("reports/right.docx");
    let book = |text: &str| {
        let number = |s: &gouji::text::Span| right.slice(*s) == "44";
        let mut cells = right.blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Table(table) => Some(table.cells().map(|(_, c)| c.span)),
            _ => None,
        });
        let span = cells.by_ref().flatten().find(number);
        let edit = Edit {
            span: span.unwrap(),
            text: text.to_owned(),
        };
        document("a.xlsx", &book(&right.edited(&[edit]), LOOKS[0]))
    };
    let unknown = linter.check(&book("=SUM(D3:D5)"));
    let rules: Vec<&str> = unknown
        .diagnostics
        .iter()
        .map(|d| d.rule.as_str())
        .collect();
    assert!(rules.contains(&"formula-without-value"), "{rules:?}");
    assert!(
        !rules
            .iter()
            .any(|r| r.contains("total") || r.contains("sum")),
        "{rules:?}"
    );
    assert!(!rules.contains(&"requests-balance"), "{rules:?}");
    let zero = linter.check(&book("0"));
    let balance = |d: &Diagnostic| d.rule == "requests-balance";
    assert!(
        zero.diagnostics.iter().any(balance),
        "{:?}",
        zero.diagnostics
    );
}

#[test]
fn hidden_cells_and_second_forms_are_said() {
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let word = sample("reports/wrong.docx");
    let mut book = Workbook::new();
    for name in ["甲局", "乙局"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        fill(sheet, &word, LOOKS[0]);
        sheet.set_row_hidden(12).unwrap();
    }
    let list = book.add_worksheet();
    list.set_name("选项").unwrap().set_hidden(true);
    list.write_string(0, 0, "是").unwrap();
    let book = document("a.xlsx", &book.save_to_buffer().unwrap());
    let checked = linter.check(&book);
    let said = |rule: &str| {
        let found = checked.diagnostics.iter().find(|d| d.rule == rule);
        found
            .unwrap_or_else(|| panic!("{rule}: {:?}", checked.diagnostics))
            .message
            .clone()
    };
    assert!(said("sheet-repeated").contains("「乙局」"));
    let hidden = said("hidden-cells");
    assert!(
        hidden.contains("甲局!A13") && hidden.contains("选项!A1"),
        "{hidden}"
    );
    let others = |d: &&Diagnostic| d.rule != "sheet-repeated" && d.rule != "hidden-cells";
    let due = linter.check(&word);
    assert_eq!(
        checked.diagnostics.iter().filter(others).count(),
        due.diagnostics.len()
    );
}

#[test]
fn two_tables_of_one_body_are_no_second_form() {
    let repeated = |captions: [&str; 2], bodies: [&str; 2], heads: [[&str; 3]; 2]| {
        let mut book = Workbook::new();
        for ((caption, body), heads) in captions.into_iter().zip(bodies).zip(heads) {
            let sheet = book.add_worksheet();
            sheet.write_string(0, 0, caption).unwrap();
            sheet.write_string(1, 0, format!("部门：{body}")).unwrap();
            sheet.write_string(1, 2, "单位：万元").unwrap();
            for (column, head) in (0..).zip(["科目名称"].into_iter().chain(heads)) {
                sheet.write_string(2, column, head).unwrap();
            }
            for (row, name) in (3..).zip("甲乙丙丁戊己庚辛壬癸".chars()) {
                sheet.write_string(row, 0, name.to_string()).unwrap();
                sheet.write_number(row, 1, 1.5).unwrap();
            }
        }
        let book = document("a.xlsx", &book.save_to_buffer().unwrap());
        let notes = book.notes.iter().filter(|n| n.kind == NoteKind::SameForm);
        notes.count()
    };
    let (own, other) = ("青禾县林业局", "青禾县水利局");
    let spent = ["合计", "基本支出", "项目支出"];
    let come_in = ["收入合计", "财政拨款收入", "其他收入"];
    let captions = ["支出决算表", "一般公共预算支出决算表"];
    assert_eq!(repeated(captions, [own, own], [spent, spent]), 0);
    assert_eq!(repeated(["表"; 2], [own, own], [spent, come_in]), 0);
    assert_eq!(repeated([captions[0]; 2], [own, other], [spent, spent]), 1);
    let years = ["2022年支出决算表", "2023年支出决算表"];
    assert_eq!(repeated(years, [own, own], [spent, spent]), 1);
}

#[test]
fn text_boxes_are_prose() {
    let drawing = "<wsDr><twoCellAnchor><from><col>1</col><row>4</row></from><sp><txBody><p><r><t>甲</t></r></p>\
        <p><r><t>乙</t></r></p></txBody></sp></twoCellAnchor></wsDr>";
    let part =
        "<worksheet><sheetData><row r='9'><c r='A9'><v>1</v></c></row></sheetData></worksheet>";
    let bytes = workbook("", &[("S", drawing, part)], &[]);
    let document = document("a.xlsx", &bytes);
    let due = [
        ("S!B5".to_owned(), "甲".to_owned()),
        ("S!A9".to_owned(), "1".to_owned()),
    ];
    assert_eq!(cells(&document), due);
    assert_eq!(document.blocks.len(), 3);
}

#[test]
fn places_are_cells_in_every_output() {
    let bench = Bench::new();
    bench.file("a.xlsx", book(&sample("reports/wrong.docx"), LOOKS[1]));
    let run = |args: &[&str]| out(&bench.run(&[&["check", "a.xlsx"], args].concat()));
    let json: Value = serde_json::from_str(&run(&["-f", "json"])).unwrap();
    let found = json["reports"][0]["diagnostics"].as_array().unwrap();
    let total = found
        .iter()
        .find(|d| d["rule"] == "requests-column-total")
        .unwrap();
    let place = &total["labels"][0]["place"];
    assert_eq!(place["sheet"], "表2");
    let name = format!("表2!{}", place["cell"].as_str().unwrap());
    assert!(name.starts_with("表2!J"), "{name}");
    for format in [
        "human",
        "concise",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "html",
    ] {
        let said = run(&["-f", format]);
        assert!(said.contains(&name), "{format}: {said}");
    }
    let refused = bench.run(&["annotate", "a.xlsx", "-o", "b.xlsx", "--lang", "en"]);
    assert!(
        err(&refused).contains("a workbook is not marked"),
        "{}",
        err(&refused)
    );
    let fixed = bench.run(&["check", "a.xlsx", "--fix", "--lang", "en"]);
    assert!(err(&fixed).contains("not text (xlsx)"), "{}", err(&fixed));
    let folder = out(&bench.run(&["check", ".", "-f", "concise"]));
    assert!(folder.contains("a.xlsx"), "{folder}");
    let facts: Value =
        serde_json::from_str(&out(&bench.run(&["facts", "a.xlsx", "-f", "json"]))).unwrap();
    assert_eq!(facts["format"], "xlsx");
}
