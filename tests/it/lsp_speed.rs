//! How fast the language server is, and whether it grows, in one command:
//! `cargo test --release --test it lsp_speed:: -- --ignored --nocapture --test-threads 1`.
//!
//! A report is checked at once, without waiting for a pause: all time between an edit and its findings is work. What
//! the same check takes without a server, measured between the edits, tells how much of it the server adds.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support::editor;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use editor::{Editor, address};
use gouji::linter::Stop;
use gouji::lsp::{Encoding, Lines};
use gouji::text::Lang;
use serde_json::json;

const FILE: &str = "tests/samples/typed.txt";
const EDITS: usize = 1000;

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

/// Somebody who types at random places, and takes back what was typed.
struct Typist {
    editor: Editor,
    uri: String,
    text: String,
    /// What was typed last and is still there.
    typed: Option<(usize, &'static str)>,
    seed: u64,
    version: i32,
}

impl Typist {
    fn new() -> Self {
        let text = report();
        let uri = address(FILE);
        let mut editor = Editor::bytes();
        editor.open(&uri, &text);
        editor.published(&uri, Some(1));
        Typist {
            editor,
            uri,
            text,
            typed: None,
            seed: 11,
            version: 1,
        }
    }

    fn random(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6364136223846793005).wrapping_add(1);
        (self.seed >> 33) as usize % below
    }

    fn edit(&mut self) {
        let (at, old, new) = match self.typed.take() {
            Some((at, typed)) => (at, typed, ""),
            None => {
                let mut at = self.random(self.text.len());
                while !self.text.is_char_boundary(at) {
                    at -= 1;
                }
                let typed = ["7", "0", "年", "，", "\n", "\t", "十二件"][self.random(7)];
                self.typed = Some((at, typed));
                (at, "", typed)
            }
        };
        let lines = Lines::new(&self.text, Encoding::Utf8);
        let place = |at| json!(lines.position(&self.text, at));
        let range = json!({ "start": place(at), "end": place(at + old.len()) });
        self.text.replace_range(at..at + old.len(), new);
        self.version += 1;
        let change = json!([{ "range": range, "text": new }]);
        self.editor.change(&self.uri, self.version, change);
    }

    fn wait(&mut self) {
        let (uri, version) = (self.uri.clone(), self.version);
        self.editor.published(&uri, Some(version));
        self.editor.said.clear();
    }
}

/// The middle one, and the one that a hundredth exceeds.
fn middle_and_most(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

#[test]
#[ignore = "a measurement"]
fn from_keystroke_to_findings() {
    let mut typist = Typist::new();
    let project = gouji::cli::project(Lang::En);
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let (mut served, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..EDITS {
        let start = Instant::now();
        typist.edit();
        typist.wait();
        served.push(start.elapsed());
        let start = Instant::now();
        project
            .check(&path, &typist.text, &Stop::default())
            .unwrap();
        bare.push(start.elapsed());
    }
    typist.editor.stop();
    let ((half, most), (bare_half, bare_most)) =
        (middle_and_most(&mut served), middle_and_most(&mut bare));
    println!(
        "{EDITS} edits of {} bytes: p50 {half:?}, p99 {most:?}; the check alone: p50 {bare_half:?}, p99 {bare_most:?}; \
         ratio of the p50: {:.2}",
        report().len(),
        half.as_secs_f64() / bare_half.as_secs_f64()
    );
    let limit = Duration::from_millis(16);
    assert!(cfg!(debug_assertions) || most < limit, "{most:?}");
}

/// Somebody writes an expression of the national pack, which has thirteen files, and of a pack that stands on it.
#[test]
#[ignore = "a measurement"]
fn from_keystroke_to_completion() {
    for file in ["requests.toml", "hebei.toml"] {
        let file = format!("rules/gov-disclosure/{file}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
        let mut text = fs::read_to_string(path).unwrap();
        let check = "\ncheck = \"";
        let at = text.find(check).unwrap() + check.len();
        let uri = address(&file);
        let mut editor = Editor::bytes();
        editor.open(&uri, &text);
        editor.published(&uri, Some(1));
        let mut times = Vec::new();
        for version in 2..100 {
            let before = Lines::new(&text, Encoding::Utf8).position(&text, at);
            text.insert(at, 'a');
            let here = Lines::new(&text, Encoding::Utf8).position(&text, at + 1);
            let start = Instant::now();
            let range = json!({ "start": before, "end": before });
            editor.change(&uri, version, json!([{ "range": range, "text": "a" }]));
            let ask = json!({ "textDocument": { "uri": uri }, "position": here });
            let offered = editor.ask("textDocument/completion", ask);
            times.push(start.elapsed());
            assert!(offered.as_array().unwrap().len() > 50, "{offered}");
            editor.published(&uri, Some(version));
        }
        editor.stop();
        let (half, most) = middle_and_most(&mut times);
        println!("completion in {file}: p50 {half:?}, p99 {most:?}");
        let limit = Duration::from_millis(30);
        assert!(cfg!(debug_assertions) || half < limit, "{half:?}");
    }
}

/// Resident memory, in KB.
fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// 100,000 edits in bursts, as of somebody who holds a key down: what is overtaken is not checked.
#[test]
#[ignore = "a measurement"]
fn memory_does_not_grow() {
    let mut typist = Typist::new();
    // at first every check takes some memory that is used again
    for _ in 0..EDITS {
        typist.edit();
        typist.wait();
    }
    let mut seen = Vec::new();
    for step in 1..=100_000 {
        typist.edit();
        if step % 100 == 0 {
            typist.wait();
        }
        if step % 10_000 == 0 {
            seen.extend(resident());
        }
    }
    println!("resident KB after each 10,000 edits: {seen:?}");
    typist.editor.stop();
    if let [first, .., last] = seen.as_slice() {
        assert!(*last < first + 4096, "{seen:?}");
    }
}
