//! `--watch`, as a process that is written around.

#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use support::{Bench, PACK, report};

/// Far more than any change takes.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watched {
    child: Child,
    lines: Receiver<String>,
}

impl Watched {
    /// Begins to watch, and waits for the end of the first run.
    fn new(bench: &Bench, args: &[&str]) -> (Self, Vec<String>) {
        let common = [
            "check",
            "--watch",
            "--pack",
            "clubs.toml",
            "--select",
            "club-*",
            "-f",
            "concise",
        ];
        let mut command = bench.command(&[&common[..], args].concat());
        command.env("GOUJI_CACHE_DIR", bench.path().join("kept"));
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = mpsc::channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        let err = BufReader::new(child.stderr.take().unwrap());
        let sender = send.clone();
        thread::spawn(move || {
            out.lines()
                .map_while(Result::ok)
                .all(|line| sender.send(line).is_ok())
        });
        thread::spawn(move || {
            err.lines()
                .map_while(Result::ok)
                .all(|line| send.send(line).is_ok())
        });
        let watched = Watched { child, lines };
        let first = watched.round();
        (watched, first)
    }

    /// What is said until the next wait.
    fn round(&self) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            let line = self
                .lines
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|_| panic!("{said:?}"));
            let over = line.contains("Ctrl-C");
            said.push(line);
            if over {
                // the two streams are not in step
                thread::sleep(Duration::from_millis(200));
                said.extend(self.lines.try_iter());
                return said;
            }
        }
    }

    fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn has(said: &[String], words: &str) -> bool {
    said.iter().any(|line| line.contains(words))
}

#[test]
fn what_changes_is_checked_again() {
    let bench = Bench::new();
    bench.file("in/a.txt", report("活动3次。"));
    let (watched, first) = Watched::new(&bench, &["in", "--lang", "en"]);
    assert!(!has(&first, "club-vague"), "{first:?}");
    assert!(has(&first, "watching 1 report and"), "{first:?}");

    bench.file("in/a.txt", report("活动很多。"));
    let said = watched.round();
    assert!(
        has(&said, "changed: in/a.txt") && has(&said, "club-vague"),
        "{said:?}"
    );

    // a new folder, and a file in it
    bench.file("in/new/b.txt", report("活动很多。"));
    let mut said = watched.round();
    if !has(&said, "in/new/b.txt:") {
        said = watched.round();
    }
    assert!(has(&said, "in/new/b.txt:"), "{said:?}");

    // as editors write: beside, then renamed
    let beside = bench.file("in/.a.txt.swp", report("活动3次。"));
    fs::rename(beside, bench.path().join("in/a.txt")).unwrap();
    let said = watched.round();
    assert!(
        has(&said, "changed: in/a.txt") && !has(&said, "in/a.txt:"),
        "{said:?}"
    );

    fs::remove_dir_all(bench.path().join("in/new")).unwrap();
    let said = watched.round();
    assert!(
        has(&said, "changed: in/new/b.txt") && !has(&said, "club-vague"),
        "{said:?}"
    );

    // half of a file, then no file at all, then the file again
    let half = report("活动很多。");
    bench.file("in/a.txt", half.get(..60).unwrap_or("青禾"));
    watched.round();
    fs::remove_file(bench.path().join("in/a.txt")).unwrap();
    watched.round();
    bench.file("in/a.txt", half);
    let said = watched.round();
    assert!(has(&said, "club-vague"), "{said:?}");
    assert_eq!(watched.interrupt(), Some(1));
}

#[test]
fn what_decides_about_reports_is_watched() {
    let bench = Bench::new();
    bench.file("in/a.txt", report("活动很多。"));
    let (watched, first) = Watched::new(&bench, &["in"]);
    assert!(has(&first, "club-vague"), "{first:?}");

    bench.file("clubs.toml", PACK.replace("写了「很多」", "写了「好多」"));
    let said = watched.round();
    assert!(has(&said, "clubs.toml") && has(&said, "好多"), "{said:?}");

    let waiver =
        "[[waiver]]\nrule = \"club-vague\"\nfile = \"in/*.txt\"\nreason = \"另报\"\nwho = \"甲\"\n";
    bench.file("waivers.toml", waiver);
    let said = watched.round();
    assert!(has(&said, "waivers.toml"), "{said:?}");

    fs::remove_file(bench.path().join("waivers.toml")).unwrap();
    watched.round();
    bench.file("gouji.toml", "[output]\nlang = \"en\"\n");
    let said = watched.round();
    assert!(has(&said, "Ctrl-C ends it"), "{said:?}");
    assert_eq!(watched.interrupt(), Some(1));
}

#[test]
fn stdin_comes_once() {
    let bench = Bench::new();
    let output = bench.run(&["check", "--watch", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("--watch")
    );
}
