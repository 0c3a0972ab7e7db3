//! `gouji fix`, and what is said where only a person can decide.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::fs;
use std::process::Output;

use support::shops::RULES;
use support::{Bench, err, exits, out};

fn text(trade: &str, other: &str) -> String {
    format!(
        "青禾门市部2023年门市报告\n现报告如下。\n一、买卖情况\n{trade}\n二、其他情况\n{other}\n"
    )
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("shops.toml", RULES);
    bench.file("a.txt", text("卖出,买入,退回，很多。", "没有,很多。"));
    bench
}

const ONLY: [&str; 5] = ["--pack", "shops.toml", "--select", "shop-*", "--lang"];

fn run(bench: &Bench, args: &[&str], answers: &str) -> Output {
    bench.piped(&[args, &ONLY, &["en"]].concat(), answers.as_bytes())
}

fn now(bench: &Bench) -> String {
    fs::read_to_string(bench.path().join("a.txt")).unwrap()
}

#[test]
fn fix_alone_is_check_with_fix() {
    let bench = bench();
    exits(&run(&bench, &["fix", "a.txt"], ""), 1);
    assert_eq!(
        now(&bench),
        text("卖出，买入，退回，很多。", "没有，很多。")
    );
    let bench = self::bench();
    exits(&run(&bench, &["fix", "a.txt", "--suggestions"], ""), 0);
    assert_eq!(
        now(&bench),
        text("卖出，买入，退回，许多。", "没有，许多。")
    );
    let bench = self::bench();
    let shown = run(&bench, &["fix", "a.txt", "--diff"], "");
    exits(&shown, 1);
    assert!(out(&shown).contains("+卖出，买入，退回，很多。\n"));
    assert_eq!(now(&bench), text("卖出,买入,退回，很多。", "没有,很多。"));
}

#[test]
fn each_fix_is_asked_about_from_top_to_bottom() {
    let bench = bench();
    // what is no answer is asked again
    let asked = run(&bench, &["fix", "-i", "a.txt"], "y\nwhat\nn\nY\nno\nyes\n");
    exits(&asked, 1);
    assert_eq!(now(&bench), text("卖出，买入,退回，许多。", "没有,许多。"));
    let shown = out(&asked);
    assert_eq!(shown.matches("take it? [y/n/a/q]").count(), 6, "{shown}");
    assert_eq!(shown.matches("y: take it; n:").count(), 1, "{shown}");
    assert!(shown.contains("(fix): take it?") && shown.contains("(suggestion): take it?"));
    // each diff is of one fix, and of the text as it is by then
    assert!(
        shown.contains("-卖出,买入,退回，很多。\n+卖出，买入,退回，很多。\n"),
        "{shown}"
    );
    assert!(
        shown.contains("-卖出，买入,退回，很多。\n+卖出，买入,退回，许多。\n"),
        "{shown}"
    );
    assert!(
        err(&asked).contains("a.txt: 3 of 5 fixes taken"),
        "{}",
        err(&asked)
    );
}

#[test]
fn all_that_follow_are_taken_or_none() {
    let bench = bench();
    exits(&run(&bench, &["fix", "-i", "a.txt"], "n\na\n"), 1);
    assert_eq!(now(&bench), text("卖出,买入，退回，许多。", "没有，许多。"));
    let bench = self::bench();
    exits(
        &run(&bench, &["check", "--fix", "-i", "a.txt"], "y\nq\n"),
        1,
    );
    assert_eq!(now(&bench), text("卖出，买入,退回，很多。", "没有,很多。"));
    // no more answers are the same as q
    let bench = self::bench();
    exits(&run(&bench, &["check", "-i", "a.txt"], "y\n"), 1);
    assert_eq!(now(&bench), text("卖出，买入,退回，很多。", "没有,很多。"));
    // q ends the questions about the files that follow, too
    bench.file("b.txt", text("卖出,买入。", "没有。"));
    let asked = run(&bench, &["fix", "-i", "a.txt", "b.txt"], "q\n");
    assert_eq!(out(&asked).matches("take it?").count(), 1);
    let b = fs::read_to_string(bench.path().join("b.txt")).unwrap();
    assert_eq!(b, text("卖出,买入。", "没有。"));
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let bench = bench();
    for args in [
        &["check", "a.txt", "--suggestions"][..],
        &["fix", "-i", "-"],
        &["fix", "-i", "--diff", "a.txt"],
        &["fix", "--watch", "a.txt"],
    ] {
        exits(&run(&bench, args, ""), 2);
    }
}

#[test]
fn suggestions_that_are_left_are_said_and_how_to_take_them() {
    let bench = bench();
    for args in [
        &["check", "a.txt", "--diff"][..],
        &["check", "a.txt", "--fix"],
    ] {
        let said = err(&run(&bench, args, ""));
        assert!(said.contains("2 findings have suggestions only"), "{said}");
        assert!(
            said.contains("--suggestions") && said.contains("gouji fix -i"),
            "{said}"
        );
    }
    // with nothing safe left it is said all the same
    let said = err(&run(&bench, &["check", "a.txt", "--diff"], ""));
    assert!(said.contains("2 findings have suggestions only"), "{said}");
    let said = err(&run(
        &bench,
        &["check", "a.txt", "--diff", "--suggestions"],
        "",
    ));
    assert!(!said.contains("suggestions only"), "{said}");
    let zh = bench.piped(
        &[&["check", "a.txt", "--diff"], &ONLY[..], &["zh"]].concat(),
        b"",
    );
    assert!(err(&zh).contains("另有 2 处只有建议的修改"), "{}", err(&zh));
}

#[test]
fn a_word_document_is_sent_to_the_command_that_changes_it() {
    let bench = Bench::new();
    let root = env!("CARGO_MANIFEST_DIR");
    let report = format!("{root}/tests/fixtures/reports/wrong.docx");
    fs::copy(report, bench.path().join("w.docx")).unwrap();
    for option in ["--fix", "--diff"] {
        let said = err(&bench.run(&["check", "w.docx", option, "--lang", "en"]));
        assert!(
            said.contains("w.docx: Word documents are not changed here"),
            "{said}"
        );
        assert!(said.contains("gouji annotate --"), "{said}");
    }
    // what is said works
    let said = err(&bench.run(&["check", "w.docx", "--diff"]));
    let (_, behind) = said.split_once("gouji annotate ").unwrap();
    let options = behind.split_whitespace();
    let options: Vec<&str> = options.take_while(|w| w.starts_with("--")).collect();
    assert!(!options.is_empty(), "{said}");
    let marked = bench.run(&[&["annotate", "w.docx", "-o", "m.docx"], &options[..]].concat());
    exits(&marked, 0);
}
