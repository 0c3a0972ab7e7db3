//! `gouji compare` and `gouji series` on a small folder: two bodies and three years with one carry-over that breaks, one
//! year that is missing and one with two reports.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{err, exits, json, out};

/// The folder that commands run in.
fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/series"))
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

const OFFICE: [&str; 3] = [
    "reports/溯芦县人民政府办公室/2023.md",
    "reports/溯芦县人民政府办公室/2021.md",
    "reports/溯芦县人民政府办公室/2022.md",
];

fn plain(output: &Output) -> Value {
    let mut value = json(output);
    value.as_object_mut().unwrap().remove("tool");
    value
}

#[test]
fn bodies_over_the_years() {
    let output = run(&["series", "reports", "--roll", "roll.txt"]);
    exits(&output, 1);
    insta::assert_snapshot!("series_text", out(&output));
    let narrow = out(&run(&["series", "reports", "--lang", "en", "--ascii"]));
    let ascii = narrow.replace(
        |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || c >= '\u{ff00}',
        "",
    );
    assert!(ascii.is_ascii(), "{narrow}");
}

#[test]
fn bodies_over_the_years_as_json() {
    let output = run(&["series", "reports", "--roll", "roll.txt", "-f", "json"]);
    let all = plain(&output);
    insta::assert_snapshot!("series_json", serde_json::to_string_pretty(&all).unwrap());
    assert_eq!(all["bodies"][0]["years"][2]["carried"]["left"], 1);
    assert_eq!(all["bodies"][0]["years"][2]["carried"]["taken"], 3);
    assert_eq!(all["bodies"][1]["gaps"], serde_json::json!([2022]));
    assert_eq!(all["bodies"][1]["doubles"], serde_json::json!([2021]));
    let roll = &all["roll"]["bodies"];
    assert_eq!(roll[1]["years"][2]["late"], true);
    assert_eq!(roll[2]["years"][2]["reports"], serde_json::json!([]));
}

#[test]
fn reports_side_by_side() {
    let output = run(&[&["compare"][..], &OFFICE].concat());
    exits(&output, 1);
    insta::assert_snapshot!("compare_text", out(&output));
    let output = run(&[&["compare", "-f", "json"][..], &OFFICE].concat());
    let changed = plain(&output);
    let years: Vec<&Value> = changed["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["year"])
        .collect();
    assert_eq!(years, [2021, 2022, 2023]);
    assert_eq!(changed["findings"][0]["rule"], "carry-over");
    let output = run(&[&["compare", "--all", "-f", "json"][..], &OFFICE].concat());
    let all = plain(&output);
    let count = |value: &Value| value["cells"].as_array().unwrap().len();
    assert!(count(&all) > count(&changed));
}

/// Sentences that stay are not told as new, and their places are those in the file.
#[test]
fn sentences_come_and_go() {
    let output = run(&[&["compare", "-f", "json"][..], &OFFICE[1..]].concat());
    let all = plain(&output);
    let sections = all["sections"].as_array().unwrap();
    let texts = |what: &str| -> String {
        let lists = sections.iter().flat_map(|s| s[what].as_array().unwrap());
        lists.map(|s| s["text"].as_str().unwrap()).collect()
    };
    assert!(texts("added").contains("大字页面"));
    assert!(texts("removed").contains("退休教师"));
    assert!(!texts("added").contains("一并写明公开与否"));
    let newer = fs::read_to_string(folder().join(OFFICE[2])).unwrap();
    let sentence = &sections[0]["added"][0];
    let place = |key: &str| usize::try_from(sentence[key].as_u64().unwrap()).unwrap();
    let stands = newer.get(place("offset")..place("end")).unwrap();
    assert_eq!(stands.trim(), sentence["text"].as_str().unwrap());
}

#[test]
fn pages_and_workbooks_need_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let to = |format: &str, name: &str| {
        let path = folder.path().join(name);
        (format!("{format}={}", path.display()), path)
    };
    for command in [
        &["series", "reports"][..],
        &[&["compare"][..], &OFFICE].concat(),
    ] {
        let ((html, page), (xlsx, book)) = (to("html", "a.html"), to("xlsx", "a.xlsx"));
        let output = run(&[command, &["-f", &html, "-f", &xlsx]].concat());
        exits(&output, 1);
        let page = fs::read_to_string(page).unwrap();
        assert!(page.contains("carry-over") && page.ends_with("</html>\n"));
        assert!(
            !page.contains("<script") && !page.contains("http://") && !page.contains("https://")
        );
        assert!(fs::read(book).unwrap().starts_with(b"PK"));
    }
}

#[test]
fn the_page_of_a_check_shows_bodies_over_the_years() {
    let output = run(&["check", "reports", "-f", "html", "--no-cache"]);
    let page = out(&output);
    let heat = page.split("<table class=\"heat\">").nth(1).unwrap();
    let heat = heat.split("</table>").next().unwrap();
    assert!(
        heat.contains("class=\"e\"") && heat.contains("class=\"gap\""),
        "{heat}"
    );
    let one = run(&["check", OFFICE[0], OFFICE[1], "-f", "html", "--no-series"]);
    assert!(!out(&one).contains("<table class=\"heat\">"));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let alone = run(&["compare", OFFICE[0]]);
    exits(&alone, 2);
    assert!(err(&alone).contains("至少要两份"), "{}", err(&alone));
    let stranger = run(&["compare", OFFICE[0], "make_corpus.py", "--lang", "en"]);
    assert_ne!(stranger.status.code(), Some(0));
    assert!(err(&stranger).contains("make_corpus.py"));
    let missing = run(&["compare", OFFICE[0], "none.md"]);
    exits(&missing, 3);
    let kinds = run(&["compare", OFFICE[0], "../samples/website-baiyang-2023.md"]);
    exits(&kinds, 2);
    assert!(err(&kinds).contains("不是同一种报告"));
    let twice = run(&[
        "compare",
        "reports/溯芦县财政局/2021-2.md",
        "reports/溯芦县财政局/2021.md",
    ]);
    assert!(err(&twice).contains("2021 年有两份报告"), "{}", err(&twice));
    assert!(
        out(&twice).starts_with("2021(1)  溯芦县财政局  reports/溯芦县财政局/2021.md"),
        "{}",
        out(&twice)
    );
    let bodies = run(&["compare", OFFICE[0], "reports/溯芦县财政局/2023.md"]);
    exits(&bodies, 0);
    assert!(err(&bodies).contains("2 个机关"));
}

#[test]
fn a_roll_has_to_name_somebody() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.txt");
    fs::write(&empty, "# nobody\n\n").unwrap();
    let output = run(&["series", "reports", "--roll", empty.to_str().unwrap()]);
    exits(&output, 2);
    assert!(err(&output).contains("没有机关"));
    let output = run(&["series", "reports", "--roll", "none.txt"]);
    exits(&output, 2);
    let output = run(&["series", "make_corpus.py"]);
    assert_ne!(output.status.code(), Some(0));
}

/// Who has to report stands in a configuration, too; names of before are one with those of now.
#[test]
fn a_configuration_names_areas_and_former_names() {
    let folder = tempfile::tempdir().unwrap();
    let copy = |from: &str, to: &str, change: &dyn Fn(String) -> String| {
        let text = fs::read_to_string(self::folder().join(from)).unwrap();
        fs::write(folder.path().join(to), change(text)).unwrap();
    };
    copy(OFFICE[1], "2021.md", &|t| {
        t.replace("人民政府办公室", "政务公开办公室")
    });
    copy(OFFICE[2], "2022.md", &|t| t);
    let config = "[series.alias]\n\"溯芦县政务公开办公室\" = \"溯芦县人民政府办公室\"\n\n[area.below]\n\"溯芦县人民政府办公室\" = [\"溯芦县民政局\"]\n";
    fs::write(folder.path().join("gouji.toml"), config).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["series", ".", "-f", "json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let all = json(&output);
    assert_eq!(all["bodies"].as_array().unwrap().len(), 1, "{all}");
    assert_eq!(all["bodies"][0]["former"][0], "溯芦县政务公开办公室");
    let roll = all["roll"]["bodies"].as_array().unwrap();
    assert_eq!(roll.len(), 2);
    assert_eq!(roll[1]["years"][0]["reports"], serde_json::json!([]));
}

/// The rules on other reports that find something, by path.
fn broken(args: &[&str]) -> Vec<(String, String)> {
    let output = run(&[&["check", "--format", "json", "--fail-on", "never"], args].concat());
    let all = json(&output);
    let reports = all["reports"].as_array().unwrap().iter();
    let found = reports.flat_map(|report| {
        let path = report["path"].as_str().unwrap().to_owned();
        let all = report["diagnostics"].as_array().unwrap().iter();
        all.filter(|d| !d["elsewhere"].as_array().unwrap().is_empty())
            .map(move |d| (path.clone(), d["rule"].as_str().unwrap().to_owned()))
    });
    found.collect()
}

#[test]
fn a_run_holds_its_reports_against_each_other() {
    let [later, _, earlier] = OFFICE;
    let carried = (later.to_owned(), "carry-over".to_owned());
    let carried = std::slice::from_ref(&carried);
    assert_eq!(broken(&["--no-cache", later, earlier]), carried);
    assert_eq!(broken(&["--no-cache", later, "--with", earlier]), carried);
    assert_eq!(broken(&["--no-cache", later]), []);
    assert_eq!(broken(&["--no-cache", "--no-series", later, earlier]), []);
    // what is kept of the first run is held against each other in the second
    let cache = tempfile::tempdir().unwrap();
    let twice = || {
        let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args([
                "check",
                "--no-config",
                "--format",
                "concise",
                later,
                earlier,
            ])
            .current_dir(folder())
            .env("GOUJI_CACHE_DIR", cache.path())
            .output()
            .unwrap();
        out(&output)
    };
    let first = twice();
    assert!(first.contains("carry-over"), "{first}");
    assert_eq!(twice(), first);
}
