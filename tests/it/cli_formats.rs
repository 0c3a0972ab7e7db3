//! The command line from outside: several outputs in one run, and where they go.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::fs;
use std::process::Stdio;

use serde_json::Value;
use support::{Bench, err, exits, out, report};

fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("in/vague.txt", report("举办了很多活动。"));
    bench.file("in/polite.txt", report("谢谢。"));
    bench
}

fn read(bench: &Bench, name: &str) -> String {
    fs::read_to_string(bench.path().join(name)).unwrap()
}

fn names(bench: &Bench) -> Vec<String> {
    let entries = fs::read_dir(bench.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn several_outputs_in_one_run() {
    let bench = bench();
    let output = bench.check(&[
        "in",
        "-f",
        "concise",
        "-f",
        "sarif=out.sarif",
        "-f",
        "jsonl=x.jsonl",
        "-f",
        "junit=j.xml",
        "--format=github=g.txt",
        "-f",
        "gitlab=gl.json",
        "-f",
        "checkstyle=c.xml",
        "-f",
        "rdjson=r.json",
        "-f",
        "narrated=n.txt",
        "-f",
        "human=h.txt",
        "-f",
        "json=j.json",
    ]);
    exits(&output, 1);
    assert!(out(&output).starts_with("in/polite.txt:4:1: warning[club-polite]"));
    assert_eq!(out(&output).lines().count(), 2);
    let sarif: Value = serde_json::from_str(&read(&bench, "out.sarif")).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 2);
    assert_eq!(
        run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "in/vague.txt"
    );
    assert_eq!(run["invocations"][0]["exitCode"], 1);
    let rules = &run["tool"]["driver"]["rules"];
    assert_eq!(rules[1]["shortDescription"]["text"], "活动次数要写数字");
    assert_eq!(
        run["translations"][0]["rules"][1]["shortDescription"]["text"],
        "activities are counted"
    );
    assert_eq!(read(&bench, "x.jsonl").lines().count(), 4);
    assert!(
        read(&bench, "j.xml")
            .contains("<failure message=\"活动情况里写了「很多」\" type=\"error\">")
    );
    assert!(read(&bench, "g.txt").contains(
        "::error file=in/vague.txt,line=4,col=4,endLine=4,endColumn=5,title=club-vague::"
    ));
    assert!(read(&bench, "h.txt").contains("╭─[in/vague.txt:4:4]"));
    for json in ["gl.json", "r.json", "j.json"] {
        serde_json::from_str::<Value>(&read(&bench, json)).unwrap();
    }
}

#[test]
fn files_alone_leave_stdout_empty_and_replace_what_was_there() {
    let bench = bench();
    bench.file("old.json", "old");
    let output = bench.check(&["in", "-f", "json=old.json", "--lang", "en"]);
    exits(&output, 1);
    assert!(output.stdout.is_empty());
    let said = err(&output);
    assert!(
        said.contains("written: old.json") && said.contains("2 reports: 1 error"),
        "{said}"
    );
    let quiet = bench.check(&["in", "-f", "json=old.json", "-q"]);
    assert!(quiet.stdout.is_empty() && quiet.stderr.is_empty());
    serde_json::from_str::<Value>(&read(&bench, "old.json")).unwrap();
    assert_eq!(names(&bench), ["clubs.toml", "in", "old.json"]);
}

#[test]
fn misuse_is_said_before_anything_is_written() {
    let bench = bench();
    let before = read(&bench, "in/vague.txt");
    for (wrong, said) in [
        (&["-f", "json", "-f", "human"][..], "stdout"),
        (&["-f", "json=a", "-f", "sarif=./a"], "one file"),
        (&["-f", "json=in/vague.txt"], "overwritten"),
        (&["-f", "json="], "no file name"),
        (&["-f", "json=nowhere/a.json"], "nowhere/a.json"),
        (&["-f", "xml=a.xml"], "possible values"),
        (&["-f", "sarf"], "sarif"),
    ] {
        let output = bench.check(&[&["in", "--lang", "en"], wrong].concat());
        exits(&output, 2);
        assert!(err(&output).contains(said), "{wrong:?}: {}", err(&output));
        assert!(output.stdout.is_empty());
    }
    assert_eq!(read(&bench, "in/vague.txt"), before);
    assert_eq!(names(&bench), ["clubs.toml", "in"]);
}

#[test]
fn what_cannot_be_read_stands_in_the_outputs() {
    let bench = bench();
    bench.file(
        "in/blob.txt",
        [0u8, 159, 146, 150, 0, 1, 2, 3, 255, 254].repeat(50),
    );
    let output = bench.check(&[
        "in", "gone.txt", "-f", "sarif=s", "-f", "jsonl=l", "-f", "junit=u",
    ]);
    exits(&output, 3);
    let sarif: Value = serde_json::from_str(&read(&bench, "s")).unwrap();
    let call = &sarif["runs"][0]["invocations"][0];
    assert_eq!(call["executionSuccessful"], false);
    assert_eq!(
        call["toolExecutionNotifications"].as_array().unwrap().len(),
        2
    );
    for name in ["in/blob.txt", "gone.txt"] {
        assert!(read(&bench, "l").contains(&format!("{{\"path\":\"{name}\",\"unread\":")));
        assert!(
            read(&bench, "u").contains(&format!("<testcase name=\"unread\" classname=\"{name}\">"))
        );
    }
}

#[test]
fn quiet_leaves_out_reports_only_where_sums_remain() {
    let bench = bench();
    let output = bench.check(&["in", "-q", "-f", "narrated", "-f", "gitlab=g.json"]);
    assert_eq!(out(&output).lines().count(), 2, "{}", out(&output));
    let issues: Value = serde_json::from_str(&read(&bench, "g.json")).unwrap();
    assert_eq!(issues.as_array().unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_does_not_spoil_the_files() {
    let bench = bench();
    for n in 0..200 {
        bench.file(&format!("in/{n}.txt"), report("举办了很多活动。"));
    }
    let args = [
        "check",
        "in",
        "--pack",
        "clubs.toml",
        "-f",
        "human",
        "-f",
        "jsonl=all.jsonl",
    ];
    let mut child = bench.command(&args).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(read(&bench, "all.jsonl").lines().count(), 204);
}

#[cfg(unix)]
#[test]
fn devices_and_links_stay_what_they_are() {
    let bench = bench();
    bench.file("real.json", "old");
    std::os::unix::fs::symlink("real.json", bench.path().join("link.json")).unwrap();
    exits(
        &bench.check(&["in", "-f", "json=/dev/null", "-f", "jsonl=link.json"]),
        1,
    );
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    assert!(
        fs::symlink_metadata(bench.path().join("link.json"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(read(&bench, "real.json").lines().count(), 4);
    #[cfg(target_os = "linux")]
    {
        let output = bench.check(&["in", "-f", "json=/dev/full", "-f", "jsonl=x"]);
        exits(&output, 2);
        assert!(err(&output).contains("/dev/full"), "{}", err(&output));
        assert_eq!(read(&bench, "x").lines().count(), 4);
    }
}
