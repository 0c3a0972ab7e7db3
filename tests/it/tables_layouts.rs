//! A correct table in any layout is read right or said to be unknown: no value is read into the column or row of
//! another, whatever a conversion dropped, moved or tore.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_range_loop,
    clippy::type_complexity
)]

use gouji::grammar::CellText;
use gouji::input;
use gouji::packs;
use gouji::report::{self, Kind, RowId, RowState, TableSpec};
use gouji::text::{Id, Lang, Number};
use std::collections::HashMap;
use std::sync::LazyLock;

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| packs::library(Lang::Zh).kinds);

/// A source of numbers that is the same in each run.
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        Dice(17)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 = (self.0.wrapping_mul(6_364_136_223_846_793_005))
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// The form and the index of its table of requests.
fn spec(form: &str) -> &'static TableSpec {
    let forms = KINDS.iter().flat_map(|k| &k.forms);
    let form = forms.into_iter().find(|f| f.id == form).unwrap();
    form.tables.iter().find(|t| t.id == "申请").unwrap()
}

fn at(spec: &TableSpec, row: &str) -> usize {
    spec.rows.iter().position(|r| r.id == row).unwrap()
}

/// A table that fulfils all sums.
fn table(spec: &TableSpec, dice: &mut Dice) -> Vec<Vec<i64>> {
    let mut all = vec![vec![0; 7]; spec.rows.len()];
    let (total, over) = (at(spec, "总计"), at(spec, "结转下年"));
    for column in 0..6 {
        for row in 2..total {
            let many = [0, 0, 0, 0, 0, 1 + dice.below(9) as i64];
            all[row][column] = many[dice.below(6)];
            all[total][column] += all[row][column];
        }
        all[over][column] = dice.below(3) as i64;
        let sum = all[total][column] + all[over][column];
        all[1][column] = (dice.below(3) as i64).min(sum);
        all[0][column] = sum - all[1][column];
    }
    for row in &mut all {
        row[6] = row[..6].iter().sum();
    }
    all
}

/// A row as it will be written.
#[derive(Clone)]
struct Line {
    label: String,
    cells: Vec<String>,
}

const HARMS: [&str; 13] = [
    "none",
    "drop",
    "drop-all",
    "shift",
    "pad",
    "pad-all",
    "numbers",
    "no-label",
    "no-row",
    "group",
    "definition",
    "subtotal",
    "torn",
];
const LAYOUTS: [&str; 6] = [
    "tsv",
    "markdown",
    "html",
    "lines",
    "pipe-ends",
    "lone-pipes",
];

fn harmed(
    spec: &TableSpec,
    values: &[Vec<i64>],
    blank: bool,
    harm: &str,
    dice: &mut Dice,
) -> Vec<Line> {
    let text = |n: &i64| match (blank, n) {
        (true, 0) => String::new(),
        _ => n.to_string(),
    };
    let mut lines: Vec<Line> = (spec.rows.iter().zip(values))
        .map(|(row, cells)| Line {
            label: row.label.clone(),
            cells: cells.iter().map(text).collect(),
        })
        .collect();
    let some = dice.below(lines.len());
    let (first, count) = [(4, 8), (12, 3), (15, 5)][dice.below(3)];
    match harm {
        "drop" => {
            for _ in 0..1 + dice.below(4) {
                let row = dice.below(lines.len());
                let cell = dice.below(7);
                if lines[row].cells.len() == 7 {
                    lines[row].cells.remove(cell);
                }
            }
        }
        "drop-all" => {
            let push = dice.below(2) == 0;
            for line in &mut lines {
                line.cells.retain(|c| !c.is_empty());
                while push && line.cells.len() < 7 {
                    line.cells.push(String::new());
                }
            }
        }
        // what goes over the edge is lost; where the part in the place of the total could be the total, nobody can tell
        "shift" if 2 * values[some][5] >= values[some][6] => {}
        "shift" if dice.below(2) == 0 => {
            lines[some].cells.pop();
            lines[some].cells.insert(0, String::new());
        }
        "shift" => {
            lines[some].cells.remove(0);
            lines[some].cells.push(String::new());
        }
        "pad" => lines[some].cells.push(String::new()),
        "pad-all" => lines.iter_mut().for_each(|l| l.cells.push(String::new())),
        "numbers" => {
            for nth in 0..count {
                lines[first + nth].label = format!("{}.", nth + 1);
            }
        }
        "no-label" => lines[some].label.clear(),
        "no-row" => {
            lines.remove(some);
        }
        "group" => {
            let mut cells = [0; 7];
            for row in &values[first..first + count] {
                cells.iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
            }
            let label = spec
                .row_groups
                .iter()
                .find(|g| g.members.first() == Some(&RowId::new(first)));
            lines.drain(first..first + count);
            lines.insert(
                first,
                Line {
                    label: label.unwrap().label.clone(),
                    cells: cells.iter().map(|n| n.to_string()).collect(),
                },
            );
        }
        "definition" => lines[some].label.push_str("：指按规定统计的情形"),
        "subtotal" => lines.insert(
            2 + some.min(20),
            Line {
                label: "小计".into(),
                cells: (0..7).map(|_| dice.below(9).to_string()).collect(),
            },
        ),
        _ => {}
    }
    lines
}

fn written(lines: &[Line], layout: &str, torn: bool, dice: &mut Dice) -> String {
    let mut out = Vec::new();
    for Line { label, cells } in lines {
        let signs: Vec<char> = label.chars().collect();
        let cut = 3 + dice.below(4);
        let torn = torn && signs.len() > 10 && dice.below(4) == 0;
        let (head, tail) = match torn {
            true => signs.split_at(cut),
            false => (signs.as_slice(), [].as_slice()),
        };
        let (head, tail): (String, String) = (head.iter().collect(), tail.iter().collect());
        match layout {
            "tsv" | "markdown" => {
                let sign = if layout == "tsv" { "\t" } else { " | " };
                let row = |label: &str, cells: &[String]| match layout {
                    "tsv" => format!("{label}{sign}{}", cells.join(sign)),
                    _ => format!("| {label}{sign}{} |", cells.join(sign)),
                };
                let blanks = vec![String::new(); cells.len()];
                match (torn, dice.below(3)) {
                    (false, _) => out.push(row(label, cells)),
                    (true, 0) => out.extend([row(&head, &blanks), row(&tail, cells)]),
                    (true, 1) => out.extend([row(&head, cells), row(&tail, &blanks)]),
                    (true, _) => out.extend([head, tail, row("", cells)]),
                }
            }
            "html" => {
                let cells: Vec<String> = cells.iter().map(|c| format!("<td>{c}</td>")).collect();
                out.push(format!("<tr><td>{label}</td>{}</tr>", cells.concat()));
            }
            "pipe-ends" => {
                out.push(format!("{label} |"));
                out.extend(cells.iter().map(|c| format!("{c} |")));
                out.push("||".into());
            }
            "lone-pipes" => {
                for cell in std::iter::once(label).chain(cells) {
                    out.push("|".into());
                    out.extend(Some(cell.clone()).filter(|c| !c.is_empty()));
                }
            }
            _ => {
                out.push(label.clone());
                out.extend(cells.iter().filter(|c| !c.is_empty()).cloned());
            }
        }
    }
    out.retain(|l| !l.is_empty());
    out.join("\n")
}

/// The whole report, and the name of a file for it.
fn report(table: &str, layout: &str) -> (String, &'static str) {
    let before = "白鹭县人民政府办公室2023年政府信息公开工作年度报告\n一、总体情况\n2023年平稳运行。\n\
        二、主动公开政府信息情况\n见附件。\n三、收到和处理政府信息公开申请情况\n";
    let behind = "\n四、政府信息公开行政复议、行政诉讼情况\n见附件。\n五、存在的主要问题及改进情况\n人手不足。\n\
        六、其他需要报告的事项\n没有。\n";
    let paragraphs = |text: &str| -> String {
        let lines = text.lines().filter(|l| !l.is_empty());
        lines.map(|l| format!("<p>{l}</p>")).collect()
    };
    match layout {
        "html" => {
            let table = format!("<table>{table}</table>");
            (
                format!("{}{table}{}", paragraphs(before), paragraphs(behind)),
                "a.html",
            )
        }
        _ => (format!("{before}{table}{behind}"), "a.txt"),
    }
}

/// The values that were read, by row and column; and how many rows were read.
fn read(text: &str, name: &str, table: &str) -> Option<(HashMap<(usize, usize), Number>, usize)> {
    let document = input::read(name, text.as_bytes()).ok()?;
    let report = report::read(&KINDS, &document)?;
    let at = report.form.tables.position(|t| t.id == table)?;
    let facts = report.tables.get(at)?;
    let mut values = HashMap::new();
    for row in facts.rows.ids() {
        for column in report.form.tables.get(at)?.columns.ids() {
            if let Some(CellText::Number { value, .. }) =
                report.fact(at, row, column).map(|f| &f.text)
            {
                values.insert((row.index(), column.index()), *value);
            }
        }
    }
    let read = facts.rows.iter().filter(|r| r.state == RowState::Read);
    Some((values, read.count()))
}

#[test]
fn no_value_is_read_into_a_neighbours_cell() {
    let spec = spec("2021");
    let mut dice = Dice::new();
    let mut wrong = Vec::new();
    let mut rows: HashMap<&str, (usize, usize)> = HashMap::new();
    for nth in 0..900 {
        let (layout, harm) = (LAYOUTS[dice.below(6)], HARMS[dice.below(13)]);
        let values = table(spec, &mut dice);
        let blank = dice.below(3) == 0;
        let lines = harmed(spec, &values, blank, harm, &mut dice);
        let (text, name) = report(&written(&lines, layout, harm == "torn", &mut dice), layout);
        let Some((found, read)) = read(&text, name, "申请") else {
            continue;
        };
        let count = rows.entry(harm).or_default();
        *count = (count.0 + read, count.1 + spec.rows.len());
        let unlike = found.iter().find(|((row, column), value)| {
            !value.same(Number::whole(values[*row][*column].into()))
        });
        if let Some(((row, column), value)) = unlike {
            let row = &spec.rows.as_slice()[*row].id;
            wrong.push(format!(
                "{nth} {layout} {harm} blank={blank}: [{row}, {column}] read as {value}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of 900:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    // what is not harmed is read
    for harm in ["none", "definition", "torn", "pad-all"] {
        let (read, all) = rows[harm];
        assert!(read * 10 >= all * 7, "{harm}: {read} of {all} rows read");
    }
}

#[test]
fn a_table_of_one_line_is_read_as_three_as_five_rows_and_as_one() {
    let heads = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|\n";
    let three = format!(
        "### 行政复议\n{heads}| 2 | 1 | 0 | 0 | 3 |\n\n### 行政诉讼（未经复议直接起诉）\n{heads}| 0 | 0 | 4 | 0 | 4 |\n\n\
        ### 行政诉讼（复议后起诉）\n{heads}| 1 | 0 | 0 | 5 | 6 |\n"
    );
    let rows = "| 类别 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|---|\n\
        | 行政复议 | 2 | 1 | 0 | 0 | 3 |\n| 未经复议直接起诉 | 0 | 0 | 4 | 0 | 4 |\n| 复议后起诉 | 1 | 0 | 0 | 5 | 6 |\n";
    let columns = "| 结果 | 行政复议 | 未经复议直接起诉 | 复议后起诉 |\n|---|---|---|---|\n| 结果维持 | 2 | 0 | 1 |\n\
        | 结果纠正 | 1 | 0 | 0 |\n| 其他结果 | 0 | 4 | 0 |\n| 尚未审结 | 0 | 0 | 5 |\n| 总计 | 3 | 4 | 6 |\n";
    let line = "行政复议\t\t\t\t\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\n\
        2\t1\t0\t0\t3\t0\t0\t4\t0\t4\t1\t0\t0\t5\t6\n";
    let wanted = [[2, 1, 0, 0, 3], [0, 0, 4, 0, 4], [1, 0, 0, 5, 6]];
    for (name, table) in [
        ("three", three.as_str()),
        ("rows", rows),
        ("columns", columns),
        ("line", line),
    ] {
        let text = format!(
            "白鹭县人民政府办公室2023年政府信息公开工作年度报告\n一、总体情况\n2023年平稳运行。\n二、主动公开政府信息情况\n见附件。\n\
            三、收到和处理政府信息公开申请情况\n见附件。\n四、政府信息公开行政复议、行政诉讼情况\n\n{table}\n\
            五、存在的主要问题及改进情况\n人手不足。\n六、其他需要报告的事项\n没有。\n"
        );
        let (found, _) = read(&text, "a.md", "复议诉讼").unwrap();
        for (row, cells) in wanted.iter().enumerate() {
            for (column, value) in cells.iter().enumerate() {
                let read = found.get(&(row, column)).copied();
                let due = Number::whole(i128::from(*value));
                assert!(
                    read.is_some_and(|n| n.same(due)),
                    "{name}: [{row}, {column}] read as {read:?}"
                );
            }
        }
    }
}

#[test]
fn the_cells_of_another_table_are_not_those_of_a_table_of_one_line() {
    let spec = spec("2021");
    let mut dice = Dice::new();
    let values = table(spec, &mut dice);
    let lines = harmed(spec, &values, false, "none", &mut dice);
    let wide: String = (lines.iter())
        .map(|l| format!("{}\t\t\t{}\n", l.label, l.cells.join("\t")))
        .collect();
    let (text, name) = report(&wide, "tsv");
    let (found, _) = read(&text, name, "复议诉讼").unwrap();
    assert!(found.is_empty(), "{found:?}");
}
