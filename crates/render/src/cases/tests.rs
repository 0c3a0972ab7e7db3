#![allow(clippy::unwrap_used)]

use super::*;

fn run(rule: &str, line: u32, note: &str, result: CaseResult) -> CaseRun {
    CaseRun {
        rule: rule.to_owned(),
        note: note.to_owned(),
        file: "rules/表格.toml".to_owned(),
        line,
        result,
    }
}

fn place(text: &str, cell: Option<&str>) -> CasePlace {
    CasePlace {
        text: text.to_owned(),
        cell: cell.map(str::to_owned),
    }
}

fn failed(
    places: Option<&[&str]>,
    open: Option<usize>,
    came: Vec<CasePlace>,
    reasons: &[&str],
) -> CaseResult {
    let strings = |all: &[&str]| all.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    CaseResult::Failed(Box::new(CaseFailure {
        expected: Expected {
            places: places.map(strings),
            open,
        },
        found: Some(Found {
            places: came,
            open: strings(reasons),
        }),
    }))
}

fn drawn(runs: &[CaseRun], lang: Lang, columns: usize) -> String {
    let mut out = Vec::new();
    draw(&mut out, runs, lang, columns).unwrap();
    let text = String::from_utf8(out).unwrap();
    for line in text.lines() {
        assert!(width(line) <= columns, "{line}");
    }
    text
}

fn several() -> Vec<CaseRun> {
    let wrong_cell = failed(
        Some(&["申请[结转下年, 自然人]", "总计"]),
        Some(0),
        vec![
            place("7", Some("申请[新收, 自然人]")),
            place("2", Some("申请[结转下年, 自然人]")),
        ],
        &["「新收」空白"],
    );
    let twice = failed(
        None,
        Some(0),
        vec![place("二\n处", None), CasePlace::default()],
        &[],
    );
    vec![
        run("balance", 12, "收 7 件，结转 2 件", wrong_cell),
        run("balance", 20, "", CaseResult::Passed),
        run("balance", 31, "", twice),
        run("heads", 40, "", CaseResult::Todo),
        run("labels", 50, "少了引号", CaseResult::TodoPasses),
    ]
}

#[test]
fn expected_places_stand_beside_those_that_came() {
    let text = drawn(&several(), Lang::Zh, 80);
    let wanted = "\
balance
  rules/表格.toml:12
    收 7 件，结转 2 件
    应在                    实在
    申请[结转下年, 自然人]  申请[结转下年, 自然人] = “2”
    总计                    -
    -                       申请[新收, 自然人] = “7”
    无法判断：应有 0 项，实有 1 项
    - 「新收」空白
  rules/表格.toml:31
    应在                实在
    （一处，位置不限）  二 处
    -                   （没有位置）

labels
  rules/表格.toml:50
    少了引号
    标了 todo，现在已经对了：可以去掉 todo

5 个例子：通过 1，不符 2，待办 1，待办而已通过 1
";
    assert_eq!(text, wanted);
}

#[test]
fn the_columns_line_up_where_lines_are_short() {
    let text = drawn(&several(), Lang::En, 34);
    assert!(text.contains("申请[结转下年,  申请[结转下年,\n"), "{text}");
    assert!(
        text.ends_with("5 cases: 1 passed, 2 failed, 1\ntodo, 1 todo but passing\n"),
        "{text}"
    );
}

#[test]
fn all_is_well_in_one_line() {
    let well = vec![run("a", 1, "", CaseResult::Passed); 3];
    assert_eq!(drawn(&well, Lang::Zh, 80), "3 个例子全部通过\n");
    assert_eq!(drawn(&well, Lang::En, 80), "3 cases passed\n");
    let mut known = well;
    known.push(run("a", 1, "", CaseResult::Todo));
    assert_eq!(drawn(&known, Lang::Zh, 80), "4 个例子：通过 3，待办 1\n");
    assert_eq!(drawn(&known, Lang::En, 80), "4 cases: 3 passed, 1 todo\n");
}

#[test]
fn a_text_that_is_no_report_is_said_to_be_none() {
    let result = CaseResult::Failed(Box::new(CaseFailure {
        expected: Expected {
            places: Some(Vec::new()),
            open: None,
        },
        found: None,
    }));
    let text = drawn(&[run("a", 3, "", result)], Lang::En, 80);
    assert!(
        text.contains("    the text of the case was not read as a report\n"),
        "{text}"
    );
}

#[test]
fn programs_read_the_same() {
    let mut out = Vec::new();
    json(&mut out, &several()).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(value["counts"]["failed"], 2);
    assert_eq!(value["counts"]["todo_passes"], 1);
    let first = &value["cases"][0];
    assert_eq!(first["result"], "failed");
    assert_eq!(first["line"], 12);
    assert_eq!(first["expected"]["places"][1], "总计");
    assert_eq!(first["expected"]["open"], 0);
    assert_eq!(first["found"]["places"][0]["cell"], "申请[新收, 自然人]");
    assert!(value["cases"][2]["expected"]["places"].is_null());
    assert!(value["cases"][1].get("expected").is_none());
}
