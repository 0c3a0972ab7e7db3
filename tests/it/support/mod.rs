//! A folder with a pack of its own and the binary run in it, so that nothing depends on the rules of the national pack.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

pub mod book;
pub mod editor;
pub mod elements;
pub mod marks;
pub mod package;
pub mod page;
pub mod reports;
pub mod shops;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Reports of clubs: two sections, a table, a hard and a soft rule.
pub const PACK: &str = r#"
[pack]
id = "clubs"
kind = "club"

[kind]
name = "社团报告"
name-en = "report of a club"
titles = ['^(?P<body>\p{Han}{2,20}?)(?P<year>20\d\d)年社团报告$']

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

pub fn report(activities: &str) -> String {
    format!(
        "青禾书画社2023年社团报告\n现报告如下。\n一、活动情况\n{activities}\n二、人数情况\n\n\
         \t项目\n\t男\n\t女\n\n\t新生人数\n\t3\n\t4\n\n\t老生人数\n\t5\n\t\n\n2024年1月5日\n"
    )
}

/// A folder with the pack in it.
pub struct Bench(TempDir);

impl Bench {
    pub fn new() -> Self {
        let bench = Bench(tempfile::tempdir().unwrap());
        bench.file("clubs.toml", PACK);
        bench
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        command
            .args(args)
            .current_dir(self.path())
            .env(
                "GOUJI_CACHE_DIR",
                concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"),
            )
            .stdin(Stdio::null());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"];
        for name in ["GOUJI_LANG", "NO_COLOR", "TERM"].into_iter().chain(locale) {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// `check` with the pack; only its own rules.
    pub fn check(&self, args: &[&str]) -> Output {
        let common = ["check", "--pack", "clubs.toml", "--select", "club-*"];
        self.run(&[&common[..], args].concat())
    }

    pub fn piped(&self, args: &[&str], bytes: &[u8]) -> Output {
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

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", err(output)))
}

#[track_caller]
pub fn exits(output: &Output, code: i32) {
    let said = format!("{}\n{}", out(output), err(output));
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

pub fn names(output: &Output) -> Vec<String> {
    let all = json(output);
    let reports = all["reports"].as_array().unwrap().iter();
    reports
        .map(|r| r["path"].as_str().unwrap().to_owned())
        .collect()
}
