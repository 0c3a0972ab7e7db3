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
