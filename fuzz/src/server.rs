//! What an editor sends.

use super::{LINTER, fits};
use gouji::config;
use gouji::diagnostic::Diagnostic;
use gouji::document::Document;
use gouji::fields::Problem;
use gouji::input;
use gouji::linter::autofix::{Fixed, Level, fix};
use gouji::linter::{EvaluatedReport, Neighbours, Stop};
use gouji::lsp::{
    self, Analysis, Buffer, CaseOutcome, ClientOptions, Encoding, Member, Named, Project, RuleCard,
    RulePage,
};
use gouji::text::{Lang, Span};
use lsp_server::{Connection, Message, Notification, Request};
use lsp_types::{Position, Range, TextDocumentContentChangeEvent};
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// Changes of a document: five bytes for each, and a text of its own.
pub fn edits(bytes: &[u8]) {
    const WORDS: [&str; 8] = ["", "\n", "\r\n", "𠮷", "１", "\t", "甲乙", "\r"];
    let (encoding, bytes) = match bytes.split_first() {
        Some((n, rest)) if n % 2 == 0 => (Encoding::Utf8, rest),
        Some((_, rest)) => (Encoding::Utf16, rest),
        None => return,
    };
    let mut buffer = Buffer::new(1, "一、𠮷 12\r\n合计\t6\n".to_owned(), encoding);
    let mut all = Vec::new();
    for (version, change) in bytes.chunks_exact(5).enumerate() {
        let [line, character, line_end, character_end, word] = change else {
            return;
        };
        let at = |line: &u8, character: &u8| Position::new((*line).into(), (*character).into());
        let change = TextDocumentContentChangeEvent {
            range: Some(Range::new(at(line, character), at(line_end, character_end))),
            range_length: None,
            text: WORDS[usize::from(*word) % WORDS.len()].to_owned(),
        };
        all.push(change.clone());
        buffer.change(version as i32, vec![change], encoding);
        let whole = Span::new(0, buffer.text.len());
        let end = buffer.lines.range(&buffer.text, whole).end;
        let offset = buffer.lines.offset(&buffer.text, end);
        assert_eq!(offset, buffer.text.len());
    }
    let mut together = Buffer::new(1, "一、𠮷 12\r\n合计\t6\n".to_owned(), encoding);
    together.change(1, all, encoding);
    assert_eq!(
        together.text, buffer.text,
        "together, and one after the other"
    );
}

/// What comes over the pipe: messages are handed on or answered, and the end is said.
pub fn wire(bytes: &[u8]) {
    let handed = Cell::new(0usize);
    let hand_on = |message: Message| {
        handed.set(handed.get() + 1);
        assert!(!matches!(message, Message::Notification(n) if n.method == "exit"));
        true
    };
    let ended = lsp::listen(&mut &bytes[..], &|said| assert!(!said.is_empty()), &hand_on);
    if let Err(error) = ended {
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
    }
    assert!(handed.get() <= bytes.len());
}

/// A conversation: in each line a method and its parameters. Notifications are those that the protocol has.
pub fn talk(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let (server, editor) = Connection::memory();
    let serving = thread::spawn(move || lsp::serve(server, Arc::new(Shed)));
    let send = |message: Message| editor.sender.send(message).is_ok();
    let ask = |id: i32, method: &str, params: Value| {
        send(Message::Request(Request::new(
            id.into(),
            method.to_owned(),
            params,
        )))
    };
    let tell = |method: &str, params: Value| {
        send(Message::Notification(Notification::new(
            method.to_owned(),
            params,
        )))
    };
    let start = lines.next().and_then(|l| serde_json::from_str(l).ok());
    ask(
        0,
        "initialize",
        start.unwrap_or_else(|| json!({"capabilities": {}})),
    );
    tell("initialized", json!({}));
    let mut asked = 2;
    for line in lines.take(50) {
        let (method, params) = line.split_once(' ').unwrap_or((line, "null"));
        let Ok(params) = serde_json::from_str::<Value>(params) else {
            continue;
        };
        let told = [
            "didOpen",
            "didChange",
            "didClose",
            "didSave",
            "cancelRequest",
        ];
        if told.iter().any(|t| method.ends_with(t)) {
            tell(method, params);
        } else if method != "shutdown" {
            asked += 1;
            ask(asked, method, params);
        }
    }
    ask(1, "shutdown", Value::Null);
    tell("exit", Value::Null);
    drop(editor.sender);
    let mut answered = 0;
    for message in editor.receiver {
        if let Message::Response(_) = message {
            answered += 1;
        }
    }
    assert!(answered <= asked, "one answer each");
    serving.join().expect("the server ends well").ok();
}

/// A front end without files.
struct Shed;

impl Project for Shed {
    fn lang(&self) -> Lang {
        Lang::Zh
    }

    fn configure(&self, _: ClientOptions) {}

    fn reload(&self) {}

    fn check(&self, path: &Path, text: &str, _: &Stop) -> Option<Analysis> {
        let document = input::read(&path.display().to_string(), text.as_bytes()).ok()?;
        let checked = LINTER.check(&document);
        let all = checked.diagnostics.iter().flat_map(|d| &d.labels);
        assert!(all.into_iter().all(|l| fits(&document.text, l.span)));
        document
            .format
            .is_text()
            .then_some(Analysis { document, checked })
    }

    fn evaluate(&self, _: &Path, document: &Document) -> EvaluatedReport {
        LINTER.evaluate(document, |_| Neighbours::default())
    }

    fn fix(&self, _: &Path, document: Document, level: Level) -> Fixed {
        fix(document, level, &|d| LINTER.check(d))
    }

    fn rule(&self, _: &Path, id: &str) -> Option<RuleCard> {
        (id.len() < 9).then(RuleCard::default)
    }

    fn rules(&self, _: &Path) -> Vec<String> {
        Vec::new()
    }

    fn waiver(
        &self,
        _: &Path,
        _: &Analysis,
        diagnostic: &Diagnostic,
    ) -> Option<(PathBuf, Option<String>, String)> {
        Some(("/w/waivers.toml".into(), None, diagnostic.rule.clone()))
    }

    fn inspect(
        &self,
        _: &Path,
        text: &str,
        _: &dyn Fn(&Path) -> Option<String>,
    ) -> Option<Vec<Problem>> {
        let (_, problem) = config::read(config::NAME, text, true, Lang::En);
        Some(problem.into_iter().collect())
    }

    fn cases(&self, _: &Path, _: &str, _: &dyn Fn(&Path) -> Option<String>) -> Vec<CaseOutcome> {
        Vec::new()
    }

    fn names(&self, _: &Path, _: &str, _: &dyn Fn(&Path) -> Option<String>) -> Vec<Named> {
        let named = |id: &str| Named {
            id: id.to_owned(),
            said: id.to_owned(),
            ..Named::default()
        };
        ["春", "人"].into_iter().map(named).collect()
    }

    fn family(&self, path: &Path, text: &str, _: &dyn Fn(&Path) -> Option<String>) -> Vec<Member> {
        vec![Member {
            path: path.to_owned(),
            text: text.to_owned(),
            own: true,
        }]
    }

    fn configured(&self, _: &Path, texts: BTreeMap<PathBuf, String>, _: bool) -> Vec<Member> {
        let all = texts.into_iter();
        all.map(|(path, text)| Member {
            path,
            text,
            own: true,
        })
        .collect()
    }

    fn configurations(&self, folders: &[PathBuf], _: &[PathBuf]) -> Vec<PathBuf> {
        folders.iter().map(|f| f.join(config::NAME)).collect()
    }

    fn problems(&self) -> Vec<(PathBuf, Problem)> {
        Vec::new()
    }

    fn reports(&self, _: &[PathBuf]) -> Vec<PathBuf> {
        Vec::new()
    }

    fn page(&self, _: &Path, _: &str) -> Option<RulePage> {
        None
    }

    fn text(&self, _: &Path) -> Option<String> {
        None
    }

    fn read(&self, _: &Path) -> Option<String> {
        None
    }

    fn is_project(&self, _: &Path) -> bool {
        false
    }
}
