//! The command line from outside: ways to name input, encodings and streams.

#![allow(clippy::unwrap_used)]

use crate::support;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use support::{Bench, err, exits, json, names, out, report};

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
        "in/g.HTM",
        "in/h.wps",
        "in/~$h.wps",
    ] {
        bench.file(name, report("无。"));
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", bench.path().join("in/sub/up")).unwrap();
    let folder = [
        "in/a.MD",
        "in/b.txt",
        "in/g.HTM",
        "in/h.wps",
        "in/sub/c.txt",
    ];
    let given = |args: &[&str]| names(&bench.check(&[args, &["-f", "json"]].concat()));
    assert_eq!(given(&["in"]), folder);
    assert_eq!(
        given(&["in", "./in", "in/b.txt", "in/sub/../b.txt"]),
        folder
    );
    assert_eq!(
        given(&["in/b.txt", "in"]),
        [
            "in/b.txt",
            "in/a.MD",
            "in/g.HTM",
            "in/h.wps",
            "in/sub/c.txt"
        ]
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
