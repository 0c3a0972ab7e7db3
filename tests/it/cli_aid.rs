//! The command line from outside: what helps people with gouji itself, and documents on stdin.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use support::{Bench, err, exits, json as parsed, out, report};

/// Three reports of clubs, of which one is clean, and a letter.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("in/a.txt", report("举办了很多活动，也有很多人。谢谢。"));
    bench.file("in/b.txt", report("举办了很多活动。"));
    bench.file("in/c.txt", report("举办了3次活动。"));
    bench.file("in/d.txt", "来信\n你好。\n");
    bench
}

#[test]
fn statistics_count_findings_and_reports_by_rule() {
    let bench = bench();
    let wanted = [
        ("club-vague", "error", 3, 2, Some(67)),
        ("club-polite", "warning", 1, 1, Some(33)),
        // a file that is no report counts for nothing in the shares
        ("not-a-report", "info", 1, 0, None),
    ];
    let wanted = wanted.map(|(rule, severity, findings, reports, percent)| {
        json!({
            "rule": rule, "severity": severity, "findings": findings,
            "reports": reports, "percent": percent,
        })
    });
    let whole = parsed(&bench.check(&["in", "-f", "json", "--statistics"]));
    assert_eq!(whole["summary"]["statistics"], Value::from(wanted.to_vec()));
    let lines = out(&bench.check(&["in", "-f", "jsonl", "--statistics"]));
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(last["summary"]["statistics"], Value::from(wanted.to_vec()));
    let without = parsed(&bench.check(&["in", "-f", "json"]));
    assert!(without["summary"].get("statistics").is_none());
}

const TABLE: &str = "\
rule          severity  findings  reports  share
club-vague    error            3        2    67%
club-polite   warning          1        1    33%
not-a-report  info             1        0      -
shares are of all reports: 3; files that are no reports do not count: 1
";

#[test]
fn statistics_are_a_table_for_people() {
    let bench = bench();
    let output = bench.check(&["in", "--statistics", "-q", "--lang", "en"]);
    exits(&output, 1);
    assert!(
        out(&output).ends_with(&format!("\n\n{TABLE}")),
        "{}",
        out(&output)
    );
    // where no output has a place for them, they are told beside it
    for format in ["sarif", "concise", "github"] {
        let output = bench.check(&["in", "--statistics", "--lang", "en", "-f", format]);
        assert!(err(&output).ends_with(TABLE), "{}", err(&output));
        assert!(!out(&output).contains("share"));
    }
    let output = bench.check(&["in", "--statistics", "-f", "narrated", "--lang", "en"]);
    let last = "Rule club-vague: findings: 3; reports: 2, which is 67% of all.";
    assert!(
        out(&output).lines().any(|l| l.eq_ignore_ascii_case(last)),
        "{}",
        out(&output)
    );
    let narrow = out(&bench.check(&["in", "--statistics", "-q", "--width", "40"]));
    assert!(narrow.contains("club-vague"), "{narrow}");
}

#[test]
fn timings_name_every_stage_and_rule_and_change_nothing_else() {
    let bench = bench();
    let plain = bench.check(&["in", "-f", "json"]);
    let timed = bench.check(&["in", "-f", "json", "--timings", "--lang", "en"]);
    let said = err(&timed);
    for word in [
        "read",
        "recognise",
        "packs",
        "facts",
        "rules",
        "render",
        "club-vague",
    ] {
        let line = said.lines().find(|l| l.starts_with(&format!("{word} ")));
        let line = line.unwrap_or_else(|| panic!("{word}: {said}"));
        assert!(line.contains(" ms ") && line.contains('%'), "{line}");
    }
    let runs = said.lines().find(|l| l.starts_with("club-vague ")).unwrap();
    assert!(runs.ends_with(" 3"), "{runs}");
    assert!(err(&plain).is_empty());
    let english = bench.check(&["in", "-f", "json", "--lang", "en"]);
    assert_eq!(out(&timed), out(&english));
}

#[test]
fn completions_know_commands_and_options() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = bench.run(&["completions", shell]);
        exits(&output, 0);
        let script = out(&output);
        for word in ["check", "stdin-filename", "completions"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        let path = bench.file(&format!("script.{shell}"), &script);
        let syntax: &[&str] = match shell {
            "bash" | "zsh" => &["-n"],
            "fish" => &["--no-execute"],
            _ => continue,
        };
        match Command::new(shell)
            .args(syntax)
            .arg(path)
            .stdin(Stdio::null())
            .output()
        {
            Ok(run) => assert!(run.status.success(), "{shell}: {run:?}"),
            Err(_) => eprintln!("skipped: no {shell} here"),
        }
    }
    exits(&bench.run(&["completions", "dos"]), 2);
}

#[test]
fn every_command_has_a_manual_page() {
    let bench = Bench::new();
    let folder = bench.path().join("man/man1");
    exits(&bench.run(&["man", "man/man1"]), 0);
    let first = out(&bench.run(&["man"]));
    assert_eq!(
        std::fs::read_to_string(folder.join("gouji.1")).unwrap(),
        first
    );
    let commands = [
        "check",
        "facts",
        "pack",
        "pack-test",
        "rage",
        "man",
        "completions",
    ];
    for command in commands {
        let page = std::fs::read_to_string(folder.join(format!("gouji-{command}.1"))).unwrap();
        let mut sections = page.lines().filter_map(|l| l.strip_prefix(".SH "));
        assert_eq!(sections.next(), Some("名称"), "{command}");
        assert_eq!(sections.next(), Some("用法"), "{command}");
        assert!(
            page.lines()
                .any(|l| l.starts_with(&format!(".TH gouji-{command} 1")))
        );
        let known = ['.', '\''];
        let starts = page.lines().filter(|l| l.starts_with(known));
        let requests = [
            ".ie", ".el", ".TH", ".SH", ".TP", ".RS", ".RE", ".IP", ".PP", ".br", ".nf", ".fi",
        ];
        for line in starts {
            assert!(
                requests.iter().any(|r| line.starts_with(r)),
                "{command}: {line}"
            );
        }
    }
    bench.file("file", "");
    exits(&bench.run(&["man", "file"]), 2);
}

#[test]
fn rage_tells_what_is_needed_and_nothing_private() {
    let bench = Bench::new();
    let secret = report("举办了很多活动，内部事项。");
    bench.file("geheim/bericht.txt", &secret);
    bench.file("gouji.toml", "packs = [\"clubs.toml\"]\n");
    let args = ["rage", "geheim/bericht.txt", "-f", "json"];
    let output = bench.run(&args);
    exits(&output, 0);
    let rage = parsed(&output);
    assert_eq!(rage["program"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(rage["configuration"]["found"], "gouji.toml");
    assert_eq!(rage["packs"]["national"].as_str().unwrap().len(), 32);
    assert!(
        rage["packs"]["clubs"]
            .as_str()
            .unwrap()
            .ends_with(" (not built in)")
    );
    let file = &rage["file"];
    for (name, value) in [
        ("bytes", secret.len().to_string().as_str()),
        ("format", "text"),
        ("encoding", "UTF-8"),
        ("ending", "txt"),
        ("kind", "club"),
        ("form", "1"),
        ("year", "2023"),
    ] {
        assert_eq!(file[name], value, "{name}");
    }
    assert!(file["findings"].as_str().unwrap().contains("club-vague:1"));
    let folder = bench.path().display().to_string();
    for args in [&args[..], &["rage", "geheim/bericht.txt"], &["rage"]] {
        let said = out(&bench.run(args));
        for private in [
            "内部事项",
            "bericht",
            "geheim",
            "青禾书画社",
            folder.as_str(),
        ] {
            assert!(!said.contains(private), "{private}: {said}");
        }
    }
    let whole = parsed(&bench.run(&[&args[..], &["--with-content"]].concat()));
    assert_eq!(whole["content"]["text"], secret);
    assert_eq!(whole["content"]["name"], "geheim/bericht.txt");
    exits(&bench.run(&["rage", "--with-content"]), 2);
    exits(&bench.run(&["rage", "nowhere.txt"]), 3);
}

#[test]
fn rage_has_words_in_both_languages_and_reads_stdin() {
    let bench = Bench::new();
    let chinese = out(&bench.run(&["rage", "--lang", "zh"]));
    assert!(chinese.contains("\n规则包\n"), "{chinese}");
    let bytes = std::fs::read(fixture("wrong.docx")).unwrap();
    let output = bench.piped(&["rage", "-", "--lang", "en"], &bytes);
    exits(&output, 0);
    assert!(
        out(&output).contains("\n  format      docx\n"),
        "{}",
        out(&output)
    );
}

fn fixture(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports");
    folder.join(name)
}

/// What a document is, its bytes tell, so that stdin needs no name for it; the name given is the one shown.
#[test]
fn documents_of_every_format_come_on_stdin() {
    let bench = Bench::new();
    let endings: &[&str] = match cfg!(feature = "pdf") {
        true => &["txt", "md", "html", "docx", "doc", "pdf"],
        false => &["txt", "md", "html", "docx", "doc"],
    };
    for ending in endings {
        let path = fixture(&format!("wrong.{ending}"));
        let bytes = std::fs::read(&path).unwrap();
        let common = ["check", "-f", "json", "--fail-on", "never"];
        let from_file = parsed(&bench.run(&[&common[..], &[path.to_str().unwrap()]].concat()));
        for name in [format!("drafts/last.{ending}"), "no-ending".to_owned()] {
            let args = [&common[..], &["-", "--stdin-filename", &name]].concat();
            let output = bench.piped(&args, &bytes);
            exits(&output, 0);
            let mut from_stdin = parsed(&output);
            let report = &mut from_stdin["reports"][0];
            assert_eq!(report["path"], name);
            report["path"] = from_file["reports"][0]["path"].clone();
            assert_eq!(from_stdin, from_file, "{name}");
        }
        let output = bench.piped(&["facts", "-", "-f", "json"], &bytes);
        exits(&output, 0);
    }
}
