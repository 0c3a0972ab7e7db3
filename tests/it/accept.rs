//! What was accepted before: baselines, waivers, and remarks in reports.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::fs;

use serde_json::Value;
use support::{Bench, PACK, err, exits, json, out, report};

const DAY: &str = "2025-06-01";

/// Rules and places of what counts, and of what was accepted, with what accepts it.
fn found(bench: &Bench, args: &[&str]) -> (Vec<String>, Vec<String>) {
    let output = bench.check(&[&["-f", "json", "--today", DAY], args].concat());
    let all = json(&output);
    let line = |d: &Value| {
        let line = &d["labels"][0]["start"]["line"];
        format!("{}:{}", d["rule"].as_str().unwrap(), line)
    };
    let mut counts = Vec::new();
    let mut accepted = Vec::new();
    for report in all["reports"].as_array().unwrap() {
        counts.extend(report["diagnostics"].as_array().unwrap().iter().map(line));
        for d in report["accepted"].as_array().into_iter().flatten() {
            accepted.push(format!("{} {}", line(d), d["by"].as_str().unwrap()));
        }
    }
    (counts, accepted)
}

fn none() -> Vec<String> {
    Vec::new()
}

fn waive(bench: &Bench, args: &[&str]) -> std::process::Output {
    let common = [
        "waive",
        "--pack",
        "clubs.toml",
        "--lang",
        "en",
        "--today",
        DAY,
    ];
    bench.run(&[&common[..], args].concat())
}

fn baseline(bench: &Bench, args: &[&str]) -> std::process::Output {
    let (act, rest) = args.split_first().unwrap();
    let common = ["baseline", act, "--pack", "clubs.toml", "--lang", "en"];
    bench.run(&[&common[..], rest].concat())
}

#[test]
fn a_baseline_lets_only_new_findings_count() {
    let bench = Bench::new();
    bench.file("年/a.txt", report("举办了很多活动。谢谢。"));
    let made = baseline(&bench, &["create", "年"]);
    exits(&made, 0);
    let said = err(&made);
    assert!(
        said.contains("gouji-baseline.json: 2 findings in 1 report (2 added, 0 removed)"),
        "{said}"
    );
    let file = fs::read_to_string(bench.path().join("gouji-baseline.json")).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len(), 7, "{file}");
    assert!(
        lines[3]
            .starts_with("    {\"path\":\"年/a.txt\",\"rule\":\"club-polite\",\"fingerprint\":\"")
    );
    assert!(
        lines[3].ends_with("\",\"count\":1,\"at\":\"谢谢\"},"),
        "{file}"
    );
    exits(&bench.check(&["年"]), 0);
    // a line above changes nothing, a second time is new
    bench.file(
        "年/a.txt",
        format!("新的一行\n{}", report("举办了很多活动。谢谢。\n很多")),
    );
    let (counts, accepted) = found(&bench, &["年"]);
    assert_eq!(counts, ["club-vague:6"]);
    assert_eq!(
        accepted,
        ["club-vague:5 baseline", "club-polite:5 baseline"]
    );
    exits(&bench.check(&["年"]), 1);
}

#[test]
fn what_has_gone_is_said_and_pruned() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。谢谢。"));
    bench.file("b.txt", report("谢谢。"));
    exits(&baseline(&bench, &["create", "a.txt", "b.txt"]), 0);
    bench.file("a.txt", report("谢谢，谢谢。"));
    fs::remove_file(bench.path().join("b.txt")).unwrap();
    let output = bench.check(&["a.txt", "--lang", "en", "--width", "80"]);
    exits(&output, 0);
    let said = out(&output);
    let gone = "\
2 findings of the baseline no longer found; gouji baseline prune removes them
  a.txt club-vague (很多)
  b.txt club-polite (谢谢)
";
    assert!(said.ends_with(gone), "{said}");
    let summary = json(&bench.check(&["a.txt", "-f", "json"]))["summary"].clone();
    assert_eq!(
        summary["accepted"],
        serde_json::json!({"baseline": 1, "waiver": 0, "remark": 0})
    );
    assert_eq!(summary["vanished"][0]["rule"], "club-vague");
    assert_eq!(summary["vanished"][1]["path"], "b.txt");
    // rules that do not run have not gone
    let only = bench.run(&[
        "check",
        "a.txt",
        "--pack",
        "clubs.toml",
        "--select",
        "club-polite",
        "-f",
        "json",
    ]);
    assert_eq!(
        json(&only)["summary"]["vanished"].as_array().unwrap().len(),
        1
    );
    let pruned = baseline(&bench, &["prune", "a.txt"]);
    assert!(
        err(&pruned).contains("1 finding in 1 report (0 added, 2 removed)"),
        "{}",
        err(&pruned)
    );
    let updated = baseline(&bench, &["update", "a.txt"]);
    assert!(
        err(&updated).contains("2 findings in 1 report (1 added, 0 removed)"),
        "{}",
        err(&updated)
    );
    assert_eq!(found(&bench, &["a.txt"]).0, none());
}

#[test]
fn a_baseline_is_not_overwritten_by_accident() {
    let bench = Bench::new();
    bench.file("a.txt", report("谢谢。"));
    let absent = baseline(&bench, &["update", "a.txt"]);
    exits(&absent, 2);
    assert!(err(&absent).contains("there is no baseline yet"));
    exits(&baseline(&bench, &["create", "a.txt"]), 0);
    let again = baseline(&bench, &["create", "a.txt"]);
    exits(&again, 2);
    assert!(err(&again).contains("--force"));
    exits(&baseline(&bench, &["create", "a.txt", "--force"]), 0);
}

#[test]
fn a_baseline_is_found_named_and_left_out() {
    let bench = Bench::new();
    bench.file("甲/gouji.toml", "baseline = \"known.json\"\n");
    bench.file("甲/r/a.txt", report("很多"));
    exits(&baseline(&bench, &["create", "甲"]), 0);
    let file = fs::read_to_string(bench.path().join("甲/known.json")).unwrap();
    assert!(file.contains("\"path\":\"r/a.txt\""), "{file}");
    exits(&bench.check(&["甲"]), 0);
    exits(&bench.check(&["甲", "--no-config"]), 1);
    exits(
        &bench.check(&["甲", "--no-config", "--baseline", "甲/known.json"]),
        0,
    );
    exits(&bench.check(&["甲", "--baseline", "none.json"]), 2);
}

#[test]
fn a_damaged_baseline_is_an_error_with_its_place() {
    let bench = Bench::new();
    bench.file("a.txt", report("谢谢。"));
    exits(&baseline(&bench, &["create", "a.txt"]), 0);
    let path = bench.path().join("gouji-baseline.json");
    let file = fs::read_to_string(&path).unwrap();
    for (damaged, place) in [
        (
            file.replace("\"count\":1", "\"count\":-1"),
            "gouji-baseline.json:4:",
        ),
        (
            file.replace("    {", "<<<<<<< HEAD\n    {"),
            "gouji-baseline.json:4:1",
        ),
        (
            file.replace("\"version\": 1", "\"version\": 9"),
            "gouji-baseline.json:1:1",
        ),
        (String::new(), "gouji-baseline.json"),
    ] {
        fs::write(&path, damaged).unwrap();
        for output in [
            bench.check(&["a.txt"]),
            baseline(&bench, &["update", "a.txt"]),
        ] {
            exits(&output, 2);
            assert!(err(&output).contains(place), "{}", err(&output));
        }
    }
}

#[test]
fn a_waiver_holds_until_the_values_change_or_the_day_passes() {
    let bench = Bench::new();
    bench.file("r/a.txt", report("举办了很多活动，参加者很多。谢谢。"));
    let waived = waive(
        &bench,
        &[
            "r/a.txt",
            "--rule",
            "club-vague",
            "--at",
            "活动情况",
            "--reason",
            "经核实 \"无误\"",
            "--who",
            "王某",
            "--until",
            "2025-12-31",
        ],
    );
    exits(&waived, 0);
    assert!(
        err(&waived).contains("2 findings of club-vague waived"),
        "{}",
        err(&waived)
    );
    let file = fs::read_to_string(bench.path().join("waivers.toml")).unwrap();
    assert!(
        file.starts_with(
            "[[waiver]]\nrule = \"club-vague\"\nfile = \"r/a.txt\"\nat = \"活动情况\"\n"
        ),
        "{file}"
    );
    let (counts, accepted) = found(&bench, &["r"]);
    assert_eq!(counts, ["club-polite:4"]);
    assert_eq!(accepted, ["club-vague:4 waiver", "club-vague:4 waiver"]);
    exits(&bench.check(&["r", "--today", "2025-12-31"]), 0);
    let over = bench.check(&[
        "r",
        "--today",
        "2026-01-01",
        "-f",
        "concise",
        "--lang",
        "en",
    ]);
    exits(&over, 1);
    assert!(out(&over).contains("waivers.toml:1:1: warning[waiver-lapsed] the waiver of club-vague ended on 2025-12-31\n"), "{}", out(&over));
    // a line above is no change
    bench.file(
        "r/a.txt",
        format!("新的一行\n{}", report("举办了很多活动，参加者很多。谢谢。")),
    );
    assert_eq!(found(&bench, &["r"]).0, ["club-polite:5"]);
    // another number of the same words is one
    bench.file("r/a.txt", report("举办了很多活动，参加者很多，很多。"));
    assert_eq!(found(&bench, &["r"]).0, ["club-vague:4"]);
    bench.file("r/a.txt", report("完毕。"));
    assert_eq!(found(&bench, &["r"]).0, ["waiver-unused:1"]);
    // about nothing that was checked nothing is said
    bench.file("b.txt", report("完毕。"));
    assert_eq!(found(&bench, &["b.txt"]).0, none());
    let other = bench.run(&[
        "check",
        "r",
        "--pack",
        "clubs.toml",
        "--select",
        "club-polite",
        "-f",
        "json",
    ]);
    assert_eq!(json(&other)["reports"].as_array().unwrap().len(), 1);
}

/// What is said about a waiver with these keys, on a report that breaks the rule once in a paragraph of its own.
fn waivers(toml: &str) -> (Vec<String>, Vec<String>) {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    bench.file("waivers.toml", toml);
    found(&bench, &["a.txt"])
}

#[test]
fn a_waiver_has_to_be_signed_and_to_state_values() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    exits(
        &waive(
            &bench,
            &[
                "a.txt",
                "--rule",
                "club-vague",
                "--reason",
                "x",
                "--who",
                "y",
            ],
        ),
        0,
    );
    let file = fs::read_to_string(bench.path().join("waivers.toml")).unwrap();
    assert_eq!(waivers(&file), (none(), vec!["club-vague:4 waiver".into()]));
    let glob = file.replace("\"a.txt\"", "\"*.txt\"");
    assert_eq!(waivers(&glob).0, none());
    let cases = [
        (file.replace("reason = \"x\"\n", ""), "waiver-unsigned:1"),
        (
            file.replace("who = \"y\"", "who = \" \""),
            "waiver-unsigned:1",
        ),
        (
            file.replace("values = \"", "values = \"0"),
            "waiver-lapsed:1",
        ),
        (
            file.lines()
                .filter(|l| !l.starts_with("values"))
                .collect::<Vec<_>>()
                .join("\n"),
            "waiver-lapsed:1",
        ),
        (format!("{file}at = \"人数情况\"\n"), "waiver-unused:1"),
        (
            file.replace("who = \"y\"", "who = \"y\"\nuntil = \"2025-05-31\""),
            "waiver-lapsed:1",
        ),
    ];
    for (toml, wanted) in cases {
        assert_eq!(waivers(&toml).0, ["club-vague:4", wanted], "{toml}");
    }
    for at in ["活动情况", "一、活动情况", "很多"] {
        assert_eq!(waivers(&format!("{file}at = \"{at}\"\n")).0, none(), "{at}");
    }
    // the lapse names the values that would do, and points at the finding
    bench.file("waivers.toml", file.replace("values = \"", "values = \"0"));
    let all = json(&bench.check(&["a.txt", "-f", "json", "--today", DAY]));
    let lapse = &all["reports"][1]["diagnostics"][0];
    assert_eq!(lapse["elsewhere"][0]["line"], 4);
    let value = file.lines().last().unwrap();
    assert!(lapse["help"].as_str().unwrap().ends_with(value), "{lapse}");
}

#[test]
fn waivers_stand_in_the_configuration_too() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    exits(
        &waive(
            &bench,
            &[
                "a.txt",
                "--rule",
                "club-vague",
                "--reason",
                "x",
                "--who",
                "y",
            ],
        ),
        0,
    );
    fs::rename(
        bench.path().join("waivers.toml"),
        bench.path().join("gouji.toml"),
    )
    .unwrap();
    assert_eq!(found(&bench, &["a.txt"]).0, none());
    exits(&bench.check(&["a.txt", "--no-config"]), 1);
    bench.file(
        "waivers.toml",
        "[[waiver]]\nrule = \"club-vague\"\nuntil = \"2025-02-30\"\nwhy = \"\"\n",
    );
    let output = bench.check(&["a.txt", "--lang", "en"]);
    exits(&output, 2);
    for said in [
        "`file` is missing",
        "`2025-02-30` is no day",
        "unknown key `why`",
    ] {
        assert!(err(&output).contains(said), "{}", err(&output));
    }
}

#[test]
fn what_a_pack_has_locked_cannot_be_waived() {
    let bench = Bench::new();
    bench.file(
        "clubs.toml",
        PACK.replace("id = \"club-vague\"", "id = \"club-vague\"\nlock = true"),
    );
    let line = fs::read_to_string(bench.path().join("clubs.toml")).unwrap();
    let line = line.lines().position(|l| l == "lock = true").unwrap() + 1;
    bench.file("a.txt", report("举办了很多活动。"));
    let refused = waive(
        &bench,
        &[
            "a.txt",
            "--rule",
            "club-vague",
            "--reason",
            "x",
            "--who",
            "y",
        ],
    );
    exits(&refused, 2);
    assert!(
        err(&refused).contains(&format!("clubs.toml:{line} locks it")),
        "{}",
        err(&refused)
    );
    bench.file("waivers.toml", "[[waiver]]\nrule = \"club-vague\"\nfile = \"a.txt\"\nreason = \"x\"\nwho = \"y\"\nvalues = \"0\"\n");
    let output = bench.check(&["a.txt", "-f", "json", "--lang", "en"]);
    exits(&output, 1);
    let all = json(&output);
    assert_eq!(all["reports"][0]["diagnostics"][0]["rule"], "club-vague");
    assert_eq!(all["reports"][1]["path"], "waivers.toml");
    let locked = &all["reports"][1]["diagnostics"][0];
    assert_eq!(locked["rule"], "waiver-locked");
    assert_eq!(locked["elsewhere"][0]["line"], line);
    assert!(
        locked["elsewhere"][0]["path"]
            .as_str()
            .unwrap()
            .ends_with("clubs.toml")
    );
    // nor by a remark, and no baseline holds it
    fs::remove_file(bench.path().join("waivers.toml")).unwrap();
    bench.file(
        "a.txt",
        report("举办了很多活动。<!-- gouji: ignore club-vague x -->"),
    );
    assert_eq!(
        found(&bench, &["a.txt"]).0,
        ["club-vague:4", "remark-locked:4"]
    );
    exits(&baseline(&bench, &["create", "a.txt"]), 0);
    assert_eq!(found(&bench, &["a.txt"]).0[0], "club-vague:4");
}

#[test]
fn waive_refuses_what_it_cannot_sign() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    for (rule, at, reason, who, said) in [
        ("club-vage", "", "x", "y", "did you mean club-vague"),
        (
            "club-polite",
            "",
            "x",
            "y",
            "no finding of club-polite to waive",
        ),
        (
            "club-vague",
            "人数情况",
            "x",
            "y",
            "no finding of club-vague at “人数情况” to waive",
        ),
        ("club-vague", "", " ", "y", "--reason: must not be blank"),
        ("club-vague", "", "x", "", "--who: must not be blank"),
    ] {
        let output = waive(
            &bench,
            &[
                "a.txt", "--rule", rule, "--at", at, "--reason", reason, "--who", who,
            ],
        );
        exits(&output, 2);
        assert!(err(&output).contains(said), "{}", err(&output));
    }
    assert!(!bench.path().join("waivers.toml").exists());
}

/// What counts and what was accepted in a report with these activities.
fn remarked(activities: &str) -> (Vec<String>, Vec<String>) {
    let bench = Bench::new();
    bench.file("a.md", report(activities));
    found(&bench, &["a.md"])
}

#[test]
fn a_remark_holds_for_its_block_or_the_next_one() {
    let accepted = |line: usize| vec![format!("club-vague:{line} remark")];
    for (text, line) in [
        (
            "<!-- gouji: ignore club-vague 已说明 -->\n举办了很多活动。",
            5,
        ),
        (
            "  <!--gouji:ignore club-vague：已说明-->\n\n举办了很多活动。",
            6,
        ),
        (
            "<!-- gouji: ignore club-vague\n   已经\n   说明 -->\n举办了很多活动。",
            7,
        ),
        (
            "举办了很多活动。 <!-- gouji: ignore club-vague 已说明 -->",
            4,
        ),
        (
            "<!-- gouji: ignore club-vague 已说明 --> 举办了很多活动。",
            4,
        ),
        (
            "举办了<!-- gouji： ignore club-vague 已说明 -->很多活动。",
            4,
        ),
        (
            "举办了很<!-- gouji: ignore club-vague 已说明 -->多活动。",
            4,
        ),
    ] {
        assert_eq!(remarked(text), (none(), accepted(line)), "{text}");
    }
    // the one behind the next is another
    let (counts, accepted) =
        remarked("<!-- gouji: ignore club-vague x -->\n举办了很多活动。\n\n很多。");
    assert_eq!((counts, accepted.len()), (vec!["club-vague:7".into()], 1));
    let bench = Bench::new();
    let whole = report("举办了很多活动。\n\n很多。");
    bench.file(
        "a.md",
        format!("<!-- gouji: ignore club-vague 全文 -->\n\n{whole}"),
    );
    let (counts, accepted) = found(&bench, &["a.md"]);
    assert_eq!((counts, accepted.len()), (none(), 2));
}

#[test]
fn a_remark_that_does_nothing_is_a_finding() {
    for (text, wanted) in [
        (
            "举办了很多活动。<!-- gouji: ignore club-vague -->",
            vec!["club-vague:4", "remark-unsigned:4"],
        ),
        (
            "举办了很多活动。<!-- gouji: ignore -->",
            vec!["club-vague:4", "remark-unsigned:4"],
        ),
        (
            "举办了很多活动。<!-- gouji: allow club-vague x -->",
            vec!["club-vague:4", "remark-unsigned:4"],
        ),
        (
            "完毕。<!-- gouji: ignore club-vague x -->",
            vec!["remark-unused:4"],
        ),
        (
            "完毕。<!-- gouji: ignore club-vage x -->",
            vec!["remark-unused:4"],
        ),
        // one that is not for gouji
        ("完毕。<!-- todo: ignore club-vague x -->", vec![]),
    ] {
        assert_eq!(remarked(text).0, wanted, "{text}");
    }
    let bench = Bench::new();
    bench.file("a.md", report("完毕。<!-- gouji: ignore club-polite x -->"));
    let only = bench.run(&[
        "check",
        "a.md",
        "--pack",
        "clubs.toml",
        "--select",
        "club-vague",
        "-f",
        "json",
    ]);
    assert_eq!(
        json(&only)["reports"][0]["diagnostics"],
        Value::Array(Vec::new())
    );
}

#[test]
fn comments_are_no_text() {
    let bench = Bench::new();
    let plain = report("举办了3次活动。");
    let commented = plain
        .replace("3次", "<!-- 很多 -->3<!-- 谢谢 -->次")
        .replace("\t4", "\t4 <!-- 40 -->")
        .replace("一、活动情况", "一、活动情况 <!-- 很多 -->");
    bench.file("a.txt", &plain);
    bench.file("b.txt", &commented);
    assert_eq!(found(&bench, &["b.txt"]), (none(), none()));
    let facts = |name: &str| {
        let output = bench.run(&["facts", name, "--pack", "clubs.toml"]);
        exits(&output, 0);
        out(&output).replace(name, "")
    };
    assert_eq!(facts("a.txt"), facts("b.txt"));
}

/// A report with a finding that counts and one accepted in each way.
fn mixed() -> Bench {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    exits(&baseline(&bench, &["create", "a.txt"]), 0);
    bench.file("b.txt", report("很多"));
    let signed = ["--reason", "会长同意", "--who", "王某"];
    exits(
        &waive(
            &bench,
            &[&["b.txt", "--rule", "club-vague"], &signed[..]].concat(),
        ),
        0,
    );
    bench.file(
        "c.txt",
        report("很多<!-- gouji: ignore club-vague 见附件 -->\n谢谢。"),
    );
    bench
}

#[test]
fn all_outputs_know_what_was_accepted() {
    let bench = mixed();
    for format in [
        "human",
        "narrated",
        "concise",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
    ] {
        let output = bench.check(&[
            "a.txt",
            "b.txt",
            "c.txt",
            "-f",
            format,
            "--today",
            DAY,
            "--show-accepted",
        ]);
        exits(&output, 0);
        let text = out(&output);
        let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
        insta::assert_snapshot!(format, text.replace(&version, "\"version\":\"…\""));
        let drops = ["github", "gitlab", "checkstyle", "rdjson"].contains(&format);
        assert_eq!(text.contains("club-vague"), !drops, "{format}");
        assert!(text.contains("club-polite"), "{format}");
    }
    let english = bench.check(&["a.txt", "b.txt", "c.txt", "--lang", "en", "--today", DAY]);
    insta::assert_snapshot!("human_en", out(&english));
}

/// The sample of the README, with the rules that come along.
const QINGHE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/qinghe-2023.txt");

#[test]
fn what_is_accepted_does_not_depend_on_the_rules_that_run() {
    let bench = Bench::new();
    bench.file("a.txt", fs::read(QINGHE).unwrap());
    exits(&bench.run(&["baseline", "create", "a.txt"]), 0);
    // what the pack has locked stays, the rest is accepted
    for (args, locked) in [
        (&[][..], true),
        (&["--no-fold"], true),
        (&["--select", "prose-received"], false),
        (&["--select", "requests-*"], true),
    ] {
        let output = bench.run(&[&["check", "a.txt", "-f", "json"], args].concat());
        exits(&output, i32::from(locked));
        let all = json(&output);
        let left = all["reports"][0]["diagnostics"].as_array().unwrap();
        assert_eq!(!left.is_empty(), locked, "{args:?}");
        let is_locked = |d: &Value| d["rule"].as_str().unwrap().starts_with("requests-");
        assert!(left.iter().all(is_locked), "{args:?}");
        assert_eq!(all["summary"]["vanished"], Value::Null, "{args:?}");
    }
}

#[test]
fn waivers_of_folded_findings_hold() {
    let bench = Bench::new();
    bench.file("a.txt", fs::read(QINGHE).unwrap());
    let signed = ["--reason", "x", "--who", "y"];
    exits(
        &bench.run(&[&["waive", "a.txt", "--rule", "prose-received"], &signed[..]].concat()),
        0,
    );
    for args in [&[][..], &["--select", "prose-received"], &["--no-fold"]] {
        let output = bench.run(&[&["check", "a.txt", "-f", "json"], args].concat());
        let all = json(&output);
        let accepted = &all["reports"][0]["accepted"];
        assert_eq!(accepted[0]["rule"], "prose-received", "{args:?}");
    }
    // the cause of a locked rule is behind this one
    let locked = bench.run(
        &[
            &["waive", "a.txt", "--rule", "requests-column-total"],
            &signed[..],
        ]
        .concat(),
    );
    exits(&locked, 2);
}

/// Version 1 of fingerprints knew a finding without a place by its message.
#[test]
fn baselines_of_the_version_before_are_read() {
    use gouji::diagnostic::{Baseline, Diagnostic, Entry, Key, fingerprint, former_fingerprint};
    use gouji::linter::{Acceptances, Linter, Options};
    use gouji::{input, packs, rule, text::Lang};

    let reports = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recognition/report");
    let text = fs::read(reports.join("tables-alone.txt")).unwrap();
    let document = input::read("a.txt", &text).unwrap();
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let checked = linter.check(&document);
    let placeless = checked.diagnostics.iter().filter(|d| d.labels.is_empty());
    let placeless: Vec<_> = placeless.collect();
    let now = |d: &Diagnostic| fingerprint(d, &document.text);
    let before = |d: &Diagnostic| former_fingerprint(d, &document.text);
    let another = |_: &Diagnostic| String::from("0");
    assert!(placeless.iter().any(|d| now(d) != before(d)));
    let check = |print: &dyn Fn(&Diagnostic) -> String, known: usize| {
        let mut baseline = Baseline::default();
        for found in &placeless {
            let key = Key {
                path: "a.txt".to_owned(),
                rule: found.rule.clone(),
                fingerprint: print(found),
            };
            let one = Entry {
                count: 1,
                ..Entry::default()
            };
            baseline.entries.entry(key).or_insert(one);
        }
        let given = Acceptances {
            baseline: Some((&baseline, "a.txt")),
            waivers: Vec::new(),
        };
        let day = rule::Day::parse(DAY).unwrap();
        let (after, _) = linter.accept(checked.clone(), &document, &given, day);
        assert_eq!(after.accepted.len(), known);
    };
    check(&now, placeless.len());
    check(&before, placeless.len());
    check(&another, 0);
}
