//! Files and streams that are made to do harm, or break while they are used: what leads nowhere or never ends, what
//! vanishes, disks that are full, readers that go away.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support;

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use support::{Bench, PACK, err, exits, names, report};

/// For one run, in a build for tests, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Every command that writes to stdout.
const COMMANDS: &[&[&str]] = &[
    &["check", "a.txt", "--pack", "clubs.toml"],
    &["check", "a.txt", "--pack", "clubs.toml", "-f", "json"],
    &["check", "a.txt", "--pack", "clubs.toml", "-f", "html"],
    &["check", "a.txt", "--pack", "clubs.toml", "-f", "sarif"],
    &["facts", "a.txt", "--pack", "clubs.toml"],
    &["why", "club-vague", "a.txt", "--pack", "clubs.toml"],
    &["rules", "--pack", "clubs.toml"],
    &["explain", "club-vague", "--pack", "clubs.toml"],
    &["annotate", "a.txt", "--pack", "clubs.toml"],
    &["pack", "schema"],
    &["config", "show"],
    &["completions", "bash"],
    &["man"],
    &["rage"],
    &["--help"],
    &["--version"],
];

fn pipe(bench: &Bench, name: &str) {
    let path = bench.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The output of a process that has to end by itself.
#[track_caller]
fn ended(mut child: Child) -> Output {
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it does not end");
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().unwrap()
}

/// A process that runs beside the test.
fn started(bench: &Bench, args: &[&str]) -> Child {
    let mut command = bench.command(args);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[track_caller]
fn run(bench: &Bench, args: &[&str]) -> Output {
    ended(started(bench, args))
}

const CHECK: [&str; 9] = [
    "check",
    "in",
    "--pack",
    "clubs.toml",
    "--lang",
    "en",
    "--fail-on",
    "never",
    "--format=json",
];

#[test]
fn what_leads_nowhere_or_never_ends_is_named_and_the_rest_is_checked() {
    let bench = Bench::new();
    let at = |name: &str| bench.path().join(name);
    bench.file("in/good.txt", report("举办了3次活动。"));
    pipe(&bench, "in/pipe.txt");
    symlink("/dev/zero", at("in/zero.txt")).unwrap();
    symlink("pipe.txt", at("in/link.txt")).unwrap();
    symlink("loop.txt", at("in/loop.txt")).unwrap();
    symlink("gone", at("in/dangling.txt")).unwrap();
    symlink(".", at("in/folder")).unwrap();
    symlink("..", at("in/up.txt")).unwrap();
    let output = run(&bench, &CHECK);
    exits(&output, 3);
    assert_eq!(names(&output), ["in/good.txt"]);
    let said = err(&output);
    for name in ["pipe", "zero", "link", "loop", "dangling"] {
        let lines = said
            .lines()
            .filter(|l| l.contains(&format!("in/{name}.txt: ")));
        assert_eq!(lines.count(), 1, "{name}: {said}");
    }
    assert!(
        !said.contains("folder") && !said.contains("up.txt"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_opened_is_named_and_the_rest_is_checked() {
    let bench = Bench::new();
    bench.file("in/good.txt", report("举办了3次活动。"));
    let locked = bench.file("in/locked.txt", report("举办了3次活动。"));
    fs::set_permissions(&locked, PermissionsExt::from_mode(0o0)).unwrap();
    bench.file("in/sub/inside.txt", report("举办了3次活动。"));
    let folder = bench.path().join("in/sub");
    fs::set_permissions(&folder, PermissionsExt::from_mode(0o0)).unwrap();
    let allowed = File::open(&locked).is_ok();
    let output = run(&bench, &CHECK);
    fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).unwrap();
    if allowed {
        // nothing is locked for the user who runs this
        exits(&output, 0);
        return;
    }
    exits(&output, 3);
    assert_eq!(names(&output), ["in/good.txt"]);
    let said = err(&output);
    assert!(
        said.contains("in/locked.txt: ") && said.contains("in/sub: "),
        "{said}"
    );
}

/// The pipe is opened when the list of files is made, and holds the run up until there is something in it.
#[test]
fn a_file_that_vanishes_is_named_and_the_rest_is_checked() {
    let bench = Bench::new();
    pipe(&bench, "first");
    let gone = bench.file("gone.txt", report("举办了3次活动。"));
    bench.file("last.txt", report("举办了3次活动。"));
    let args = [
        "check",
        "first",
        "gone.txt",
        "last.txt",
        "--no-cache",
        "--jobs=1",
    ];
    let rest = [
        "--pack",
        "clubs.toml",
        "--lang",
        "en",
        "--fail-on",
        "never",
        "-f",
        "json",
    ];
    let child = started(&bench, &[&args[..], &rest].concat());
    let mut first = OpenOptions::new()
        .write(true)
        .open(bench.path().join("first"))
        .unwrap();
    fs::remove_file(gone).unwrap();
    first
        .write_all(report("举办了3次活动。").as_bytes())
        .unwrap();
    drop(first);
    let output = ended(child);
    exits(&output, 3);
    assert_eq!(names(&output), ["first", "last.txt"]);
    assert!(err(&output).contains("gone.txt: "), "{}", err(&output));
}

#[test]
fn packs_read_no_further_than_their_folder_and_no_pipes() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    bench.file("secret.toml", "part-of = \"mine\"\nkey = \"a secret\"\n");
    bench.file("passwd", "root:x:0:0\n");
    let head = "[pack]\nid = \"mine\"\nextends = \"../clubs.toml\"\nparts = ";
    let outside = [
        "[\"../secret.toml\"]".to_owned(),
        "[\"x/../../passwd\"]".to_owned(),
        format!("[\"{}\"]", bench.path().join("passwd").display()),
    ];
    for parts in outside {
        bench.file("mine/pack.toml", format!("{head}{parts}\n"));
        let output = run(
            &bench,
            &["check", "a.txt", "--pack", "mine/pack.toml", "--lang", "en"],
        );
        exits(&output, 2);
        let said = err(&output);
        assert!(said.contains("is not in the folder of the pack"), "{said}");
        assert!(
            !said.contains("a secret") && !said.contains("root:"),
            "{said}"
        );
    }
    pipe(&bench, "mine/pipe.toml");
    symlink("/dev/zero", bench.path().join("mine/zero.toml")).unwrap();
    bench.file(
        "mine/pack.toml",
        format!("{head}[\"pipe.toml\", \"zero.toml\"]\n"),
    );
    let output = run(
        &bench,
        &["check", "a.txt", "--pack", "mine/pack.toml", "--lang", "en"],
    );
    exits(&output, 2);
    for name in [
        "mine/pipe.toml was not found",
        "mine/zero.toml was not found",
    ] {
        assert!(err(&output).contains(name), "{}", err(&output));
    }
    let output = run(
        &bench,
        &["check", "a.txt", "--pack", "mine/zero.toml", "--lang", "en"],
    );
    exits(&output, 2);
    assert!(err(&output).contains("it is too large"), "{}", err(&output));
}

#[test]
fn packs_that_build_on_each_other_are_refused_and_the_rest_works() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    for (one, other) in [("x", "y"), ("y", "x"), ("z", "z")] {
        let text = format!("[pack]\nid = \"{one}\"\nextends = \"{other}.toml\"\n");
        bench.file(&format!("{one}.toml"), text);
    }
    for pack in ["x.toml", "z.toml"] {
        let output = run(
            &bench,
            &[
                "check",
                "a.txt",
                "--pack",
                "clubs.toml",
                "--pack",
                pack,
                "--lang",
                "en",
                "-f",
                "json",
            ],
        );
        exits(&output, 2);
        assert!(
            err(&output).contains("packs build on each other"),
            "{}",
            err(&output)
        );
        assert_eq!(names(&output), ["a.txt"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_told_by_the_exit_status() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    for args in COMMANDS {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = bench.command(args);
        let child = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        let output = ended(child);
        let said = err(&output);
        assert!(!said.contains("panicked"), "{args:?}: {said}");
        // clap prints its own help
        if !matches!(*args, [one] if one.starts_with("--")) {
            assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
            assert!(!said.is_empty(), "{args:?}");
        }
    }
}

#[test]
fn a_reader_that_is_gone_from_the_start_is_no_error() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了3次活动。"));
    for args in COMMANDS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = bench.command(args);
        let child = command
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = ended(child);
        let said = err(&output);
        assert!(!said.contains("panicked"), "{args:?}: {said}");
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{args:?}: {:?} {said}",
            output.status
        );
    }
}

#[test]
fn closed_streams_are_no_reason_to_panic() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    let program = env!("CARGO_BIN_EXE_gouji");
    for (closed, code) in [
        (">&-", 1),
        ("2>&-", 1),
        (">&- 2>&-", 1),
        ("<&- >&- 2>&-", 1),
    ] {
        let script = format!("exec \"{program}\" check a.txt --pack clubs.toml {closed}");
        let mut command = Command::new("sh");
        command.args(["-c", &script]).current_dir(bench.path());
        command.env("GOUJI_CACHE_DIR", bench.path().join("cache"));
        let output = command.output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(code),
            "{closed}: {}",
            err(&output)
        );
    }
}

/// A pack that is read from a pipe that somebody named is a pack.
#[test]
fn a_named_pipe_is_read() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    pipe(&bench, "pipe.toml");
    let args = [
        "check",
        "a.txt",
        "--pack",
        "pipe.toml",
        "--select",
        "club-*",
    ];
    let child = started(&bench, &args);
    let mut writer = OpenOptions::new()
        .write(true)
        .open(bench.path().join("pipe.toml"))
        .unwrap();
    writer.write_all(PACK.as_bytes()).unwrap();
    drop(writer);
    exits(&ended(child), 1);
}
