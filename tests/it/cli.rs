//! The command line from outside: exit codes, and what is said about wrong usage.

#![allow(clippy::unwrap_used)]

use crate::support;

use std::fs;

use support::{Bench, PACK, err, exits, json, names, out, report};

#[test]
fn exit_0_and_1_follow_fail_on() {
    let bench = Bench::new();
    bench.file("clean.txt", report("举办了3次活动。"));
    bench.file("polite.txt", report("谢谢。"));
    bench.file("vague.txt", report("举办了很多活动。"));
    exits(&bench.check(&["clean.txt"]), 0);
    exits(&bench.check(&["polite.txt"]), 0);
    exits(&bench.check(&["polite.txt", "--fail-on", "warning"]), 1);
    exits(&bench.check(&["vague.txt"]), 1);
    exits(&bench.check(&["vague.txt", "--fail-on", "never"]), 0);
    exits(&bench.check(&["vague.txt", "--ignore", "club-vague"]), 0);
    let drawn = out(&bench.check(&["vague.txt"]));
    assert!(
        drawn.contains("club-vague") && drawn.contains("vague.txt:4:4"),
        "{drawn}"
    );
    let english = out(&bench.check(&["vague.txt", "--lang", "en"]));
    assert!(
        english.contains("the activities are not counted"),
        "{english}"
    );
}

#[test]
fn exit_2_for_wrong_usage() {
    let bench = Bench::new();
    bench.file("a.txt", report("无。"));
    exits(&bench.run(&[]), 2);
    exits(&bench.run(&["explain"]), 2);
    exits(&bench.run(&["check", "a.txt", "--format", "xml"]), 2);
    exits(&bench.run(&["check", "a[.txt"]), 2);
    let env = bench
        .command(&["rules"])
        .env("GOUJI_LANG", "fr")
        .output()
        .unwrap();
    exits(&env, 2);
    exits(&bench.run(&["--help"]), 0);
    exits(&bench.run(&["--version"]), 0);
}

#[test]
fn an_unknown_rule_is_an_error_with_a_proposal() {
    let bench = Bench::new();
    bench.file("a.txt", report("无。"));
    for args in [
        [
            "check",
            "a.txt",
            "--pack",
            "clubs.toml",
            "--select",
            "club-vage",
        ],
        [
            "check",
            "a.txt",
            "--pack",
            "clubs.toml",
            "--ignore",
            "club-vage",
        ],
    ] {
        let output = bench.run(&args);
        exits(&output, 2);
        assert!(err(&output).contains("club-vague"), "{}", err(&output));
        assert!(output.stdout.is_empty());
    }
    exits(
        &bench.run(&["check", "a.txt", "--select", "no-such-family-*"]),
        2,
    );
    let output = bench.run(&["explain", "club-vage", "--pack", "clubs.toml"]);
    exits(&output, 2);
    assert!(err(&output).contains("club-vague"), "{}", err(&output));
}

#[test]
fn a_broken_pack_is_drawn_and_the_other_rules_run() {
    let bench = Bench::new();
    bench.file("vague.txt", report("举办了很多活动。"));
    let broken = PACK.replace("match = '谢谢'", "match = '(谢谢'");
    bench.file("clubs.toml", broken);
    let output = bench.check(&["vague.txt"]);
    exits(&output, 2);
    assert!(err(&output).contains("clubs.toml:"), "{}", err(&output));
    assert!(out(&output).contains("club-vague"), "{}", out(&output));
    let output = bench.run(&["check", "vague.txt", "--pack", "nowhere.toml"]);
    exits(&output, 2);
    assert!(err(&output).contains("nowhere.toml"));
}

#[test]
fn exit_3_when_an_input_cannot_be_read_and_the_others_are_checked() {
    let bench = Bench::new();
    bench.file(
        "blob.txt",
        [0u8, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 0].repeat(50),
    );
    bench.file("good.txt", report("举办了很多活动。"));
    let output = bench.check(&["blob.txt", "missing.txt", "good.txt", "--format", "json"]);
    exits(&output, 3);
    assert!(err(&output).contains("blob.txt") && err(&output).contains("missing.txt"));
    assert_eq!(names(&output), ["good.txt"]);
    assert_eq!(json(&output)["summary"]["errors"], 1);
}

#[test]
fn exit_4_when_nothing_was_checked() {
    let bench = Bench::new();
    bench.file("news.txt", "今天天气很好。\n我们去公园。\n");
    bench.file("empty.txt", "");
    fs::create_dir(bench.path().join("nothing")).unwrap();
    for args in [&["news.txt"][..], &["empty.txt"], &["nothing"], &["*.none"]] {
        let output = bench.run(&[&["check"], args].concat());
        exits(&output, 4);
        assert!(!output.stderr.is_empty());
    }
    let output = bench.run(&["check", "nothing", "--format", "json"]);
    exits(&output, 4);
    assert_eq!(json(&output)["reports"].as_array().unwrap().len(), 0);
    exits(&bench.run(&["facts", "news.txt"]), 4);
}
