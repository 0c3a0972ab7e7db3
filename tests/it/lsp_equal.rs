//! The language server says what `gouji check --format json` says: on the samples, on real reports, on a made corpus.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support::editor;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use editor::Editor;
use serde_json::{Value, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The texts in a folder; none, and that is said, where it is absent.
fn texts(folder: &Path) -> Vec<PathBuf> {
    let Ok(found) = fs::read_dir(folder) else {
        eprintln!("skipped: {} is not here", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = found.map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"));
    files.sort();
    files
}

/// What the binary says of some files.
fn checked(files: &[PathBuf]) -> Vec<Value> {
    let out = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args([
            "check",
            "--format",
            "json",
            "--fail-on",
            "never",
            "--lang",
            "en",
            "--no-cache",
        ])
        .args(files)
        .current_dir(ROOT)
        .output()
        .unwrap();
    let out: Value = serde_json::from_slice(&out.stdout).unwrap();
    out["reports"].as_array().unwrap().clone()
}

/// A position of the protocol, in UTF-16, as the machine format tells it: line and column from 1, in scalar values.
fn place(lines: &[&str], at: &Value) -> Value {
    let (line, unit) = (
        at["line"].as_u64().unwrap(),
        at["character"].as_u64().unwrap(),
    );
    let text = lines.get(line as usize).copied().unwrap_or_default();
    let mut left = unit as usize;
    let before = text.chars().take_while(|c| {
        let inside = left >= c.len_utf16();
        left = left.saturating_sub(c.len_utf16());
        inside
    });
    json!([line + 1, before.count() + 1])
}

fn range(lines: &[&str], range: &Value) -> Value {
    json!([place(lines, &range["start"]), place(lines, &range["end"])])
}

/// What the server says of a finding, to be compared; what is related stands in any order.
fn said(uri: &str, lines: &[&str], d: &Value) -> Value {
    let severity = match d["severity"].as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        _ => "info",
    };
    let related = d["relatedInformation"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut related: Vec<Value> = related
        .iter()
        .filter(|r| r["location"]["uri"] == uri)
        .map(|r| range(lines, &r["location"]["range"]))
        .collect();
    related.sort_by_key(Value::to_string);
    json!([
        d["code"],
        severity,
        d["message"],
        range(lines, &d["range"]),
        related
    ])
}

/// The same of what the binary says.
fn found(d: &Value) -> Value {
    let at = |p: &Value| json!([p["line"], p["column"]]);
    let of = |l: &Value| json!([at(&l["start"]), at(&l["end"])]);
    let labels = d["labels"].as_array().unwrap();
    let primary = labels
        .iter()
        .find(|l| l["primary"] == true)
        .or(labels.first());
    let others = labels
        .iter()
        .filter(|l| !primary.is_some_and(|p| std::ptr::eq(*l, p)));
    let mut related: Vec<Value> = others.map(of).collect();
    related.sort_by_key(Value::to_string);
    let help = d["help"]
        .as_str()
        .map(|h| format!("\n{h}"))
        .unwrap_or_default();
    let message = format!("{}{help}", d["message"].as_str().unwrap());
    let place = primary.map_or(json!([[1, 1], [1, 1]]), of);
    json!([d["rule"], d["severity"], message, place, related])
}

/// Compares what is said of each file; how many findings there were.
fn compare(files: &[PathBuf]) -> usize {
    let mut editor = Editor::new(json!({}));
    let mut count = 0;
    let reports = checked(files);
    assert_eq!(reports.len(), files.len());
    for (path, report) in files.iter().zip(reports) {
        assert_eq!(report["path"], path.display().to_string());
        // an editor takes the mark away that tells the encoding
        let text = fs::read_to_string(path).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        let lines: Vec<&str> = text.lines().collect();
        let uri = format!("file://{}", path.display());
        editor.open(&uri, text);
        let got = editor.published(&uri, Some(1));
        let got: Vec<Value> = got.iter().map(|d| said(&uri, &lines, d)).collect();
        let want = report["diagnostics"].as_array().unwrap().iter();
        // a text that is no report is left in peace
        let about = |d: &&Value| report["kind"] != Value::Null || d["labels"] != json!([]);
        let want: Vec<Value> = want.filter(about).map(found).collect();
        assert_eq!(got, want, "{}", path.display());
        count += want.len();
        editor.tell(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
        editor.said.clear();
    }
    editor.stop();
    count
}

#[test]
fn on_the_samples() {
    let files = texts(&Path::new(ROOT).join("tests/samples"));
    assert!(compare(&files) > 5);
    assert!(compare(&texts(&Path::new(ROOT).join("tests/reports"))) > 5);
}

#[test]
fn on_real_reports() {
    let files = texts(&Path::new(ROOT).join("../shared/reports"));
    assert!(files.is_empty() || compare(&files) > 0);
}

#[test]
fn on_a_made_corpus() {
    let maker = Path::new(ROOT).join("../shared/eval/make_corpus.py");
    if !maker.is_file() {
        eprintln!("skipped: {} is not here", maker.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new("python3")
        .arg(&maker)
        .arg("--out")
        .arg(folder.path())
        .args(["--n", "60", "--seed", "7", "--noise", "0.1"])
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let files = texts(&folder.path().join("reports"));
    assert_eq!(files.len(), 60);
    assert!(compare(&files) > 20);
}
