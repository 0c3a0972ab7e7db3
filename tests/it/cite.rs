//! `gouji cite`: the numbers of other texts against reports. The cases are data, in `tests/cite`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::tempdir;

use crate::support::{err, exits, json, out};

/// The folder that commands run in.
fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"))
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(args)
        .args(["--no-config", "--width", "80"])
        .current_dir(folder())
        .env("NO_COLOR", "1")
        .env("LC_ALL", "zh_CN.UTF-8")
        .env_remove("GOUJI_LANG")
        .output()
        .unwrap()
}

const OFFICE: &str = "溯芦县人民政府办公室";

/// The numbers of a text with how they ended: `7件 stands`.
fn ended(value: &Value) -> Vec<String> {
    let numbers = value["numbers"].as_array().unwrap().iter();
    let said = |n: &Value| {
        format!(
            "{} {}",
            n["text"].as_str().unwrap(),
            n["state"].as_str().unwrap()
        )
    };
    numbers.map(said).collect()
}

#[test]
fn each_number_ends_as_its_case_says() {
    let cases = fs::read_to_string(folder().join("cite/cases.toml")).unwrap();
    let cases: toml::Table = cases.parse().unwrap();
    let scratch = tempdir().unwrap();
    let mut wrong = Vec::new();
    for case in cases["case"].as_array().unwrap() {
        let text = scratch.path().join("speech.md");
        fs::write(&text, case["text"].as_str().unwrap()).unwrap();
        let named = case.get("against").and_then(|a| a.as_array());
        let against: Vec<String> = match named {
            Some(all) => all
                .iter()
                .map(|a| format!("series/reports/{}", a.as_str().unwrap()))
                .collect(),
            None => vec![format!("series/reports/{OFFICE}")],
        };
        let mut args = vec!["cite", text.to_str().unwrap(), "-f", "json", "--against"];
        args.extend(against.iter().map(String::as_str));
        let output = run(&args);
        let value = json(&output);
        let due: Vec<&str> = case["expect"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e.as_str().unwrap())
            .collect();
        let found = ended(&value);
        if found != due {
            wrong.push(format!("{}: {found:?}, not {due:?}", case["what"]));
        }
        let bad = due
            .iter()
            .any(|d| d.ends_with("differs") || d.ends_with("absent"));
        if output.status.code() != Some(i32::from(bad)) {
            wrong.push(format!("{}: {:?}", case["what"], output.status.code()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_speech_against_three_years() {
    let office = format!("series/reports/{OFFICE}");
    let output = run(&["cite", "cite/speech.md", "--against", &office]);
    exits(&output, 1);
    insta::assert_snapshot!("cite_text", out(&output));
    assert!(
        out(&output)
            .lines()
            .all(|l| gouji::output::columns_of(l) <= 80)
    );
    let quiet = run(&[
        "cite",
        "cite/speech.md",
        "-q",
        "--lang",
        "en",
        "--against",
        &office,
    ]);
    exits(&quiet, 1);
    insta::assert_snapshot!("cite_quiet", out(&quiet));
    let mut all = json(&run(&[
        "cite",
        "cite/speech.md",
        "-f",
        "json",
        "--against",
        &office,
    ]));
    all.as_object_mut().unwrap().remove("tool");
    insta::assert_snapshot!("cite_json", serde_json::to_string_pretty(&all).unwrap());
}

#[test]
fn both_texts_show_the_place() {
    let report = format!("series/reports/{OFFICE}/2023.md");
    let value = json(&run(&[
        "cite",
        "cite/speech.md",
        "-f",
        "json",
        "--against",
        &report,
    ]));
    let text = fs::read_to_string(folder().join("cite/speech.md")).unwrap();
    let source = fs::read_to_string(folder().join(&report)).unwrap();
    let at = |text: &str, place: &Value| {
        let line = place["start"]["line"].as_u64().unwrap() as usize;
        let column = place["start"]["column"].as_u64().unwrap() as usize;
        let line = text.lines().nth(line - 1).unwrap();
        line.chars().skip(column - 1).collect::<String>()
    };
    for number in value["numbers"].as_array().unwrap() {
        let typed = number["text"].as_str().unwrap();
        assert!(at(&text, number).starts_with(typed), "{number}");
        for basis in number["bases"].as_array().unwrap() {
            if basis["start"].is_object() && number["by"] != "sentence" {
                let value = basis["value"].as_str().unwrap();
                let there = at(&source, basis);
                assert!(
                    there.starts_with(value) || number["by"] == "elsewhere",
                    "{basis}"
                );
            }
        }
    }
}

#[test]
fn the_same_cells_of_several_bodies_are_added() {
    let scratch = tempdir().unwrap();
    let text = scratch.path().join("speech.md");
    let sum = |path: &str| {
        let text = fs::read_to_string(folder().join("series/reports").join(path)).unwrap();
        let row = text
            .lines()
            .find(|l| l.starts_with("| 行政许可 |"))
            .unwrap();
        row.split('|')
            .nth(2)
            .unwrap()
            .trim()
            .parse::<i64>()
            .unwrap()
    };
    let both = sum("溯芦县人民政府办公室/2023.md") + sum("溯芦县财政局/2023.md");
    fs::write(&text, format!("2023年，各单位办理行政许可{both}件。")).unwrap();
    let value = json(&run(&[
        "cite",
        text.to_str().unwrap(),
        "-f",
        "json",
        "--against",
        "series/reports/溯芦县人民政府办公室/2023.md",
        "series/reports/溯芦县财政局/2023.md",
    ]));
    assert_eq!(ended(&value), [format!("{both}件 follows")]);
    assert_eq!(value["numbers"][0]["by"], "reports");
}

#[test]
fn what_is_no_report_is_said() {
    let scratch = tempdir().unwrap();
    let stray = scratch.path().join("stray.txt");
    fs::write(&stray, "今天开会。").unwrap();
    let stray = stray.to_str().unwrap();
    let output = run(&["cite", "cite/speech.md", "--against", stray]);
    exits(&output, 4);
    assert!(err(&output).contains("没有认出"), "{}", err(&output));
    let output = run(&["cite", "missing.md", "--against", stray]);
    exits(&output, 3);
    let output = run(&["cite", "cite/speech.md"]);
    exits(&output, 2);
}

#[test]
fn a_text_of_many_numbers_takes_no_longer_for_each() {
    let scratch = tempdir().unwrap();
    let text = scratch.path().join("long.md");
    let line = "2023年收到政府信息公开申请7件，予以公开5件，占55.6%，办理行政许可305件，比上年增加7件。\n\n";
    fs::write(&text, line.repeat(2_000)).unwrap();
    let report = format!("series/reports/{OFFICE}");
    let started = std::time::Instant::now();
    let value = json(&run(&[
        "cite",
        text.to_str().unwrap(),
        "-f",
        "json",
        "--against",
        &report,
    ]));
    assert_eq!(value["summary"]["numbers"], 10_000);
    assert_eq!(value["summary"]["absent"], 0);
    assert!(started.elapsed().as_secs() < 60);
}
