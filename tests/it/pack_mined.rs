//! `gouji pack mine`: what adds up in reports is proposed as rules, and the proposal is a pack that works.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use support::{Bench, exits, json, out};

/// Clubs with members by class and sex, and what they spent.
const PACK: &str = r#"
[pack]
id = "clubs"
kind = "club"

[kind]
name = "社团报告"
name-en = "report of a club"
titles = ['^(?P<body>\p{Han}{2,20}?)(?P<year>20\d\d)年社团报告$']

[[kind.section]]
id = "活动"
title = "活动情况"

[[kind.section]]
id = "人数"
title = "人数情况"

[[form]]
id = "1"
title = "社团表"

[[form.table]]
id = "人数"
title = "人数表"
section = "人数"
column = [{ id = "男", label = "男" }, { id = "女", label = "女" }, { id = "合计", label = "合计" }]
row = [
  { id = "新生", label = "新生人数" },
  { id = "老生", label = "老生人数" },
  { id = "全社", label = "全社人数" },
]
row-group = [{ id = "各级", members = ["新生", "老生"] }]

[sample]
body = "青禾书画社"
title = "2023年社团报告"
form = "1"
head = "现报告如下。"
tail = "{body}"
section = { "活动" = "全社共0人。" }

[[mention]]
id = "说人数"
in = ["活动"]
pattern = '全社共(?P<at>{数:n}人)'

[[rule]]
id = "club-rows"
severity = "error"
each = "行 in 人数.rows"
check = "人数[行, 男] + 人数[行, 女] == 人数[行, 合计]"
message = "{trace}"
case = [
  { expect = "fail", set = { "人数[新生, 合计]" = "1", "人数[全社, 合计]" = "0" } },
  { expect = "pass" },
]
"#;

/// A report; `off` is added to the total of all.
fn report(nth: usize, off: usize) -> String {
    let (a, b, c, d) = (11 + 3 * nth, 17 + 5 * nth, 23 + 2 * nth * nth, 31 + 7 * nth);
    let rows = [(a, b), (c, d), (a + c, b + d)];
    let labels = ["新生人数", "老生人数", "全社人数"];
    let rows = rows.iter().zip(labels).map(|((m, w), label)| {
        let extra = if label == "全社人数" { off } else { 0 };
        format!("\t{label}\n\t{}\n\t{w}\n\t{}\n\n", m + extra, m + extra + w)
    });
    let total = a + b + c + d + off;
    format!(
        "青禾书画社20{:02}年社团报告\n现报告如下。\n一、活动情况\n全社共{total}人。\n二、人数情况\n\n\t项目\n\t男\n\t女\n\t合计\n\n{}青禾书画社\n",
        10 + nth,
        rows.collect::<String>()
    )
}

fn bench(wrong: usize) -> Bench {
    let bench = Bench::new();
    bench.file("clubs.toml", PACK);
    bench.file("gouji.toml", "packs = [\"clubs.toml\"]\n");
    for nth in 0..10 {
        let off = usize::from(nth < wrong);
        bench.file(&format!("r/{nth}.txt"), report(nth, off));
    }
    bench
}

#[test]
fn sums_and_figures_that_hold_are_proposed_as_rules_that_work() {
    let bench = bench(1);
    let output = bench.run(&["pack", "mine", "r", "--lang", "en"]);
    exits(&output, 0);
    let said = out(&output);
    let lines = [
        "each = \"c in 人数.columns\"\ncheck = \"sum(人数[各级, c]) == 人数[全社, c]\"\n",
        "# borne out by 9, contradicted by 1\n# against: r/0.txt\n",
        "each = \"说人数\"\ncheck = \"说人数 == 人数[全社, 合计]\"\n",
        "# borne out by 10, contradicted by 0\n",
    ];
    for line in lines {
        assert!(said.contains(line), "{line}: {said}");
    }
    // what is required already is left out
    assert!(!said.contains("r in 人数.rows"), "{said}");
    let pack = format!("[pack]\nid = \"mined\"\nextends = \"clubs.toml\"\n\n{said}");
    bench.file("mined.toml", pack);
    exits(&bench.run(&["pack", "test", "mined.toml"]), 0);
    let checked = bench.run(&["check", "r/0.txt", "--pack", "mined.toml", "-f", "concise"]);
    assert!(out(&checked).contains("candidate-"), "{}", out(&checked));
}

#[test]
fn what_is_required_is_listed_when_asked_for() {
    let bench = bench(0);
    let output = bench.run(&["pack", "mine", "r", "--all", "--lang", "en"]);
    exits(&output, 0);
    let said = out(&output);
    let wanted = "# required already by club-rows\n";
    assert!(said.contains(wanted), "{said}");
    assert!(
        said.contains("check = \"人数[r, 男] + 人数[r, 女] == 人数[r, 合计]\""),
        "{said}"
    );
}

#[test]
fn what_few_reports_bear_out_or_many_contradict_is_not_proposed() {
    let few = bench(0);
    let output = few.run(&["pack", "mine", "r/0.txt", "r/1.txt", "-f", "json"]);
    exits(&output, 0);
    assert_eq!(json(&output)["candidates"].as_array().unwrap().len(), 0);
    let many = bench(3);
    let said = out(&many.run(&["pack", "mine", "r"]));
    assert!(!said.contains("sum(人数[各级, c])"), "{said}");
    let allowed = out(&many.run(&["pack", "mine", "r", "--against", "30"]));
    assert!(allowed.contains("sum(人数[各级, c])"), "{allowed}");
    // nothing is written
    let names = std::fs::read_dir(many.path()).unwrap().count();
    assert_eq!(names, 3);
}
