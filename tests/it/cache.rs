//! Results that are kept for the next run: the same output with and without them, and every change is noticed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use support::{Bench, PACK, report};

/// Longer than a file is young.
const SETTLED: Duration = Duration::from_millis(2300);

struct Kept {
    bench: Bench,
    cache: PathBuf,
}

impl Kept {
    fn new() -> Self {
        let bench = Bench::new();
        let cache = bench.path().join("kept");
        for n in 0..4 {
            bench.file(&format!("in/clean{n}.txt"), report(&format!("活动{n}次。")));
        }
        bench.file("in/vague.txt", report("活动很多。"));
        bench.file("in/other.md", "不是报告。\n");
        Kept { bench, cache }
    }

    fn run(&self, args: &[&str]) -> Output {
        let common = ["check", "--pack", "clubs.toml", "--select", "club-*"];
        let mut command = self.bench.command(&[&common[..], args].concat());
        command.env("GOUJI_CACHE_DIR", &self.cache);
        command.output().unwrap()
    }

    fn json(&self, args: &[&str]) -> String {
        let output = self.run(&[&["-f", "json"], args].concat());
        String::from_utf8(output.stdout).unwrap()
    }

    /// What is found now, which must not depend on the cache.
    fn found(&self, args: &[&str]) -> String {
        let found = self.json(args);
        assert_eq!(found, self.json(&[&["--no-cache"], args].concat()));
        found
    }

    fn shelves(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.cache).into_iter().flatten().flatten();
        let paths = entries.map(|e| e.path());
        let mut paths: Vec<PathBuf> = paths
            .filter(|p| p.extension().is_some_and(|e| e == "results"))
            .collect();
        paths.sort();
        paths
    }

    fn path(&self, name: &str) -> PathBuf {
        self.bench.path().join(name)
    }
}

/// Exchanges a character for one of the same length.
fn change(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains("很多"));
    fs::write(path, text.replace("很多", "不多")).unwrap();
}

#[test]
fn every_output_is_the_same_with_and_without() {
    let kept = Kept::new();
    let formats = [
        "human",
        "narrated",
        "concise",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "xlsx",
    ];
    for format in formats {
        for more in [
            &[][..],
            &["--show-unknown", "--statistics", "--no-fold"],
            &["--lang", "en", "--quiet"],
        ] {
            let args = [&["in", "-f", format], more].concat();
            let bare = kept.run(&[&args[..], &["--no-cache"]].concat());
            for _ in 0..3 {
                let output = kept.run(&args);
                assert_eq!(output.status.code(), bare.status.code(), "{args:?}");
                if format != "xlsx" {
                    // a workbook says when it was made
                    assert_eq!(output, bare, "{args:?}");
                }
            }
        }
    }
    assert!(!kept.shelves().is_empty());
}

#[test]
fn unchanged_files_are_not_opened() {
    let kept = Kept::new();
    sleep(SETTLED);
    let before = kept.found(&["in"]);
    // a shelf that is not written again is not touched
    let shelf = kept.shelves().remove(0);
    let written = fs::metadata(&shelf).unwrap().modified().unwrap();
    let read = |path: &Path| fs::metadata(path).unwrap().accessed().unwrap();
    let report = kept.path("in/vague.txt");
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    let opened = read(&report);
    assert_eq!(kept.json(&["in"]), before);
    assert_eq!(fs::metadata(&shelf).unwrap().modified().unwrap(), written);
    // where the system notes when files are read
    assert!(read(&report) == opened || opened < then);
}

#[test]
fn a_changed_byte_is_noticed() {
    let kept = Kept::new();
    // a moment after it was read, with the same size; and again when it has been left alone
    for pause in [Duration::ZERO, SETTLED] {
        let path = kept.bench.file("in/vague.txt", report("活动很多。"));
        sleep(pause);
        assert!(kept.found(&["in"]).contains("club-vague"));
        change(Path::new(&path));
        assert!(!kept.found(&["in"]).contains("club-vague"));
    }
}

/// Elsewhere this is the limit: a file of the same size with the time of the old one counts as the old one.
#[cfg(unix)]
#[test]
fn a_time_that_was_set_back_hides_no_change() {
    let kept = Kept::new();
    let path = kept.path("in/vague.txt");
    sleep(SETTLED);
    assert!(kept.found(&["in"]).contains("club-vague"));
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    change(&path);
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    assert!(!kept.found(&["in"]).contains("club-vague"));
}

#[test]
fn a_result_follows_its_file_to_another_place() {
    let kept = Kept::new();
    kept.found(&["in"]);
    fs::rename(kept.path("in"), kept.path("moved")).unwrap();
    let found = kept.found(&["moved"]);
    assert!(found.contains("moved/vague.txt") && !found.contains("in/vague.txt"));
}

#[test]
fn a_changed_pack_or_option_is_noticed() {
    let kept = Kept::new();
    let before = kept.found(&["in"]);
    kept.bench
        .file("clubs.toml", PACK.replace("写了「很多」", "写了「好多」"));
    let after = kept.found(&["in"]);
    assert_ne!(before, after);
    for more in [
        &["--ignore", "club-vague"][..],
        &["--lang", "en"],
        &["--no-fold"],
    ] {
        kept.found(&[&["in"], more].concat());
    }
    kept.bench
        .file("gouji.toml", "[severity]\nclub-vague = \"info\"\n");
    let graded = kept.found(&["in"]);
    assert!(graded.contains("\"errors\":0"), "{graded}");
}

#[test]
fn what_was_accepted_is_noticed() {
    let kept = Kept::new();
    assert_eq!(kept.run(&["in"]).status.code(), Some(1));
    let waiver = |until| {
        format!(
            "[[waiver]]\nrule = \"club-vague\"\nfile = \"in/*.txt\"\nreason = \"次数另报\"\nwho = \"甲\"\nuntil = \"{until}\"\nvalues = \"3b482fc47f7cbcfe2673d1e437018070\"\n"
        )
    };
    kept.bench.file("waivers.toml", waiver("2024-06-30"));
    let on = |day| kept.found(&["in", "--today", day]);
    let before = on("2024-06-30");
    assert!(before.contains("\"accepted\""), "{before}");
    let after = on("2024-07-01");
    assert!(after.contains("waiver-lapsed"), "{after}");
    // and back: both days have their results
    assert_eq!(on("2024-06-30"), before);
    kept.bench.file("waivers.toml", waiver("2024-07-31"));
    assert_ne!(on("2024-07-01"), after);
    fs::remove_file(kept.path("waivers.toml")).unwrap();
    assert!(kept.found(&["in"]).contains("club-vague"));
    let create = ["baseline", "create", "--pack", "clubs.toml", "in"];
    assert!(kept.bench.run(&create).status.success());
    let output = kept.run(&["in"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn damage_is_no_matter() {
    let kept = Kept::new();
    let before = kept.found(&["in"]);
    let shelf = kept.shelves().remove(0);
    let whole = fs::read(&shelf).unwrap();
    let damaged = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        bytes
    };
    let mut wrong: Vec<Vec<u8>> =
        vec![Vec::new(), b"x".to_vec(), whole[..whole.len() / 2].to_vec()];
    wrong.extend((0..whole.len()).step_by(whole.len() / 24).map(damaged));
    wrong.extend((1..24).map(|n| damaged(whole.len() - n)));
    for bytes in wrong {
        fs::write(&shelf, bytes).unwrap();
        assert_eq!(kept.json(&["in"]), before);
    }
    assert_eq!(kept.json(&["in"]), before);
}

#[test]
fn runs_at_the_same_time_do_no_harm() {
    let kept = Kept::new();
    let before = kept.json(&["in", "--no-cache"]);
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| assert_eq!(kept.json(&["in"]), before));
        }
    });
    assert_eq!(kept.json(&["in"]), before);
    assert_eq!(kept.shelves().len(), 1);
}

#[test]
fn a_folder_that_cannot_be_written_stops_nothing() {
    let mut kept = Kept::new();
    let before = kept.json(&["in", "--no-cache"]);
    // root may write everywhere, but nobody makes folders in a file
    kept.cache = kept.path("in/vague.txt").join("kept");
    let output = kept.run(&["in", "-f", "json"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), before);
    assert!(output.stderr.is_empty());
}

#[test]
fn the_folder_can_be_shown_and_emptied() {
    let kept = Kept::new();
    kept.run(&["in"]);
    kept.bench.file("kept/mine.txt", "甲");
    // copies for editors, of this version or another
    kept.bench.file("kept/packs-0.0.1/national/pack.toml", "");
    kept.bench.file("kept/packs-mine/pack.toml", "");
    let say = |args: &[&str]| {
        let mut command = kept.bench.command(args);
        command
            .env("GOUJI_CACHE_DIR", &kept.cache)
            .output()
            .unwrap()
    };
    let shown = say(&["cache", "dir"]);
    assert_eq!(
        String::from_utf8(shown.stdout).unwrap().trim_end(),
        kept.cache.to_str().unwrap()
    );
    assert!(!kept.shelves().is_empty());
    let cleaned = say(&["cache", "clean", "--lang", "en"]);
    assert!(cleaned.status.success());
    assert!(
        String::from_utf8(cleaned.stderr)
            .unwrap()
            .contains("from the cache")
    );
    let left = fs::read_dir(&kept.cache)
        .unwrap()
        .flatten()
        .map(|e| e.file_name());
    let mut left: Vec<_> = left.collect();
    left.sort();
    assert_eq!(left, ["mine.txt", "packs-mine"]);
}

#[cfg(target_os = "linux")]
#[test]
fn the_folder_is_the_one_of_the_desktop() {
    let bench = Bench::new();
    let folder = |variables: &[(&str, &str)]| {
        let mut command = bench.command(&["cache", "dir"]);
        for name in ["GOUJI_CACHE_DIR", "XDG_CACHE_HOME", "HOME"] {
            command.env_remove(name);
        }
        command.envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert_eq!(folder(&[("HOME", "/h")]), "/h/.cache/gouji\n");
    assert_eq!(
        folder(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")]),
        "/x/gouji\n"
    );
    assert_eq!(
        folder(&[("HOME", "/h"), ("XDG_CACHE_HOME", "x")]),
        "/h/.cache/gouji\n"
    );
    assert_eq!(folder(&[("HOME", "/h"), ("GOUJI_CACHE_DIR", "/g")]), "/g\n");
    assert_eq!(folder(&[]), "");
}
