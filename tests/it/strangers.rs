//! What comes in a folder of strangers decides nothing: it names no file that is written, loads no pack, relaxes no lock,
//! and what it is called steers no terminal.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::fs;

use support::{Bench, PACK, err, exits, out, report};

const VAGUE: &str = "举办了很多活动。谢谢。";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("gouji.toml", "packs = ['clubs.toml']\n");
    bench.file("in/a.txt", report(VAGUE));
    bench
}

fn check(bench: &Bench, args: &[&str]) -> std::process::Output {
    bench.run(
        &[
            &[
                "check",
                "--lang",
                "en",
                "--no-cache",
                "--width",
                "120",
                "-f",
                "concise",
            ],
            args,
        ]
        .concat(),
    )
}

#[test]
fn a_configuration_writes_no_file() {
    let bench = Bench::new();
    bench.file("a.txt", report(VAGUE));
    let wanted = "packs = ['clubs.toml']\noutput = { format = ['human', 'json=out.json'] }\n";
    bench.file("gouji.toml", wanted);
    let done = bench.run(&["check", "--lang", "en", "--no-cache", "a.txt"]);
    exits(&done, 2);
    assert!(
        err(&done).contains("a configuration names no files to write"),
        "{}",
        err(&done)
    );
    assert!(out(&done).contains("club-vague"));
    assert!(!bench.path().join("out.json").exists());
}

#[test]
fn a_configuration_among_reports_chooses_rules_and_nothing_else() {
    let bench = bench();
    bench.file(
        "in/evil.toml",
        PACK.replace("\"clubs\"", "\"evil\"")
            .replace("club-vague", "evil-vague"),
    );
    bench.file(
        "in/gouji.toml",
        "packs = ['evil.toml']\nby-place = ['*.toml']\nexclude = ['a.txt']\nignore = ['club-polite']\n\
         output = { format = ['json'], fail-on = 'never' }\n",
    );
    let done = check(&bench, &["in"]);
    exits(&done, 1);
    assert!(out(&done).contains("[club-vague]"), "{}", out(&done));
    assert!(!out(&done).contains("club-polite"), "{}", out(&done));
    for key in ["packs", "by-place", "exclude", "output"] {
        let said = format!("“{key}” does not hold");
        assert!(err(&done).contains(&said), "{key}: {}", err(&done));
    }
    let used = "configurations that hold: gouji.toml, in/gouji.toml (chooses and tunes rules only)";
    assert!(err(&done).contains(used), "{}", err(&done));
    // whoever trusts the folder says so
    let done = check(&bench, &["in", "--trust", "in"]);
    assert!(!err(&done).contains("does not hold"), "{}", err(&done));
    assert!(err(&done).contains("nothing to read"), "{}", err(&done));
}

#[test]
fn a_list_of_the_user_trusts_folders() {
    let bench = bench();
    bench.file("in/gouji.toml", "exclude = ['a.txt']\n");
    let folder = fs::canonicalize(bench.path().join("in")).unwrap();
    let list = format!("# mine\n{}\n", folder.display());
    bench.file("settings/gouji/trusted-folders", list);
    let mut command = bench.command(&["check", "--lang", "en", "--no-cache", "in"]);
    command.env("XDG_CONFIG_HOME", bench.path().join("settings"));
    let done = command.output().unwrap();
    assert!(err(&done).contains("nothing to read"), "{}", err(&done));
}

#[test]
fn a_nearer_configuration_drops_no_pack() {
    let bench = bench();
    bench.file("in/gouji.toml", "ignore = ['club-polite']\n");
    assert!(out(&check(&bench, &["in"])).contains("[club-vague]"));
    assert!(out(&check(&bench, &["in", "--trust", "in"])).contains("[club-vague]"));
}

#[test]
fn no_message_quotes_a_file_that_is_no_pack() {
    let bench = bench();
    bench.file("secret.txt", "password of the house\n");
    bench.file(
        "gouji.toml",
        "packs = ['clubs.toml', './secret.txt', 'other.toml']\n",
    );
    bench.file("other.toml", "token = 'password of the house'\n");
    let done = check(&bench, &["in"]);
    exits(&done, 2);
    assert!(
        err(&done).contains("other.toml: no rule pack"),
        "{}",
        err(&done)
    );
    assert!(!err(&done).contains("password"), "{}", err(&done));
}

fn locked() -> Bench {
    let bench = bench();
    let pack = PACK.replace("id = \"club-vague\"", "id = \"club-vague\"\nlock = true");
    bench.file("clubs.toml", pack);
    bench
}

#[test]
fn a_locked_rule_runs_whatever_a_configuration_chooses() {
    for choice in ["ignore = ['club-*']", "select = ['club-polite']"] {
        let bench = locked();
        bench.file("in/gouji.toml", choice);
        assert!(
            out(&check(&bench, &["in"])).contains("[club-vague]"),
            "{choice}"
        );
        bench.file("in/gouji.toml", "");
        bench.file("gouji.toml", format!("packs = ['clubs.toml']\n{choice}\n"));
        assert!(
            out(&check(&bench, &["in"])).contains("[club-vague]"),
            "{choice}"
        );
    }
}

#[test]
fn a_locked_rule_stands_in_no_baseline() {
    let bench = locked();
    let made = bench.run(&["baseline", "create", "--lang", "en", "in"]);
    exits(&made, 0);
    let done = check(&bench, &["in"]);
    exits(&done, 1);
    assert!(out(&done).contains("[club-vague]"), "{}", out(&done));
    assert!(!out(&done).contains("club-polite"), "{}", out(&done));
}

#[test]
fn what_the_command_line_leaves_out_is_said_in_the_sums() {
    let bench = bench();
    let done = bench.run(&[
        "check",
        "--lang",
        "en",
        "--no-cache",
        "in",
        "--select",
        "club-polite",
    ]);
    assert!(
        out(&done).contains("not applicable (of the rules chosen for this run)"),
        "{}",
        out(&done)
    );
    let done = bench.run(&["check", "--lang", "en", "--no-cache", "in"]);
    assert!(
        !out(&done).contains("chosen for this run"),
        "{}",
        out(&done)
    );
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn no_file_outside_is_written_through_a_link() {
        let bench = bench();
        bench.file("home/mine", "precious");
        for name in [
            "gouji-baseline.json",
            "waivers.toml",
            "out.json",
            "in/a.marked.txt",
        ] {
            let folder = bench.path().join(name);
            let up = "../".repeat(name.matches('/').count() + 1);
            fs::remove_file(&folder).ok();
            symlink(
                format!(
                    "{up}{}/home/mine",
                    bench.path().file_name().unwrap().to_str().unwrap()
                ),
                folder,
            )
            .unwrap();
        }
        // from a folder of its own, so that the links lead out of it
        bench.file("work/gouji.toml", "packs = ['../clubs.toml']\n");
        bench.file("work/b.txt", report(VAGUE));
        for name in [
            "gouji-baseline.json",
            "waivers.toml",
            "out.json",
            "b.marked.txt",
        ] {
            symlink("../home/mine", bench.path().join("work").join(name)).unwrap();
        }
        let run = |args: &[&str]| {
            let mut command = bench.command(args);
            command
                .current_dir(bench.path().join("work"))
                .output()
                .unwrap()
        };
        for args in [
            &["baseline", "create", "--force", "--lang", "en", "b.txt"][..],
            &[
                "waive",
                "b.txt",
                "--rule",
                "club-polite",
                "--reason",
                "x",
                "--who",
                "y",
                "--lang",
                "en",
            ],
            &["check", "b.txt", "-f", "json=out.json", "--lang", "en"],
            &["annotate", "b.txt", "--lang", "en"],
        ] {
            let done = run(args);
            exits(&done, 2);
            assert_eq!(
                fs::read_to_string(bench.path().join("home/mine")).unwrap(),
                "precious",
                "{args:?}"
            );
        }
    }

    #[test]
    fn a_file_with_two_names_is_not_parted_from_the_other() {
        let bench = bench();
        bench.file("r.txt", report("举办了很多活动。"));
        fs::hard_link(bench.path().join("r.txt"), bench.path().join("s.txt")).unwrap();
        let done = bench.run(&["annotate", "--in-place", "r.txt", "--lang", "en"]);
        exits(&done, 2);
        assert!(err(&done).contains("hard links"), "{}", err(&done));
        let read = |name: &str| fs::read(bench.path().join(name)).unwrap();
        assert_eq!(read("r.txt"), read("s.txt"));
    }

    #[test]
    fn nothing_is_left_when_a_run_is_stopped() {
        stopped(":", &[]);
    }

    #[test]
    fn nothing_is_left_by_a_run_in_the_background_of_a_script() {
        // what a shell does for `gouji … &`, and `nohup`
        stopped("trap '' INT", &[]);
        stopped("trap '' HUP", &[]);
    }

    #[test]
    fn nothing_is_left_by_a_watched_run() {
        stopped(":", &["--watch"]);
    }

    /// Starts a run as a shell would after `before`, stops it while its output is written, and looks for what is left.
    fn stopped(before: &str, more: &[&str]) {
        let bench = bench();
        for n in 0..400 {
            bench.file(&format!("many/{n}.txt"), report(VAGUE));
        }
        let usual = ["check", "--no-cache", "--fail-on", "never"];
        let mut child = std::process::Command::new("sh")
            .args(["-c", &format!("{before}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_gouji"))
            .args(usual)
            .args(["-f", "jsonl=out.jsonl", "many"])
            .args(more)
            .current_dir(bench.path())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let unfinished = || {
            let entries = fs::read_dir(bench.path()).unwrap().flatten();
            let mut names = entries.map(|e| e.file_name().to_string_lossy().into_owned());
            names.any(|n| n.starts_with(".gouji-"))
        };
        let begun = std::time::Instant::now();
        while !unfinished()
            && child.try_wait().unwrap().is_none()
            && begun.elapsed() < std::time::Duration::from_secs(60)
        {
            std::thread::yield_now();
        }
        let killed = std::process::Command::new("kill")
            .args(["-TERM", &child.id().to_string()])
            .status()
            .unwrap();
        assert!(killed.success());
        child.wait().unwrap();
        assert!(!unfinished(), "an unfinished file is left: {before}");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_printed_in_one_line_without_what_steers_a_terminal() {
    let bench = bench();
    bench.file(
        "in/x\n::stop-commands::pwn\n\u{1b}[2J\u{202e}.docx",
        b"PK\x03\x04word/",
    );
    for format in ["human", "github", "concise"] {
        let done = bench.run(&["check", "--no-cache", "--lang", "en", "-f", format, "in"]);
        let all = format!("{}\n{}", out(&done), err(&done));
        assert!(err(&done).contains("stop-commands"), "{all}");
        assert!(
            !all.lines().any(|l| l.starts_with("::stop-commands")),
            "{all}"
        );
        assert!(
            !all.contains("\u{1b}[2J") && !all.contains('\u{202e}'),
            "{all}"
        );
    }
}

#[test]
fn a_file_of_any_size_is_not_read() {
    let bench = bench();
    bench.file("in/large.txt", "甲".repeat(500_000));
    let done = check(&bench, &["in", "--max-file-size", "1"]);
    exits(&done, 3);
    assert!(
        err(&done).contains("in/large.txt: the file is too large (2 MB; the limit is 1 MB)"),
        "{}",
        err(&done)
    );
    assert!(out(&done).contains("[club-vague]"), "{}", out(&done));
    exits(&check(&bench, &["in", "--max-file-size", "2"]), 1);
}

#[test]
fn more_findings_than_anybody_reads_are_counted() {
    let bench = bench();
    bench.file("in/a.txt", report(&"举办了很多活动。".repeat(1_500)));
    let done = check(&bench, &["in", "--no-fold"]);
    exits(&done, 1);
    assert_eq!(out(&done).matches("[club-vague]").count(), 1_000);
    assert!(
        out(&done).contains("500 further findings are not listed"),
        "{}",
        out(&done)
    );
}

#[cfg(unix)]
#[test]
fn a_cache_is_the_business_of_its_user() {
    use std::os::unix::fs::PermissionsExt;
    let bench = bench();
    let allow = |path: &std::path::Path, mode: u32| {
        fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    };
    let check = |folder: &std::path::Path| {
        let mut command = bench.command(&["check", "in", "--lang", "en"]);
        command.env("GOUJI_CACHE_DIR", folder).output().unwrap();
    };
    // the files of results: their modes and bytes
    let kept = |folder: &std::path::Path| {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let files = entries.filter(|e| e.file_name().to_string_lossy().ends_with(".results"));
        let one = |e: fs::DirEntry| {
            let mode = e.metadata().unwrap().permissions().mode() & 0o777;
            (mode, fs::read(e.path()).unwrap())
        };
        files.map(one).collect::<Vec<_>>()
    };
    let own = bench.path().join("own");
    check(&own);
    assert_eq!(
        fs::metadata(&own).unwrap().permissions().mode() & 0o777,
        0o700
    );
    let first = kept(&own);
    assert!(matches!(&first[..], [(0o600, _)]), "{}", first.len());
    // others may write: nothing is taken from there, and nothing is put there
    for (at, mode) in [0o777, 0o770, 0o707, 0o720, 0o702].into_iter().enumerate() {
        bench.file(&format!("in/b{at}.txt"), report(VAGUE));
        allow(&own, mode);
        check(&own);
        assert!(kept(&own) == first, "{mode:o}");
        let open = bench.path().join(format!("open{at}"));
        fs::create_dir(&open).unwrap();
        allow(&open, mode);
        check(&open);
        assert!(kept(&open).is_empty(), "{mode:o}");
    }
    // others may read, which the files themselves forbid
    allow(&own, 0o755);
    check(&own);
    let last = kept(&own);
    assert!(matches!(&last[..], [(0o600, bytes)] if *bytes != first[0].1));
}
