//! Facts and findings as tables: the same rows in every format, and what `check` says in its own.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

use gouji::output::tables::schema::Table;
use gouji::output::tables::{Columns, Kind};
use serde_json::{Map, Value};

use crate::support::{Bench, err, exits, json, page};

const PAGES: [&str; 2] = ["docs/tables.md", "docs/tables.zh-CN.md"];

fn gouji(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(args)
        .arg("--no-config")
        .env("GOUJI_LANG", "zh")
        .current_dir(page::root("tests/series"))
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// Rows as JSON lines have them.
fn lines(text: &str) -> Vec<Map<String, Value>> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Records of CSV, by the rules of RFC 4180.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut all = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        let field = all.last_mut().unwrap().last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.push(chars.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => all.last_mut().unwrap().push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => all.push(vec![String::new()]),
            c => field.push(c),
        }
    }
    all.pop();
    all
}

/// A value of JSON lines as CSV has it.
fn plain(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

/// A value as Parquet's reader shows it.
fn field(field: &parquet::record::Field) -> String {
    use parquet::record::Field;
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Decimal(decimal) => {
            let bytes: [u8; 16] = decimal.data().try_into().unwrap();
            let units = i128::from_be_bytes(bytes);
            assert_eq!(units % 1_000_000, 0, "the samples hold whole numbers");
            (units / 1_000_000).to_string()
        }
        other => other.to_string(),
    }
}

fn parquet_rows(path: &Path) -> Vec<Vec<String>> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let about = reader.metadata().file_metadata().key_value_metadata();
    let about: BTreeMap<_, _> = about
        .unwrap()
        .iter()
        .map(|p| (&*p.key, p.value.as_deref()))
        .collect();
    assert_eq!(about["gouji.schema"], Some("1"));
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    rows.map(|row| {
        row.get_column_iter()
            .map(|(_, value)| field(value))
            .collect()
    })
    .collect()
}

fn arrow_rows(path: &Path) -> Vec<Vec<String>> {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Decimal128Type, Int64Type};
    use arrow_array::{Array, ArrayRef};
    use arrow_schema::DataType;
    let show = |array: &ArrayRef, at: usize| match array.data_type() {
        _ if array.is_null(at) => String::new(),
        DataType::Utf8 => array.as_string::<i32>().value(at).to_owned(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(at).to_string(),
        DataType::Boolean => array.as_boolean().value(at).to_string(),
        _ => (array.as_primitive::<Decimal128Type>().value(at) / 1_000_000).to_string(),
    };
    let reader = arrow_ipc::reader::FileReader::try_new(File::open(path).unwrap(), None).unwrap();
    let mut rows = Vec::new();
    for batch in reader.map(Result::unwrap) {
        for at in 0..batch.num_rows() {
            rows.push(batch.columns().iter().map(|c| show(c, at)).collect());
        }
    }
    rows
}

#[test]
fn every_format_holds_the_same_rows() {
    let bench = tempfile::tempdir().unwrap();
    let into = |name: &str| format!("{}/{name}/", bench.path().display());
    let formats = ["jsonl", "csv", "parquet", "arrow"];
    let targets = formats.map(|f| format!("{f}={}", into(f)));
    let mut args = vec!["facts", "reports", "roll.txt"];
    for target in &targets {
        args.extend(["-f", target]);
    }
    let output = gouji(&args);
    exits(&output, 0);
    assert!(
        err(&output).contains("1 个文件不是已知的报告"),
        "{}",
        err(&output)
    );
    for table in [Table::Reports, Table::Cells, Table::Mentions] {
        let file = |format: &str| {
            bench
                .path()
                .join(format)
                .join(format!("{}.{format}", table.name()))
        };
        let rows = lines(&fs::read_to_string(file("jsonl")).unwrap());
        let names: Vec<&str> = table.columns().iter().map(|c| c.name).collect();
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| names.iter().map(|name| plain(row.get(*name))).collect())
            .collect();
        assert!(rows.len() > 5, "{}", table.name());
        let csv = records(&fs::read_to_string(file("csv")).unwrap());
        assert_eq!(csv[0], names);
        assert_eq!(csv[1..], rows, "{} as CSV", table.name());
        assert_eq!(
            parquet_rows(&file("parquet")),
            rows,
            "{} as Parquet",
            table.name()
        );
        assert_eq!(
            arrow_rows(&file("arrow")),
            rows,
            "{} as Arrow",
            table.name()
        );
    }
}

#[test]
fn cells_are_those_of_the_report() {
    let file = "reports/溯芦县财政局/2023.md";
    let table = gouji(&["facts", file, "-f", "jsonl"]);
    exits(&table, 0);
    let rows = lines(&String::from_utf8(table.stdout).unwrap());
    let facts = json(&gouji(&["facts", file, "-f", "json"]));
    let mut due = Vec::new();
    for table in facts["tables"].as_array().unwrap() {
        for row in table["rows"].as_array().unwrap() {
            for cell in row["cells"].as_array().unwrap() {
                due.push(
                    [
                        &table["id"],
                        &row["id"],
                        &cell["column"],
                        &cell["value"],
                        &cell["start"]["offset"],
                    ]
                    .map(Value::clone),
                );
            }
        }
    }
    let found: Vec<_> = rows
        .iter()
        .filter(|row| row.contains_key("column"))
        .map(|row| {
            ["table", "row", "column", "value", "start"]
                .map(|key| row.get(key).cloned().unwrap_or_default())
        })
        .collect();
    assert!(found.len() > 100);
    assert_eq!(found, due);
}

#[test]
fn findings_are_those_of_check() {
    let bench = tempfile::tempdir().unwrap();
    let folder = format!("{}/all/", bench.path().display());
    let target = format!("arrow={folder}");
    let output = gouji(&["check", "reports", "-f", "json", "-f", &target]);
    exits(&output, 1);
    let due: BTreeSet<String> = json(&output)["reports"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|report| {
            let path = report["path"].as_str().unwrap().to_owned();
            let all = report["diagnostics"].as_array().unwrap().clone();
            all.into_iter()
                .map(move |d| format!("{path} {} {}", d["rule"], d["message"]))
        })
        .collect();
    let rows = arrow_rows(&Path::new(&folder).join("findings.arrow"));
    let at = |name: &str| {
        Table::Findings
            .columns()
            .iter()
            .position(|c| c.name == name)
            .unwrap()
    };
    let text = |row: &[String], name: &str| Value::from(row[at(name)].as_str()).to_string();
    let found: BTreeSet<String> = rows
        .iter()
        .map(|row| {
            format!(
                "{} {} {}",
                row[at("path")],
                text(row, "rule"),
                text(row, "message")
            )
        })
        .collect();
    assert!(!due.is_empty());
    assert_eq!(found, due);
    // each rule of each report has a row, and their sums are those of the run
    let outcomes = arrow_rows(&Path::new(&folder).join("outcomes.arrow"));
    let sum = |name: &str| -> i64 {
        let at = Table::Outcomes
            .columns()
            .iter()
            .position(|c| c.name == name)
            .unwrap();
        outcomes
            .iter()
            .map(|row| row[at].parse::<i64>().unwrap())
            .sum()
    };
    let counts = &json(&output)["summary"]["checks"];
    for name in ["pass", "fail", "unknown", "not_applicable"] {
        assert_eq!(Some(sum(name)), counts[name].as_i64(), "{name}: {counts}");
    }
}

#[test]
fn what_cannot_be_read_is_a_row() {
    let bench = Bench::new();
    bench.file("broken.docx", b"PK\x03\x04 cut off");
    bench.file("plan.txt", "工作计划\n今年要做三件事。\n");
    let output = bench.run(&[
        "facts",
        "broken.docx",
        "plan.txt",
        "-f",
        "jsonl",
        "--table",
        "reports",
    ]);
    exits(&output, 3);
    let rows = lines(&String::from_utf8(output.stdout).unwrap());
    let status: Vec<&str> = rows
        .iter()
        .map(|row| row["status"].as_str().unwrap())
        .collect();
    assert_eq!(status, ["unread", "none"]);
    assert!(
        rows.iter()
            .all(|row| !row["reason"].as_str().unwrap().is_empty())
    );
    // a table without rows is a table all the same
    let output = bench.run(&["facts", "plan.txt", "-f", "parquet=cells.parquet"]);
    exits(&output, 4);
    assert_eq!(
        parquet_rows(&bench.path().join("cells.parquet")),
        Vec::<Vec<String>>::new()
    );
}

#[test]
fn formats_for_one_report_do_not_take_many() {
    let output = gouji(&["facts", "reports", "roll.txt"]);
    exits(&output, 2);
    assert!(err(&output).contains("-f csv"), "{}", err(&output));
    let output = gouji(&["facts", "roll.txt", "-f", "csv", "-f", "jsonl"]);
    exits(&output, 2);
}

#[test]
fn nothing_in_a_table_is_a_formula() {
    let bench = Bench::new();
    let report =
        fs::read_to_string(page::root("tests/series/reports/溯芦县财政局/2023.md")).unwrap();
    bench.file("=cmd|' /c calc'!A1.md", report);
    let output = bench.run(&["facts", ".", "-f", "csv"]);
    exits(&output, 0);
    let rows = records(&String::from_utf8(output.stdout).unwrap());
    assert!(rows.len() > 100);
    let formula = |field: &String| field.starts_with(['=', '@', '+']);
    assert!(!rows.iter().flatten().any(formula));
}

#[test]
fn coverage_says_what_was_not_checked() {
    let whole = gouji(&[
        "check",
        "reports/溯芦县财政局/2023.md",
        "--no-series",
        "--coverage",
        "--fail-on",
        "never",
    ]);
    exits(&whole, 0);
    insta::assert_snapshot!("coverage", String::from_utf8(whole.stdout).unwrap());
    // a row that is gone is named
    let bench = Bench::new();
    let report =
        fs::read_to_string(page::root("tests/series/reports/溯芦县财政局/2023.md")).unwrap();
    let torn: Vec<&str> = report
        .lines()
        .filter(|line| !line.contains("行政处罚"))
        .collect();
    assert_ne!(torn.len(), report.lines().count());
    bench.file("torn.md", torn.join("\n"));
    let output = bench.run(&[
        "check",
        "torn.md",
        "--coverage",
        "--fail-on",
        "never",
        "--lang",
        "en",
    ]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("rows of tables that were not read as a whole: 1"),
        "{said}"
    );
}

#[test]
fn columns_hold_what_their_kinds_say() {
    use gouji::output::tables::ColumnValues;
    for table in Table::ALL {
        let names: BTreeSet<&str> = table.columns().iter().map(|c| c.name).collect();
        assert_eq!(names.len(), table.columns().len(), "{}", table.name());
        for (column, values) in table.columns().iter().zip(Columns::new(table).columns) {
            let kind = match values {
                ColumnValues::Text(_) => Kind::Text,
                ColumnValues::Int(_) => Kind::Int,
                ColumnValues::Decimal(_) => Kind::Decimal,
                ColumnValues::Bool(_) => Kind::Bool,
            };
            assert_eq!(kind, column.kind);
            assert!(
                column.about.ends_with('.'),
                "{}.{}",
                table.name(),
                column.name
            );
        }
    }
}

#[test]
fn the_pages_name_every_column() {
    for name in PAGES {
        let text = page::text(name);
        for table in Table::ALL {
            let section = text
                .split("\n## ")
                .find(|s| s.starts_with(&format!("`{}`", table.name())));
            let section = section.unwrap_or_else(|| panic!("{name}: {}", table.name()));
            let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
            let named: Vec<&str> = rows.flat_map(|row| row.split('`').next()).collect();
            let mut due: Vec<&str> = table.columns().iter().map(|c| c.name).collect();
            if table != Table::Reports {
                due.drain(..6);
            }
            let places = [
                "place",
                "page",
                "line",
                "line_column",
                "paragraph",
                "start",
                "end",
            ];
            due.retain(|column| !places.contains(column));
            assert_eq!(named, due, "{name}: {}", table.name());
        }
    }
}

#[test]
fn commands_print_what_is_shown() {
    for name in PAGES {
        let text = page::text(name);
        let new = page::renewed(&text, |block| {
            let words: Vec<&str> = block.after("run")?.split_whitespace().collect();
            let output = gouji(&words);
            Some(
                String::from_utf8(output.stdout)
                    .unwrap()
                    .replace('\u{feff}', ""),
            )
        });
        if std::env::var_os("GOUJI_UPDATE").is_some() {
            fs::write(page::root(name), &new).unwrap();
        } else {
            assert!(new == text, "{name}: run with GOUJI_UPDATE=1");
        }
    }
}
