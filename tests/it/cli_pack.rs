//! `gouji pack …`, and how packs and `gouji.toml` reach a report.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::fs;

use support::{Bench, err, exits, json, out, report};

/// A pack for the clubs of one place, on top of the clubs' own.
const LOCAL: &str = r#"
[pack]
id = "qinghe"
name = "青禾"
extends = "clubs.toml"
places = ["青禾书画社"]

[override.club-vague]
severity = "error"

[[override.club-vague.case]]
note = "照旧"
fail = "举办了很多活动。"

[[rule]]
id = "qinghe-members"
title = "写明社员人数"
severity = "warning"
in = ["活动"]
require = ['社员{数}人']
message = "没有写明社员人数"
case = [{ fail = "举办活动3次。" }, { pass = "社员52人。" }]
"#;

fn bench() -> Bench {
    let bench = Bench::new();
    let clubs = support::PACK.replace(
        "name-en = \"report of a club\"",
        "name-en = \"report of a club\"\nplace = ['^(?P<place>.+)$']",
    );
    bench.file(
        "clubs.toml",
        format!("{clubs}\n[alias]\n\"数\" = \"number\"\n"),
    );
    bench.file("qinghe.toml", LOCAL);
    bench.file("a.txt", report("举办活动3次。"));
    bench
}

/// Packs and rules of the first report.
fn linted(bench: &Bench, args: &[&str]) -> (Vec<String>, Vec<String>) {
    let common = ["check", "--format", "json", "--fail-on", "never"];
    let output = bench.run(&[&common[..], args].concat());
    exits(&output, 0);
    let report = json(&output)["reports"][0].clone();
    let texts = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let packs = report["packs"].as_array().unwrap().iter().map(texts);
    let rules = report["diagnostics"].as_array().unwrap().iter();
    (packs.collect(), rules.map(|d| texts(&d["rule"])).collect())
}

#[test]
fn a_pack_is_asked_for_by_option_or_configuration() {
    let bench = bench();
    let (packs, rules) = linted(&bench, &["--pack", "qinghe.toml", "a.txt"]);
    assert_eq!(packs, ["clubs", "qinghe"]);
    assert_eq!(rules, ["qinghe-members"]);
    bench.file("gouji.toml", "packs = [\"qinghe.toml\"]\n");
    assert_eq!(linted(&bench, &["a.txt"]).0, ["clubs", "qinghe"]);
    let nothing = bench.run(&["check", "--no-config", "a.txt"]);
    exits(&nothing, 4);
    bench.file("other.toml", "packs = [\"clubs.toml\"]\n");
    let other = linted(&bench, &["--config", "other.toml", "a.txt"]);
    assert_eq!(other.0, ["clubs"]);
}

#[test]
fn the_configuration_is_found_from_a_folder_below() {
    let bench = bench();
    bench.file("gouji.toml", "packs = [\"qinghe.toml\"]\n");
    bench.file("2023/a.txt", report("举办活动3次。"));
    let mut command = bench.command(&["check", "a.txt", "--format", "json"]);
    let output = command
        .current_dir(bench.path().join("2023"))
        .output()
        .unwrap();
    exits(&output, 0);
    assert_eq!(json(&output)["reports"][0]["packs"][1], "qinghe");
}

#[test]
fn a_pack_on_offer_is_chosen_by_the_place_in_the_title() {
    let bench = bench();
    bench.file(
        "gouji.toml",
        "packs = [\"clubs.toml\"]\nby-place = [\"q*.toml\"]\n",
    );
    bench.file(
        "b.txt",
        report("举办活动3次。").replace("青禾书画社", "云溪书画社"),
    );
    assert_eq!(linted(&bench, &["a.txt"]).0, ["clubs", "qinghe"]);
    assert_eq!(linted(&bench, &["b.txt"]).0, ["clubs"]);
    assert_eq!(linted(&bench, &["--no-place-packs", "a.txt"]).0, ["clubs"]);
    let shown = out(&bench.run(&["check", "a.txt", "b.txt", "--lang", "en", "-q"]));
    assert!(
        shown.contains("qinghe (1 report, by place in the title)"),
        "{shown}"
    );
    bench.file(
        "gouji.toml",
        "packs = [\"clubs.toml\"]\nby-place = [\"q*.toml\"]\nchoose-by-place = false\n",
    );
    assert_eq!(linted(&bench, &["a.txt"]).0, ["clubs"]);
}

#[test]
fn what_is_wrong_with_the_configuration_is_drawn_in_it() {
    let bench = bench();
    bench.file("gouji.toml", "packs = [\"clubs.toml\"]\nby-plcae = []\n");
    let output = bench.run(&["check", "a.txt", "--lang", "en"]);
    exits(&output, 2);
    let said = err(&output);
    assert!(said.contains("gouji.toml:2:1"), "{said}");
    assert!(said.contains("did you mean by-place?"), "{said}");
    let output = bench.run(&[
        "check",
        "--no-config",
        "--pack",
        "hebie",
        "a.txt",
        "--lang",
        "en",
    ]);
    exits(&output, 2);
    assert!(
        err(&output).contains("did you mean hebei?"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_new_pack_is_right_and_is_not_written_twice() {
    let bench = Bench::new();
    for lang in ["zh", "en"] {
        let name = format!("new-{lang}");
        exits(&bench.run(&["pack", "new", &name, "--lang", lang]), 0);
        let file = format!("{name}.toml");
        let checked = bench.run(&["pack", "check", &file, "--lang", "en"]);
        exits(&checked, 0);
        assert_eq!(err(&checked), "gouji: 1 pack, 1 rule, no errors\n");
        let tested = bench.run(&["pack", "test", &file, "--lang", "en"]);
        exits(&tested, 0);
        assert!(out(&tested).starts_with("2 cases"), "{}", out(&tested));
        let before = fs::read_to_string(bench.path().join(&file)).unwrap();
        exits(&bench.run(&["pack", "new", &name]), 2);
        let after = fs::read_to_string(bench.path().join(&file)).unwrap();
        assert_eq!(before, after);
    }
}

#[test]
fn a_pack_is_checked_tested_and_mutated() {
    let bench = bench();
    exits(&bench.run(&["pack", "check", "qinghe.toml"]), 0);
    let tested = bench.run(&["pack", "test", "qinghe.toml", "--format", "json"]);
    exits(&tested, 0);
    assert_eq!(json(&tested)["counts"]["passed"], 3);
    let mutated = bench.run(&[
        "pack",
        "test",
        "--mutate",
        "qinghe.toml",
        "--format",
        "json",
    ]);
    exits(&mutated, 0);
    assert_eq!(json(&mutated)["covered"], json(&mutated)["places"]);

    let wrong = LOCAL.replace("{ pass = \"社员52人。\" }", "{ pass = \"社员若干。\" }");
    bench.file("wrong.toml", wrong);
    let tested = bench.run(&["pack", "test", "wrong.toml", "--lang", "en"]);
    exits(&tested, 1);
    assert!(out(&tested).contains("qinghe-members"), "{}", out(&tested));
    bench.file(
        "none.toml",
        LOCAL.replace("fail = \"举办活动3次。\"", "pass = \"社员3人。\""),
    );
    let checked = bench.run(&["pack", "check", "none.toml", "--lang", "en"]);
    exits(&checked, 2);
    assert!(
        err(&checked).contains("no case of this rule fails"),
        "{}",
        err(&checked)
    );
    assert!(
        err(&checked).contains("none.toml:16:6"),
        "{}",
        err(&checked)
    );
}

#[test]
fn the_layers_of_a_rule_are_shown() {
    let bench = bench();
    let args = ["pack", "resolve", "club-vague", "--pack", "qinghe.toml"];
    let shown = out(&bench.run(&[&args[..], &["--lang", "en"]].concat()));
    assert!(shown.starts_with("club-vague  error"), "{shown}");
    assert!(shown.contains("✓  severity  qinghe"), "{shown}");
    assert!(shown.contains("·  severity  clubs"), "{shown}");
    let all = json(&bench.run(&[&args[..], &["--format", "json"]].concat()));
    let settings = all["settings"].as_array().unwrap();
    let last = settings.iter().rfind(|s| s["key"] == "severity").unwrap();
    assert_eq!(
        (&last["pack"], &last["line"]),
        (&"qinghe".into(), &9.into())
    );
    assert_eq!(last["fate"], "holds");
    exits(
        &bench.run(&["pack", "resolve", "club-vage", "--pack", "qinghe.toml"]),
        2,
    );

    let why = bench.run(&[
        "why",
        "club-vague",
        "a.txt",
        "--pack",
        "qinghe.toml",
        "--lang",
        "en",
    ]);
    exits(&why, 0);
    assert!(
        out(&why).contains("qinghe severity = \"error\" (qinghe.toml:9)"),
        "{}",
        out(&why)
    );
}

#[test]
fn packs_are_listed_described_and_have_a_schema() {
    let bench = bench();
    let list = out(&bench.run(&["pack", "list", "--pack", "qinghe.toml", "--lang", "en"]));
    assert!(list.contains("henan"), "{list}");
    assert!(
        list.lines()
            .any(|l| l.starts_with("qinghe") && l.contains("1 place")),
        "{list}"
    );
    let page = bench.run(&["pack", "docs", "qinghe.toml"]);
    exits(&page, 0);
    let page = out(&page);
    assert!(page.starts_with("# 青禾\n"), "{page}");
    assert!(
        page.contains("### qinghe-members") && page.contains("### club-vague"),
        "{page}"
    );
    assert!(!page.contains("### club-thanks"), "{page}");
    for args in [&["pack", "schema"][..], &["pack", "schema", "--for-config"]] {
        assert!(json(&bench.run(args))["$schema"].is_string());
    }
}
