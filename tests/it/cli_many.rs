//! What an office sees of many reports: each under its name, hints in a line, a table at the end; letters to bodies.

#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing)]

use crate::support;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

use support::{err, exits, out};

const SAMPLE: &str = "tests/samples/qinghe-2023.txt";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Two reports with findings, one of them with hints, and one without.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = fs::read_to_string(root().join(SAMPLE)).unwrap();
    fs::write(folder.path().join("b.txt"), &sample).unwrap();
    let hint = sample.replacen(
        "（三）政府信息管理情况。",
        "（三）政府信息管理情况。，，",
        1,
    );
    fs::write(
        folder.path().join("a.txt"),
        hint.replace("青禾县", "南岭县"),
    )
    .unwrap();
    let right = root().join("tests/fixtures/reports/right.docx");
    fs::copy(right, folder.path().join("c.docx")).unwrap();
    folder
}

fn check(folder: &Path, args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .current_dir(folder)
        .env("GOUJI_CACHE_DIR", folder.join(".cache"))
        .args([
            "check",
            "--lang",
            "zh",
            "--width",
            "80",
            "--fail-on",
            "never",
        ])
        .args(args)
        .output();
    output.unwrap()
}

#[test]
fn many_reports_stand_under_their_names_and_end_with_a_table() {
    let folder = folder();
    let shown = out(&check(folder.path(), &["."]));
    let a = shown
        .find("./a.txt\n  南岭县人民政府办公室 2023 年：")
        .unwrap();
    let b = shown
        .find("./b.txt\n  青禾县人民政府办公室 2023 年：")
        .unwrap();
    assert!(a < b && !shown.contains("./c.docx\n"));
    // in each report the worst first
    let of_a = &shown[a..b];
    assert!(of_a.rfind("错误[").unwrap() < of_a.find("警告[").unwrap());
    let table = &shown[shown.find("报告      机关").unwrap()..];
    let rows: Vec<&str> = table.lines().take(4).collect();
    let row = |name: &str, body: &str| {
        let found = rows.iter().find(|r| r.contains(name)).unwrap();
        assert!(found.contains(body) && found.contains(" 2023 "), "{found}");
        let numbers = found.split_whitespace().rev().take(3);
        numbers.map(|n| n.parse().unwrap()).collect::<Vec<usize>>()
    };
    let [infos, warnings, errors] = row("a.txt", "南岭县人民政府办公室").try_into().unwrap();
    assert!(errors > 3 && warnings > 0 && infos > 0);
    assert_eq!(row("c.docx", "青禾县人民政府"), [0, 0, 0]);
    assert!(rows[3].contains("c.docx"), "the worst first: {rows:?}");
    // a hint takes one line, unless it is asked for
    let hints = of_a.lines().filter(|l| l.starts_with("提示[")).count();
    assert_eq!(hints, infos);
    let lines = of_a.lines().rev().skip_while(|l| l.is_empty()).take(infos);
    assert!(lines.into_iter().all(|l| l.starts_with("提示[")), "{of_a}");
    let full = out(&check(folder.path(), &[".", "--full"]));
    assert!(full.lines().count() > shown.lines().count() && !full.contains("./a.txt\n  南岭"));
    assert!(full.contains("报告      机关"));
    // one report needs no name and no table
    let one = out(&check(folder.path(), &["a.txt"]));
    assert!(!one.contains("报告   机关") && one.contains("提示["));
    assert!(!one.starts_with("a.txt\n"));
}

#[test]
fn a_body_gets_a_letter_about_its_reports() {
    let folder = folder();
    fs::create_dir(folder.path().join("d")).unwrap();
    fs::copy(folder.path().join("b.txt"), folder.path().join("d/b.txt")).unwrap();
    let output = check(folder.path(), &[".", "-f", "letters=letters"]);
    exits(&output, 0);
    assert!(output.stdout.is_empty());
    assert!(
        err(&output).contains("letters：写了 2 份问题清单"),
        "{}",
        err(&output)
    );
    let letters = folder.path().join("letters");
    let names = || {
        let names = fs::read_dir(&letters).unwrap();
        let mut names: Vec<String> = names
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let named = [
        "南岭县人民政府办公室-问题清单.docx",
        "青禾县人民政府办公室-问题清单.docx",
    ];
    assert_eq!(names(), named);
    let bytes = fs::read(letters.join(named[1])).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut document = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut document).unwrap();
    assert_eq!(
        document.matches("<w:tbl>").count(),
        2,
        "a table for each report"
    );
    for said in [
        "青禾县人民政府办公室：",
        "2 份年度报告",
        "应为 3",
        "核对正文和表三",
        "国办公开办函",
    ] {
        assert!(document.contains(said), "{said}");
    }
    // the same again gives the same, in the same files
    check(
        folder.path(),
        &["a.txt", "b.txt", "d", "-f", "letters=letters"],
    );
    assert_eq!(names(), named);
    assert_eq!(fs::read(letters.join(named[1])).unwrap(), bytes);
    let output = check(folder.path(), &["a.txt", "-f", "letters"]);
    exits(&output, 2);
    assert!(err(&output).contains("letters=文件夹"), "{}", err(&output));
}
