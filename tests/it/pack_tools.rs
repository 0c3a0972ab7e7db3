//! `gouji pack try`, `test -v`, `sample` and `diff`: what a pattern, an expression, a case and a change of a pack come to.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::process::Output;

use support::{Bench, PACK, err, exits, json, out, report};

fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("a.txt", report("举办活动3次，参加26人。"));
    bench.file("b.txt", report("举办活动12次。"));
    bench
}

fn tried(bench: &Bench, args: &[&str]) -> Output {
    let common = ["pack", "try", "--pack", "clubs.toml", "--lang", "en"];
    bench.run(&[&common[..], args].concat())
}

#[test]
fn a_pattern_shows_where_it_matches_and_its_groups() {
    let output = tried(&bench(), &["活动{数:n}次", "a.txt", "b.txt"]);
    exits(&output, 0);
    let wanted = "pattern 活动{数:n}次\n\
                  a.txt:4:3  活动3次  n = 3\n\
                  b.txt:4:3  活动12次  n = 12\n\
                  2 matches in 2 of 2 reports\n";
    assert_eq!(out(&output), wanted);
}

#[test]
fn of_a_pattern_that_does_not_match_the_longest_part_that_does_is_shown() {
    let output = tried(
        &bench(),
        &["活动{数:n}次，(?:来了|参加){数:m}位", "a.txt", "b.txt"],
    );
    exits(&output, 1);
    let said = out(&output);
    let lines = [
        "no match in 2 reports",
        "longest leading part that matches (once): 活动{数:n}次，(?:来了|参加){数:m}",
        "what does not fit behind it: 位",
        "a.txt:4:3  活动3次，参加26 is followed by: 人。",
    ];
    for line in lines {
        assert!(said.contains(line), "{line}: {said}");
    }
    let nothing = tried(&bench(), &["飞机", "a.txt"]);
    exits(&nothing, 1);
    let said = out(&nothing);
    assert!(
        said.contains("no leading part of it matches either"),
        "{said}"
    );
    // where it is looked for counts
    let elsewhere = tried(&bench(), &["活动{数:n}次", "a.txt", "--in", "人数"]);
    exits(&elsewhere, 1);
}

#[test]
fn an_expression_shows_its_value_and_what_was_read() {
    let output = tried(&bench(), &["人数[新生, 男] + 人数[新生, 女]", "a.txt"]);
    exits(&output, 0);
    let said = out(&output);
    assert!(
        said.starts_with("expression 人数[新生, 男] + 人数[新生, 女]\na.txt  7\n"),
        "{said}"
    );
    assert!(said.contains("新生人数 · 男  3\n"), "{said}");
    assert!(said.contains("新生人数 · 女  4\n"), "{said}");
    let holds = tried(&bench(), &["人数[新生, 男] == 4", "a.txt"]);
    assert!(
        out(&holds).contains("a.txt  false  3 ≠ 4\n"),
        "{}",
        out(&holds)
    );
    let unknown = tried(&bench(), &["人数[老生, 女] + 1", "a.txt"]);
    exits(&unknown, 0);
    assert!(
        out(&unknown).contains("a.txt  undecided: "),
        "{}",
        out(&unknown)
    );
}

#[test]
fn an_expression_goes_through_what_each_says_and_lists_are_shown() {
    let each = tried(
        &bench(),
        &["人数[新生, c]", "a.txt", "--each", "c in 人数.columns"],
    );
    exits(&each, 0);
    assert!(out(&each).contains("a.txt\n  男  3\n"), "{}", out(&each));
    let list = tried(&bench(), &["人数[新生, *]", "a.txt"]);
    exits(&list, 0);
    assert!(out(&list).contains("a.txt  a list:\n"), "{}", out(&list));
}

#[test]
fn what_is_no_expression_is_looked_for_and_that_is_said() {
    let bench = bench();
    // a word alone, a pattern: nothing to say
    let word = tried(&bench, &["活动", "a.txt"]);
    exits(&word, 0);
    assert_eq!(err(&word), "");
    // it reads like an expression
    let slip = tried(&bench, &["人数[新声, 男]", "a.txt"]);
    exits(&slip, 1);
    let said = err(&slip);
    assert!(
        said.contains("looked for as a pattern; as an expression (--expr): no row `新声`"),
        "{said}"
    );
    // the value of a section's id is its text: forced, it is looked for all the same
    exits(&tried(&bench, &["--pattern", "人数", "a.txt"]), 0);
    let forced = tried(&bench, &["--expr", "人数[新声, 男]", "a.txt"]);
    exits(&forced, 2);
    let said = err(&forced);
    assert!(said.contains("TEXT:1:4"), "{said}");
    assert!(said.contains("did you mean 新生?"), "{said}");
    let broken = tried(&bench, &["(活动", "a.txt"]);
    exits(&broken, 2);
    assert!(err(&broken).contains("TEXT:1:1"), "{}", err(&broken));
    let stranger = bench.file("c.txt", "别的文字。\n");
    exits(&tried(&bench, &["活动", &stranger]), 4);
}

#[test]
fn programs_read_what_was_tried() {
    let bench = bench();
    let all = json(&tried(&bench, &["活动{数:n}次", "a.txt", "-f", "json"]));
    let found = &all["reports"][0]["matches"][0];
    assert_eq!(found["text"], "活动3次");
    assert_eq!(found["groups"]["n"], "3");
    assert_eq!(found["place"]["start"]["line"], 4);
    let all = json(&tried(
        &bench,
        &["人数[新生, 男] + 1", "a.txt", "-f", "json"],
    ));
    let value = &all["reports"][0]["values"][0];
    assert_eq!(value["value"], "4");
    assert_eq!(value["reads"][0]["text"], "3");
}

#[test]
fn cases_are_shown_with_what_they_change_and_what_is_said() {
    let bench = bench();
    let output = bench.run(&["pack", "test", "-v", "clubs.toml", "--lang", "en"]);
    exits(&output, 0);
    let said = out(&output);
    let lines = [
        "club-vague\n  clubs.toml:61  must fail (as it does)\n",
        "    +   4 | 举办了很多活动。\n",
        "the activities are not counted\n",
        "    4:4  ",
        "4 cases passed\n",
    ];
    for line in lines {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn the_sample_is_a_report_that_can_be_checked() {
    let bench = bench();
    let output = bench.run(&["pack", "sample", "clubs.toml"]);
    exits(&output, 0);
    bench.file("s.txt", out(&output));
    exits(&bench.check(&["s.txt", "--fail-on", "info"]), 0);
    let cases = bench.run(&["pack", "sample", "clubs.toml", "club-vague"]);
    exits(&cases, 0);
    let said = out(&cases);
    assert_eq!(
        said.matches("青禾书画社2023年社团报告").count(),
        2,
        "{said}"
    );
    assert!(said.contains("举办了很多活动。"), "{said}");
    let wrong = bench.run(&["pack", "sample", "clubs.toml", "club-vage", "--lang", "en"]);
    exits(&wrong, 2);
    assert!(
        err(&wrong).contains("did you mean club-vague?"),
        "{}",
        err(&wrong)
    );
}

/// The pack with another pattern, another severity and a rule more.
fn changed() -> String {
    let pack = PACK.replace("match = '很多'", "match = '不少'");
    let pack = pack.replace(
        "match = '谢谢'\nin = [\"活动\"]\nseverity = \"warning\"",
        "match = '谢谢'\nin = [\"活动\"]\nseverity = \"info\"",
    );
    let more = "\n[[rule]]\nid = \"club-sum\"\nwhen = \"year == 1999\"\ncheck = \"人数[新生, 男] <= 9\"\n\
                message = \"{lhs}\"\ncase = { expect = \"fail\", title = \"1999年社团报告\", set = { \"人数[新生, 男]\" = \"10\" } }\n";
    format!("{pack}{more}")
}

#[test]
fn a_change_of_a_pack_shows_what_is_gained_and_lost() {
    let bench = bench();
    bench.file("new.toml", changed());
    bench.file("r/a.txt", report("很多人来了。谢谢。"));
    bench.file("r/b.txt", report("不少人来了。"));
    bench.file("gouji.toml", "packs = [\"clubs.toml\"]\n");
    let diff = |args: &[&str]| {
        let common = [
            "pack",
            "diff",
            "clubs.toml",
            "new.toml",
            "r",
            "--lang",
            "en",
        ];
        bench.run(&[&common[..], args].concat())
    };
    let output = diff(&[]);
    exits(&output, 0);
    let said = out(&output);
    let lines = [
        "clubs.toml → new.toml, 2 reports",
        "rules that are new:\n  club-sum\n",
        "club-polite  1 of another severity\n  ~ r/a.txt:4:7  写了「谢谢」\n",
        "club-vague  1 gained, 1 lost\n  + r/b.txt:4:1  the activities are not counted\n  - r/a.txt:4:1  the activities are not counted\n",
        "rules that applied to none of these reports:\n  club-sum\n",
        "1 gained, 1 lost\n",
    ];
    for line in lines {
        assert!(said.contains(line), "{line}: {said}");
    }
    exits(&diff(&["--no-loss"]), 1);
    let all = json(&diff(&["-f", "json"]));
    assert_eq!(all["lost"], 1);
    let rules: Vec<&str> = all["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["club-polite", "club-vague"]);
    // nothing is lost of what is the same
    let same = bench.run(&[
        "pack",
        "diff",
        "clubs.toml",
        "clubs.toml",
        "r",
        "--no-loss",
        "--lang",
        "en",
    ]);
    exits(&same, 0);
    assert!(out(&same).contains("0 gained, 0 lost"), "{}", out(&same));
    exits(
        &bench.run(&["pack", "diff", "clubs.toml", "no.toml", "r"]),
        2,
    );
}

#[test]
fn parameters_that_changed_are_listed() {
    let bench = bench();
    let pack = |least: &str| {
        format!(
            "{PACK}\n[param.\"least\"]\ndefault = \"{least}\"\n\n[[rule]]\nid = \"club-least\"\ncheck = \"人数[新生, 男] >= least\"\n\
             message = \"{{lhs}}\"\ncase = {{ expect = \"fail\", set = {{ \"人数[新生, 男]\" = \"1\" }} }}\n"
        )
    };
    bench.file("old.toml", pack("2"));
    bench.file("new.toml", pack("4"));
    let output = bench.run(&[
        "pack", "diff", "old.toml", "new.toml", "a.txt", "--lang", "en",
    ]);
    exits(&output, 0);
    let said = out(&output);
    assert!(
        said.contains("parameters that changed:\n  least.default  \"2\" → \"4\"\n"),
        "{said}"
    );
    assert!(said.contains("club-least  1 gained\n"), "{said}");
}

#[test]
fn numbers_behind_the_end_of_a_paragraph_are_read_like_those_before_it() {
    let bench = Bench::new();
    let pack = r#"
[pack]
id = "mine"
extends = "clubs.toml"

[[rule]]
id = "mine-visitors"
title = "人次不少于活动的次数"
fault = "人次少于次数"
severity = "warning"
across = true
match = '活动{数:n}次。\n参加(?P<at>{数:m}万人次)'
check = "m == 12000 and n == 3"
at = "at"
message = "{m}"

[[rule.case]]
pass = "举办活动3次。\n参加1.2万人次。"

[[rule.case]]
fail = "举办活动3次。\n参加1.3万人次。"
at = "1.3万人次"
"#;
    bench.file("mine.toml", pack);
    let output = bench.run(&["pack", "test", "mine.toml"]);
    exits(&output, 0);
}
