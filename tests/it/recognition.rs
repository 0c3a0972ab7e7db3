//! Which texts are reports. `recognition/none/` holds documents of other kinds: none is linted. `recognition/report/`
//! holds reports that are sparse, cut, or without a title: each is recognised, with the year and the body that its text
//! gives away. All bodies and places are made up.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use gouji::diagnostic::Severity;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::Lang;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::support;
use support::{Bench, err, exits, json, out};

fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| Linter::choosing(packs::catalogue(Lang::Zh), true, Options::default()))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/recognition")
        .join(folder);
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    all.sort();
    all
}

fn read(path: &Path) -> gouji::document::Document {
    let name = path.file_name().unwrap().to_str().unwrap();
    input::read(name, &fs::read(path).unwrap()).unwrap()
}

/// How much speaks for each kind: for messages of failing tests.
fn scores(document: &gouji::document::Document) -> String {
    let weighed = linter().weigh(document);
    let one = |w: &gouji::report::Weighed<'_>| {
        let items = w.items.iter().filter(|i| i.worth != 0);
        let items: Vec<String> = items
            .map(|i| format!("{:?} {:+}", i.what, i.worth))
            .collect();
        format!("{} {}: {}", w.kind.id, w.score(), items.join(", "))
    };
    weighed.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn other_documents_are_left_in_peace() {
    let all = files("none");
    assert!(all.len() >= 40, "{}", all.len());
    let mut linted = Vec::new();
    for path in &all {
        let document = read(path);
        let checked = linter().check(&document);
        if checked.kind.is_some() {
            linted.push(format!("{}: {}", document.name, scores(&document)));
        }
        let rules: Vec<&str> = checked
            .diagnostics
            .iter()
            .map(|d| d.rule.as_str())
            .collect();
        if checked.kind.is_none() {
            assert_eq!(rules, ["not-a-report"], "{}", document.name);
        }
    }
    assert!(
        linted.is_empty(),
        "{} linted:\n{}",
        linted.len(),
        linted.join("\n")
    );
}

/// File, year, body.
const REPORTS: &[(&str, Option<i32>, Option<&str>)] = &[
    ("areas-without-title.txt", Some(2024), None),
    ("digits.txt", Some(2023), Some("溪口县司法局")),
    ("headings-alone.txt", None, None),
    ("metadata-table.md", Some(2023), Some("溪口县卫生健康局")),
    ("one-cell-a-line.txt", Some(2021), Some("溪口县审计局")),
    ("other-name.txt", Some(2024), Some("溪口县医疗保障局")),
    ("page-title.html", Some(2023), Some("溪口县气象局")),
    ("page-with-notices.txt", Some(2023), Some("溪口县审计局")),
    ("part-three.txt", None, None),
    ("parts-in-other-words.txt", Some(2022), None),
    (
        "preamble-only.txt",
        Some(2023),
        Some("溪口县柳林镇人民政府"),
    ),
    ("renamed-parts.txt", Some(2023), Some("溪口县司法局")),
    ("signature-only.txt", Some(2023), Some("溪口县民政局")),
    ("table-three-alone.txt", None, None),
    ("table-three-without-note.txt", None, None),
    ("tables-alone.txt", None, None),
    ("tables-are-pictures.md", Some(2023), Some("溪口县水务局")),
    (
        "title-and-two-parts.txt",
        Some(2022),
        Some("溪口县农业农村局"),
    ),
    ("title-label.txt", Some(2023), Some("溪口县卫生健康局")),
    (
        "title-on-two-lines-cut.txt",
        Some(2022),
        Some("溪口县柳林镇人民政府"),
    ),
    ("title-run-in.txt", Some(2023), Some("溪口县交通运输局")),
    ("year-first-run-in.txt", Some(2023), Some("柳林镇人民政府")),
    ("year-twice.txt", Some(2023), Some("溪口县交通运输局")),
];

#[test]
fn sparse_reports_are_recognised() {
    let names: Vec<String> = files("report")
        .iter()
        .map(|p| p.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, REPORTS.map_names());
    let mut wrong = Vec::new();
    for (path, (name, year, body)) in files("report").iter().zip(REPORTS) {
        let document = read(path);
        let checked = linter().check(&document);
        let known = checked.kind.as_deref() == Some("gov-disclosure");
        if !known || checked.year != *year || checked.body.as_deref() != *body {
            wrong.push(format!(
                "{name}: {:?} {:?} {}",
                checked.year,
                checked.body,
                scores(&document)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

trait Names {
    fn map_names(&self) -> Vec<&str>;
}

impl Names for [(&str, Option<i32>, Option<&str>)] {
    fn map_names(&self) -> Vec<&str> {
        self.iter().map(|(name, ..)| *name).collect()
    }
}

/// A whole report in the words of `digits.txt`, from which the first or the last lines are taken.
fn whole() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/recognition/report/page-with-notices.txt");
    let text = fs::read_to_string(path).unwrap();
    let from = text.find("溪口县审计局2023").unwrap();
    let to = text.find("\n打印本页").unwrap();
    text[from..to].to_owned()
}

fn loud(text: &str) -> Vec<String> {
    let document = input::read("a.txt", text.as_bytes()).unwrap();
    let checked = linter().check(&document);
    let loud = checked
        .diagnostics
        .iter()
        .filter(|d| d.severity != Severity::Info);
    loud.map(|d| d.rule.clone()).collect()
}

#[test]
fn a_text_that_ends_inside_the_report_is_one_finding() {
    let text = whole();
    assert!(loud(&text).is_empty(), "{:?}", loud(&text));
    let first = text.find("二、主动公开").unwrap();
    let last = text.find("六、其他").unwrap();
    let mut wrong = Vec::new();
    // behind every line from the second section on, and in the middle of every line
    let mut at = first;
    for line in text[first..last].split_inclusive('\n') {
        let middle = line.char_indices().nth(line.chars().count() / 2).unwrap().0;
        let ends = [at + middle, at + line.trim_end().len(), at + line.len()];
        for end in ends {
            let found = loud(&text[..end]);
            let last = text[..end].trim_end();
            // a whole sentence in the section before the last may be meant as the end
            if last.ends_with('。') && at > text.find("五、存在").unwrap() {
                continue;
            }
            if !found.is_empty() && found != ["text-cut"] {
                wrong.push(format!(
                    "…{}: {found:?}",
                    text[..end].lines().last().unwrap_or_default()
                ));
            }
        }
        at += line.len();
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    // behind a heading, a row, the half of a sentence
    for end in [
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政许可\t0",
        "存在的问题：解读材料偏少。改进情况：全年增加图",
    ] {
        let at = text.find(end).unwrap() + end.len();
        assert_eq!(loud(&text[..at]), ["text-cut"], "{end}");
    }
}

#[test]
fn titles_in_other_words_give_body_and_year() {
    let text = whole();
    let rest = text.split_once('\n').unwrap().1;
    let cases = [
        ("溪口县水务局2023年政府信息公开工作报告", true),
        ("溪口县水务局2023年度信息公开工作年度报告", true),
        ("溪口县水务局2023年度政务信息公开年度报告", true),
        ("2023年溪口县水务局政府信息公开工作报告", true),
        ("2023年度溪口县水务局信息公开年报", true),
        ("溪口县水务局2023年政府信息公开报告", true),
        ("溪口县水务局政府信息公开2023年度报告", true),
        ("# 溪口县水务局\n\n2023年政府信息公开工作报告", true),
        ("标 题：溪口县水务局2023年政府信息公开工作年度报告", false),
        ("2023年溪口县水务局政府信息公开工作年度报告", false),
        ("2023年溪口县水务局2023年政府信息公开工作年度报告", false),
        ("名称：溪口县水务局 2023 年政府信息公开工作年度报告", false),
    ];
    for (title, hinted) in cases {
        let text = format!("{title}\n{rest}");
        let document = input::read("a.md", text.as_bytes()).unwrap();
        let checked = linter().check(&document);
        assert_eq!(checked.year, Some(2023), "{title}");
        assert_eq!(checked.body.as_deref(), Some("溪口县水务局"), "{title}");
        let rules: Vec<&str> = checked
            .diagnostics
            .iter()
            .map(|d| d.rule.as_str())
            .collect();
        assert_eq!(
            rules.contains(&"title-wording"),
            hinted,
            "{title}: {rules:?}"
        );
        assert!(!rules.contains(&"title-missing"), "{title}");
    }
}

#[test]
fn an_unrecognised_file_shows_its_evidence() {
    let bench = Bench::new();
    bench.file(
        "plan.txt",
        "青禾县2024年防汛方案\n一、总体情况\n平稳。\n二、其他需要报告的事项\n无。\n",
    );
    let ran = bench.run(&["facts", "plan.txt"]);
    exits(&ran, 4);
    assert!(err(&ran).contains("没有认出"));
    let shown = out(&ran);
    assert!(
        shown.contains("gov-disclosure") && shown.contains("认出要 10 分"),
        "{shown}"
    );
    assert!(shown.contains("+2/+2  其他需要报告的事项"), "{shown}");
    assert!(shown.contains("?    +0/+7  标题"), "{shown}");
    let ran = bench.run(&["facts", "plan.txt", "--format", "json"]);
    exits(&ran, 4);
    let value = json(&ran);
    assert!(value["kind"].is_null());
    let kind = &value["evidence"][0];
    assert_eq!(kind["threshold"], 10);
    let items = kind["items"].as_array().unwrap();
    let section = items.iter().find(|i| i["id"] == "其他事项").unwrap();
    assert_eq!(section["worth"], 2);
    assert_eq!(section["start"]["line"], 4);
    let ran = bench.run(&["check", "plan.txt", "--no-config"]);
    exits(&ran, 4);
}

#[test]
fn a_rule_for_some_years_is_undecided_without_a_year() {
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recognition/report/signature-only.txt"),
    );
    let text = text
        .unwrap()
        .replace("2024年1月18日", "")
        .replace("全年没有收取信息处理费。", "没有其他事项。");
    let document = input::read("a.txt", text.as_bytes()).unwrap();
    let checked = linter().check(&document);
    assert_eq!(checked.year, None);
    assert!(checked.diagnostics.iter().all(|d| d.rule != "fee-missing"));
    assert!(checked.open.iter().any(|o| o.rule == "fee-missing"));
}

#[test]
fn many_headings_take_linear_time() {
    let line = "一、总体情况\n二、主动公开政府信息情况\n7、某某\n二〇、其他\n";
    let took = |n: usize| {
        let text = line.repeat(n);
        let document = input::read("a.txt", text.as_bytes()).unwrap();
        let start = Instant::now();
        let _ = linter().weigh(&document);
        start.elapsed()
    };
    took(100);
    let (few, many) = (took(300), took(3_000));
    assert!(
        many < few * 40 + Duration::from_millis(500),
        "{few:?} {many:?}"
    );
}
