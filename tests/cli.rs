//! The command line from outside: exit codes, ways to name input, streams, and the commands that list.
//!
//! Reports and rules are of a kind of their own, brought along as a pack, so that nothing here depends on the rules
//! of the national pack.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const PACK: &str = r#"
pack = "clubs"
kind-id = "club"

[kind]
name = "社团报告"
name-en = "report of a club"
titles = ['^(?P<body>\p{Han}{2,20}?)(?P<year>20\d\d)年社团报告$']
min-sections = 2

[[kind.section]]
id = "活动"
title = "活动情况"

[[kind.section]]
id = "人数"
title = "人数情况"

[[form]]
id = "1"
title = "社团表"

[[form.table]]
id = "人数"
title = "人数表"
section = "人数"

[[form.table.column]]
id = "男"
label = "男"

[[form.table.column]]
id = "女"
label = "女"

[[form.table.row]]
id = "新生"
label = "新生人数"

[[form.table.row]]
id = "老生"
label = "老生人数"

[sample]
body = "青禾书画社"
title = "2023年社团报告"
form = "1"
head = "现报告如下。"
tail = "{body}"

[[rule]]
id = "club-vague"
title = "活动次数要写数字"
match = '很多'
in = ["活动"]
severity = "error"
message = "活动情况里写了「很多」"
why = "「很多」无法核对"
source = "社团报告办法"
case = [
  { fail = "举办了很多活动。", at = "很多" },
  { pass = "举办了3次活动。" },
]
en = { title = "activities are counted", message = "the activities are not counted" }

[[rule]]
id = "club-polite"
title = "不写「谢谢」"
match = '谢谢'
in = ["活动"]
severity = "warning"
message = "写了「谢谢」"
why = "报告不是信"
source = "社团报告办法"
case = [{ fail = "谢谢。" }, { pass = "完毕。" }]
"#;

fn report(activities: &str) -> String {
    format!(
        "青禾书画社2023年社团报告\n现报告如下。\n一、活动情况\n{activities}\n二、人数情况\n\n\
         \t项目\n\t男\n\t女\n\n\t新生人数\n\t3\n\t4\n\n\t老生人数\n\t5\n\t\n\n2024年1月5日\n"
    )
}

/// A folder with the pack in it.
struct Bench(TempDir);

impl Bench {
    fn new() -> Self {
        let bench = Bench(tempfile::tempdir().unwrap());
        bench.file("clubs.toml", PACK);
        bench
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        command
            .args(args)
            .current_dir(self.path())
            .stdin(Stdio::null());
        for name in ["GOUJI_LANG", "NO_COLOR", "TERM"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// `check` with the pack; only its own rules.
    fn check(&self, args: &[&str]) -> Output {
        let common = ["check", "--pack", "clubs.toml", "--select", "club-*"];
        self.run(&[&common[..], args].concat())
    }

    fn piped(&self, args: &[&str], bytes: &[u8]) -> Output {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        child.wait_with_output().unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", err(output)))
}

#[track_caller]
fn exits(output: &Output, code: i32) {
    let said = format!("{}\n{}", out(output), err(output));
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

fn names(output: &Output) -> Vec<String> {
    let all = json(output);
    let reports = all["reports"].as_array().unwrap().iter();
    reports
        .map(|r| r["path"].as_str().unwrap().to_owned())
        .collect()
}

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
    exits(&bench.run(&["check"]), 2);
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

#[test]
fn folders_patterns_and_names_give_each_file_once_and_in_order() {
    let bench = Bench::new();
    for name in [
        "in/b.txt",
        "in/a.MD",
        "in/sub/c.txt",
        "in/.hid/d.txt",
        "in/.e.txt",
        "in/f.csv",
    ] {
        bench.file(name, report("无。"));
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", bench.path().join("in/sub/up")).unwrap();
    let folder = ["in/a.MD", "in/b.txt", "in/sub/c.txt"];
    let given = |args: &[&str]| names(&bench.check(&[args, &["-f", "json"]].concat()));
    assert_eq!(given(&["in"]), folder);
    assert_eq!(
        given(&["in", "./in", "in/b.txt", "in/sub/../b.txt"]),
        folder
    );
    assert_eq!(
        given(&["in/b.txt", "in"]),
        ["in/b.txt", "in/a.MD", "in/sub/c.txt"]
    );
    assert_eq!(given(&["in/*.txt"]), ["in/b.txt"]);
    assert_eq!(given(&["in/**/*.txt"]), ["in/b.txt", "in/sub/c.txt"]);
    assert_eq!(given(&["in/[ab].*"]), ["in/a.MD", "in/b.txt"]);
    assert_eq!(given(&["in/f.csv"]), ["in/f.csv"]);
    bench.file("odd[1].txt", report("无。"));
    assert_eq!(given(&["odd[1].txt"]), ["odd[1].txt"]);
}

#[test]
fn many_files_keep_their_order() {
    let bench = Bench::new();
    let files: Vec<String> = (0..150).map(|n| format!("in/{n:03}.txt")).collect();
    for (n, name) in files.iter().enumerate() {
        bench.file(name, report(&"举办了活动。".repeat(n % 7 * 20 + 1)));
    }
    for jobs in ["1", "3"] {
        assert_eq!(
            names(&bench.check(&["in", "-f", "json", "--jobs", jobs])),
            files
        );
    }
}

#[test]
fn stdin_has_a_name() {
    let bench = Bench::new();
    let text = report("举办了很多活动。");
    let args = [
        "check",
        "-",
        "--pack",
        "clubs.toml",
        "--select",
        "club-*",
        "-f",
        "concise",
    ];
    let output = bench.piped(&args, text.as_bytes());
    exits(&output, 1);
    assert!(
        out(&output).starts_with("<stdin>:4:4: error[club-vague]"),
        "{}",
        out(&output)
    );
    let named = [&args[..], &["--stdin-filename", "draft.txt"]].concat();
    let output = bench.piped(&named, text.as_bytes());
    assert!(
        out(&output).starts_with("draft.txt:4:4: error[club-vague]"),
        "{}",
        out(&output)
    );
    let output = bench.piped(&["facts", "-", "--pack", "clubs.toml"], text.as_bytes());
    exits(&output, 0);
}

#[test]
fn encodings_and_line_ends_make_no_difference() {
    let bench = Bench::new();
    let text = report("举办了很多活动。");
    let (gb, _, _) = encoding_rs::GB18030.encode(&text);
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let with = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
    let all = [
        ("utf8.txt", text.clone().into_bytes()),
        ("bom.txt", with(b"\xef\xbb\xbf", text.clone().into_bytes())),
        ("crlf.txt", text.replace('\n', "\r\n").into_bytes()),
        ("gb.txt", gb.into_owned()),
        ("le.txt", with(b"\xff\xfe", wide(u16::to_le_bytes))),
        ("be.txt", with(b"\xfe\xff", wide(u16::to_be_bytes))),
    ];
    for (name, bytes) in all {
        bench.file(name, bytes);
        let output = bench.check(&[name, "-f", "json"]);
        exits(&output, 1);
        let start = &json(&output)["reports"][0]["diagnostics"][0]["labels"][0]["start"];
        assert_eq!(
            (&start["line"], &start["column"]),
            (&4.into(), &4.into()),
            "{name}"
        );
    }
}

#[test]
fn a_broken_pipe_is_no_error() {
    let bench = Bench::new();
    for n in 0..200 {
        bench.file(
            &format!("in/{n:03}.txt"),
            report(&"举办了很多活动。".repeat(40)),
        );
    }
    for format in ["human", "concise", "json"] {
        let args = [
            "check",
            "in",
            "--pack",
            "clubs.toml",
            "--select",
            "club-*",
            "-f",
            format,
        ];
        let mut command = bench.command(&args);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::with_capacity(64, child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!line.is_empty());
        assert_eq!(err(&output), "", "{format}");
        assert_eq!(output.status.code(), Some(1), "{format}");
    }
}

#[test]
fn quiet_shows_only_the_sums() {
    let bench = Bench::new();
    bench.file("vague.txt", report("举办了很多活动。"));
    let output = bench.check(&["vague.txt", "-q"]);
    exits(&output, 1);
    assert!(!out(&output).contains("club-vague") && out(&output).lines().count() <= 2);
    let output = bench.check(&["vague.txt", "-q", "-f", "json"]);
    assert_eq!(json(&output)["summary"]["errors"], 1);
    let output = bench.check(&["vague.txt", "-f", "concise"]);
    assert_eq!(out(&output).lines().count(), 1);
    assert!(!err(&output).is_empty());
}

#[test]
fn colour_is_a_choice() {
    let bench = Bench::new();
    bench.file("vague.txt", report("举办了很多活动。"));
    for format in ["human", "concise"] {
        let colour = |when: &str| out(&bench.check(&["vague.txt", "-f", format, "--color", when]));
        assert!(!colour("auto").contains('\u{1b}'));
        assert!(!colour("never").contains('\u{1b}'));
        assert!(colour("always").contains('\u{1b}'));
    }
    let ascii = out(&bench.check(&["vague.txt", "--ascii", "--width", "60"]));
    assert!(!ascii.contains('─') && !ascii.contains('│'), "{ascii}");
}

#[test]
fn rules_are_listed_and_explained() {
    let bench = Bench::new();
    let output = bench.run(&["rules", "--pack", "clubs.toml"]);
    exits(&output, 0);
    let row = out(&output)
        .lines()
        .find(|l| l.starts_with("club-vague"))
        .unwrap()
        .to_owned();
    assert!(row.contains("error") && row.contains("clubs") && row.contains("活动次数要写数字"));
    let output = bench.run(&[
        "rules",
        "--pack",
        "clubs.toml",
        "-f",
        "json",
        "--lang",
        "en",
    ]);
    let all = json(&output);
    let rules = all["rules"].as_array().unwrap();
    let rule = rules.iter().find(|r| r["id"] == "club-vague").unwrap();
    assert_eq!(rule["title"], "activities are counted");
    let output = bench.run(&["explain", "club-vague", "--pack", "clubs.toml"]);
    exits(&output, 0);
    let page = out(&output);
    for part in [
        "活动次数要写数字",
        "「很多」无法核对",
        "社团报告办法",
        "举办了3次活动。",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        page.contains("  | 举办了很多活动。\n  |       ^^^^\n"),
        "{page}"
    );
}

#[test]
fn facts_show_every_cell() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了3次活动。"));
    let output = bench.run(&["facts", "a.txt", "--pack", "clubs.toml"]);
    exits(&output, 0);
    let page = out(&output);
    assert!(
        page.contains("青禾书画社") && page.contains("2023"),
        "{page}"
    );
    assert!(
        page.contains("新生人数  3 4") && page.contains("老生人数  5 ·"),
        "{page}"
    );
    let page = out(&bench.run(&["facts", "a.txt", "--pack", "clubs.toml", "--positions"]));
    assert!(page.contains("3@12:2"), "{page}");
    let facts = json(&bench.run(&["facts", "a.txt", "--pack", "clubs.toml", "-f", "json"]));
    assert_eq!(facts["year"]["value"], 2023);
    let row = &facts["tables"][0]["rows"][1];
    assert_eq!(row["state"], "read");
    assert_eq!(row["cells"][0]["value"], 5);
    assert_eq!(row["cells"][1]["content"], "blank");
    assert_eq!(row["cells"][0]["start"]["line"], 16);
    assert_eq!(facts["dates"][0]["date"], "2024-01-05");
}

#[test]
fn a_row_with_a_cell_too_few_is_not_guessed() {
    let bench = Bench::new();
    bench.file(
        "a.txt",
        report("无。").replace("\t新生人数\n\t3\n\t4\n", "\t新生人数\n\t3\n"),
    );
    let facts = json(&bench.run(&["facts", "a.txt", "--pack", "clubs.toml", "-f", "json"]));
    let row = &facts["tables"][0]["rows"][0];
    assert_eq!((&row["state"], &row["due"]), (&"short".into(), &2.into()));
    assert_eq!(row["cells"].as_array().unwrap().len(), 0);
}
