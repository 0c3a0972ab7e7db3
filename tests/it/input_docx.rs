//! Places in a Word document are such that people find them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::process::Command;

use serde_json::Value;

fn run(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn report(path: &str) -> Value {
    let all: Value = serde_json::from_str(&run(&["check", "--format", "json", path])).unwrap();
    all["reports"][0].clone()
}

#[test]
fn places_are_paragraphs_and_cells() {
    let path = "tests/fixtures/docx/year-not-changed.docx";
    let report = report(path);
    let label = &report["diagnostics"][0]["labels"][0];
    assert!(label["place"]["paragraph"].is_u64());
    let lines = run(&["check", "--format", "concise", path]);
    let place = format!("{path} 「总体情况」部分，「（二）依申请公开情况。全…」段: ");
    assert!(lines.contains(&place), "{lines}");
    let boxes = run(&["check", "--lang", "en", "--width", "150", path]);
    let place = "section “总体情况”, paragraph “（二）依申请公开情况。全…”]";
    assert!(boxes.contains(&format!("[{path} {place}")), "{boxes}");
    let facts = run(&["facts", "--format", "json", path]);
    let facts: Value = serde_json::from_str(&facts).unwrap();
    assert_eq!(facts["format"], "docx");
    let total = &facts["tables"][1]["rows"][0]["cells"][6]["place"];
    assert_eq!(
        total,
        &serde_json::json!({"table": 2, "row": 4, "column": 10})
    );
}
