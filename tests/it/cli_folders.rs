//! Folders from outside: what is taken from them, what is skipped and said; files without a command.

#![allow(clippy::unwrap_used)]

use crate::support;

use std::fs;

use support::{Bench, err, exits, json, names, out, report};

const JSON: [&str; 2] = ["-f", "json"];

fn given(bench: &Bench, args: &[&str]) -> Vec<String> {
    names(&bench.check(&[args, &JSON].concat()))
}

#[test]
fn no_path_is_the_current_folder() {
    let bench = Bench::new();
    bench.file("a.txt", report("无。"));
    bench.file("sub/b.txt", report("无。"));
    assert_eq!(given(&bench, &[]), ["./a.txt", "./sub/b.txt"]);
}

#[test]
fn a_repository_says_what_is_ignored_and_options_have_the_last_word() {
    let bench = Bench::new();
    for name in ["a.txt", "b.txt", "drafts/c.txt", "sub/d.txt", "sub/e.txt"] {
        bench.file(name, report("无。"));
    }
    let all = [
        "./a.txt",
        "./b.txt",
        "./drafts/c.txt",
        "./sub/d.txt",
        "./sub/e.txt",
    ];
    bench.file(".gitignore", "b.txt\n/drafts/\n");
    bench.file("sub/.gitignore", "*.txt\n!d.txt\n");
    assert_eq!(given(&bench, &[]), all, "no repository");
    fs::create_dir(bench.path().join(".git")).unwrap();
    assert_eq!(given(&bench, &[]), ["./a.txt", "./sub/d.txt"]);
    assert_eq!(given(&bench, &["sub"]), ["sub/d.txt"]);
    assert_eq!(given(&bench, &["b.txt"]), ["b.txt"], "named");
    assert_eq!(given(&bench, &["--no-ignore"]), all);
    let left = [
        "--no-ignore",
        "--exclude",
        "drafts/",
        "--exclude",
        "[ab].txt",
    ];
    assert_eq!(given(&bench, &left), ["./sub/d.txt", "./sub/e.txt"]);
    let said = err(&bench.check(&["."]));
    assert!(said.contains("跳过 3 个 .gitignore"), "{said}");
    let wrong = bench.check(&["--exclude", "[z-a]", "."]);
    exits(&wrong, 2);
    assert!(err(&wrong).contains("[z-a]"), "{}", err(&wrong));
}

#[test]
fn folders_say_what_is_not_read() {
    let bench = Bench::new();
    bench.file("a.txt", report("无。"));
    for name in ["1.pptx", "2.PPTX", "x/3.zip", "x/README", ".hidden.zip"] {
        bench.file(name, "");
    }
    let said = err(&bench.check(&["."]));
    assert!(
        said.contains("跳过 4 个不读的文件：.pptx 2、没有后缀 1、.zip 1"),
        "{said}"
    );
    assert!(!said.contains("3.zip"), "{said}");
    let named = err(&bench.check(&["-v", "."]));
    assert!(
        named.contains("3.zip") && named.contains("2.PPTX"),
        "{named}"
    );
    assert!(!named.contains("clubs.toml"), "{named}");
    let english = err(&bench.check(&["--lang", "en", "."]));
    assert!(english.contains("skipped 4 files"), "{english}");
    assert_eq!(err(&bench.check(&["-q", "."])), "");
    let all_read = Bench::new();
    all_read.file("a.txt", report("无。"));
    assert!(!err(&all_read.check(&["."])).contains("跳过"));
}

/// A folder in which each report was marked, in every format that is at hand.
fn marked() -> Bench {
    let bench = Bench::new();
    bench.file("a.txt", report("谢谢。"));
    bench.file("b.md", report("谢谢。"));
    let page = report("谢谢。")
        .lines()
        .map(|l| format!("<p>{l}</p>"))
        .collect::<String>();
    bench.file(
        "c.html",
        format!("<!doctype html><meta charset=utf-8><body>{page}</body>"),
    );
    let done = bench.run(&["annotate", "--pack", "clubs.toml", "."]);
    exits(&done, 0);
    for name in ["a.marked.txt", "b.marked.md", "c.marked.html"] {
        assert!(bench.path().join(name).is_file(), "{name}: {}", out(&done));
        // a copy is known by its marks, whatever it is called
        let new = name.replace(".marked", "-批注");
        fs::rename(bench.path().join(name), bench.path().join(new)).unwrap();
    }
    bench
}

#[test]
fn marked_copies_in_folders_are_no_reports() {
    let bench = marked();
    let ran = bench.check(&[".", "-f", "json"]);
    assert_eq!(names(&ran), ["./a.txt", "./b.md", "./c.html"]);
    assert!(err(&ran).contains("跳过 3 份"), "{}", err(&ran));
    // a second run takes it from the cache
    let again = bench.check(&[".", "-f", "json"]);
    assert_eq!((out(&again), err(&again)), (out(&ran), err(&ran)));
    assert_eq!(given(&bench, &["a-批注.txt"]), ["a-批注.txt"], "named");
    let marked = bench.run(&["annotate", "--pack", "clubs.toml", "."]);
    assert_eq!(out(&marked).lines().count(), 3, "{}", out(&marked));
    exits(
        &bench.run(&["baseline", "create", "--pack", "clubs.toml", "."]),
        0,
    );
    let listed = fs::read_to_string(bench.path().join("gouji-baseline.json")).unwrap();
    assert!(
        listed.contains("a.txt") && !listed.contains("批注"),
        "{listed}"
    );
}

#[test]
fn a_file_without_a_command_is_checked_and_marked() {
    let bench = Bench::new();
    bench.file("gouji.toml", "packs = [\"clubs.toml\"]\n");
    let text = report("谢谢。");
    bench.file("报告.txt", &text);
    let ran = bench.run(&["报告.txt"]);
    exits(&ran, 0);
    assert!(
        err(&ran).contains("批注写在 报告.marked.txt 里"),
        "{}",
        err(&ran)
    );
    let copy = fs::read_to_string(bench.path().join("报告.marked.txt")).unwrap();
    assert!(copy.contains("写了「谢谢」"), "{copy}");
    let kept = fs::read_to_string(bench.path().join("报告.txt")).unwrap();
    assert_eq!(kept, text, "the report itself is left alone");
    // a name that is also a command is the command
    bench.file("rules", &text);
    exits(&bench.run(&["rules"]), 0);
    assert!(!bench.path().join("rules.marked").exists());
    exits(&bench.run(&["没有.txt"]), 2);
}

#[test]
fn what_is_no_report_gets_no_marked_copy() {
    let bench = Bench::new();
    bench.file("letter.txt", "这是一封信。\n");
    bench.file("empty.pdf", "");
    let ran = bench.run(&["annotate", "letter.txt", "empty.pdf"]);
    exits(&ran, 4);
    assert_eq!(out(&ran), "");
    assert!(
        err(&ran).contains("letter.txt：没有认出是报告"),
        "{}",
        err(&ran)
    );
    let left = fs::read_dir(bench.path()).unwrap();
    let left = left.map(|f| f.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|n| n.contains("marked")).count(), 0);
}

#[test]
fn a_configuration_is_begun_without_an_argument() {
    let bench = Bench::new();
    exits(&bench.run(&["init"]), 0);
    assert!(bench.path().join("gouji.toml").is_file());
    exits(&bench.run(&["init"]), 2);
    exits(&bench.run(&["init", "--force"]), 0);
    let other = json(&bench.check(&[".", "-f", "json"]));
    assert!(other["reports"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_listed_can_be_narrowed_and_everything_counts() {
    let bench = Bench::new();
    bench.file("a.txt", report("谢谢。"));
    bench.file("b.txt", report("谢谢。"));
    let count = |args: &[&str]| {
        let ran = bench.check(&[&["."], args, &["-f", "json"]].concat());
        let all = json(&ran);
        let reports = all["reports"].as_array().unwrap().iter();
        let listed = reports.map(|r| r["diagnostics"].as_array().unwrap().len());
        let counted = &all["summary"];
        let counted = ["errors", "warnings", "infos"].map(|k| counted[k].as_u64().unwrap());
        (
            listed.collect::<Vec<_>>(),
            counted.iter().sum::<u64>(),
            err(&ran),
        )
    };
    let (all, counted, said) = count(&[]);
    assert_eq!(
        (all, counted, said.as_str()),
        (vec![1, 1], 2, ""),
        "warnings"
    );
    let (errors, same, said) = count(&["--min-severity", "error"]);
    assert_eq!((errors, same), (vec![0, 0], 2));
    assert!(said.contains("另有 2 处没有列出"), "{said}");
    let (some, same, _) = count(&["--max-findings", "1"]);
    assert_eq!((some, same), (vec![1, 0], counted));
}

/// The wrong cell is corrected where clerks work: a tracked change in the cell, and a comment that speaks to a person.
#[test]
fn the_wrong_cell_of_a_word_document_is_a_tracked_change() {
    let bench = Bench::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reports/");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "docx") {
            continue;
        }
        fs::copy(&path, bench.path().join("报告.docx")).unwrap();
        let found = json(&bench.run(&["check", "报告.docx", "-f", "json", "--no-cache"]));
        let all = found["reports"][0]["diagnostics"]
            .as_array()
            .unwrap()
            .clone();
        let has_fix = |d: &&serde_json::Value| {
            let fixes = d["fixes"].as_array();
            d["cause"].is_object() && fixes.is_some_and(|f| !f.is_empty())
        };
        let Some(wrong) = all.iter().find(has_fix) else {
            continue;
        };
        seen += 1;
        exits(&bench.run(&["报告.docx"]), 0);
        let copy = fs::read(bench.path().join("报告.marked.docx")).unwrap();
        let text = support::marks::package::part(&copy, "word/document.xml");
        let right = wrong["fixes"][0]["edits"][0]["text"].as_str().unwrap();
        let inserted = text.split("<w:ins ").skip(1);
        let held = inserted.map(|i| i.split("</w:ins>").next().unwrap());
        let held: Vec<&str> = held.collect();
        assert!(
            held.iter().any(|i| i.contains(&format!(">{right}<"))),
            "{right}: {held:?}"
        );
        let comments = support::marks::package::part(&copy, "word/comments.xml");
        let id = wrong["rule"].as_str().unwrap();
        assert!(comments.contains(&format!("规则编号：{id}")), "{id}");
        assert!(!comments.contains(&format!("[{id}]")), "{id}");
        assert!(comments.contains(wrong["fault"].as_str().unwrap()), "{id}");
        assert!(comments.contains("还要处理"));
    }
    assert!(seen > 0, "no sample has a wrong cell");
}
