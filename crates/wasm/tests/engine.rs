//! The engine as pages call it, without a browser.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::Path;

use gouji_core::text::Lang;
use gouji_wasm::{Checker, Input, Output, Run, Shown};

const DAY: &str = "2026-01-31";

fn sample(name: &str) -> Vec<u8> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    fs::read(tests.join(name)).unwrap()
}

fn shown(checker: &Checker, name: &str, bytes: &[u8]) -> Shown {
    checker.check(name, bytes, (1, DAY)).unwrap()
}

#[test]
fn a_report_is_given_back_in_all_its_forms() {
    let checker = Checker::new(None, Lang::Zh);
    let shown = shown(&checker, "a.docx", &sample("fixtures/reports/wrong.docx"));
    let json: serde_json::Value = serde_json::from_str(&shown.json).unwrap();
    assert_eq!(json["path"], "a.docx");
    let findings = json["diagnostics"].as_array().unwrap();
    assert_eq!(findings.len(), 7);
    for finding in findings {
        let message = finding["message"].as_str().unwrap();
        assert!(shown.letter.contains(message), "{message}");
    }
    assert!(
        shown
            .html
            .starts_with("<section class=\"report\" id=\"r1\"")
    );
    let titles: serde_json::Value = serde_json::from_str(&shown.titles).unwrap();
    assert!(titles["requests-column-total"].is_string());
    assert!(!shown.kept.is_empty() && !shown.marked);
}

#[test]
fn what_cannot_be_read_says_why() {
    let checker = Checker::new(None, Lang::En);
    let why = checker.check("a.pdf", &sample("fixtures/pdf/scan.pdf"), (1, DAY));
    assert!(why.unwrap_err().contains("OCR"));
    assert!(gouji_wasm::too_large(65 << 20, Lang::En).is_some());
    assert_eq!(gouji_wasm::too_large(64 << 20, Lang::En), None);
}

#[test]
fn marked_copies_are_known_when_they_come_back() {
    let checker = Checker::new(None, Lang::Zh);
    let report = sample("fixtures/reports/wrong.docx");
    let marked = checker.mark("a.docx", &report, "", DAY).unwrap();
    assert_eq!(marked.name, "a.marked.docx");
    assert!(shown(&checker, "a.marked.docx", &marked.bytes).marked);
    let tracked = checker.mark("a.docx", &report, "all", DAY).unwrap();
    assert_ne!(tracked.bytes, marked.bytes);
    let old = sample("fixtures/reports/wrong.doc");
    let marked = checker.mark("a.doc", &old, "", DAY).unwrap();
    assert!(marked.rewritten && marked.name == "a.marked.docx");
    let none = checker.mark("a.txt", "今天天气很好。".as_bytes(), "", DAY);
    assert!(none.is_err());
}

/// Two reports of one body, of which the later one carries over another number than the earlier one left.
fn two_years() -> Vec<(String, Vec<u8>)> {
    let text = String::from_utf8(sample("samples/qinghe-2023.txt")).unwrap();
    let later = text.replace("2024", "2025").replace("2023", "2024");
    let both = [("a.txt", text), ("b.txt", later)];
    both.map(|(name, text)| (name.to_owned(), text.into_bytes()))
        .to_vec()
}

#[test]
fn reports_are_held_against_each_other() {
    let checker = Checker::new(None, Lang::Zh);
    let files = two_years();
    let input = |(name, bytes): &(String, Vec<u8>)| Input {
        name: name.clone(),
        kept: shown(&checker, name, bytes).kept,
        unread: None,
    };
    let inputs: Vec<Input> = files.iter().map(input).collect();
    let run = Run {
        checker: &checker,
        inputs: &inputs,
        day: DAY,
    };
    let mut found = Vec::new();
    let mut take = |at: usize, shown: Option<Shown>| found.push((at, shown.unwrap().json));
    run.all(Output::Beside, &mut |at| Ok(files[at].1.clone()), &mut take)
        .unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].0 == 1 && found[0].1.contains("\"elsewhere\""));
    for output in [Output::Json, Output::Html, Output::Xlsx] {
        let mut steps = 0;
        let read = &mut |at: usize| Ok(files[at].1.clone());
        let written = run.all(output, read, &mut |_, _| steps += 1).unwrap();
        assert!(written.len() > 1000 && steps == 2);
    }
}

#[test]
fn a_pack_shows_its_faults_and_its_cases() {
    let template = gouji_wasm::new_pack(Lang::Zh);
    let good = gouji_wasm::check(&template, Lang::Zh);
    assert_eq!(good.rules, 1);
    assert!(
        good.problems.contains("\"diagnostics\":[]"),
        "{}",
        good.problems
    );
    assert!(good.cases.contains("\"passed\":2"), "{}", good.cases);
    let wrong = template.replace("severity = \"info\"", "severity = \"grave\"");
    let wrong = gouji_wasm::check(&wrong, Lang::Zh);
    let problems: serde_json::Value = serde_json::from_str(&wrong.problems).unwrap();
    let line = problems["diagnostics"][0]["labels"][0]["start"]["line"].as_u64();
    assert!(line.unwrap() > 10, "{problems}");
    // a pack with faults does not keep reports from being checked
    let checker = Checker::new(Some("[pack"), Lang::Zh);
    shown(&checker, "a.docx", &sample("fixtures/reports/wrong.docx"));
}

#[test]
fn the_packs_that_come_along_can_be_read() {
    let files: serde_json::Value = serde_json::from_str(&gouji_wasm::builtin(Lang::Zh)).unwrap();
    let files = files.as_array().unwrap();
    assert!(
        files
            .iter()
            .any(|f| f["path"] == "rules/gov-disclosure/hebei.toml")
    );
    assert!(
        files
            .iter()
            .all(|f| !f["text"].as_str().unwrap().is_empty())
    );
    assert!(gouji_wasm::schema().contains("\"$defs\""));
}
