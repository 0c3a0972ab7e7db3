//! Pages that lost their line ends, and tables whose cells run together: what is read is right, or it is not read.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use crate::support::reports::model;
use gouji::packs;

use gouji::diagnostic::{LintResult, Severity};
use gouji::document::Document;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::report::{self, Kind, RowState};
use gouji::text::Lang;
use model::{Cell, Model, Part};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;

static LINTER: LazyLock<Linter> =
    LazyLock::new(|| Linter::new(packs::library(Lang::Zh), Options::default()));
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| packs::library(Lang::Zh).kinds);

/// What stands between two parts, and between two cells.
#[derive(Clone, Copy, Debug)]
struct Marks {
    part: &'static str,
    cell: &'static str,
    /// Between a table and what stands around it.
    table: &'static str,
}

const GLUED: Marks = Marks {
    part: "",
    cell: "",
    table: "",
};
const SPACED: Marks = Marks {
    part: " ",
    cell: " ",
    table: " ",
};
const TABLES_GLUED: Marks = Marks {
    part: "\n",
    cell: "",
    table: "\n",
};
const TABLES_SPACED: Marks = Marks {
    part: "\n\n",
    cell: " ",
    table: "\n\n",
};

fn text(parts: &[Part], marks: Marks) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Title(t) => text += &format!("{t}\n"),
            Part::Text(t) | Part::Heading(t) | Part::Signature(t) => {
                text += t;
                text += marks.part;
            }
            Part::Table(rows) => {
                for cell in rows.iter().flatten() {
                    if let Cell::Text(t, _) = cell {
                        text += t;
                        text += marks.cell;
                    }
                }
                text += marks.table;
            }
        }
    }
    text
}

/// Each part of the report on a line of its own.
fn by_section(parts: &[Part]) -> String {
    let mut all = String::new();
    for part in parts {
        if let Part::Heading(_) | Part::Signature(_) = part {
            all.push('\n');
        }
        all += &text(std::slice::from_ref(part), GLUED);
    }
    all
}

/// Each row of a table on a line, its cells without anything between them.
fn by_row(parts: &[Part]) -> String {
    let mut all = String::new();
    for part in parts {
        match part {
            Part::Table(rows) => {
                for row in rows {
                    all += &text(&[Part::Table(vec![row.clone()])], GLUED);
                    all.push('\n');
                }
            }
            part => all += &text(std::slice::from_ref(part), TABLES_GLUED),
        }
    }
    all
}

/// The values of each row, in the order of the form; `None` where it was not read.
fn rows(document: &Document) -> Vec<Option<Vec<String>>> {
    let report = report::read(&KINDS, document).unwrap();
    let rows = report.tables.iter().flat_map(|t| &t.rows);
    let values = rows.map(|r| {
        let cells = r.cells.iter().map(|c| {
            let text = document.slice(c.span);
            assert_eq!(text, c.folded(), "a cell stands where its value stands");
            c.folded().to_owned()
        });
        (r.state == RowState::Read).then(|| cells.collect())
    });
    values.collect()
}

fn read(text: &str) -> Document {
    input::read("report.txt", text.as_bytes()).unwrap()
}

fn check(text: &str) -> LintResult {
    LINTER.check(&read(text))
}

/// The rows of a model, in the order of the form.
fn truth(model: &Model) -> Vec<Vec<String>> {
    let disputes = model.disputes.chunks(5).map(<[String]>::to_vec);
    let rows = model.published.iter().chain(&model.requests).cloned();
    rows.chain(disputes).collect()
}

fn loud(checked: &LintResult) -> Vec<String> {
    let loud = checked.diagnostics.iter();
    let loud = loud.filter(|d| d.severity > Severity::Info);
    loud.map(|d| format!("{} {}", d.rule, d.message)).collect()
}

/// A report in which most cells are 0, as in most offices.
fn small(form: &'static str) -> Model {
    let mut model = Model::dense(form);
    for row in &mut model.requests {
        row.fill("0".to_owned());
    }
    let last = model.requests.len() - 1;
    for (row, column, value) in [
        (0, 0, "7"),
        (0, 1, "1"),
        (0, 6, "8"),
        (2, 0, "4"),
        (2, 6, "4"),
        (3, 1, "1"),
        (3, 6, "1"),
        (13, 0, "2"),
        (13, 6, "2"),
        (last - 1, 0, "6"),
        (last - 1, 1, "1"),
        (last - 1, 6, "7"),
        (last, 0, "1"),
        (last, 6, "1"),
    ] {
        model.requests[row][column] = value.to_owned();
    }
    model.disputes.fill("0".to_owned());
    model.prose[0][2] = "（二）依申请公开情况。按时答复每一件政府信息公开申请。".into();
    for row in &mut model.published {
        row.iter_mut().for_each(|v| *v = "3".to_owned());
    }
    model
}

#[test]
fn a_page_on_one_line_is_read_as_one_that_is_laid_out() {
    for form in ["2021", "2019"] {
        let model = small(form);
        let parts = model.parts();
        let pages = [
            ("glued", text(&parts, GLUED)),
            ("spaced", text(&parts, SPACED)),
            ("tables glued", text(&parts, TABLES_GLUED)),
            ("tables spaced", text(&parts, TABLES_SPACED)),
            ("a line for each part", by_section(&parts)),
            ("a line for each row", by_row(&parts)),
        ];
        let proper = check(&text(&parts, TABLES_SPACED).replace("第二十条", "\n第二十条"));
        for (name, page) in pages {
            let rows = rows(&read(&page));
            for (row, wanted) in rows.iter().zip(truth(&model)) {
                assert_eq!(row.as_ref(), Some(&wanted), "{form} {name}\n{page}");
            }
            assert_eq!(loud(&check(&page)), loud(&proper), "{form} {name}\n{page}");
        }
    }
}

#[test]
fn the_title_may_stand_on_the_same_line() {
    let model = small("2021");
    let page = text(&model.parts(), GLUED).replacen('\n', "", 1);
    let document = read(&page);
    let report = report::read(&KINDS, &document).unwrap();
    assert_eq!(report.year(), Some(2023));
    assert_eq!(report.body(), Some("青禾市人民政府"));
    assert_eq!(report.headings.len(), 6);
}

#[test]
fn cells_with_blanks_between_them_need_no_sums() {
    let model = Model::dense("2021");
    let rows = rows(&read(&text(&model.parts(), SPACED)));
    for (row, wanted) in rows.iter().zip(truth(&model)) {
        assert_eq!(row.as_ref(), Some(&wanted));
    }
}

#[test]
fn what_the_sums_leave_open_is_not_read() {
    let mut model = small("2021");
    model.published[1] = ["12", "3", "4"].map(str::to_owned).to_vec();
    let page = text(&model.parts(), GLUED);
    let rows = rows(&read(&page));
    assert_eq!(rows[0], Some(["3", "3", "3"].map(str::to_owned).to_vec()));
    assert_eq!(rows[1], None);
    let checked = check(&page);
    let note = checked.diagnostics.iter().find(|d| d.rule == "cells-glued");
    assert!(note.unwrap().message.contains("行政规范性文件"), "{note:?}");
    assert_eq!(loud(&checked), Vec::<String>::new());
}

#[test]
fn a_wrong_sum_is_found_in_cells_that_run_together() {
    let mut model = small("2021");
    model.requests[0][6] = "9".to_owned();
    let checked = check(&text(&model.parts(), GLUED));
    assert!(
        loud(&checked)
            .iter()
            .any(|m| m.contains("新收") || m.contains("本年新收")),
        "{checked:?}"
    );
    model.requests[0][6] = "8".to_owned();
    model.requests[2][0] = "14".to_owned();
    let page = text(&model.parts(), GLUED);
    let rows = rows(&read(&page));
    for (at, (row, wanted)) in rows.iter().zip(truth(&model)).enumerate() {
        assert!(
            row.as_ref().is_none_or(|r| *r == wanted),
            "row {at}: {row:?}"
        );
    }
    assert!(!loud(&check(&page)).is_empty());
}

#[test]
fn a_report_that_stands_there_twice_is_read_once() {
    let model = small("2021");
    let once = text(&model.parts(), TABLES_SPACED);
    let mut other = Model::dense("2021");
    other.body = "云湖县人民政府";
    let other = text(&other.parts(), TABLES_SPACED);
    for second in [&once, &other] {
        let page = format!("{once}\n打印本页\n{second}");
        let document = read(&page);
        for (row, wanted) in rows(&document).iter().zip(truth(&model)) {
            assert_eq!(row.as_ref(), Some(&wanted));
        }
        let checked = check(&page);
        assert_eq!(loud(&checked), loud(&check(&once)));
        assert!(
            checked
                .diagnostics
                .iter()
                .any(|d| d.rule == "report-repeated")
        );
    }
    assert!(
        check(&once)
            .diagnostics
            .iter()
            .all(|d| d.rule != "report-repeated")
    );
}

#[test]
fn prose_that_names_rows_and_parts_is_no_table() {
    let mut model = small("2021");
    model.prose[0][1] = "（一）主动公开情况。全年发布信息320条，其中规章0件、行政规范性文件3件、行政许可12件、行政处罚3件、行政强制0件、行政事业性收费0项；详见本报告“二、主动公开政府信息情况”和“三、收到和处理政府信息公开申请情况”，其余内容见县政府网站的专栏，群众可以随时查阅。".into();
    let page = text(&model.parts(), TABLES_SPACED);
    let document = read(&page);
    let report = report::read(&KINDS, &document).unwrap();
    assert_eq!(report.headings.len(), 6);
    let whole = report.prose.paragraphs.iter();
    let whole = whole.filter(|p| document.slice(p.span).contains("行政强制0件"));
    assert!(
        whole
            .clone()
            .all(|p| document.slice(p.span) == model.prose[0][1])
    );
    assert_eq!(whole.count(), 1);
}

/// Random numbers for the cells of table three, most of them 0: columns, results, and what was carried over.
fn numbers() -> impl Strategy<Value = Vec<Vec<i64>>> {
    let cell = prop_oneof![
        12 => Just(0_i64),
        3 => 1..10_i64,
        2 => 10..100_i64,
        1 => 100..1000_i64,
    ];
    prop::collection::vec(prop::collection::vec(cell, 6), 23)
}

fn filled(numbers: &[Vec<i64>]) -> Model {
    let mut model = small("2021");
    let (next, rest) = numbers.split_first().unwrap();
    let (before, results) = rest.split_first().unwrap();
    let results = &results[..21];
    let total: Vec<i64> = (0..6).map(|c| results.iter().map(|r| r[c]).sum()).collect();
    let all = |c: usize| total[c] + next[c];
    let before: Vec<i64> = (0..6).map(|c| before[c].min(all(c))).collect();
    let new: Vec<i64> = (0..6).map(|c| all(c) - before[c]).collect();
    let rows = [&new, &before]
        .into_iter()
        .chain(results)
        .chain([&total, next]);
    model.requests = rows
        .map(|row| {
            let sum = row.iter().sum::<i64>();
            row.iter().chain([&sum]).map(i64::to_string).collect()
        })
        .collect();
    model
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(17),
        ..ProptestConfig::default()
    }
}

/// How many rows were read; each as it is.
fn right(model: &Model) -> usize {
    let rows = rows(&read(&text(&model.parts(), GLUED)));
    let truth = truth(model);
    let read = rows
        .iter()
        .zip(&truth)
        .enumerate()
        .filter_map(|(at, (row, wanted))| {
            let row = row.as_ref()?;
            assert_eq!(row, wanted, "row {at}");
            Some(())
        });
    read.count()
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn consistent_tables_are_read_as_they_are_or_not_at_all(numbers in numbers()) {
        prop_assert!(right(&filled(&numbers)) >= 20);
    }

    #[test]
    fn a_wrong_cell_makes_no_other_number(
        numbers in numbers(), row in 0..25_usize, column in 0..7_usize, by in 1..40_i64
    ) {
        let mut model = filled(&numbers);
        let cell = &mut model.requests[row][column];
        *cell = (cell.parse::<i64>().unwrap() + by).to_string();
        right(&model);
    }
}
