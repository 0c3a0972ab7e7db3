//! `--changed-since` and `--allow-none`: what a commit or a branch is about.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use support::{Bench, err, exits, names, out, report};

fn git(bench: &Bench, words: &[&str]) {
    let output = Command::new("git")
        .current_dir(bench.path())
        .args([
            "-c",
            "user.name=gouji",
            "-c",
            "user.email=gouji@example.org",
        ])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {}", err(&output));
}

/// A repository with two reports and a note, of which one report is changed, and a new one that nobody has added.
fn repository() -> Bench {
    let bench = Bench::new();
    bench.file("r/a.txt", report("谢谢。"));
    bench.file("r/名 字.txt", report("谢谢。"));
    bench.file("notes.md", "# 笔记\n");
    git(&bench, &["init", "-q"]);
    git(&bench, &["add", "-A"]);
    git(&bench, &["commit", "-qm", "reports"]);
    bench.file("r/名 字.txt", report("举办了很多活动。"));
    bench.file("r/new.txt", report("谢谢。"));
    bench
}

fn since(bench: &Bench, rev: &str, args: &[&str]) -> Output {
    let all = [&["--changed-since", rev, "--lang", "en"], args].concat();
    bench.check(&all)
}

#[test]
fn what_has_changed_and_what_is_new_is_checked() {
    let bench = repository();
    let mut found = names(&since(&bench, "HEAD", &["r", "-f", "json"]));
    found.sort();
    assert_eq!(found, ["r/new.txt", "r/名 字.txt"]);
    let said = since(&bench, "HEAD", &["r"]);
    exits(&said, 1);
    assert!(
        err(&said).contains("changed since HEAD: 2 of 3 files"),
        "{}",
        err(&said)
    );
    // a file that is named is held to the same, and so is one in a folder below
    let named = since(&bench, "HEAD", &["r/a.txt", "r/new.txt", "-f", "json"]);
    assert_eq!(names(&named), ["r/new.txt"]);
    // another time and another line end are no change
    bench.file("r/a.txt", report("谢谢。").replace('\n', "\r\n"));
    assert_eq!(names(&since(&bench, "HEAD", &["r", "-f", "json"])).len(), 2);
    // what is staged or committed since has changed since
    git(&bench, &["add", "-A"]);
    git(&bench, &["commit", "-qm", "more"]);
    exits(&since(&bench, "HEAD", &["r"]), 0);
    assert_eq!(
        names(&since(&bench, "HEAD~1", &["r", "-f", "json"])).len(),
        2
    );
}

#[test]
fn nothing_changed_is_no_failure() {
    let bench = repository();
    git(&bench, &["add", "-A"]);
    git(&bench, &["commit", "-qm", "more"]);
    let output = since(&bench, "HEAD", &["r"]);
    exits(&output, 0);
    assert_eq!(out(&output), "");
    bench.file("notes.md", "# 笔记\n\n改了。\n");
    exits(&since(&bench, "HEAD", &["."]), 0);
}

#[test]
fn outside_of_a_repository_and_without_the_revision_it_is_said() {
    let bench = Bench::new();
    bench.file("r/a.txt", report("谢谢。"));
    for args in [&["r"][..], &["r/a.txt"], &["."]] {
        let output = since(&bench, "HEAD", args);
        exits(&output, 2);
        assert!(
            err(&output).contains("lies in no git repository"),
            "{}",
            err(&output)
        );
    }
    let bench = repository();
    for rev in ["gone", "--output=x", "", "HEAD:r/a.txt"] {
        let all = [&format!("--changed-since={rev}"), "r", "--lang", "en"];
        let output = bench.check(&all.map(|a| a as &str));
        exits(&output, 2);
        assert!(
            err(&output).contains("has no revision"),
            "{rev}: {}",
            err(&output)
        );
    }
    assert!(!bench.path().join("x").exists());
    // no git
    let mut command = bench.command(&["check", "r", "--changed-since", "HEAD", "--lang", "en"]);
    let output = command.env("PATH", "/nonexistent").output().unwrap();
    exits(&output, 2);
    assert!(
        err(&output).contains("cannot start git"),
        "{}",
        err(&output)
    );
}

/// What the configuration of a stranger's repository names is not run.
#[test]
fn nothing_of_a_repository_is_run() {
    let bench = repository();
    let trap = bench.file(
        "trap.sh",
        "#!/bin/sh\ntouch \"$(dirname \"$0\")/sprung\"\ncat\n",
    );
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    for hook in [
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
    ] {
        let hook = bench.path().join(".git/hooks").join(hook);
        fs::create_dir_all(hook.parent().unwrap()).unwrap();
        fs::copy(&trap, hook).unwrap();
    }
    for key in [
        "core.fsmonitor",
        "filter.trap.clean",
        "filter.trap.smudge",
        "filter.trap.process",
        "diff.external",
        "diff.trap.textconv",
        "diff.trap.command",
        "core.pager",
        "core.sshCommand",
        "core.askPass",
        "credential.helper",
        "uploadpack.packObjectsHook",
        "alias.ls-tree",
    ] {
        let value = if key.starts_with("alias") {
            format!("!{trap}")
        } else {
            trap.clone()
        };
        git(&bench, &["config", key, &value]);
    }
    bench.file(".gitattributes", "*.txt filter=trap diff=trap\n");
    fs::remove_file(bench.path().join("sprung")).ok();
    assert_eq!(names(&since(&bench, "HEAD", &["r", "-f", "json"])).len(), 2);
    assert!(!bench.path().join("sprung").exists());
}

#[test]
fn a_run_without_a_report_passes_where_that_is_allowed() {
    let bench = Bench::new();
    bench.file("README.md", "# 说明\n\n这里放报告。\n");
    bench.file("empty/x.png", "");
    let none = ["check", "README.md", "--allow-none"];
    for args in [
        &none[..],
        &["check", "empty", "--allow-none"],
        &["fix", "README.md", "--allow-none"],
    ] {
        exits(&bench.run(args), 0);
    }
    let strict = bench.run(&["check", "README.md", "--allow-none", "--fail-on", "info"]);
    exits(&strict, 0);
    assert!(!out(&strict).contains("not-a-report"), "{}", out(&strict));
    exits(&bench.run(&["check", "README.md"]), 4);
    exits(&bench.run(&["check", "gone.txt", "--allow-none"]), 3);
    // beside a report everything is as ever
    bench.file("a.txt", report("举办了很多活动。"));
    exits(&bench.check(&["README.md", "a.txt", "--allow-none"]), 1);
}
