//! One cause, one finding: a table whose sums rows and columns share, mistakes in it, and what is said about them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use serde_json::Value;
use support::{Bench, json, out};

const PACK: &str = r#"
[pack]
id = "shop"
kind = "shop"

[kind]
name = "门市报告"
name-en = "report of a shop"
titles = ['^(?P<body>\p{Han}{2,20}?)(?P<year>20\d\d)年门市报告$']

[[kind.section]]
id = "销售"
title = "销售情况"

[[form]]
id = "1"
title = "门市表"

[[form.table]]
id = "销售"
title = "销售表"
section = "销售"
[[form.table.column]]
id = "米"
label = "米"

[[form.table.column]]
id = "面"
label = "面"

[[form.table.column]]
id = "油"
label = "油"

[[form.table.column]]
id = "合计"
label = "合计"

[[form.table.column-group]]
id = "货"
members = ["米", "面", "油"]

[[form.table.row]]
id = "春"
label = "春季"

[[form.table.row]]
id = "夏"
label = "夏季"

[[form.table.row]]
id = "秋"
label = "秋季"

[[form.table.row]]
id = "冬"
label = "冬季"

[[form.table.row]]
id = "全年"
label = "全年合计"

[[form.table.row-group]]
id = "季"
members = ["春", "夏", "秋", "冬"]

[[form.table]]
id = "退货"
title = "退货表"
section = "销售"

[[form.table.column]]
id = "旧"
label = "去年留下"

[[form.table.column]]
id = "新"
label = "今年退来"

[[form.table.column]]
id = "合计"
label = "退货合计"

[[form.table.row]]
id = "件"
label = "退货件数"

[[mention]]
id = "卖出"
label = "卖出"
pattern = ['卖出(?P<at>{number:n}件)']

[sample]
body = "青禾门市部"
title = "2023年门市报告"
form = "1"
head = "现报告如下。"
tail = "{body}"

[[rule]]
id = "shop-row"
title = "每行各货之和等于合计"
each = "行 in 销售.rows"
check = "sum(销售[行, 货]) == 销售[行, 合计]"
severity = "error"
message = "「{行}」不平：{trace}"
why = "同一批货"
source = "门市办法"

[[rule]]
id = "shop-column"
title = "每列各季之和等于全年"
each = "列 in 销售.columns"
check = "sum(销售[季, 列]) == 销售[全年, 列]"
severity = "error"
message = "「{列}」不平：{trace}"
why = "同一批货"
source = "门市办法"

[[rule]]
id = "shop-returns"
title = "退货之和"
check = "退货[件, 旧] + 退货[件, 新] == 退货[件, 合计]"
severity = "error"
message = "退货不平：{trace}"
why = "同一批货"
source = "门市办法"

[[rule]]
id = "shop-said"
title = "正文与表一致"
each = "卖出"
check = "卖出 == 销售[全年, 合计]"
severity = "error"
message = "正文写 {lhs} 件，表中是 {rhs} 件"
why = "同一批货"
source = "门市办法"

[[rule]]
id = "shop-goods"
title = "正文与各货一致"
each = "卖出"
check = "卖出 == sum(销售[全年, 货])"
severity = "warning"
message = "正文写 {lhs} 件，各货共 {rhs} 件"
why = "同一批货"
source = "门市办法"

[[rule]]
id = "shop-text"
title = "填数字"
cells = "text"
tables = ["销售"]
severity = "error"
message = "{cell}填的不是数字"
why = "表中填数"
source = "门市办法"
"#;

/// The table when nothing is wrong.
const RIGHT: [[&str; 4]; 5] = [
    ["5", "0", "12", "17"],
    ["0", "40", "0", "40"],
    ["3", "0", "0", "3"],
    ["0", "0", "0", "0"],
    ["8", "40", "12", "60"],
];

/// Other values: row, column, value.
type Changes = &'static [(usize, usize, &'static str)];

/// A report with other values in some cells: row, column, value.
fn report(changes: Changes, said: &str, returns: [&str; 3]) -> String {
    let mut table = RIGHT;
    for (row, column, value) in changes {
        table[*row][*column] = value;
    }
    let labels = ["春季", "夏季", "秋季", "冬季", "全年合计"];
    let rows = labels.iter().zip(table);
    let rows: String = rows
        .map(|(l, r)| format!("{l}\t{}\n", r.join("\t")))
        .collect();
    format!(
        "青禾门市部2023年门市报告\n\n一、销售情况\n全年卖出{said}件。\n\n\
         季度\t米\t面\t油\t合计\n{rows}\n表二如下。\n\n\
         项目\t去年留下\t今年退来\t退货合计\n退货件数\t{}\n",
        returns.join("\t")
    )
}

/// What is said about causes, a line for each finding: `sure 夏季·面 4→40 digit-dropped (3)`.
fn told(bench: &Bench, text: &str, options: &[&str]) -> Vec<String> {
    bench.file("a.txt", text);
    let common = [
        "check",
        "a.txt",
        "--pack",
        "shop.toml",
        "--select",
        "shop-*",
        "--format",
        "json",
    ];
    let found = json(&bench.run(&[&common[..], options].concat()));
    let findings = found["reports"][0]["diagnostics"].as_array().unwrap();
    findings.iter().map(line).collect()
}

fn line(finding: &Value) -> String {
    let cause = &finding["cause"];
    if cause.is_null() {
        return finding["rule"].as_str().unwrap().to_owned();
    }
    let sure = if cause["sure"] == true {
        "sure"
    } else {
        "open"
    };
    let candidates = cause["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(candidate);
    let folded = cause["findings"].as_array().unwrap().len();
    format!(
        "{sure} {} ({folded})",
        candidates.collect::<Vec<_>>().join(" | ")
    )
}

fn candidate(candidate: &Value) -> String {
    let cell = |c: &Value| {
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        let cell = format!("{}·{}", text(&c["cell"]["row"]), text(&c["cell"]["column"]));
        format!("{cell} {}→{}", text(&c["found"]), text(&c["right"]))
    };
    let cells = candidate["cells"].as_array().unwrap().iter().map(cell);
    let mistake = candidate["mistake"]
        .as_str()
        .map(|m| format!(" {m}"))
        .unwrap_or_default();
    let against = if candidate["against"].is_null() {
        ""
    } else {
        " against"
    };
    format!(
        "{}{mistake}{against}",
        cells.collect::<Vec<_>>().join(" + ")
    )
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("shop.toml", PACK);
    bench
}

const QUIET: [&str; 3] = ["2", "7", "9"];

#[test]
fn the_wrong_cell_is_named() {
    let bench = bench();
    let cases: &[(Changes, &str, &[&str])] = &[
        (&[], "60", &[]),
        (
            &[(1, 1, "4")],
            "60",
            &["sure 夏季·面 4→40 digit-dropped (2)"],
        ),
        (
            &[(0, 2, "21")],
            "60",
            &["sure 春季·油 21→12 digits-swapped (2)"],
        ),
        (&[(0, 0, "6")], "60", &["sure 春季·米 6→5 digit (2)"]),
        // the sums before it and the text prove it
        (
            &[(4, 3, "66")],
            "60",
            &["sure 全年合计·合计 66→60 digit (3)"],
        ),
        (
            &[(4, 1, "35")],
            "60",
            &["sure 全年合计·面 35→40 total-not-updated (3)"],
        ),
        (
            &[(0, 2, "120000")],
            "60",
            &["sure 春季·油 120000→12 unit (2)"],
        ),
    ];
    for (changes, said, expected) in cases {
        assert_eq!(
            told(&bench, &report(changes, said, QUIET), &[]),
            *expected,
            "{changes:?}"
        );
    }
}

#[test]
fn values_in_the_wrong_place_are_one_mistake() {
    let bench = bench();
    let cases: &[(Changes, &[&str])] = &[
        (
            &[(1, 1, "0"), (1, 2, "40")],
            &[
                "sure 夏季·面 0→40 + 夏季·油 40→0 misplaced | 全年合计·面 40→0 + 全年合计·油 12→52 (2)",
            ],
        ),
        (
            &[(0, 0, "0"), (0, 1, "5")],
            &[
                "sure 春季·米 0→5 + 春季·面 5→0 misplaced | 全年合计·米 8→3 + 全年合计·面 40→45 \
                 | 夏季·米 0→5 + 夏季·面 40→35 (2)",
            ],
        ),
        // the row below, with its total: every sum holds
        (&[(2, 0, "0"), (2, 3, "0"), (3, 0, "3"), (3, 3, "3")], &[]),
        // two mistakes far from each other are two findings
        (
            &[(0, 0, "6"), (1, 1, "41")],
            &["sure 春季·米 6→5 digit (2)", "sure 夏季·面 41→40 digit (2)"],
        ),
    ];
    for (changes, expected) in cases {
        assert_eq!(
            told(&bench, &report(changes, "60", QUIET), &[]),
            *expected,
            "{changes:?}"
        );
    }
}

#[test]
fn what_arithmetic_cannot_tell_is_listed() {
    let bench = bench();
    // one sum alone: each of its cells may be wrong
    let returns = told(&bench, &report(&[], "60", ["2", "7", "8"]), &[]);
    assert_eq!(
        returns,
        [
            "open 退货件数·去年留下 2→1 digit | 退货件数·今年退来 7→6 digit | 退货件数·退货合计 8→9 digit (1)"
        ]
    );
    // the text agrees with the table, so the total alone is not it
    let text = report(&[(4, 3, "66")], "66", QUIET);
    let agreed = told(&bench, &text, &["--ignore", "shop-goods"]);
    assert_eq!(agreed.len(), 1, "{agreed:?}");
    assert!(
        agreed[0].starts_with("open ") && agreed[0].contains("全年合计·合计 66→60 digit against"),
        "{agreed:?}"
    );
}

#[test]
fn nothing_is_lost() {
    let bench = bench();
    let text = report(&[(4, 3, "66")], "60", QUIET);
    let folded = told(&bench, &text, &[]);
    assert_eq!(folded, ["sure 全年合计·合计 66→60 digit (3)"]);
    let all = told(&bench, &text, &["--no-fold"]);
    assert_eq!(all, ["shop-said", "shop-column", "shop-row"]);
    bench.file("a.txt", &text);
    let check = [
        "check",
        "a.txt",
        "--pack",
        "shop.toml",
        "--select",
        "shop-*",
        "--format",
        "json",
    ];
    let folded = json(&bench.run(&check));
    let plain = json(&bench.run(&[&check[..], &["--no-fold"]].concat()));
    assert_eq!(folded["summary"]["checks"], plain["summary"]["checks"]);
    assert_eq!(folded["summary"]["errors"], 1);
    let inside = &folded["reports"][0]["diagnostics"][0]["cause"]["findings"];
    let mut inside = inside.as_array().unwrap().clone();
    inside.sort_by_key(|d| d["labels"][0]["start"]["offset"].as_u64());
    let mut outside = plain["reports"][0]["diagnostics"]
        .as_array()
        .unwrap()
        .clone();
    outside.sort_by_key(|d| d["labels"][0]["start"]["offset"].as_u64());
    assert_eq!(inside.len(), outside.len());
    assert!(outside.iter().all(|d| inside.contains(d)));
}

#[test]
fn the_fix_puts_the_value_in_place() {
    let bench = bench();
    bench.file("a.txt", report(&[(1, 1, "4")], "60", QUIET));
    let check = [
        "check",
        "a.txt",
        "--pack",
        "shop.toml",
        "--select",
        "shop-*",
        "--format",
        "json",
    ];
    let found = json(&bench.run(&check));
    let fix = &found["reports"][0]["diagnostics"][0]["fixes"][0];
    assert_eq!(fix["applicability"], "suggestion");
    let edits = fix["edits"].as_array().unwrap();
    assert_eq!((edits.len(), edits[0]["text"].as_str()), (1, Some("40")));
    assert_eq!(
        (&edits[0]["start"]["line"], &edits[0]["start"]["column"]),
        (&8.into(), &6.into())
    );
}

#[test]
fn the_box_shows_the_table_and_the_sums() {
    let bench = bench();
    bench.file("a.txt", report(&[(1, 1, "4")], "60", QUIET));
    let check = [
        "check",
        "a.txt",
        "--pack",
        "shop.toml",
        "--select",
        "shop-*",
        "--width",
        "80",
    ];
    insta::assert_snapshot!("folded", out(&bench.run(&check)));
    bench.file("a.txt", report(&[], "60", ["2", "7", "8"]));
    let english = [&check[..], &["--lang", "en", "--ascii"]].concat();
    insta::assert_snapshot!("open", out(&bench.run(&english)));
    let why = [
        "why",
        "shop-returns",
        "a.txt",
        "--pack",
        "shop.toml",
        "--width",
        "80",
    ];
    insta::assert_snapshot!("why", out(&bench.run(&why)));
}

#[test]
fn a_figure_in_prose_is_one_finding() {
    let bench = bench();
    let text = report(&[], "61", QUIET);
    assert_eq!(told(&bench, &text, &[]), ["open  (2)"]);
    assert_eq!(
        told(&bench, &text, &["--no-fold"]),
        ["shop-said", "shop-goods"]
    );
    // alone there is nothing to fold
    assert_eq!(
        told(&bench, &text, &["--ignore", "shop-goods"]),
        ["shop-said"]
    );
}

#[test]
fn a_cell_that_cannot_be_read_gets_the_value_that_the_sums_leave_it() {
    let bench = bench();
    bench.file("a.txt", report(&[(1, 1, "4O")], "60", QUIET));
    let check = [
        "check",
        "a.txt",
        "--pack",
        "shop.toml",
        "--select",
        "shop-*",
        "--format",
        "json",
    ];
    let found = json(&bench.run(&check));
    let finding = &found["reports"][0]["diagnostics"][0];
    assert_eq!(finding["rule"], "shop-text");
    assert_eq!(finding["help"], "按勾稽关系，「夏季 · 面」应为 40");
    assert_eq!(finding["fixes"][0]["edits"][0]["text"], "40");
}
