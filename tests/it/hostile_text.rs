//! Texts that are made to do harm: they are linted like any other, in time and memory that grow as they do, and the
//! report beside them gives what it gives alone.
//!
//! The sizes are those that a build for tests manages in seconds. `GOUJI=target/release/gouji cargo test --test it
//! hostile_text:: -- --ignored` gives the real ones to a build for people.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use crate::support;

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use serde_json::Value;
use support::{Bench, PACK, err, exits, json, report};

/// What the process may reserve, in KiB.
const MEMORY: u64 = 4 << 20;

fn sample() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    fs::read_to_string(folder.join("qinghe-2023.txt")).unwrap()
}

/// The sample with something in its first section.
fn with(inside: &str) -> String {
    let text = sample();
    let at = text.find("\n二、").unwrap() + 1;
    format!("{}{inside}\n{}", &text[..at], &text[at..])
}

/// The sample with something behind it.
fn and(behind: &str) -> String {
    format!("{}\n{behind}", sample())
}

/// The sample with other words in its first cells that hold a 1.
fn cells(words: &str) -> String {
    sample().replacen("\t1\n", &format!("\t{words}\n"), 3)
}

fn nested(open: &str, close: &str, count: usize) -> String {
    with(&format!(
        "{}甲{}。",
        open.repeat(count),
        close.repeat(count)
    ))
}

/// Texts that grow with a number: each stays a report.
fn growing(n: usize) -> Vec<(&'static str, String)> {
    vec![
        (
            "line",
            with(&"全面公开信息，累计公开政府信息3条。".repeat(10 * n)),
        ),
        ("no-stop", with(&"公开信息".repeat(50 * n))),
        ("digits-in-prose", with(&"1".repeat(500 * n))),
        ("years", with(&"2023年".repeat(10 * n))),
        (
            "sums",
            with(&"共收到申请3件，其中答复1件、不予公开2件。".repeat(n)),
        ),
        ("rows", and(&"\t甲\n\t1\n\n".repeat(10 * n))),
        ("rows-of-tabs", and(&"甲\t1\t2\n".repeat(10 * n))),
        ("rows-of-pipes", and(&"| 甲 | 1 |\n".repeat(10 * n))),
        ("labels", and(&"\t（七）总计\n\t1\n\t1\n\n".repeat(n))),
        ("headings", and(&"一、总体情况\n文字。\n".repeat(n))),
        ("reports", sample().repeat(n / 20 + 1)),
        ("round", nested("（", "）", n)),
        ("square", nested("〔", "〕", n)),
        ("book", nested("《", "》", n)),
        ("ascii", nested("([", "])", n)),
        ("open", with(&"《甲〔2023（".repeat(n))),
        ("digits", cells(&"9".repeat(10 * n))),
        ("groups", cells(&"1,".repeat(n))),
        ("dashes", cells(&"—".repeat(n))),
        (
            "combining",
            with(&format!("情{}况。", "\u{301}".repeat(10 * n))),
        ),
        ("turned", with(&"\u{202e}\u{2066}شلوم".repeat(n))),
        ("astral", with(&"𠮷𠀀😀👨\u{200d}👩".repeat(n))),
        (
            "remarks",
            and(&"<!-- gouji: ignore year-stale 已核实 -->\n".repeat(n)),
        ),
        (
            "remarks-in-line",
            with(&"<!-- gouji: ignore x 已核实 -->".repeat(n)),
        ),
        (
            "remarks-first",
            "<!-- gouji: ignore x 已核实 -->\n".repeat(n) + &sample(),
        ),
        (
            "remark",
            and(&format!(
                "<!-- gouji: ignore {} 已核实 -->",
                "x".repeat(100 * n)
            )),
        ),
        ("blank", and(&"\n\u{c}".repeat(10 * n))),
    ]
}

/// Texts with characters that are rare: each stays a report. The second value is bytes.
fn odd() -> Vec<(&'static str, Vec<u8>)> {
    let text = sample();
    let utf16 = |units: &mut dyn Iterator<Item = u16>| -> Vec<u8> {
        let units = [0xfeff].into_iter().chain(units);
        units.flat_map(u16::to_le_bytes).collect()
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let lone = [0xd800, 0x4e00, 0xdc00, 0xdc00, 0xd83d];
    let (head, tail) = units.split_at(100);
    let parts = [head, &lone, tail, &[0xd800]].concat();
    let marked: String = text.chars().flat_map(|c| [c, '\u{fe0f}']).collect();
    let spaced = text.replace("信息", "信\u{200b}息\u{2060}");
    vec![
        ("lone", utf16(&mut parts.into_iter())),
        ("marked", marked.into_bytes()),
        ("spaced", spaced.into_bytes()),
        (
            "marks-first",
            ("\u{feff}".repeat(1000) + &text).into_bytes(),
        ),
        ("one-nul", with("信\0息").into_bytes()),
        ("carriage", text.replace('\n', "\r").into_bytes()),
        ("separators", text.replace('\n', "\n\u{2028}").into_bytes()),
    ]
}

/// Runs `gouji check` on a folder, with so much memory and no more where the system can be asked for that.
fn check(bench: &Bench, rest: &[&str]) -> Output {
    let program = env::var_os("GOUJI").unwrap_or_else(|| env!("CARGO_BIN_EXE_gouji").into());
    let program = fs::canonicalize(program).unwrap();
    let mut command = match cfg!(target_os = "linux") {
        true => {
            let mut shell = Command::new("sh");
            let limited = format!("ulimit -v {MEMORY} && exec \"$@\"");
            shell.args(["-c", &limited, "sh"]).arg(program);
            shell
        }
        false => Command::new(program),
    };
    let args = [
        "check",
        "in",
        "--no-cache",
        "--lang",
        "en",
        "--fail-on",
        "never",
    ];
    command.args(args).args(["--format", "json"]).args(rest);
    command.current_dir(bench.path()).stdin(Stdio::null());
    command.output().unwrap()
}

/// The reports of a run by their names.
fn reports(output: &Output) -> Vec<(String, Value)> {
    let all = json(output);
    let reports = all["reports"].as_array().unwrap().iter();
    let name = |r: &Value| r["path"].as_str().unwrap().to_owned();
    reports.map(|r| (name(r), r.clone())).collect()
}

/// What the sample alone gives.
fn alone() -> Value {
    let bench = Bench::new();
    bench.file("in/sample.txt", sample());
    let output = check(&bench, &[]);
    exits(&output, 0);
    reports(&output).remove(0).1
}

/// All texts are linted, and the sample among them as if it were alone.
fn hold(texts: Vec<(&'static str, Vec<u8>)>, patience: Duration) {
    let bench = Bench::new();
    for (name, bytes) in &texts {
        bench.file(&format!("in/{name}.txt"), bytes);
    }
    bench.file("in/sample.txt", sample());
    let start = Instant::now();
    let output = check(&bench, &["--no-series"]);
    let took = start.elapsed();
    exits(&output, 0);
    assert!(took < patience, "{took:?}");
    let reports = reports(&output);
    assert_eq!(reports.len(), texts.len() + 1, "{}", err(&output));
    let alone = alone();
    let planned = |r: &Value| -> u64 {
        let counts = r["checks"].as_object().unwrap().values();
        counts.filter_map(Value::as_u64).sum()
    };
    for (name, report) in &reports {
        match name.as_str() {
            "in/sample.txt" => assert_eq!(*report, alone),
            _ => {
                assert_eq!(report["kind"], alone["kind"], "{name}");
                assert!(planned(report) >= planned(&alone) / 2, "{name}: {report}");
            }
        }
    }
}

fn bytes(texts: Vec<(&'static str, String)>) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = texts.into_iter().map(|(n, t)| (n, t.into_bytes()));
    bytes.collect()
}

#[test]
fn growing_texts_are_linted() {
    hold(bytes(growing(300)), Duration::from_secs(240));
}

#[test]
fn odd_characters_are_linted() {
    hold(odd(), Duration::from_secs(60));
}

/// Long cells and words are not repeated at full length.
#[test]
fn what_is_said_stays_short() {
    let bench = Bench::new();
    bench.file("in/a.txt", cells(&"9".repeat(3000)));
    let output = check(&bench, &[]);
    exits(&output, 0);
    let reports = json(&output);
    let undecided = reports["reports"][0]["unknown"].as_array().unwrap();
    assert!(!undecided.is_empty());
    for one in undecided {
        let reason = one["reason"].as_str().unwrap();
        assert!(reason.contains("99\u{2026}99"), "{reason}");
        assert!(reason.chars().count() < 400, "{reason}");
    }
}

/// A match that is as long as a paragraph is quoted by its beginning and its end.
#[test]
fn long_matches_are_quoted_shortly() {
    let bench = Bench::new();
    let rule = "[[rule]]\nid = \"club-long\"\ntitle = \"长\"\nmatch = '很+多'\nin = [\"活动\"]\n\
        severity = \"error\"\nmessage = \"写了「{match}」\"\n";
    bench.file("clubs.toml", format!("{PACK}\n{rule}"));
    bench.file(
        "a.txt",
        report(&format!("举办了{}多活动。", "很".repeat(3000))),
    );
    let output = bench.check(&["--select", "club-long", "-f", "json", "a.txt"]);
    exits(&output, 1);
    let reports = json(&output);
    let found = reports["reports"][0]["diagnostics"].as_array().unwrap();
    let long = found.iter().find(|d| d["rule"] == "club-long").unwrap();
    let message = long["message"].as_str().unwrap();
    assert!(message.contains("很\u{2026}很"), "{message}");
    assert!(message.chars().count() < 200, "{message}");
    let label = &long["labels"][0];
    let at = |end: &str| label[end]["offset"].as_u64().unwrap();
    assert_eq!(at("end") - at("start"), 3 * 3001);
}

#[test]
fn many_nul_are_no_text() {
    let bench = Bench::new();
    bench.file("in/nul.txt", with(&"\0".repeat(1000)));
    bench.file("in/sample.txt", sample());
    let output = check(&bench, &[]);
    exits(&output, 3);
    assert!(err(&output).contains("in/nul.txt: "), "{}", err(&output));
    assert_eq!(reports(&output).len(), 1);
}

/// How long one text takes, in seconds of the process on one core.
fn takes(text: &str) -> f64 {
    let bench = Bench::new();
    bench.file("in/a.txt", text);
    let start = Instant::now();
    let output = check(&bench, &["--jobs", "1"]);
    exits(&output, 0);
    start.elapsed().as_secs_f64()
}

#[test]
#[ignore = "for a build for people: GOUJI names it"]
fn cost_grows_as_the_text_does() {
    assert!(env::var_os("GOUJI").is_some(), "GOUJI names the program");
    let mut wrong = Vec::new();
    let (small, large) = (growing(3_000), growing(24_000));
    for ((name, small), (_, large)) in small.iter().zip(&large) {
        let (first, second) = (takes(small), takes(large));
        // eight times the text; a machine that does other things too
        if second > 0.5 && second > 24.0 * first.max(0.02) {
            wrong.push(format!("{name}: {first:.2} s, then {second:.2} s"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "for a build for people: GOUJI names it"]
fn the_largest_texts_are_linted() {
    assert!(env::var_os("GOUJI").is_some(), "GOUJI names the program");
    let line = "全面公开信息，累计公开政府信息3条。";
    let texts = vec![
        ("line", with(&line.repeat((50 << 20) / line.len()))),
        ("rows", and(&"\t甲\n\t1\n\n".repeat(1_000_000))),
        ("rows-of-tabs", and(&"甲\t1\t2\n".repeat(1_000_000))),
        ("round", nested("（", "）", 100_000)),
        ("book", nested("《", "》", 100_000)),
        ("digits", cells(&"9".repeat(1_000_000))),
        ("combining", with(&"\u{301}".repeat(1_000_000))),
    ];
    hold(bytes(texts), Duration::from_secs(300));
}
