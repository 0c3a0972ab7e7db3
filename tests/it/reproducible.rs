//! The same input gives the same bytes, whatever the day: what is dated has the day of `SOURCE_DATE_EPOCH`.

#![allow(clippy::unwrap_used)]

use crate::support;

use std::fs;

use support::{Bench, PACK, exits, report};

/// Seconds of 6 May 2024, at noon.
const NOON: &str = "1714996800";

/// A marked copy of a report, as it is made with a value of the variable.
fn marked(name: &str, epoch: Option<&str>) -> Vec<u8> {
    let bench = Bench::new();
    let root = env!("CARGO_MANIFEST_DIR");
    fs::copy(
        format!("{root}/tests/fixtures/reports/{name}"),
        bench.path().join(name),
    )
    .unwrap();
    let copy = format!("marked.{name}");
    let mut command = bench.command(&["annotate", "--today", "2030-01-02", name, "-o", &copy]);
    match epoch {
        Some(epoch) => command.env("SOURCE_DATE_EPOCH", epoch),
        None => command.env_remove("SOURCE_DATE_EPOCH"),
    };
    exits(&command.output().unwrap(), 0);
    fs::read(bench.path().join(copy)).unwrap()
}

/// The dates that a marked copy names.
fn dates(name: &str, copy: &[u8]) -> Vec<&'static str> {
    let text = match name.ends_with("docx") {
        false => String::from_utf8_lossy(copy).into_owned(),
        true => {
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(copy)).unwrap();
            std::io::read_to_string(zip.by_name("word/comments.xml").unwrap()).unwrap()
        }
    };
    let is_there = |day: &&str| text.contains(*day) || text.contains(&day.replace('-', ""));
    let all = ["2024-05-06", "2030-01-02", "1970-01-01"];
    all.into_iter().filter(is_there).collect()
}

#[test]
fn marks_have_the_date_that_the_environment_names() {
    for name in ["wrong.docx", "wrong.pdf"] {
        let noon = marked(name, Some(NOON));
        assert_eq!(dates(name, &noon), ["2024-05-06"], "{name}");
        assert!(noon == marked(name, Some(NOON)), "{name}: the same bytes");
        let night = marked(name, Some("1714953601"));
        assert!(noon == night, "{name}: a day, not a second");
        assert_eq!(dates(name, &marked(name, Some("0"))), ["1970-01-01"]);
        for nothing in [None, Some(""), Some("soon")] {
            assert_eq!(
                dates(name, &marked(name, nothing)),
                ["2030-01-02"],
                "{name}"
            );
        }
    }
}

#[test]
fn what_has_no_date_is_the_same_on_each_day() {
    for name in ["wrong.txt", "wrong.md", "wrong.html"] {
        assert!(marked(name, Some(NOON)) == marked(name, None), "{name}");
    }
}

#[test]
fn outputs_are_the_same_twice() {
    let bench = Bench::new();
    bench.file("clubs.toml", PACK);
    bench.file("a.txt", report("举办了很多活动。谢谢。"));
    for format in ["xlsx", "html", "json", "sarif", "junit", "gitlab"] {
        let bytes = |epoch: &str| {
            let target = format!("{format}=out");
            let all = [
                "check",
                "--no-cache",
                "--pack",
                "clubs.toml",
                "-f",
                &target,
                "a.txt",
            ];
            let mut command = bench.command(&all);
            exits(
                &command.env("SOURCE_DATE_EPOCH", epoch).output().unwrap(),
                1,
            );
            fs::read(bench.path().join("out")).unwrap()
        };
        let first = bytes(NOON);
        // an archive counts in steps of two seconds
        if format == "xlsx" {
            std::thread::sleep(std::time::Duration::from_millis(2_100));
        }
        assert!(first == bytes(NOON), "{format}");
        // a page and a workbook say on which day they were made
        let dated = matches!(format, "xlsx" | "html");
        assert_eq!(first != bytes("0"), dated, "{format}");
    }
}
