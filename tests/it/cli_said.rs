//! What the program says of itself and of runs in which little is to be said.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::process::Command;

use support::{Bench, err, exits, json, out, report};

#[test]
fn the_version_names_the_commit() {
    let bench = Bench::new();
    let version = out(&bench.run(&["--version"]));
    let root = env!("CARGO_MANIFEST_DIR");
    let git = |words: &[&str]| {
        let output = Command::new("git").arg("-C").arg(root).args(words).output();
        let output = output.ok().filter(|o| o.status.success());
        output.map(|o| out(&o).trim().to_owned())
    };
    let head = git(&["rev-parse", "--short=12", "HEAD"]);
    match head.filter(|_| git(&["rev-parse", "--show-toplevel"]).as_deref() == Some(root)) {
        Some(commit) => {
            assert_eq!(
                version,
                format!("gouji {} ({commit})\n", env!("CARGO_PKG_VERSION"))
            );
            let rage = json(&bench.run(&["rage", "-f", "json"]));
            assert_eq!(rage["program"]["commit"], commit);
        }
        // an archive of the sources
        None => assert!(version.starts_with(&format!("gouji {}", env!("CARGO_PKG_VERSION")))),
    }
}

/// The build asks for the commit in a way that works in an archive, in another repository, and whatever the clock says.
#[test]
fn the_build_finds_the_commit_or_none() {
    let bench = Bench::new();
    let root = env!("CARGO_MANIFEST_DIR");
    let script = bench.path().join("script");
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let built = Command::new(rustc)
        .args(["--edition", "2024", "-o"])
        .arg(&script)
        .arg(format!("{root}/build.rs"))
        .output();
    let Some(built) = built.ok() else {
        return;
    };
    assert!(built.status.success(), "{}", err(&built));
    let commit = |folder: &std::path::Path, named: Option<&str>| {
        let mut command = Command::new(&script);
        command
            .env("CARGO_MANIFEST_DIR", folder)
            .env_remove("GOUJI_COMMIT");
        named.map(|named| command.env("GOUJI_COMMIT", named));
        let said = out(&command.env("SOURCE_DATE_EPOCH", "1").output().unwrap());
        let line = said
            .lines()
            .find_map(|l| l.strip_prefix("cargo:rustc-env=GOUJI_COMMIT="));
        line.unwrap().to_owned()
    };
    let archive = bench.path().join("archive");
    std::fs::create_dir(&archive).unwrap();
    assert_eq!(commit(&archive, None), "");
    let long = "0123456789abcdef0123456789abcdef01234567";
    assert_eq!(commit(&archive, Some(long)), "0123456789ab");
    assert_eq!(commit(&archive, Some("rm -rf")), "");
    bench.file(
        "archive/.cargo_vcs_info.json",
        format!("{{\"git\":{{\"sha1\":\"{long}\"}}}}"),
    );
    assert_eq!(commit(&archive, None), "0123456789ab");
    std::fs::remove_file(archive.join(".cargo_vcs_info.json")).unwrap();
    // an archive that was unpacked in a repository of something else
    let who = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
    for words in [
        &["init", "-q"][..],
        &["commit", "-qm", "x", "--allow-empty"],
    ] {
        let git = Command::new("git")
            .arg("-C")
            .arg(bench.path())
            .args(who)
            .args(words)
            .output();
        assert!(git.unwrap().status.success());
    }
    assert_eq!(commit(&archive, None), "");
    assert_eq!(commit(bench.path(), None).len(), 12);
}

#[test]
fn rules_are_whole_where_no_terminal_cuts_them() {
    let bench = Bench::new();
    let long = "活动次数要写数字而且".repeat(20);
    bench.file(
        "long.toml",
        support::PACK
            .replace("活动次数要写数字", &long)
            .replace("id = \"clubs\"", "id = \"long\""),
    );
    let list = out(&bench.run(&["rules", "--pack", "long.toml"]));
    assert!(list.contains(&long), "{list}");
    let cut = out(&bench.run(&["rules", "--pack", "long.toml", "--width", "80"]));
    assert!(!cut.contains(&long) && cut.contains("club-vague"), "{cut}");
}

#[test]
fn without_a_report_nothing_speaks_of_none() {
    let bench = Bench::new();
    bench.file("news.txt", "今天天气很好。\n我们去公园。\n");
    for format in ["human", "narrated", "concise"] {
        for more in [&["-q"][..], &["--statistics"], &[]] {
            for (lang, zero, none) in [
                ("zh", ["0 份", "0 项"], "没有检查任何报告"),
                ("en", ["0 reports", "0 checks"], "no report was checked"),
            ] {
                let args = ["check", "news.txt", "-f", format, "--lang", lang];
                let output = bench.run(&[&args, more].concat());
                exits(&output, 4);
                let said = format!("{}{}", out(&output), err(&output));
                assert!(said.contains(none), "{said}");
                assert!(
                    !zero.iter().any(|z| said.contains(z)),
                    "{format} {more:?}: {said}"
                );
            }
        }
    }
    let said = out(&bench.run(&["check", "news.txt"]));
    assert!(said.contains("\n1 个文件未被认作报告"), "{said}");
}

#[test]
fn times_that_are_nothing_are_not_listed() {
    let bench = Bench::new();
    bench.file("a.txt", report("谢谢。"));
    for args in [
        &["check", "a.txt"][..],
        &["check", "a.txt", "--pack", "clubs.toml"],
    ] {
        let output = bench.run(&[args, &["--timings", "--lang", "en"]].concat());
        let said = err(&output);
        assert!(said.contains("stage") && said.contains(" ms"), "{said}");
        assert!(!said.contains(" 0.000 ms"), "{said}");
    }
}

#[test]
fn what_is_undecided_is_shown_where_nothing_else_is() {
    let bench = Bench::new();
    let rule = "\n[[rule]]\nid = \"club-more\"\ntitle = \"老生不少于新生\"\ncheck = \"人数[老生, 女] >= 人数[新生, 女]\"\nmessage = \"老生少\"\ncase = []\n";
    bench.file("clubs.toml", format!("{}{rule}", support::PACK));
    bench.file("a.txt", report("谢谢。"));
    for (format, words) in [
        ("human", "undecided"),
        ("concise", "club-more"),
        ("narrated", "undecided"),
    ] {
        let args = [
            "a.txt",
            "-q",
            "--show-unknown",
            "--lang",
            "en",
            "-f",
            format,
        ];
        let output = bench.check(&args);
        exits(&output, 0);
        let said = out(&output);
        assert!(
            said.contains("club-more") && said.contains(words),
            "{format}: {said}"
        );
        assert!(
            !said.contains("club-polite") && !said.contains("0 findings"),
            "{said}"
        );
        let quiet = out(&bench.check(&["a.txt", "-q", "--lang", "en", "-f", format]));
        assert!(!quiet.contains("club-more"), "{format}: {quiet}");
    }
}

#[test]
fn facts_of_a_text_that_is_no_report_show_what_was_read() {
    let bench = Bench::new();
    bench.file(
        "news.md",
        "# 天气\n\n今天很好。\n\n| 日 | 温度 |\n|---|---|\n| 一 | 21 |\n",
    );
    let output = bench.run(&["facts", "news.md", "--lang", "en"]);
    exits(&output, 4);
    let page = out(&output);
    assert!(
        page.contains("what was read: 2 paragraphs, 1 table"),
        "{page}"
    );
    for words in [
        "1:3  heading    天气",
        "3:1  paragraph  今天很好。",
        "一 | 21",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let all = json(&bench.run(&["facts", "news.md", "-f", "json"]));
    let blocks = all["blocks"].as_array().unwrap();
    let table = blocks.iter().find(|b| b["kind"] == "table").unwrap();
    assert_eq!(table["rows"][1][1]["text"], "21", "{table}");
    assert_eq!(table["rows"][1][1]["start"]["line"], 7, "{table}");
}

#[test]
fn printed_schemas_have_names() {
    let bench = Bench::new();
    let ids = [&["pack", "schema"][..], &["pack", "schema", "--for-config"]].map(|args| {
        let schema = json(&bench.run(args));
        schema["$id"].as_str().unwrap().to_owned()
    });
    assert!(ids.iter().all(|id| id.contains(':')), "{ids:?}");
    assert_ne!(ids[0], ids[1]);
}

/// The numbers of the rows of an excerpt, with what should stand in the cells: the heads, the rows.
fn excerpt(page: &str, table: &str) -> (String, Vec<Vec<i64>>) {
    let mut lines = page.lines().skip_while(|l| l.trim() != table).skip(1);
    let heads = lines.next().unwrap().to_owned();
    let rows =
        lines.take_while(|l| l.starts_with("    ") && l.contains(|c: char| c.is_ascii_digit()));
    let numbers = |line: &str| {
        let cells = line.split_whitespace().skip(1);
        let cells = cells.map(|c| c.rsplit('→').next().unwrap().parse().ok());
        cells.flatten().collect()
    };
    (heads, rows.map(numbers).collect())
}

#[test]
fn the_excerpt_of_a_table_adds_up_to_the_eye() {
    let root = env!("CARGO_MANIFEST_DIR");
    let bench = Bench::new();
    for (lang, rest) in [("zh", "…其余"), ("en", "… the rest")] {
        let file = format!("{root}/tests/fixtures/reports/wrong.txt");
        let page = out(&bench.run(&["check", &file, "--lang", lang, "--width", "120"]));
        let (heads, rows) = excerpt(&page, "表三（收到和处理政府信息公开申请情况）");
        assert!(heads.contains(rest), "{heads}");
        assert!(rows.len() > 4, "{page}");
        for row in &rows {
            let (total, parts) = row.split_last().unwrap();
            assert_eq!(parts.iter().sum::<i64>(), *total, "{page}");
        }
        let (total, parts) = rows.split_last().unwrap();
        for (at, total) in total.iter().enumerate() {
            assert_eq!(parts.iter().map(|r| r[at]).sum::<i64>(), *total, "{page}");
        }
    }
    // where nothing is left out that counts, there is no such column
    let file = format!("{root}/tests/samples/qinghe-2023.txt");
    let page = out(&bench.run(&["check", &file]));
    let (heads, rows) = excerpt(&page, "表三（收到和处理政府信息公开申请情况）");
    assert!(!heads.contains("其余") && rows.len() == 5, "{page}");
}
