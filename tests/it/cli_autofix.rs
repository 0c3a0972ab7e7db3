//! `check --fix` and `--diff` from outside: files, encodings, streams, exit status.

#![allow(clippy::unwrap_used)]

use crate::support;

use std::fs;
use std::process::Output;

use encoding_rs::GB18030;
use support::shops::RULES;
use support::{Bench, err, exits, json, out};

const WRONG: &str = "青禾门市部2023年门市报告\r\n现报告如下。\r\n一、买卖情况\r\n卖出,买入,退回,\t很多。\r\n二、其他情况\r\n没有";

fn right() -> String {
    WRONG.replace("出,", "出，").replace("入,", "入，")
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("shops.toml", RULES);
    bench
}

fn check(bench: &Bench, args: &[&str]) -> Output {
    bench.run(&[&["check", "--pack", "shops.toml", "--lang", "en"], args].concat())
}

fn utf16(text: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

#[test]
fn files_are_mended_in_their_own_encoding() {
    let bench = bench();
    let gb = |text: &str| GB18030.encode(text).0.into_owned();
    let marked = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
    type Write<'w> = &'w dyn Fn(&str) -> Vec<u8>;
    let ways: [(&str, Write<'_>); 4] = [
        ("utf8.txt", &|t| t.as_bytes().to_vec()),
        ("marked.txt", &marked),
        ("gb.md", &gb),
        ("utf16.txt", &utf16),
    ];
    for (name, write) in ways {
        bench.file(name, write(WRONG));
    }
    let done = check(
        &bench,
        &[
            "--fix",
            "-f",
            "json",
            "utf8.txt",
            "marked.txt",
            "gb.md",
            "utf16.txt",
        ],
    );
    exits(&done, 1);
    for (name, write) in ways {
        assert_eq!(
            fs::read(bench.path().join(name)).unwrap(),
            write(&right()),
            "{name}"
        );
    }
    let found = json(&done);
    assert_eq!(found["summary"]["mended"]["findings"], 8);
    assert_eq!(found["summary"]["mended"]["files"], 4);
    // what is reported is what remains
    assert_eq!(found["summary"]["errors"], 4);
    assert_eq!(found["reports"][0]["diagnostics"][0]["rule"], "shop-words");
    let left = fs::read_dir(bench.path()).unwrap();
    assert_eq!(left.count(), 6, "drafts are left");
}

#[test]
fn suggestions_are_asked_for() {
    let bench = bench();
    bench.file("a.txt", WRONG);
    let done = check(&bench, &["--fix", "--suggestions", "a.txt"]);
    exits(&done, 0);
    let text = fs::read_to_string(bench.path().join("a.txt")).unwrap();
    assert_eq!(text, right().replace("很多", "许多"));
    assert!(
        out(&done).contains("3 findings mended in 1 file"),
        "{}",
        out(&done)
    );
    // and then nothing is left to do
    let again = check(&bench, &["--fix", "--suggestions", "a.txt"]);
    assert!(!out(&again).contains("mended"), "{}", out(&again));
    exits(&check(&bench, &["--suggestions", "a.txt"]), 2);
    exits(&check(&bench, &["--fix", "--diff", "a.txt"]), 2);
}

#[test]
fn a_diff_changes_nothing() {
    let bench = bench();
    let text = WRONG.replace("\r\n", "\n");
    bench.file("a.txt", &text);
    bench.file("b.txt", text.replace(',', "，"));
    let done = check(&bench, &["--diff", "a.txt", "b.txt"]);
    exits(&done, 1);
    let diff = "\
--- a.txt
+++ a.txt
@@ -1,6 +1,6 @@
 青禾门市部2023年门市报告
 现报告如下。
 一、买卖情况
-卖出,买入,退回,\t很多。
+卖出，买入，退回,\t很多。
 二、其他情况
 没有
\\ No newline at end of file
";
    assert_eq!(out(&done), diff);
    let said = err(&done);
    let (first, rest) = said.split_once('\n').unwrap();
    assert_eq!(
        first,
        "gouji: 2 findings in 1 file would be mended; --fix does it"
    );
    assert!(
        rest.starts_with("gouji: 2 findings have suggestions only, "),
        "{said}"
    );
    assert_eq!(
        fs::read_to_string(bench.path().join("a.txt")).unwrap(),
        text
    );
    // findings that a person has to decide about do not count, and are said
    let none = check(&bench, &["--diff", "b.txt"]);
    exits(&none, 0);
    assert_eq!(out(&none), "");
    assert!(
        err(&none).starts_with("gouji: 1 finding has suggestions only, "),
        "{}",
        err(&none)
    );
    // other outputs are those of the files as they are
    exits(
        &check(&bench, &["--diff", "-f", "concise=found.txt", "a.txt"]),
        1,
    );
    let found = fs::read_to_string(bench.path().join("found.txt")).unwrap();
    assert_eq!(found.lines().count(), 3, "{found}");
}

#[test]
fn colours_are_for_people() {
    let bench = bench();
    let line = format!("{}\u{1b}[2J。", "生意兴隆，".repeat(40));
    bench.file("a.txt", WRONG.replace("卖出", &format!("{line}\r\n卖出")));
    let done = out(&check(&bench, &["--diff", "--color", "always", "a.txt"]));
    assert!(done.contains("\u{1b}[31m-卖出,"), "{done:?}");
    assert!(done.contains("\u{1b}[32m+卖出，"), "{done:?}");
    assert!(!done.contains("\u{1b}[2J"), "{done:?}");
}

#[test]
fn stdin_is_mended_to_stdout() {
    let bench = bench();
    let args = [
        "check",
        "--pack",
        "shops.toml",
        "--lang",
        "en",
        "--fix",
        "-",
    ];
    let done = bench.piped(&args, WRONG.as_bytes());
    exits(&done, 1);
    assert_eq!(out(&done), right());
    assert!(err(&done).contains("1 report: 1 error"), "{}", err(&done));
    assert!(
        err(&done).contains("2 findings mended in 1 file"),
        "{}",
        err(&done)
    );
    // what cannot be mended comes out as it went in
    let page = "<!DOCTYPE html><html><body><p>卖出,买入</p></body></html>";
    let done = bench.piped(&args, page.as_bytes());
    assert_eq!(out(&done), page);
    assert!(
        err(&done).contains("<stdin>: not text (html)"),
        "{}",
        err(&done)
    );
}

#[test]
fn what_is_no_text_or_would_be_damaged_is_left_alone() {
    let bench = bench();
    let page = "<!DOCTYPE html><html><body><h1>青禾门市部2023年门市报告</h1></body></html>";
    bench.file("a.html", page);
    let broken = [WRONG.repeat(20).as_bytes(), b"\xff"].concat();
    bench.file("b.txt", &broken);
    let done = check(&bench, &["--fix", "a.html", "b.txt"]);
    assert_eq!(
        fs::read(bench.path().join("a.html")).unwrap(),
        page.as_bytes()
    );
    assert_eq!(fs::read(bench.path().join("b.txt")).unwrap(), broken);
    let said = err(&done);
    assert!(
        said.contains("a.html: not text (html); left alone"),
        "{said}"
    );
    assert!(
        said.contains("b.txt: holds bytes that are no text"),
        "{said}"
    );
    assert!(!out(&done).contains("mended"), "{}", out(&done));
}

#[cfg(unix)]
#[test]
fn permissions_links_and_files_for_reading_only_are_respected() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let bench = bench();
    let at = |name: &str| bench.path().join(name);
    let mode = |name: &str| fs::metadata(at(name)).unwrap().permissions().mode() & 0o777;
    let set =
        |name: &str, mode| fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).unwrap();
    bench.file("a.txt", WRONG);
    set("a.txt", 0o640);
    symlink("a.txt", at("link.txt")).unwrap();
    check(&bench, &["--fix", "link.txt"]);
    assert_eq!(fs::read_to_string(at("a.txt")).unwrap(), right());
    assert_eq!(mode("a.txt"), 0o640);
    assert!(fs::symlink_metadata(at("link.txt")).unwrap().is_symlink());

    bench.file("b.txt", WRONG);
    set("b.txt", 0o440);
    let done = check(&bench, &["--fix", "b.txt"]);
    exits(&done, 2);
    assert_eq!(fs::read_to_string(at("b.txt")).unwrap(), WRONG);
    assert!(
        err(&done).contains("b.txt: cannot write: permission denied"),
        "{}",
        err(&done)
    );
}
