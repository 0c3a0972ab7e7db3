//! `gouji why`: what a rule did on a report, in both languages, as text and as JSON.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::rule::{self, Outcome};
use gouji::text::Lang;
use gouji::{input, report};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const SAMPLE: &str = "qinghe-2023.txt";

fn why(args: &[&str]) -> Output {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .current_dir(samples)
        .env_remove("GOUJI_LANG")
        .env("LC_ALL", "C")
        .arg("why")
        .args(args)
        .args(["--width", "80"])
        .output()
        .unwrap()
}

fn text(args: &[&str]) -> String {
    let output = why(args);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_rule_with_many_rows_takes_a_line_each_and_shows_the_failing_one_in_full() {
    insta::assert_snapshot!("rows_zh", text(&["requests-row-total", SAMPLE]));
    let ascii = text(&["requests-row-total", SAMPLE, "--ascii", "--lang", "en"]);
    insta::assert_snapshot!("rows_en_ascii", ascii);
}

#[test]
fn a_rule_on_prose_shows_its_sentence_and_the_cell() {
    insta::assert_snapshot!("prose_zh", text(&["prose-received", SAMPLE]));
    let english = text(&["prose-received", SAMPLE, "--lang", "en"]);
    insta::assert_snapshot!("prose_en", english);
}

#[test]
fn a_rule_that_requires_words_shows_where_it_looked_for_which() {
    insta::assert_snapshot!("require_zh", text(&["fee-missing", SAMPLE]));
    insta::assert_snapshot!("require_en", text(&["fee-missing", SAMPLE, "--lang", "en"]));
}

#[test]
fn a_rule_that_does_not_apply_says_why() {
    // another form
    let page = text(&["documents-new-public", SAMPLE]);
    assert!(
        page.ends_with("\n没有检查：规则不用于表式 2021\n"),
        "{page}"
    );
    let page = text(&["documents-new-public", SAMPLE, "--lang", "en"]);
    assert!(
        page.ends_with("\nnot run: the rule is not for form 2021\n"),
        "{page}"
    );
    // a condition that does not hold, with what it saw
    insta::assert_snapshot!("condition_zh", text(&["date-late", SAMPLE]));
    // switched off
    let page = text(&["date-late", SAMPLE, "--ignore", "date-*"]);
    assert!(
        page.ends_with("没有检查：这条规则被 --select 或 --ignore 关掉了\n"),
        "{page}"
    );
}

#[test]
fn a_rule_for_other_years_says_which() {
    let pack = tempfile::NamedTempFile::with_suffix(".toml").unwrap();
    let source = packs::sources();
    let wording = source
        .iter()
        .find(|s| s.name.ends_with("wording.toml"))
        .unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/samples")
        .join(SAMPLE);
    let old = std::fs::read_to_string(sample).unwrap();
    let old = old.replace(
        "2023年政府信息公开工作年度报告",
        "2018年政府信息公开工作年度报告",
    );
    assert!(wording.text.contains("years = \"2019..\""));
    std::fs::write(pack.path(), old).unwrap();
    let page = text(&[
        "regulation-492",
        pack.path().to_str().unwrap(),
        "--lang",
        "en",
    ]);
    let said = "not run: the report is on 2018, the rule is for reports on 2019 and later\n";
    assert!(page.ends_with(said), "{page}");
}

#[test]
fn an_unknown_rule_is_asked_back() {
    let output = why(&["prose-recieved", SAMPLE, "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "gouji: no rule “prose-recieved”; did you mean prose-received?\n"
    );
    let output = why(&["prose-recieved", SAMPLE]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("是不是：prose-received？"), "{said}");
}

#[test]
fn a_text_that_is_no_report_says_so() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "今天天气很好，大家都去春游。").unwrap();
    let output = why(&["prose-received", file.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(4));
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.ends_with("没有检查：没有认出这是哪一种报告\n"),
        "{page}"
    );
}

#[test]
fn programs_get_every_place() {
    let all = text(&["prose-received", SAMPLE, "-f", "json", "--lang", "en"]);
    let all: Value = serde_json::from_str(&all).unwrap();
    assert_eq!(all["version"], 1);
    assert_eq!((&all["ran"], &all["not_run"]), (&true.into(), &Value::Null));
    let run = &all["evaluations"][0];
    assert_eq!(
        (&run["outcome"], &run["sums"][0]),
        (&"fail".into(), &"15 ≠ 13".into())
    );
    let reads = run["reads"].as_array().unwrap();
    let cell = reads.iter().find(|r| r["source"] == "cell").unwrap();
    assert_eq!(cell["id"], "申请[新收, 总计]");
    assert_eq!(
        (&cell["text"], &cell["start"]["line"]),
        (&"13".into(), &82.into())
    );
    let skipped = text(&["documents-new-public", SAMPLE, "-f", "json"]);
    let skipped: Value = serde_json::from_str(&skipped).unwrap();
    assert_eq!(skipped["ran"], false);
    assert_eq!(skipped["not_run"]["reason"], "form");
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    let library = packs::library(Lang::Zh);
    let ids: Vec<String> = library.all_rules().map(|(_, r)| r.id.clone()).collect();
    for id in ids.iter().step_by(7) {
        for line in text(&[id, SAMPLE]).lines() {
            let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            // signs of one column that this rough count takes for two
            let narrow = line
                .chars()
                .filter(|c| "·…✓✗–×÷−≠≤≥“”‘’".contains(*c))
                .count();
            assert!(width - narrow <= 80, "{id}: {line}");
        }
    }
}

/// Who asks gets the same verdicts as who does not.
#[test]
fn tracing_changes_no_verdict() {
    let library = packs::library(Lang::Zh);
    for e in ["national", "website"]
        .iter()
        .flat_map(|p| library.cases_of(p))
    {
        let rule = e.rule;
        let text = e.sample.text(e.kind, &e.case.edits);
        let document = input::read("case.txt", text.as_bytes()).unwrap();
        let report = report::read_as(e.kind, &document).unwrap();
        let verdicts = rule::evaluate(rule, &report, Lang::Zh);
        let trace = rule::trace(rule, &report, Lang::Zh);
        if trace.skip.is_some() {
            assert!(verdicts.iter().all(|v| v.outcome == Outcome::NotApplicable));
            continue;
        }
        let traced: Vec<_> = trace
            .runs
            .iter()
            .map(|r| (&r.instance, &r.outcome))
            .collect();
        let plain: Vec<_> = verdicts.iter().map(|v| (&v.instance, &v.outcome)).collect();
        assert_eq!(traced, plain, "{}", rule.id);
    }
}

/// What a verdict rests on is its own, also where another one is about the same words.
#[test]
fn each_verdict_shows_its_own_place() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let text = std::fs::read_to_string(sample.join(SAMPLE)).unwrap();
    let text = text.replace("中华人民共和国", "中华人民共合国");
    let text = text.replace("逐件经过", "逐件依照《中华人民共合国保守国家秘密法》（经过");
    let text = text.replace("改版，", "改版（，");
    let document = input::read("report.txt", text.as_bytes()).unwrap();
    let library = packs::library(Lang::Zh);
    let report = report::read(&library.kinds, &document).unwrap();
    for id in ["wrong-words", "unpaired-marks"] {
        let (_, rule) = library.all_rules().find(|(_, r)| r.id == id).unwrap();
        let trace = rule::trace(rule, &report, Lang::Zh);
        assert!(trace.runs.len() > 1, "{id}");
        for run in &trace.runs {
            let Outcome::Fail(finding) = &run.outcome else {
                panic!("{id}: {run:?}");
            };
            let read: Vec<_> = run.seen.reads.iter().map(|r| r.span).collect();
            assert_eq!(read, [Some(finding.labels[0].span)], "{id}");
        }
    }
}

#[test]
fn a_decided_evaluation_has_read_something() {
    let library = packs::library(Lang::Zh);
    let text = library.samples[0].text(&library.kinds[0], &[]);
    let document = input::read("sample.txt", text.as_bytes()).unwrap();
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let report = report::read(&library.kinds, &document).unwrap();
    for (kind, rule) in library.all_rules() {
        let trace = linter.why(kind, rule, &document, Some(&report), &[]);
        for run in &trace.runs {
            let something = !run.seen.reads.is_empty() || !trace.around.is_empty();
            assert!(something, "{} {}", rule.id, run.instance);
        }
    }
}

/// All that a pattern is made of.
const SIGNS: [&str; 6] = ["(?", "[^", "|", "{0,", "\\", "]$"];

#[test]
fn patterns_are_named_and_not_shown() {
    for rule in [
        "prose-received",
        "prose-no-reviews",
        "parts-short-of-total",
        "fee-missing",
        "date-late",
        "year-stale",
    ] {
        for lang in ["zh", "en"] {
            let page = text(&[rule, SAMPLE, "--lang", lang]);
            let signs = SIGNS.iter().find(|s| page.contains(**s));
            assert_eq!(signs, None, "{rule}: {page}");
        }
    }
    let page = text(&["prose-received", SAMPLE]);
    assert!(page.contains("词语 <别的局>…<申请动词>"), "{page}");
    // programs get both
    let output = why(&["prose-received", SAMPLE, "-f", "json"]);
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let reads = all["evaluations"][0]["reads"].as_array().unwrap();
    let words = reads.iter().find(|r| r["source"] == "words").unwrap();
    assert!(words["id"].as_str().unwrap().starts_with("(?:"), "{words}");
    assert_eq!(words["name"], "<别的局>…<申请动词>");
}

#[test]
fn the_cause_of_what_was_folded_is_shown() {
    for (rule, cause) in [
        ("requests-row-total", "应为 3"),
        ("requests-column-total", "应为 3"),
        ("prose-received", "这个数如果是 13"),
        ("prose-flow", "收到申请 15 件，表三本年新收是 13 件"),
    ] {
        let page = text(&[rule, SAMPLE]);
        let (_, behind) = page.split_once("原因：").unwrap();
        assert!(behind.contains(cause), "{rule}: {page}");
    }
}
