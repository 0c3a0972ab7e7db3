//! How fast the language server is, and whether it grows:
//! `cargo test --release --test lsp_speed -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/editor.rs"]
mod editor;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use editor::{Editor, address};
use serde_json::json;

/// A report of about 9 KB.
fn report() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/qinghe-2023.txt");
    let mut text = fs::read_to_string(path).unwrap();
    let filler = "县政府坚持便民原则，及时更新栏目内容，畅通公开渠道。";
    let at = text.find('\n').unwrap() + 1;
    let more = 9_000usize.saturating_sub(text.len()) / filler.len();
    text.insert_str(at, &format!("{}\n", filler.repeat(more)));
    text
}

struct Typist {
    editor: Editor,
    uri: String,
    lines: usize,
    seed: u64,
    version: i32,
}

impl Typist {
    fn new() -> Self {
        let text = report();
        let uri = address("tests/samples/typed.txt");
        let mut editor = Editor::bytes();
        editor.open(&uri, &text);
        editor.published(&uri, Some(1));
        Typist {
            editor,
            uri,
            lines: text.lines().count(),
            seed: 11,
            version: 1,
        }
    }

    /// Types a digit at the beginning of some line, or takes it away again.
    fn edit(&mut self) {
        let insert = self.version % 2 == 1;
        if insert {
            self.seed = self.seed.wrapping_mul(6364136223846793005).wrapping_add(1);
        }
        let line = (self.seed >> 33) as usize % self.lines;
        let end = if insert { 0 } else { 1 };
        let range = json!({
            "start": { "line": line, "character": 0 },
            "end": { "line": line, "character": end },
        });
        self.version += 1;
        let text = if insert { "7" } else { "" };
        let change = json!([{ "range": range, "text": text }]);
        self.editor.change(&self.uri, self.version, change);
    }
}

#[test]
#[ignore = "a measurement"]
fn from_keystroke_to_findings() {
    let mut typist = Typist::new();
    let mut times = Vec::new();
    for _ in 0..1000 {
        let start = Instant::now();
        typist.edit();
        let (uri, version) = (typist.uri.clone(), typist.version);
        typist.editor.published(&uri, Some(version));
        times.push(start.elapsed());
    }
    times.sort();
    let (half, most) = (times[500], times[990]);
    println!(
        "1000 edits of {} bytes: p50 {half:?}, p99 {most:?}",
        report().len()
    );
    typist.editor.stop();
    assert!(
        cfg!(debug_assertions) || most < Duration::from_millis(16),
        "{most:?}"
    );
}

/// Resident memory, in KB.
fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
#[ignore = "a measurement"]
fn memory_does_not_grow() {
    let mut typist = Typist::new();
    let mut seen = Vec::new();
    for step in 1..=100_000 {
        typist.edit();
        if step % 500 == 0 {
            let (uri, version) = (typist.uri.clone(), typist.version);
            typist.editor.published(&uri, Some(version));
            typist.editor.said.clear();
        }
        if step % 10_000 == 0 {
            seen.extend(resident());
        }
    }
    println!("resident KB after each 10,000 edits: {seen:?}");
    typist.editor.stop();
    if let [first, .., last] = seen.as_slice() {
        assert!(*last < first + first / 10, "{seen:?}");
    }
}
