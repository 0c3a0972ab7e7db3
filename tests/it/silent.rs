//! What was once passed over without a word: tolerance in conditions, sums of nothing, rows that may be missing.

#![allow(clippy::unwrap_used, clippy::panic)]

use gouji::linter::run_case;
use gouji::pack::{Source, SourceOrigin};
use gouji::packs;
use gouji::rule::CaseResult;
use gouji::text::Lang;

/// Runs the cases of the rules of a pack.
fn run(rules: &str) {
    let text = format!("[pack]\nid = \"mine\"\nextends = \"national\"\n{rules}");
    let source = Source {
        name: "mine.toml".to_owned(),
        text: text.into(),
        origin: SourceOrigin::Explicit,
    };
    let library = packs::load(&[source], Lang::En);
    assert!(library.problems.is_empty(), "{:#?}", library.problems);
    let mut count = 0;
    for example in library.cases_of("mine") {
        count += 1;
        let result = run_case(
            example.kind,
            example.sample,
            example.rule,
            example.case,
            Lang::En,
        );
        let note = (&example.rule.id, &example.case.note);
        assert_eq!(result, CaseResult::Passed, "{note:?}");
    }
    assert!(count > 1, "{count}");
}

#[test]
fn tolerance_is_for_figures_of_the_check() {
    run(r#"
[[rule]]
id = "mine-near"
when = "year == 2021"
check = "申请[新收, 总计] == 100"
tolerance = "2"
message = "-"
[[rule.case]]
note = "2023 is not 2021, however near"
expect = "pass"
[[rule.case]]
expect = "fail"
title = "2021年政府信息公开工作年度报告"
at = "申请[新收, 总计]"

[[rule]]
id = "mine-year"
check = "year + 1 == 2023 or 申请[新收, 总计] == 9"
tolerance = "2"
message = "-"
[[rule.case]]
note = "8 is near 9"
expect = "pass"
[[rule.case]]
expect = "fail"
set = { "申请[新收, 总计]" = "12" }

[[rule]]
id = "mine-implies"
check = "申请[新收, 总计] == 9 implies 1 == 2"
tolerance = "2"
message = "-"
[[rule.case]]
note = "8 is not 9"
expect = "pass"
[[rule.case]]
expect = "fail"
set = { "申请[新收, 总计]" = "9" }
"#);
}

#[test]
fn a_sum_of_nothing_is_undecided() {
    run(r#"
[[mention]]
id = "说新闻"
pattern = '召开发布会{数:n}场'

[[rule]]
id = "mine-sum"
check = "sum(values(说新闻)) == 3"
message = "-"
[[rule.case]]
note = "no mention is no zero"
unknown = "未收取费用。"
[[rule.case]]
fail = "召开发布会1场。召开发布会1场。"
at = ["1"]
[[rule.case]]
pass = "召开发布会1场。召开发布会2场。"
"#);
}

#[test]
fn a_row_that_may_be_missing_is_not_judged_where_it_is() {
    run(r#"
[[form]]
id = "2021"
[[form.table]]
id = "申请"
[[form.table.row]]
id = "网上申请"
label = "其中：网上申请"
after = "新收"
optional = true

[[rule]]
id = "mine-online"
forms = ["2021"]
check = "申请[网上申请, 总计] <= 申请[新收, 总计]"
message = "-"
[[rule.case]]
expect = "fail"
set = { "申请[网上申请, 总计]" = "9" }
[[rule.case]]
note = "the row is not there"
expect = "pass"
label = { "申请.网上申请" = "" }
"#);
}

/// A kind with one table, whose rows hold words or numbers.
fn kind(table: &str) -> gouji::pack::Library {
    let text = format!(
        r#"
[pack]
id = "kind"
kind = "kind"

[kind]
name = "回执"
titles = ['^(?P<body>\p{{Han}}+?)(?P<year>20\d\d)年回执$']

[kind.evidence]
threshold = 3

[[form]]
id = "1"
title = "回执"
{table}
[sample]
body = "青山学校"
title = "2024年回执"
form = "1"
"#
    );
    let source = Source {
        name: "kind.toml".to_owned(),
        text: text.into(),
        origin: SourceOrigin::Explicit,
    };
    let library = packs::load(&[source], Lang::En);
    assert!(library.problems.is_empty(), "{:#?}", library.problems);
    library
}

/// Rules and messages of what is found in a text.
fn found(library: gouji::pack::Library, text: &str) -> Vec<(String, String)> {
    let document = gouji::input::read("a.md", text.as_bytes()).unwrap();
    let linter = gouji::linter::Linter::new(library, gouji::linter::Options::default());
    let checked = linter.check(&document);
    assert!(checked.kind.is_some(), "not recognised");
    let all = checked.diagnostics.into_iter();
    all.map(|d| (d.rule, d.message)).collect()
}

#[test]
fn words_that_are_a_label_are_words() {
    let table = r#"
[[form.table]]
id = "表"
title = "回执表"
column = [{ id = "值", label = "内容" }]
row = [
  { id = "名称", label = "单位登记名称", type = "text" },
  { id = "人数", label = "在编人员数" },
  { id = "面积", label = "占地面积数" },
]
[[rule]]
id = "name"
check = "表[名称, 值] == '在编人员数' and 表[人数, 值] == 12 and 表[面积, 值] == 5"
message = "-"
"#;
    let text = "青山学校2024年回执\n\n| 项目 | 内容 |\n| --- | --- |\n| 单位登记名称 | 在编人员数 |\n| 在编人员数 | 12 |\n| 占地面积数 | 5 |\n";
    assert_eq!(found(kind(table), text), []);
}

/// Two tables of the form fit one caption, or one table of the report.
#[test]
fn one_table_is_not_read_for_two() {
    let table = r#"
[[form.table]]
id = "甲"
title = "甲表"
caption = '^支出(?:总|决算)?表$'
column = [{ id = "数", label = "数额" }]
row = [{ id = "合计", label = "合计" }]
[[form.table]]
id = "乙"
title = "乙表"
caption = '^支出决算表$'
column = [{ id = "数", label = "数额" }]
row = [{ id = "合计", label = "合计" }]
"#;
    let text =
        "青山学校2024年回执\n\n支出决算表\n\n| 项目 | 数额 |\n| --- | --- |\n| 合计 | 12.00 |\n";
    let said = found(kind(table), text);
    let rules: Vec<&str> = said.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!(rules, ["table-read-twice"], "{said:?}");
    let both = text.replace("支出决算表\n", "支出总表\n")
        + "\n支出决算表\n\n| 项目 | 数额 |\n| --- | --- |\n| 合计 | 2.00 |\n";
    let said = found(kind(table), &both);
    assert_eq!(
        said.len(),
        1,
        "the second caption is the first table’s, too: {said:?}"
    );
}

/// A row of a table that stands in the text alone is told.
#[test]
fn a_row_in_the_text_is_told() {
    let table = r#"
[[form.table]]
id = "表"
title = "藏书表"
column = [{ id = "图书", label = "图书" }, { id = "期刊", label = "期刊" }]
row = [
  { id = "年初", label = "年初实有数" },
  { id = "新购", label = "本年新购数" },
  { id = "年末", label = "年末实有数" },
]
"#;
    let rows = "青山学校2024年回执\n\n| 项目 | 图书 | 期刊 |\n| --- | --- | --- |\n| 年初实有数 | 12 | 3 |\n| 本年新购数 | 2 | 1 |\n";
    let whole = format!("{rows}| 年末实有数 | 14 | 4 |\n");
    assert_eq!(found(kind(table), &whole), []);
    let torn = format!("{rows}\n年末实有数 14 4\n");
    let said = found(kind(table), &torn);
    let rules: Vec<&str> = said.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!(rules, ["row-in-text"], "{said:?}");
}

/// The unit of a column is its own: persons are no money, and a head may state another unit than the table.
#[test]
fn columns_have_units_of_their_own() {
    let table = r#"
[[form.table]]
id = "表"
title = "支出表"
caption = '^支出表$'
unit = "万元"
column = [
  { id = "总额", label = "总额" },
  { id = "人员", label = "人员经费", also = ["人员经费（元）"] },
  { id = "人数", label = "人数", unit = "none" },
]
row = [{ id = "合计", label = "合计" }]
[[rule]]
id = "values"
check = "表[合计, 总额] == 12 and 表[合计, 人员] == 3 and 表[合计, 人数] == 4"
message = "{trace}"
"#;
    let text = "青山学校2024年回执\n\n支出表\n\n单位：元\n\n| 项目 | 总额 | 人员经费 | 人数 |\n| --- | --- | --- | --- |\n| 合计 | 120000 | 30000 | 4 |\n";
    assert_eq!(found(kind(table), text), []);
    let heads = text
        .replace("单位：元", "单位：万元")
        .replace("| 120000 |", "| 12 |");
    let heads = heads.replace("| 人员经费 |", "| 人员经费（元） |");
    assert_eq!(found(kind(table), &heads), []);
    let said = found(kind(table), &heads.replace("（元）", ""));
    assert_eq!(said.len(), 1, "{said:?}");
}

/// Of several tables with one caption each is checked, also where an output keeps what was read.
#[test]
fn every_table_of_a_caption_is_checked() {
    use gouji::linter::{Keep, Linter, Options};
    let table = r#"
[[form.table]]
id = "表"
title = "支出表"
caption = '^支出表'
repeats = true
column = [{ id = "数", label = "数额" }]
row = [{ id = "甲", label = "甲项支出" }, { id = "合计", label = "合计" }]
[[rule]]
id = "total"
severity = "error"
check = "表[甲, 数] == 表[合计, 数]"
message = "{trace}"
"#;
    let unit = |first: &str, total: &str, on: &str| {
        format!(
            "支出表{on}\n\n| 项目 | 数额 |\n| --- | --- |\n| 甲项支出 | {first} |\n| 合计 | {total} |\n\n"
        )
    };
    let text = format!(
        "青山学校2024年回执\n\n{}{}{}",
        unit("12.00", "12.00", ""),
        unit("5.00", "6.00", ""),
        unit("7.00", "8.00", "")
    );
    let document = gouji::input::read("a.md", text.as_bytes()).unwrap();
    for keep in [Keep::default(), Keep::Sums] {
        let options = Options {
            keep,
            ..Options::default()
        };
        let checked = Linter::new(kind(table), options).check(&document);
        let said: Vec<&str> = checked
            .diagnostics
            .iter()
            .map(|d| d.message.as_str())
            .collect();
        assert_eq!(said, ["5.00 ≠ 6.00", "7.00 ≠ 8.00"]);
    }
    let goes_on = text.replacen(
        "支出表\n\n| 项目 | 数额 |\n| --- | --- |\n| 甲项支出 | 5.00",
        "支出表（续）\n\n| 项目 | 数额 |\n| --- | --- |\n| 甲项支出 | 5.00",
        1,
    );
    let said = found(kind(table), &goes_on);
    assert_eq!(said.len(), 1, "{said:?}");
}
