//! The workbook for audits: read back, it says what JSON says.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx as Book};
use gouji::diagnostic::{
    Acceptance, Accepted, Axis, Class, Content, Diagnostic, LintResult, ReadCell, ReadRow,
    ReadTable, Reading, RowState, Severity, Summary,
};
use gouji::document::Document;
use gouji::output::xlsx::Xlsx;
use gouji::output::{End, Unread, Writer};
use gouji::text::{Lang, LineIndex, Number, Span};
use serde_json::Value;
use support::{Bench, exits, json};

/// A file of this repository.
fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

type Rows = Vec<Vec<Data>>;

/// The sheets of a workbook behind the summary: their names and rows.
fn sheets(bytes: Vec<u8>) -> Vec<(String, Rows)> {
    let mut book: Book<_> = Book::new(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets().into_iter();
    let sheets = sheets.filter(|(name, _)| name != "汇总" && name != "Summary");
    let rows = sheets.map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()));
    rows.collect()
}

/// The summary, and the whole text of the archive's parts whose names hold a word.
fn summary(bytes: &[u8]) -> (Vec<String>, Rows) {
    let mut book: Book<_> = Book::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let (_, range) = book.worksheets().into_iter().next().unwrap();
    (names, range.rows().map(<[Data]>::to_vec).collect())
}

fn words(cell: &Data) -> String {
    cell.to_string()
}

/// The samples of this repository, a document, a file that is no report and one that cannot be read.
fn run(bench: &Bench, format: &str) -> std::process::Output {
    let sample = |name: &str| root(name).display().to_string();
    let inputs = [
        sample("tests/samples/qinghe-2023.txt"),
        sample("tests/samples/website-baiyang-2023.md"),
        sample("tests/fixtures/reports/wrong.docx"),
        sample("Cargo.toml"),
        bench.file("bad.txt", b"\x00\x01\x02\x03\xff\xfe\x00"),
    ];
    let inputs = inputs.iter().map(String::as_str);
    let args = ["check", "--lang", "en", "--no-office", "-f", format];
    bench.run(&args.into_iter().chain(inputs).collect::<Vec<_>>())
}

/// What the first sheet should say of a finding, by JSON.
fn expected(report: &Value, finding: &Value) -> [String; 6] {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    [
        text(&report["path"]),
        text(&report["body"]),
        text(&finding["rule"]),
        text(&finding["severity"]),
        text(&finding["message"]),
        text(&finding["source"]),
    ]
}

#[test]
fn findings_and_reports_are_those_of_json() {
    let bench = Bench::new();
    let all = json(&run(&bench, "json"));
    let output = run(&bench, "xlsx");
    assert_eq!(output.status.code(), Some(3));
    let sheets = sheets(output.stdout);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Findings", "Reports", "Tables"]);
    let reports = all["reports"].as_array().unwrap();
    let wanted: Vec<[String; 6]> = reports
        .iter()
        .flat_map(|r| {
            let findings = r["diagnostics"].as_array().unwrap().iter();
            findings.map(move |d| expected(r, d))
        })
        .collect();
    let found = sheets[0].1.iter().skip(1);
    let found: Vec<[String; 6]> = found
        .map(|r| [0, 1, 3, 5, 10, 12].map(|at| words(&r[at])))
        .collect();
    assert!(wanted.len() > 10);
    assert_eq!(found, wanted);

    let found = sheets[1].1.iter().skip(1);
    let found: Vec<Vec<String>> = found
        .map(|r| [0, 4, 9, 10, 11, 12].map(|at| words(&r[at])).to_vec())
        .collect();
    let unread = all["unread"].as_array().unwrap().iter();
    let unread = unread.map(|u| {
        [u["path"].as_str().unwrap(), "", "", "", "", ""]
            .map(String::from)
            .to_vec()
    });
    let wanted: Vec<Vec<String>> = reports
        .iter()
        .map(|r| {
            let checks = &r["checks"];
            let year = r["year"]
                .as_i64()
                .map(|y| y.to_string())
                .unwrap_or_default();
            let counts = ["pass", "fail", "unknown", "not_applicable"];
            let counts = counts.map(|c| checks[c].to_string());
            let path = r["path"].as_str().unwrap().to_owned();
            [vec![path, year], counts.to_vec()].concat()
        })
        .chain(unread)
        .collect();
    assert_eq!(found.len(), wanted.len());
    for row in wanted {
        assert!(found.contains(&row), "{row:?} {found:?}");
    }
}

#[test]
fn what_was_found_and_expected_are_numbers_and_the_rule_is_told() {
    let bench = Bench::new();
    let sheets = sheets(run(&bench, "xlsx").stdout);
    let row = sheets[0]
        .1
        .iter()
        .find(|r| words(&r[3]).starts_with("requests-"));
    let row = row.unwrap();
    assert_eq!((&row[8], &row[9]), (&Data::Float(2.0), &Data::Float(3.0)));
    assert_eq!(row[2], Data::Float(2023.0));
    assert!(words(&row[7]).ends_with("1.本机关不掌握相关政府信息 · 总计\nline 193, column 2"));
    assert!(words(&row[4]).len() > 10, "{row:?}");
}

#[test]
fn tables_are_those_of_facts() {
    let bench = Bench::new();
    let path = root("tests/samples/qinghe-2023.txt").display().to_string();
    let facts = json(&bench.run(&["facts", "--format", "json", &path]));
    let mut wanted = Vec::new();
    for table in facts["tables"].as_array().unwrap() {
        for row in table["rows"].as_array().unwrap() {
            for cell in row["cells"].as_array().unwrap() {
                let names = [
                    &table["title"],
                    &row["label"],
                    &cell["label"],
                    &cell["text"],
                ];
                let names = names.map(|n| n.as_str().unwrap().to_owned());
                wanted.push((names, cell["value"].as_f64()));
            }
        }
    }
    let output = bench.run(&["check", "-f", "xlsx", "--fail-on", "never", &path]);
    assert_eq!(output.status.code(), Some(0));
    let sheets = sheets(output.stdout);
    let found = sheets[2].1.iter().skip(1).map(|r| {
        let names = [3, 4, 5, 7].map(|at| words(&r[at]));
        (names, float(&r[6]))
    });
    let found: Vec<_> = found.collect();
    assert!(wanted.len() > 150);
    assert_eq!(found, wanted);
}

fn float(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(value) => Some(*value),
        Data::Empty => None,
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn the_same_results_are_the_same_bytes() {
    let bench = Bench::new();
    let first = run(&bench, "xlsx").stdout;
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(first == run(&bench, "xlsx").stdout);
}

/// Texts that a spreadsheet would like to understand.
const NASTY: [&str; 8] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "_x0041_ a\u{1b}[2J\u{0}<b>&'\"",
    "  blanks \n\t and lines ",
    "http://example.org/",
    "1e5",
];

fn document() -> Document {
    Document {
        name: NASTY[0].into(),
        text: NASTY[4].into(),
        lines: LineIndex::new(NASTY[4]),
        ..Document::default()
    }
}

fn nasty(rule: &str) -> Diagnostic {
    Diagnostic {
        help: Some(NASTY[5].into()),
        source: Some(NASTY[6].into()),
        ..Diagnostic::new(rule, Severity::Warning, Class::Explain, NASTY[4].into())
    }
}

fn checked() -> LintResult {
    let cell = |content, text: &str| ReadCell {
        column: None,
        content,
        text: text.into(),
        span: Span::at(0),
    };
    let row = |label: &str, state, cells| ReadRow {
        axis: Axis {
            label: label.into(),
            ..Axis::default()
        },
        label: None,
        state,
        cells,
    };
    let number = Number::parse("3.50").unwrap();
    let long = "长".repeat(40_000);
    LintResult {
        path: NASTY[0].into(),
        kind: Some("test".into()),
        body: Some(NASTY[1].into()),
        diagnostics: vec![nasty(NASTY[2])],
        accepted: vec![Accepted {
            diagnostic: nasty(NASTY[3]),
            by: Acceptance::Waiver,
            reason: "=1+1".into(),
            who: "甲".into(),
        }],
        reading: Some(Box::new(Reading {
            tables: vec![ReadTable {
                title: "甲表".into(),
                rows: vec![
                    row(
                        "一",
                        RowState::Read,
                        vec![cell(Content::Number(number), "3.50")],
                    ),
                    row("二", RowState::Read, vec![cell(Content::Blank, "")]),
                    row("三", RowState::Read, vec![cell(Content::Dash, "-")]),
                    row("四", RowState::Read, vec![cell(Content::Text, NASTY[7])]),
                    row("五", RowState::Absent, Vec::new()),
                    row(&long, RowState::Short, Vec::new()),
                ],
                ..ReadTable::default()
            }],
            ..Reading::default()
        })),
        ..LintResult::default()
    }
}

fn written(lang: Lang) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = Xlsx::new(lang);
    let (document, checked) = (document(), checked());
    writer.head(&mut out).unwrap();
    let (path, why) = ("=A1", "-x");
    writer.unread(&mut out, &Unread { path, why }).unwrap();
    writer.report(&mut out, &document, &checked).unwrap();
    assert!(out.is_empty());
    let end = End {
        summary: &Summary::default(),
        exit: 0,
        day: None,
        rules: &|_| None,
    };
    writer.finish(&mut out, &end).unwrap();
    out
}

#[test]
fn no_text_is_a_formula_and_none_is_lost() {
    let sheets = sheets(written(Lang::Zh));
    let strings = |row: &[Data]| row.iter().map(words).collect::<Vec<String>>();
    let findings = &sheets[0].1;
    let clean = "_x0041_ a\u{fffd}[2J\u{fffd}<b>&'\"";
    for (row, rule, accepted) in [(1, NASTY[2], ""), (2, NASTY[3], "豁免（甲）：=1+1")] {
        let found = strings(&findings[row]);
        let empty = String::new();
        assert_eq!(found[..2], [NASTY[0], NASTY[1]]);
        assert_eq!(found[3..7], [rule, "", "警告", "改正或说明"]);
        assert_eq!(found[10..14], [clean, NASTY[5], NASTY[6], accepted]);
        assert_eq!(found[7], empty);
    }
    let reports = &sheets[1].1;
    assert_eq!(strings(&reports[1])[0], "=A1");
    assert_eq!(strings(&reports[1])[16], "-x");
    // one finding counts, and one is accepted
    assert_eq!(strings(&reports[2])[5..9], ["0", "1", "0", "1"]);
    let tables = &sheets[2].1;
    let ends = tables.iter().skip(1).map(|r| strings(&r[6..9]));
    let wanted = [
        ["3.5", "3.50", "数字"],
        ["", "", "空白"],
        ["", "-", "横线"],
        ["", NASTY[7], "文字"],
        ["", "", "没有这一行"],
        ["", "", "格数不足，无法对应"],
    ];
    assert_eq!(
        ends.collect::<Vec<_>>(),
        wanted.map(|w| w.map(String::from).to_vec())
    );
    let label = words(&tables[6][4]);
    assert!((32_760..=32_767).contains(&label.chars().count()));
    assert!(label.ends_with("字）"), "a cell says what it left out");
    for (_, rows) in &sheets {
        assert!(!rows.iter().flatten().any(|c| matches!(c, Data::Error(_))));
    }
    assert_eq!(written(Lang::Zh), written(Lang::Zh));
}

#[test]
fn both_languages_have_heads() {
    for (lang, name) in [(Lang::Zh, "问题"), (Lang::En, "Findings")] {
        let sheets = sheets(written(lang));
        assert_eq!(sheets[0].0, name);
        for (_, rows) in sheets {
            assert!(rows[0].iter().all(|head| !words(head).is_empty()));
        }
    }
}

#[test]
fn the_first_sheet_sums_up_and_leads_to_the_others() {
    let bench = Bench::new();
    let all = json(&run(&bench, "json"));
    let book = run(&bench, "xlsx").stdout;
    let (names, rows) = summary(&book);
    assert_eq!(names, ["Summary", "Findings", "Reports", "Tables"]);
    let number = |name: &str| {
        let row = rows.iter().find(|r| words(&r[0]) == name);
        float(&row.unwrap_or_else(|| panic!("{name}"))[1]).unwrap() as u64
    };
    let sums = &all["summary"];
    assert_eq!(number("Reports"), sums["reports"].as_u64().unwrap());
    assert_eq!(number("Files that are no reports"), 1);
    assert_eq!(number("Files that could not be read"), 1);
    for (name, key) in [
        ("Errors", "errors"),
        ("Warnings", "warnings"),
        ("Infos", "infos"),
    ] {
        let counted = all["reports"].as_array().unwrap().iter();
        let counted = counted.flat_map(|r| r["diagnostics"].as_array().unwrap());
        let one = key.trim_end_matches('s');
        let due = counted.filter(|d| d["severity"] == one).count() as u64;
        assert_eq!(number(name), due, "{name}");
    }
    let head = rows.iter().position(|r| words(&r[0]) == "Fault").unwrap();
    let worst: Vec<String> = rows[head + 1..].iter().map(|r| words(&r[0])).collect();
    assert!(
        worst.contains(&"Column does not add up to its total".to_owned()),
        "{worst:?}"
    );
    // a share of reports, not of files
    let shares = rows[head + 1..].iter().map(|r| float(&r[4]).unwrap());
    let reports = number("Reports") as f64;
    for (share, row) in shares.zip(&rows[head + 1..]) {
        assert_eq!(share, float(&row[3]).unwrap() / reports);
    }
    let mut parts = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    assert!(parts.by_name("xl/charts/chart1.xml").is_ok());
    let mut sheet = String::new();
    let mut part = parts.by_name("xl/worksheets/sheet1.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut sheet).unwrap();
    for to in ["'Findings'!A1", "'Reports'!A1", "'Tables'!A1"] {
        assert!(sheet.contains(&format!("location=\"{to}\"")), "{sheet}");
    }
}

/// LibreOffice makes the same rows of it, one file for each sheet.
#[test]
#[ignore = "needs LibreOffice Calc"]
fn libreoffice_opens_it() {
    let sheets_known = sheets(written(Lang::En));
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("audit.xlsx");
    std::fs::write(&book, written(Lang::En)).unwrap();
    let home = format!(
        "-env:UserInstallation=file://{}/home",
        folder.path().display()
    );
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let run = Command::new("soffice")
        .args([&home, "--headless", "--convert-to", filter, "--outdir"])
        .arg(folder.path())
        .arg(&book)
        .output();
    let made = |name: &str| folder.path().join(format!("audit-{name}.csv"));
    assert!(made("Findings").exists(), "LibreOffice Calc: {run:?}");
    for (name, rows) in sheets_known {
        let text = std::fs::read_to_string(made(&name)).unwrap();
        let rows: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(words).collect()).collect();
        assert_eq!(csv(&text), rows, "{name}");
    }
}

/// The rows of a file with comma-separated values.
fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = text.trim_end_matches('\n').chars().peekable();
    while let Some(c) = rest.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => row.last_mut().unwrap().push(c),
        }
    }
    rows
}

#[test]
fn a_file_is_written_whole() {
    let bench = Bench::new();
    let path = root("tests/samples/qinghe-2023.txt").display().to_string();
    let output = bench.run(&["check", "-q", "-f", "human", "-f", "xlsx=audit.xlsx", &path]);
    exits(&output, 1);
    let book = std::fs::read(bench.path().join("audit.xlsx")).unwrap();
    assert_eq!(sheets(book).len(), 3);
}
