//! Cases of rules in packs: what they draw, set and expect, and where their faults are shown.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use gouji::linter::run_case;
use gouji::pack::{Library, Sample, Source, SourceOrigin};
use gouji::packs;
use gouji::report::Kind;
use gouji::rule::{CaseResult, Rule};
use gouji::text::Lang;

/// Every column of the requests: what came in is what was settled.
const RULE: &str = r#"
[pack]
id = "mine"
extends = "national"

[[rule]]
id = "mine-settled"
title = "新收等于办结"
severity = "warning"
each = "列 in 申请.列"
check = "申请[新收, 列] == 申请[总计, 列]"
message = "「{列}」列相差 {delta}"
help = "核对"
source = "本办公室的要求"

[[rule.case]]
"#;

fn load(text: &str) -> Library {
    let source = Source {
        name: "mine.toml".to_owned(),
        text: text.to_owned().into(),
        origin: SourceOrigin::Explicit,
    };
    packs::load(&[source], Lang::En)
}

fn mine(library: &Library) -> (&Kind, &Sample, &Rule) {
    let (_, rules) = &library.rules[0];
    let rule = rules.iter().find(|r| r.id == "mine-settled").unwrap();
    (&library.kinds[0], &library.samples[0], rule)
}

/// The result of a case of the rule.
fn result(case: &str) -> CaseResult {
    let library = load(&format!("{RULE}{case}"));
    assert!(library.problems.is_empty(), "{:#?}", library.problems);
    let (kind, sample, rule) = mine(&library);
    run_case(kind, sample, rule, &rule.cases[0], Lang::En)
}

fn passes(case: &str) {
    assert_eq!(result(case), CaseResult::Passed, "{case}");
}

/// The places of what came, of a case that fails.
fn came(case: &str) -> Vec<String> {
    let CaseResult::Failed(failure) = result(case) else {
        panic!("{case}")
    };
    let places = failure.found.unwrap().places.into_iter();
    places.map(|p| p.cell.unwrap_or(p.text)).collect()
}

/// The text that a case makes of the sample.
fn text(case: &str) -> String {
    let library = load(&format!("{RULE}{case}"));
    assert!(library.problems.is_empty(), "{:#?}", library.problems);
    let (kind, sample, rule) = mine(&library);
    sample.text(kind, &rule.cases[0].edits)
}

/// Each fault of a case: the words it stands at, what it says, and the help.
fn faults(case: &str) -> Vec<(String, String, String)> {
    let library = load(&format!("{RULE}{case}"));
    let problems = library.problems.iter();
    let faults = problems.flat_map(|p| p.diagnostics.iter().map(move |d| (p, d)));
    faults
        .map(|(p, d)| {
            let span = d.primary().unwrap().span;
            let help = d.help.clone().unwrap_or_default();
            (p.document.slice(span).to_owned(), d.message.clone(), help)
        })
        .collect()
}

fn fault(case: &str, at: &str, says: &str, help: &str) {
    let all = faults(case);
    assert_eq!(all.len(), 1, "{case}: {all:?}");
    let (found, message, hint) = &all[0];
    assert_eq!(found, at, "{case}");
    assert!(message.contains(says), "{message}");
    assert!(hint.contains(help), "{hint}");
}

#[test]
fn places_are_all_the_findings() {
    // the sample settles 6 of 7 requests of natural persons, and 7 of all 8
    passes(
        r#"expect = "fail"
at = ["6", "7"]"#,
    );
    passes(
        r#"expect = "fail"
at = ["申请[总计,总计]", "申请[ 总计 , 自然人 ]"]"#,
    );
    let both = ["申请[总计, 自然人]", "申请[总计, 总计]"];
    assert_eq!(came("expect = \"fail\""), both);
    assert_eq!(came("expect = \"fail\"\nat = \"7\""), both);
    assert_eq!(came("expect = \"fail\"\nat = [\"7\", \"7\"]"), both);
    assert_eq!(came("expect = \"pass\""), both);
}

#[test]
fn undecided_evaluations_are_stated() {
    let blank = r#"set = { "申请[总计, *]" = "" }"#;
    passes(&format!("expect = \"unknown\"\n{blank}"));
    passes(&format!("expect = \"unknown\"\nopen = 7\n{blank}"));
    assert!(came(&format!("expect = \"unknown\"\nopen = 6\n{blank}")).is_empty());
    let one = r#"set = { "申请[总计, 其他组织]" = "" }"#;
    passes(&format!(
        "expect = \"fail\"\nat = [\"6\", \"7\"]\nopen = 1\n{one}"
    ));
    assert_eq!(
        came(&format!("expect = \"fail\"\nat = [\"6\", \"7\"]\n{one}")).len(),
        2
    );
}

#[test]
fn what_is_to_be_done_is_counted_apart() {
    assert_eq!(result("expect = \"pass\"\ntodo = true"), CaseResult::Todo);
    let right = "expect = \"fail\"\nat = [\"6\", \"7\"]\ntodo = true";
    assert_eq!(result(right), CaseResult::TodoPasses);
}

#[test]
fn a_drawn_table_sets_the_cells_that_it_fills() {
    passes(
        r#"expect = "pass"
table = """
申请                                 | 自然人 | 总计
一、本年新收政府信息公开申请数量     |        | 7
（七）总 计                          | 7      |
""""#,
    );
    let drawn = text(
        r#"expect = "pass"
table = ["""
  申请 | 社会公益组织 | 总计
  新收 | ""           | "9 "
""", '''
公开 | 处理
许可 | 31
''']
set = { "申请[新收, 总计]" = "11" }"#,
    );
    assert!(
        drawn.contains("\t7\n\t1\n\t0\n\t\n\t0\n\t0\n\t11\n"),
        "{drawn}"
    );
    assert!(drawn.contains("\t行政许可\n\t31\n"), "{drawn}");
}

#[test]
fn stars_set_rows_and_columns_and_others_refine_them() {
    let zero = r#"set = { "申请[新收, 自然人]" = "5", "申请[*, *]" = "0", "申请[总计, *]" = "3" }"#;
    let drawn = text(&format!("expect = \"pass\"\n{zero}"));
    assert!(drawn.contains("数量\n\t5\n\t0\n"), "{drawn}");
    assert!(
        drawn.contains(&format!("（七）总计\n{}\n", "\t3\n".repeat(7))),
        "{drawn}"
    );
    assert!(drawn.contains("结转下年度继续办理\n\t0\n"), "{drawn}");
    let own = text("expect = \"pass\"\nset = { \"公开[*, 处理]\" = \"4\" }");
    assert!(own.contains("\t行政强制\n\t4\n"), "{own}");
}

#[test]
fn labels_of_rows_columns_and_groups_are_edited() {
    let drawn = text(
        r#"expect = "pass"
label = { "申请.总计" = "七、合计", "申请[, 总计]" = "合 计", "申请.法人" = "单位", "申请.不予公开" = "" }"#,
    );
    assert!(drawn.contains("\t七、合计\n"), "{drawn}");
    assert!(drawn.contains("\t其他\n\t合 计\n"), "{drawn}");
    assert!(drawn.contains("\t申请人情况\n\t单位\n"), "{drawn}");
    assert!(!drawn.contains("（三）不予公开"), "{drawn}");
    let flat = text(
        "expect = \"pass\"\nlabel = { \"复议诉讼.总计\" = \"\", \"复议诉讼.行政复议\" = \"复议\" }",
    );
    assert!(flat.contains("\t复议\n\t未经复议直接起诉\n"), "{flat}");
    assert!(flat.contains("\t尚未审结\n\t结果维持\n"), "{flat}");
}

#[test]
fn a_misspelt_drawing_is_shown_where_it_is_wrong() {
    let drawn = |drawing: &str| format!("expect = \"pass\"\ntable = \"\"\"\n{drawing}\n\"\"\"");
    fault(
        &drawn("申清 | 总计\n新收 | 1"),
        "申清",
        "unknown name `申清`",
        "申请",
    );
    fault(
        &drawn("申请 | 自燃人\n新收 | 1"),
        "自燃人",
        "unknown name",
        "自然人",
    );
    fault(
        &drawn("申请 | 总计\n新首 | 1"),
        "新首",
        "unknown name",
        "新收",
    );
    fault(
        &drawn("申请 | 总计\n新收 | 1 | 2"),
        "新收 | 1 | 2",
        "3 cells",
        "bar",
    );
    fault(
        &drawn("公开 | 制发 | 处理\n许可 | 3 | 4"),
        "3",
        "no column `制发`",
        "",
    );
    fault(
        &drawn("申请 | 总计\n新收 | 1\n新收 | 2"),
        "新收",
        "twice",
        "",
    );
    let empty = faults(&drawn("申请"));
    assert!(empty[0].1.contains("no head"), "{empty:?}");
}

#[test]
fn misspelt_names_are_shown_inside_their_strings() {
    let set = |name: &str| format!("expect = \"pass\"\nset = {{ \"{name}\" = \"1\" }}");
    fault(
        &set("申请[新收, 自燃人]"),
        "自燃人",
        "unknown name",
        "自然人",
    );
    fault(&set("申请[新首, *]"), "新首", "unknown name", "新收");
    fault(&set("申请新收"), "申请新收", "unknown name", "");
    fault(
        &set("公开[许可, 制发]"),
        "制发",
        "row `许可` has no column `制发`",
        "",
    );
    let label = |name: &str| format!("expect = \"pass\"\nlabel = {{ \"{name}\" = \"1\" }}");
    fault(&label("申请.总记"), "总记", "unknown name", "总计");
    fault(&label("申请[, 新收]"), "新收", "unknown name", "");
    fault(
        &label("申请[新收, 总计]"),
        "申请[新收, 总计]",
        "unknown name",
        "",
    );
    fault(
        "expect = \"fail\"\nat = \"申请[总计, 自燃人]\"",
        "自燃人",
        "unknown name",
        "自然人",
    );
}

#[test]
fn a_case_names_what_its_form_has() {
    let old = r#"expect = "pass"
form = "2019"
set = { "公开[规章, 新公开]" = "1" }"#;
    assert!(faults(old).is_empty());
    let new = old.replace("2019", "2021");
    fault(&new, "新公开", "unknown name `新公开`", "");
    fault(
        "expect = \"pass\"\nform = \"2020\"",
        "\"2020\"",
        "unknown name",
        "2021",
    );
}

#[test]
fn a_case_says_one_thing() {
    let all = faults("pass = \"甲\"\nfail = \"乙\"");
    assert!(all[0].1.contains("one outcome"), "{all:?}");
    let all = faults("note = \"甲\"");
    assert!(all[0].1.contains("`expect` is missing"), "{all:?}");
    fault(
        "expect = \"pass\"\nat = \"6\"",
        "\"6\"",
        "no places",
        "fail",
    );
    fault(
        "expect = \"pass\"\ntood = true",
        "tood",
        "unknown key",
        "todo",
    );
    let all = faults("expect = \"pass\"\nopen = -1");
    assert!(all[0].1.contains("negative"), "{all:?}");
}

#[test]
fn the_cases_of_the_example_pack_pass() {
    let library = load(include_str!("../samples/ours.toml"));
    let (_, rules) = &library.rules[0];
    let (kind, sample) = (&library.kinds[0], &library.samples[0]);
    let own: Vec<&Rule> = rules.iter().filter(|r| r.pack == "ours").collect();
    assert!(own.iter().any(|r| !r.cases.is_empty()));
    for rule in own {
        for case in &rule.cases {
            let result = run_case(kind, sample, rule, case, Lang::En);
            assert_eq!(result, CaseResult::Passed, "{}", rule.id);
        }
    }
}

/// What is said by the only rule of a pack about the sample report that is handed out.
fn message(check: &str) -> String {
    let text = format!(
        "[pack]\nid = \"mine\"\nextends = \"national\"\n[[rule]]\nid = \"mine-named\"\ntitle = \"试\"\n{check}\n\
         let = {{ \"次年\" = \"year + 1\", \"下一年\" = \"次年 + 1\", \"新收\" = \"申请[新收, *]\" }}\n\
         message = \"{{次年}} 到 {{下一年}}：{{新收}}\"\n[[rule.case]]\nexpect = \"fail\"\n"
    );
    let library = load(&text);
    assert!(library.problems.is_empty(), "{:#?}", library.problems);
    let report = include_str!("../samples/qinghe-2023.txt");
    let document = gouji::input::read("a.txt", report.as_bytes()).unwrap();
    let linter = gouji::linter::Linter::new(library, gouji::linter::Options::default());
    let mut found = linter.check(&document).diagnostics.into_iter();
    found.find(|d| d.rule == "mine-named").unwrap().message
}

#[test]
fn what_a_rule_names_stands_in_the_message_of_every_check() {
    let due = message("check = \"year == 1\"");
    assert!(
        due.starts_with("2024 到 2025：") && !due.contains('{'),
        "{due}"
    );
    for check in [
        "match = '年'",
        "require = '没有这样的词'",
        "terms = [[\"年\", \"载\"]]",
        "pairs = [\"年载\"]",
    ] {
        assert_eq!(message(check), due, "{check}");
    }
}
