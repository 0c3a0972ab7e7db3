//! The language server: a text is opened, changed, and asked about, over a connection as an editor has one. Its threads
//! share the work, so that the time is that of the process.

use super::{TIMES, all, grow_by};
use gouji::text::Lang;
use lsp_server::{Connection, Message, Notification, Request};
use rustix::time::ClockId;
use serde_json::{Value, json};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

const URI: &str = "file:///a.txt";

/// What is repeated in the first section.
const PIECES: [(&str, &str); 8] = [
    ("paragraph", "全面公开信息。\n"),
    ("sum", "共收到申请3件，其中答复1件、不予公开2件。\n"),
    ("sign twice", "公开信息，，条。\n"),
    ("share", "收到申请3件，占比30%。\n"),
    ("figure", "新收政府信息公开申请18件。\n"),
    ("heading", "（一）主动公开。\n文字。\n"),
    ("one line", "公开信息，累计公开政府信息3条。"),
    ("table", "\n表\n\t项目\t数量\n\t甲\t-1\n\t乙\t１\n\n"),
];

static SAMPLE: LazyLock<String> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/qinghe-2023.txt");
    std::fs::read_to_string(path).unwrap()
});

fn text(name: &str, count: usize) -> Vec<u8> {
    let (before, behind) = SAMPLE.split_once("\n二、").unwrap();
    let piece = PIECES.iter().find(|(n, _)| *n == name).unwrap().1;
    format!("{before}\n{}\n二、{behind}", piece.repeat(count)).into_bytes()
}

struct Editor(Connection);

impl Editor {
    fn tell(&self, method: &str, params: Value) {
        let note = Notification::new(method.to_owned(), params);
        self.0.sender.send(note.into()).unwrap();
    }

    fn hear(&self, wanted: impl Fn(&Message) -> bool) {
        let patience = Duration::from_secs(600);
        while !wanted(&self.0.receiver.recv_timeout(patience).unwrap()) {}
    }

    fn ask(&self, method: &str, params: Value) {
        let request = Request::new(7.into(), method.to_owned(), params);
        self.0.sender.send(request.into()).unwrap();
        self.hear(|m| matches!(m, Message::Response(_)));
    }

    fn published(&self, version: i32) {
        self.hear(|m| match m {
            Message::Notification(n) => n.params["version"] == version,
            _ => false,
        });
    }
}

/// A conversation about a text: it is opened, changed, and all is asked that an editor asks.
fn talk(bytes: &[u8]) {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let (client, server) = Connection::memory();
    let serving = thread::spawn(move || gouji::lsp::serve(server, Arc::clone(&PROJECT)));
    let editor = Editor(client);
    editor.ask("initialize", json!({ "capabilities": {} }));
    editor.tell("initialized", json!({}));
    let document = json!({ "uri": URI, "languageId": "plaintext", "version": 1, "text": text });
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    editor.published(1);
    let at = json!({ "line": 2, "character": 0 });
    let change = json!({ "range": { "start": at, "end": at }, "text": "公" });
    let document = json!({ "uri": URI, "version": 2 });
    // many changes at once, as of a command that works on each line
    let changes: Vec<Value> = (0..text.len() / 500).map(|_| change.clone()).collect();
    let params = json!({ "textDocument": document, "contentChanges": changes });
    editor.tell("textDocument/didChange", params);
    editor.published(2);
    let document = json!({ "uri": URI });
    let end = json!({ "line": 1_000_000, "character": 0 });
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": end });
    let params = json!({
        "textDocument": document,
        "position": { "line": 20, "character": 0 },
        "range": range,
        "context": { "diagnostics": [] },
    });
    for method in [
        "hover",
        "definition",
        "documentSymbol",
        "foldingRange",
        "codeLens",
        "inlayHint",
        "codeAction",
    ] {
        editor.ask(&format!("textDocument/{method}"), params.clone());
    }
    editor.ask("shutdown", Value::Null);
    editor.tell("exit", Value::Null);
    serving.join().unwrap().unwrap();
}

static PROJECT: LazyLock<Arc<dyn gouji::lsp::Project>> =
    LazyLock::new(|| gouji::cli::project(Lang::Zh));

#[test]
fn the_language_server() {
    // rules are read once
    talk(&text("paragraph", 1));
    // the larger texts are still checked while somebody types
    let (least, most) = (text("sum", 0).len(), (1 << 20) / TIMES);
    for (name, piece) in PIECES {
        let count = (most / 8).saturating_sub(least) / piece.len();
        let cases = all(&[name], count, |n| *n);
        grow_by(
            ClockId::ProcessCPUTime,
            &cases,
            &text,
            &<[u8]>::to_vec,
            &|bytes| talk(bytes),
        );
    }
}
